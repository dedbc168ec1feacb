import Foundation

/// Truth and habits at once (Dawid and Skene, 1979): expectation maximisation over the true class
/// of every task, with one confusion matrix per worker.
///
/// Products are kept as products and rescaled when they grow small, rather than as sums of
/// logarithms: it saves an exponential per class and task, which is most of the time. The
/// logarithm of the likelihood that stops the rounds needs one logarithm per task.
public struct DawidSkene: Sendable {
    /// How the rounds are run.
    public struct Settings: Sendable, Equatable {
        /// Rounds at most.
        public var roundsMax = 100
        /// Stop when the logarithm of the likelihood per label rises by less than this.
        public var gainMin = 1e-5
        /// Added to every count on the diagonal, and spread over the others: for figures about
        /// people, whose few labels would otherwise run their rates to the wall. 0 adds nothing.
        public var smoothing = 0.0
        /// Rates below this are lifted to it before they are normalised.
        public var rateMin = 1e-10

        /// As the literature runs it.
        public init() {}
    }

    /// What is believed of the tasks.
    public internal(set) var verdicts: Verdicts
    /// How common each class is.
    public internal(set) var prior: [Double]
    /// P(worker says k | class is c) at `(worker × classes + k) × classes + c`.
    public internal(set) var rates: [Double]
    /// Logarithm of the likelihood per label, after every round; it never falls.
    public internal(set) var likelihoods: [Double] = []
    let classes: Int

    /// Infers the truth of `votes`. `known` names the class of gold tasks, by task; nil elsewhere.
    public init(
        _ votes: Votes,
        known: [Int?] = [],
        settings: Settings = Settings()
    ) {
        let classes = votes.classes
        self.classes = classes
        verdicts = votes.shares()
        prior = [Double](repeating: 1 / Double(max(classes, 1)), count: classes)
        rates = [Double](repeating: 0, count: votes.workers * classes * classes)
        guard classes > 0, votes.count > 0 else { return }
        let gold = known.map { Int32($0 ?? -1) }
        clamp(to: gold)
        var counts = rates
        let tally = Tally(votes, gold)
        tally.count(verdicts.probabilities, into: &counts)
        for _ in 0..<settings.roundsMax {
            maximise(counts, settings)
            let sum = tally.turn(
                prior: prior,
                rates: rates,
                beliefs: &verdicts.probabilities,
                counts: &counts
            )
            let likelihood = sum / Double(votes.count)
            let gain = likelihood - (likelihoods.last ?? -.infinity)
            likelihoods.append(likelihood)
            if gain < settings.gainMin { break }
        }
    }

    /// P(`worker` says `answer` | the class is `truth`).
    public func rate(of worker: Int, saying answer: Int, when truth: Int) -> Double {
        rates[(worker * classes + answer) * classes + truth]
    }

    private mutating func clamp(to gold: [Int32]) {
        for (task, truth) in gold.enumerated() where truth >= 0 {
            for answer in 0..<classes {
                verdicts.probabilities[task * classes + answer] = answer == Int(truth) ? 1 : 0
            }
        }
    }

    /// Class shares from beliefs, and each worker's rates from counts.
    private mutating func maximise(_ counts: [Double], _ settings: Settings) {
        for truth in 0..<classes { prior[truth] = 0 }
        let tasks = verdicts.tasks
        for task in 0..<tasks {
            for truth in 0..<classes {
                prior[truth] += verdicts.probabilities[task * classes + truth]
            }
        }
        for truth in 0..<classes { prior[truth] /= Double(tasks) }
        let square = classes * classes
        let other = settings.smoothing / Double(max(classes - 1, 1))
        for worker in 0..<rates.count / square {
            for truth in 0..<classes {
                var sum = 0.0
                for answer in 0..<classes {
                    let place = worker * square + answer * classes + truth
                    let added = answer == truth ? settings.smoothing : other
                    rates[place] = max(counts[place] + added, settings.rateMin)
                    sum += rates[place]
                }
                for answer in 0..<classes {
                    rates[worker * square + answer * classes + truth] /= sum
                }
            }
        }
    }
}
