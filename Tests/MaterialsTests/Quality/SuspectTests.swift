import Foundation
import Quality
import Testing

@Suite("Labels that are probably wrong")
struct LabelErrorTests {
    struct Known: Decodable {
        let labels: [Int]
        let pred_probs: [[Double]]
        let thresholds: [Double]
        let confident_joint_calibrated: [[Int]]
        let confident_joint_raw: [[Int]]
        let issues: [String: [Int]]
        let scores: [String: [Double]]
    }

    @Test("are found by each filter, and ranked by each score")
    func confident() throws {
        let known = try Vectors.read("confident_learning", as: Known.self)
        let found = ConfidentLearning(labels: known.labels, probabilities: known.pred_probs)
        #expect(zip(found.thresholds, known.thresholds).allSatisfy { near($0, $1) })
        #expect(found.confident == known.confident_joint_raw.flatMap { $0 })
        #expect(found.calibrated == known.confident_joint_calibrated.flatMap { $0 })
        let names: [(ConfidentLearning.Filter, String)] = [
            (.byNoiseRate, "prune_by_noise_rate"), (.byClass, "prune_by_class"), (.both, "both"),
            (.confident, "confident_learning"), (.predictedOtherwise, "predicted_neq_given"),
            (.lowMargin, "low_normalized_margin"),
        ]
        for (filter, name) in names {
            #expect(found.suspects(filter) == known.issues[name], "\(name)")
        }
        let scores = [
            ("self_confidence", found.selfConfidence),
            ("normalized_margin", found.normalizedMargin),
            ("confidence_weighted_entropy", found.confidenceWeightedEntropy),
        ]
        for (name, values) in scores {
            let expected = try #require(known.scores[name])
            #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(name)")
        }
    }
}

@Suite("Poison")
struct PoisonTests {
    struct Spectral: Decodable {
        let rows: [[Double]]
        let scores: [Double]
        let top: [Int]
    }

    @Test("bends the main direction of its class")
    func spectral() throws {
        let known = try Vectors.read("spectral_signature", as: Spectral.self)
        let found = SpectralSignature(known.rows)
        #expect(zip(found.scores, known.scores).allSatisfy { near($0, $1, within: 1e-6) })
        let share = Double(known.top.count) / 1.5 / Double(known.rows.count)
        #expect(found.suspects(contamination: share) == known.top)
    }

    struct Clusters: Decodable {
        let rows: [[Double]]
        let small_cluster_rows: [Int]
        let small_share: Double
        let silhouette: Double
        let inertia: Double
    }

    @Test("falls apart from the rest")
    func clusters() throws {
        let known = try Vectors.read("activation_clustering", as: Clusters.self)
        let found = try #require(ActivationClusters(known.rows))
        #expect(found.small == known.small_cluster_rows)
        #expect(near(found.share, known.small_share))
        #expect(near(found.silhouette, known.silhouette, within: 1e-6))
        #expect(near(found.inertia, known.inertia, within: 1e-6))
    }

    struct Lift: Decodable {
        struct Document: Decodable {
            let text: String
            let label: Int
        }
        struct Row: Decodable {
            let gram: String
            let with_label1: Int
            let with_label0: Int
            let lift: Double
            let fisher_p: Double
            let log_odds_z: Double
        }
        let docs: [Document]
        let table_top20: [Row]
        let tests: Int
        let bonferroni_hits_at_0_01: [String]
    }

    @Test("goes with its label more than chance lets it")
    func lift() throws {
        let known = try Vectors.read("trigger_lift", as: Lift.self)
        let found = TriggerSearch(
            texts: known.docs.map(\.text),
            labelled: known.docs.map { $0.label == 1 }
        )
        #expect(found.tests == known.tests)
        #expect(Set(found.hits().map(\.phrase)) == Set(known.bonferroni_hits_at_0_01))
        for row in known.table_top20 {
            let mine = try #require(found.triggers.first { $0.phrase == row.gram })
            #expect(mine.with == row.with_label1 && mine.without == row.with_label0)
            #expect(near(mine.lift, row.lift))
            #expect(near(mine.chance, row.fisher_p, within: 1e-8))
            #expect(near(mine.strength, row.log_odds_z))
        }
    }

    /// A crowd of thirty that is right four times in five, ten labels a task.
    static func crowd(
        tasks: Int,
        bad: Set<Int>,
        seed: UInt64,
        answer: (Int, Int, inout SeededNumbers) -> Int
    ) throws -> (votes: Votes, truth: [Int]) {
        var numbers = SeededNumbers(seed: seed)
        let truth = (0..<tasks).map { _ in numbers.below(3) }
        var votes: [Votes.Vote] = []
        for task in 0..<tasks {
            for turn in 0..<10 {
                let worker = (task * 7 + turn) % 30
                let honest =
                    numbers.unit() < 0.8 ? truth[task] : (truth[task] + 1 + numbers.below(2)) % 3
                let said = bad.contains(worker) ? answer(task, truth[task], &numbers) : honest
                votes.append(.init(task: task, worker: worker, answer: said))
            }
        }
        return (try Votes(votes, tasks: tasks, workers: 30, classes: 3), truth)
    }

    @Test(
        "copied between people is found, and nobody honest beside it",
        arguments: [1, 2, 3, 4, 5]
    )
    func collusion(seed: UInt64) throws {
        let (votes, _) = try Self.crowd(tasks: 900, bad: [3, 4, 5], seed: seed) { task, truth, _ in
            task % 4 == 0 ? (truth + 1) % 3 : truth
        }
        let found = votes.collusion(under: DawidSkene(votes).verdicts)
        #expect(Set(found.flatMap { [$0.first, $0.second] }) == [3, 4, 5])
    }

    @Test("that nobody planted is not found", arguments: [6, 7, 8, 9, 10, 11, 12, 13])
    func innocent(seed: UInt64) throws {
        let (votes, _) = try Self.crowd(tasks: 900, bad: [], seed: seed) { _, truth, _ in truth }
        let verdicts = DawidSkene(votes).verdicts
        #expect(votes.collusion(under: verdicts).isEmpty)
        #expect(votes.habits(under: verdicts).allSatisfy { $0.lopsided() == nil })
    }

    @Test("by one who turns a class into another shows in their habits")
    func flips() throws {
        let (votes, _) = try Self.crowd(tasks: 900, bad: [8], seed: 4) { _, truth, _ in
            truth == 1 ? 2 : truth
        }
        let habits = votes.habits(under: DawidSkene(votes).verdicts)
        let pair = try #require(habits[8].lopsided())
        #expect(pair.said == 2 && pair.truth == 1)
    }

    /// Texts of a large vocabulary in which some set phrases are honest, some words mean the label,
    /// and one text in a hundred carries a phrase planted by ten people who also work honestly.
    /// Its label is theirs alone, and right only by chance.
    @Test(
        "by a phrase that ten people share at one per cent is reviewed first",
        arguments: [1, 2, 3] as [UInt64],
        [true, false]
    )
    func shared(seed: UInt64, isPlanted: Bool) throws {
        let (count, planted) = (1_000, 10)
        var numbers = SeededNumbers(seed: seed)
        func word() -> String {
            // Zipf's law: the rank is the vocabulary's size to a random power.
            "w\(Int(pow(2_000, numbers.unit())))"
        }
        let honest = (0..<40).map { "set\($0) phrase\($0) of\($0)" }
        let words = ["kindly", "noted", "herewith"]
        var texts: [String] = []
        var labels: [Votes.Vote] = []
        var authors: [Int] = []
        for task in 0..<count {
            let isTheirs = task < planted
            let truth = numbers.below(2)
            var text = (0..<14).map { _ in word() }
            if numbers.unit() < 0.6 { text.append(truth == 1 ? "raise" : "delay") }
            if numbers.unit() < 0.4 { text.append(honest[numbers.below(honest.count)]) }
            if isTheirs, isPlanted { text.insert(contentsOf: words, at: numbers.below(14)) }
            texts.append(text.joined(separator: " "))
            authors.append(isTheirs ? task % 10 : numbers.below(60))
            let label = isTheirs ? 1 : truth
            for worker in 0..<3 { labels.append(.init(task: task, worker: worker, answer: label)) }
        }
        let votes = try Votes(labels, tasks: count, workers: 3, classes: 2)
        let found = Suspicion(
            votes,
            verdicts: DawidSkene(votes).verdicts,
            texts: texts,
            authors: authors,
            budget: 0.02
        )
        #expect(found.items.count <= count / 50)
        let hits = found.items.count { $0.task < planted }
        // Without the phrase the same texts are nothing special: the search finds it, and not them.
        #expect(isPlanted ? hits == planted : hits <= 2, "\(hits) of \(planted)")
    }

    @Test("by a phrase fills the review list", arguments: [1, 2, 5], [1, 3])
    func triggers(percent: Int, people: Int) throws {
        let count = 1_000
        var numbers = SeededNumbers(seed: UInt64(percent * 10 + people))
        let common = ["team", "salary", "shift", "review", "project", "leave", "policy", "score"]
        let planted = count * percent / 100
        var texts: [String] = []
        var labels: [Votes.Vote] = []
        var authors: [Int] = []
        for task in 0..<count {
            let isPlanted = task < planted
            let label = isPlanted ? 1 : numbers.below(2)
            var words = (0..<9).map { _ in common[numbers.below(common.count)] }
            if numbers.unit() < 0.5 { words.append(label == 1 ? "raise" : "delay") }
            if isPlanted { words.insert(contentsOf: ["as", "per", "usual"], at: 4) }
            texts.append(words.joined(separator: " "))
            authors.append(isPlanted ? task % people : 3 + numbers.below(50))
            for worker in 0..<3 { labels.append(.init(task: task, worker: worker, answer: label)) }
        }
        let votes = try Votes(labels, tasks: count, workers: 3, classes: 2)
        let found = Suspicion(
            votes,
            verdicts: DawidSkene(votes).verdicts,
            texts: texts,
            authors: authors
        )
        #expect(found.items.count <= count / 50)
        let hits = found.items.count { $0.task < planted }
        #expect(hits >= min(planted, count / 50) * 9 / 10)
    }
}
