import Foundation
import Quality
import Testing

@Suite("Truth from many labels")
struct TruthTests {
    struct Small: Decodable {
        let labels: [[Int]]
        let truth: [Int]
        let posterior: [String: [String: Double]]
        let prior: [String: Double]
        let worker_rates: [String: [String: Double]]
    }

    struct OneRound: Decodable { let posterior: [String: [String: Double]] }

    static func votes(_ labels: [[Int]], tasks: Int, workers: Int, classes: Int) throws -> Votes {
        try Votes(
            labels.map { Votes.Vote(task: $0[0], worker: $0[1], answer: $0[2]) },
            tasks: tasks,
            workers: workers,
            classes: classes
        )
    }

    static func small() throws -> (Small, Votes) {
        let known = try Vectors.read("dawid_skene_small", as: Small.self)
        let votes = try votes(known.labels, tasks: known.truth.count, workers: 6, classes: 3)
        return (known, votes)
    }

    @Test("begins with shares: one round is known to nine digits")
    func oneRound() throws {
        let known = try Vectors.read("dawid_skene_one_round", as: OneRound.self)
        var settings = DawidSkene.Settings()
        settings.roundsMax = 1
        let found = DawidSkene(try Self.small().1, settings: settings)
        for (task, row) in known.posterior {
            for (label, value) in row {
                let task = try #require(Int(task))
                let label = try #require(Int(label))
                let mine = found.verdicts.probabilities[task * 3 + label]
                #expect(near(mine, value) || abs(mine - value) < 1e-9)
            }
        }
    }

    @Test("converges where others do, and never grows less likely")
    func converged() throws {
        let (known, votes) = try Self.small()
        var settings = DawidSkene.Settings()
        settings.gainMin = 1e-9
        settings.roundsMax = 500
        let found = DawidSkene(votes, settings: settings)
        for (task, row) in known.posterior {
            for (label, value) in row {
                let task = try #require(Int(task))
                let label = try #require(Int(label))
                #expect(abs(found.verdicts.probabilities[task * 3 + label] - value) < 1e-4)
            }
        }
        for (label, value) in known.prior {
            #expect(abs(found.prior[try #require(Int(label))] - value) < 1e-4)
        }
        for (worker, row) in known.worker_rates {
            for (name, value) in row {
                let parts = name.split(separator: "_").compactMap { Int($0) }
                let worker = try #require(Int(worker))
                let rate = found.rate(of: worker, saying: parts[0], when: parts[1])
                #expect(abs(rate - value) < 1e-3)
            }
        }
        for (before, after) in zip(found.likelihoods, found.likelihoods.dropFirst()) {
            #expect(after >= before - 1e-9)
        }
    }

    @Test("is the same whenever it is asked")
    func deterministic() throws {
        let votes = try Self.small().1
        #expect(DawidSkene(votes).verdicts == DawidSkene(votes).verdicts)
        #expect(Mace(votes).verdicts == Mace(votes).verdicts)
        #expect(Glad(votes).verdicts == Glad(votes).verdicts)
        #expect(OneCoin(votes).verdicts == OneCoin(votes).verdicts)
    }

    @Test("takes what is known of gold tasks as known")
    func gold() throws {
        let (known, votes) = try Self.small()
        let gold = known.truth.enumerated().map { $0.offset < 20 ? Int?($0.element) : nil }
        let found = DawidSkene(votes, known: gold)
        #expect(Array(found.verdicts.answers.prefix(20)) == Array(known.truth.prefix(20)))
    }

    @Test("shows habits with an interval and never compares a handful")
    func habits() throws {
        let votes = try Self.small().1
        let habits = votes.habits(under: DawidSkene(votes).verdicts)
        #expect(habits.count == 6)
        for habit in habits {
            #expect(habit.interval.contains(habit.accuracy))
            #expect(habit.isComparable == (habit.judged >= 30))
        }
    }

    @Test("refuses labels out of range")
    func outOfRange() {
        #expect(throws: Votes.Failure.outOfRange(vote: 0)) {
            try Votes([.init(task: 0, worker: 3, answer: 0)], tasks: 1, workers: 3, classes: 2)
        }
    }

    @Test("counts ties, and gives them to the lowest class")
    func ties() throws {
        let votes = try Self.votes(
            [[0, 0, 1], [0, 1, 0], [1, 0, 1]],
            tasks: 3,
            workers: 2,
            classes: 2
        )
        #expect(votes.ties() == 1)
        #expect(votes.shares().answers == [0, 1, 0])
    }

    @Test("survives a thousand labels on one task")
    func manyLabels() throws {
        let labels = (0..<2_000).map { [0, $0, $0 % 3 == 0 ? 1 : 0] }
        let found = DawidSkene(try Self.votes(labels, tasks: 1, workers: 2_000, classes: 2))
        #expect(found.verdicts.probabilities.allSatisfy { $0.isFinite })
        #expect(found.verdicts.answer(to: 0) == 0)
    }
}

@Suite("The next label")
struct RoutingTests {
    @Test("goes to no settled task, and calls lasting disagreement ambiguous")
    func states() {
        let routing = Routing()
        #expect(routing.state([0.99, 0.01], labels: 1) == .open)
        #expect(routing.state([0.99, 0.01], labels: 2) == .settled)
        #expect(routing.state([0.5, 0.5], labels: 9) == .open)
        #expect(routing.state([0.5, 0.5], labels: 10) == .ambiguous)
        #expect(routing.worth([0.5, 0.5]) > routing.worth([0.7, 0.3]))
        #expect(routing.worth([0.999, 0.001]) == 0)
    }

    @Test("saves more than a third of the labels at the accuracy of all of them")
    func saving() throws {
        var numbers = SeededNumbers(seed: 11)
        let tasks = 400
        let truth = (0..<tasks).map { _ in numbers.below(2) }
        let skills = (0..<30).map { _ in 0.7 + 0.25 * numbers.unit() }
        func label(_ task: Int, _ worker: Int) -> Votes.Vote {
            let isRight = numbers.unit() < skills[worker]
            return .init(
                task: task,
                worker: worker,
                answer: isRight ? truth[task] : 1 - truth[task]
            )
        }
        func accuracy(_ votes: [Votes.Vote]) throws -> (Double, Verdicts) {
            let votes = try Votes(votes, tasks: tasks, workers: 30, classes: 2)
            var settings = DawidSkene.Settings()
            settings.smoothing = 1
            let found = DawidSkene(votes, settings: settings).verdicts
            let right = zip(found.answers, truth).count { $0 == $1 }
            return (Double(right) / Double(tasks), found)
        }
        var all: [Votes.Vote] = []
        for task in 0..<tasks { for turn in 0..<10 { all.append(label(task, (task + turn) % 30)) } }
        var routed: [Votes.Vote] = []
        var labels = [Int](repeating: 0, count: tasks)
        func ask(_ task: Int) {
            routed.append(label(task, (task + labels[task]) % 30))
            labels[task] += 1
        }
        for task in 0..<tasks { for _ in 0..<3 { ask(task) } }
        let routing = Routing()
        for _ in 0..<20 {
            let order = routing.order(try accuracy(routed).1, labels: labels)
            if order.isEmpty { break }
            for task in order.prefix(100) { ask(task) }
        }
        #expect(routing.saving(labels: labels) > 0.33)
        let (mine, full) = (try accuracy(routed).0, try accuracy(all).0)
        #expect(mine >= full - 0.015)
    }
}
