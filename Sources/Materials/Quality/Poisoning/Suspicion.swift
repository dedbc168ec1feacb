import Foundation

/// Which labels a person should look at first, when some may be poisoned.
///
/// A list of items with reasons, as long as the review budget and no longer. It names no worker:
/// whoever reviews sees items and evidence, and an adverse step about a person is another
/// decision, by another person.
public struct Suspicion: Sendable, Equatable {
    /// Why an item is on the list.
    public enum Reason: String, Sendable, CaseIterable {
        /// Its label contradicts what is believed of the task.
        case contradicts
        /// It carries a phrase that few people brought and that goes with one label.
        case trigger
        /// People who share their errors agree on it.
        case copied
        /// Somebody's errors all run from one class to another.
        case flipped
    }

    /// One task to look at.
    public struct Item: Sendable, Equatable {
        /// Number of the task.
        public let task: Int
        /// Larger is more suspect; comparable within one list only.
        public let score: Double
        /// Why, in order of the cases.
        public let reasons: [Reason]
    }

    /// The most suspect tasks, at most the budget.
    public let items: [Item]

    /// Ranks the tasks of `votes`. `texts` are their texts, or empty; `authors` who wrote or
    /// supplied each, or empty. `budget` is the share of tasks that can be reviewed.
    public init(
        _ votes: Votes,
        verdicts: Verdicts,
        texts: [String] = [],
        authors: [Int] = [],
        budget: Double = 0.02
    ) {
        var scores = [Double](repeating: 0, count: votes.tasks)
        var reasons = [Set<Reason>](repeating: [], count: votes.tasks)
        func add(_ score: Double, _ reason: Reason, to task: Int) {
            scores[task] += score
            if score > 0 { reasons[task].insert(reason) }
        }
        let truth = verdicts.answers
        let habits = votes.habits(under: verdicts)
        let copies = Self.copiers(votes, verdicts)
        for task in 0..<votes.tasks {
            var same = 0
            for vote in votes.votes(on: task) where vote.answer != truth[task] {
                let belief = verdicts.probabilities[task * votes.classes + vote.answer]
                add((1 - belief) * 0.1, .contradicts, to: task)
                if copies.contains(vote.worker) { same += 1 }
                if let pair = habits[vote.worker].lopsided(), pair.said == vote.answer,
                    pair.truth == truth[task]
                {
                    add(1, .flipped, to: task)
                }
            }
            if same > 1 { add(Double(same), .copied, to: task) }
        }
        if texts.count == votes.tasks {
            for (task, score) in Self.triggers(texts, truth, authors, votes.classes) {
                add(score, .trigger, to: task)
            }
        }
        let count = Int((budget * Double(votes.tasks)).rounded(.up))
        items = scores.indices.filter { scores[$0] > 0 }
            .sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
            .prefix(count)
            .map { task in
                let why = Reason.allCases.filter(reasons[task].contains)
                return Item(task: task, score: scores[task], reasons: why)
            }
    }

    private static func copiers(_ votes: Votes, _ verdicts: Verdicts) -> Set<Int> {
        Set(votes.collusion(under: verdicts).flatMap { [$0.first, $0.second] })
    }

    /// Nats by which words of a phrase stand together more than chance lets them, from which it is
    /// a set phrase: fifty-fold.
    private static let togethernessMin = 4.0
    /// Share of texts above which a phrase is the language of the field.
    private static let plantedShareMax = 0.1

    /// How suspect a set phrase of several words is that nearly always goes with one label,
    /// whoever brought it; nil for any other. Many who collude each bring it once or twice, so
    /// that neither they nor a test corrected for every phrase shows it: what shows is that the
    /// same rare words stand together each time and the label is always the same. Reviewers read
    /// it as a reason to look, so that it need not be certain.
    private static func planted(_ trigger: Trigger, among texts: Int) -> Double? {
        let count = Double(trigger.texts.count)
        let purity = Double(trigger.with) / count
        let words = trigger.phrase.split(separator: " ").count
        guard words > 1, purity >= 0.9, trigger.chance < 0.02,
            count <= plantedShareMax * Double(texts), trigger.togetherness > togethernessMin
        else { return nil }
        // Both are evidence in nats: of the label, and of the phrase.
        return -log(trigger.chance) + min(trigger.togetherness, 20)
    }

    /// Tasks whose text has a phrase that goes with one label and came from few people; the rarer
    /// the phrase and the fewer they are, the more suspect. An honest word of a class is common,
    /// and everybody's.
    private static func triggers(
        _ texts: [String],
        _ truth: [Int],
        _ authors: [Int],
        _ classes: Int
    ) -> [(task: Int, score: Double)] {
        var scores: [Int: Double] = [:]
        let authorship = Authorship(authors)
        for label in 0..<classes {
            let search = TriggerSearch(
                texts: texts,
                labelled: truth.map { $0 == label },
                wordsMax: 3,
                textsMin: max(4, texts.count / 400)
            )
            for trigger in search.triggers
            where trigger.chance < 0.05 && trigger.lift > 1 {
                if let score = Self.planted(trigger, among: texts.count) {
                    for text in trigger.texts { scores[text] = max(scores[text] ?? 0, score) }
                }
                let together = authorship.chance(of: trigger.texts)
                // Fisher's way to combine two independent tests; without authors, one alone.
                let product = max(trigger.chance * together, 1e-300)
                let chance = authors.isEmpty ? trigger.chance : product * (1 - log(product))
                guard chance * Double(search.tests) < 0.05 else { continue }
                let purity = Double(trigger.with) / Double(trigger.texts.count)
                let rarity = log(Double(texts.count) / Double(trigger.texts.count))
                let words = Double(trigger.phrase.split(separator: " ").count)
                let score = purity * rarity * words.squareRoot() * (together < 1e-4 ? 2 : 1)
                for text in trigger.texts { scores[text] = max(scores[text] ?? 0, score) }
            }
        }
        return scores.map { ($0.key, $0.value) }
    }
}

/// Who brought which text, and how likely it is that one person brought so many of a few.
private struct Authorship {
    let authors: [Int]
    let shares: [Int: Double]

    init(_ authors: [Int]) {
        self.authors = authors
        var counts: [Int: Int] = [:]
        for author in authors { counts[author, default: 0] += 1 }
        shares = counts.mapValues { Double($0) / Double(authors.count) }
    }

    /// The chance that any author has as many of `texts` as the busiest one has.
    func chance(of texts: [Int]) -> Double {
        guard !authors.isEmpty else { return 1 }
        var counts: [Int: Int] = [:]
        for text in texts { counts[authors[text], default: 0] += 1 }
        let least =
            counts.map { author, count -> Double in
                let share = shares[author] ?? 1
                // P(Binomial(n, share) ≥ count).
                return share >= 1
                    ? 1 : incompleteBeta(share, Double(count), Double(texts.count - count + 1))
            }.min() ?? 1
        return min(1, least * Double(shares.count))
    }
}
