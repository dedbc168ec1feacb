import Foundation

/// Who knows and who spams (Hovy and others, 2013): a worker either answers truly, or draws from a
/// distribution of their own that has nothing to do with the task. Variational, with restarts.
public struct Mace: Sendable {
    /// How the rounds are run.
    public struct Settings: Sendable, Equatable {
        /// Independent starts, of which the likeliest is kept.
        public var restarts = 10
        /// Rounds per start.
        public var rounds = 50
        /// Prior counts of spamming and of knowing.
        public var knowing = 0.5
        /// Prior count of every answer in a spammer's distribution.
        public var answer = 10.0
        /// Start of the draws.
        public var seed: UInt64 = 1

        /// As its authors run it.
        public init() {}
    }

    /// What is believed of the tasks.
    public private(set) var verdicts: Verdicts
    /// P(worker knows), by worker.
    public private(set) var knowing: [Double]
    /// Logarithm of the likelihood of the start that was kept.
    public private(set) var likelihood = -Double.infinity

    /// Infers the truth of `votes`.
    public init(_ votes: Votes, settings: Settings = Settings()) {
        verdicts = votes.shares()
        knowing = [Double](repeating: 0.5, count: votes.workers)
        guard votes.classes > 0, votes.count > 0 else { return }
        var numbers = SeededNumbers(seed: settings.seed)
        for _ in 0..<settings.restarts {
            var start = MaceStart(votes, settings, &numbers)
            var likelihood = 0.0
            for round in 0..<settings.rounds {
                likelihood = start.expect(votes)
                if round + 1 < settings.rounds { start.maximise(settings) }
            }
            guard likelihood > self.likelihood else { continue }
            self.likelihood = likelihood
            verdicts.probabilities = start.beliefs
            knowing = (0..<votes.workers).map { start.shareKnowing($0) }
        }
    }
}

/// One start: expected counts and the weights that follow from them.
private struct MaceStart {
    let classes: Int
    /// Pairs (spams, knows) by worker.
    var theta: [Double]
    var thetaCounts: [Double]
    /// A spammer's answers, `classes` by worker.
    var xi: [Double]
    var xiCounts: [Double]
    var beliefs: [Double]

    init(_ votes: Votes, _ settings: Mace.Settings, _ numbers: inout SeededNumbers) {
        classes = votes.classes
        theta = (0..<votes.workers * 2).map { _ in 1 + numbers.unit() }
        xi = (0..<votes.workers * votes.classes).map { _ in 1 + numbers.unit() }
        thetaCounts = theta
        xiCounts = xi
        beliefs = [Double](repeating: 0, count: votes.tasks * votes.classes)
        for worker in 0..<votes.workers {
            let sum = theta[worker * 2] + theta[worker * 2 + 1]
            theta[worker * 2] /= sum
            theta[worker * 2 + 1] /= sum
            let row = worker * classes
            let total = (0..<classes).reduce(0) { $0 + xi[row + $1] }
            for answer in 0..<classes { xi[row + answer] /= total }
        }
    }

    func shareKnowing(_ worker: Int) -> Double {
        let sum = thetaCounts[worker * 2] + thetaCounts[worker * 2 + 1]
        return sum > 0 ? thetaCounts[worker * 2 + 1] / sum : 0.5
    }

    /// Expected counts under the weights; the logarithm of the likelihood.
    mutating func expect(_ votes: Votes) -> Double {
        for place in thetaCounts.indices { thetaCounts[place] = 0 }
        for place in xiCounts.indices { xiCounts[place] = 0 }
        var likelihood = 0.0
        for task in 0..<votes.tasks {
            let places = votes.places(of: task)
            let row = task * classes
            var sum = 0.0
            for truth in 0..<classes {
                var product = 1 / Double(classes)
                for place in places { product *= chance(votes, place, truth) }
                beliefs[row + truth] = product
                sum += product
            }
            guard sum > 0 else { continue }
            likelihood += log(sum)
            for truth in 0..<classes { beliefs[row + truth] /= sum }
            for place in places { count(votes, place, row) }
        }
        return likelihood
    }

    private func chance(_ votes: Votes, _ place: Int, _ truth: Int) -> Double {
        let worker = Int(votes.worker[place])
        let answer = Int(votes.answer[place])
        let spam = theta[worker * 2] * xi[worker * classes + answer]
        return answer == truth ? spam + theta[worker * 2 + 1] : spam
    }

    private mutating func count(_ votes: Votes, _ place: Int, _ row: Int) {
        let worker = Int(votes.worker[place])
        let answer = Int(votes.answer[place])
        let spam = theta[worker * 2] * xi[worker * classes + answer]
        let known = spam + theta[worker * 2 + 1]
        let belief = beliefs[row + answer]
        let knew = known > 0 ? belief * theta[worker * 2 + 1] / known : 0
        thetaCounts[worker * 2] += 1 - knew
        thetaCounts[worker * 2 + 1] += knew
        xiCounts[worker * classes + answer] += 1 - knew
    }

    /// Weights from counts: exponentials of digammas, which sum to less than one.
    mutating func maximise(_ settings: Mace.Settings) {
        for worker in 0..<theta.count / 2 {
            let row = worker * 2
            let sum = thetaCounts[row] + thetaCounts[row + 1] + 2 * settings.knowing
            for place in row..<row + 2 {
                theta[place] = exp(
                    digamma(thetaCounts[place] + settings.knowing) - digamma(sum)
                )
            }
            let start = worker * classes
            var total = settings.answer * Double(classes)
            for answer in 0..<classes { total += xiCounts[start + answer] }
            for answer in 0..<classes {
                xi[start + answer] = exp(
                    digamma(xiCounts[start + answer] + settings.answer) - digamma(total)
                )
            }
        }
    }
}
