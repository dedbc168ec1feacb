import Foundation

/// What the labels of one person look like beside what is believed of the tasks: counts with an
/// interval, never a bare skill.
public struct Habits: Sendable, Equatable {
    /// Nobody is compared with others on fewer judged labels than this.
    public static let judgedMin = 30

    /// Labels judged.
    public let judged: Int
    /// Expected labels by what was said and what is so, at `said × classes + truth`.
    public let confusion: [Double]
    /// Expected share of right labels.
    public let accuracy: Double
    /// 95 % interval around it, by Wilson, on labels as if independent.
    public let interval: ClosedRange<Double>

    /// Whether there is enough to speak of this person beside others.
    public var isComparable: Bool { judged >= Self.judgedMin }

    /// The pair (said, truth) that goes wrong far more often than the rest of this person's
    /// errors: a targeted flip, or a rule read another way. Nil when errors are spread.
    ///
    /// `ratioMin` times the mean of the other wrong cells, and at least `countMin` labels.
    public func lopsided(ratioMin: Double = 5, countMin: Double = 5) -> (said: Int, truth: Int)? {
        let classes = Int(Double(confusion.count).squareRoot().rounded())
        guard classes > 1 else { return nil }
        var worst: (said: Int, truth: Int, count: Double)?
        var sum = 0.0
        for said in 0..<classes {
            for truth in 0..<classes where said != truth {
                let count = confusion[said * classes + truth]
                sum += count
                if count > worst?.count ?? 0 { worst = (said, truth, count) }
            }
        }
        guard let worst, worst.count >= countMin else { return nil }
        let others = (sum - worst.count) / Double(max(classes * (classes - 1) - 1, 1))
        return worst.count >= ratioMin * max(others, 0.5) ? (worst.said, worst.truth) : nil
    }
}

extension Votes {
    /// The habits of every worker under `verdicts`, by worker.
    public func habits(under verdicts: Verdicts) -> [Habits] {
        let square = classes * classes
        var confusion = [Double](repeating: 0, count: workers * square)
        var judged = [Int](repeating: 0, count: workers)
        for task in 0..<tasks {
            for place in places(of: task) {
                let worker = Int(worker[place])
                judged[worker] += 1
                for truth in 0..<classes {
                    confusion[worker * square + Int(answer[place]) * classes + truth] +=
                        verdicts.probabilities[task * classes + truth]
                }
            }
        }
        return (0..<workers).map { worker in
            let own = Array(confusion[worker * square..<(worker + 1) * square])
            let right = (0..<classes).reduce(0) { $0 + own[$1 * classes + $1] }
            let score = GoldScore(
                right: min(Int(right.rounded()), judged[worker]),
                of: judged[worker]
            )
            return Habits(
                judged: judged[worker],
                confusion: own,
                accuracy: judged[worker] == 0 ? 0 : right / Double(judged[worker]),
                interval: score.wilson
            )
        }
    }
}
