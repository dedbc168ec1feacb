import Foundation

/// What is believed of every task: a probability for each class, not only the likeliest one.
///
/// Disagreement that stays after everybody's habits are accounted for is a property of the task,
/// and is kept here as a soft label.
public struct Verdicts: Sendable, Equatable {
    /// How many classes each task has.
    public let classes: Int
    /// Probabilities, `classes` per task, in order of tasks.
    public internal(set) var probabilities: [Double]

    init(classes: Int, probabilities: [Double]) {
        self.classes = classes
        self.probabilities = probabilities
    }

    /// How many tasks there are.
    public var tasks: Int { classes == 0 ? 0 : probabilities.count / classes }

    /// The probabilities of one task's classes; they sum to one.
    public subscript(task: Int) -> ArraySlice<Double> {
        probabilities[task * classes..<(task + 1) * classes]
    }

    /// The likeliest class of `task`; ties go to the lowest class.
    public func answer(to task: Int) -> Int {
        var best = 0
        let row = self[task]
        for (place, value) in row.enumerated() where value > row[row.startIndex + best] {
            best = place
        }
        return best
    }

    /// The likeliest class of every task.
    public var answers: [Int] { (0..<tasks).map(answer) }

    /// Probability that the likeliest class is not the true one, 0…1.
    public func doubt(about task: Int) -> Double {
        max(0, 1 - (self[task].max() ?? 1))
    }

    /// Entropy of a task's classes in bits: 0 settled, log2(classes) unknown.
    public func entropy(of task: Int) -> Double {
        self[task].reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
    }
}

extension Votes {
    /// Shares of the labels that each class got: the plain vote.
    ///
    /// A task without labels is equally likely to be anything.
    public func shares() -> Verdicts {
        var shares = [Double](repeating: 0, count: tasks * classes)
        for task in 0..<tasks {
            let places = places(of: task)
            let row = task * classes
            guard !places.isEmpty else {
                for answer in 0..<classes { shares[row + answer] = 1 / Double(classes) }
                continue
            }
            for place in places { shares[row + Int(answer[place])] += 1 }
            for answer in 0..<classes { shares[row + answer] /= Double(places.count) }
        }
        return Verdicts(classes: classes, probabilities: shares)
    }

    /// How many tasks have no single winner by plain vote.
    ///
    /// Shown beside every majority figure: on one public set the rule for ties alone moves
    /// accuracy by four points.
    public func ties() -> Int {
        let shares = shares()
        return (0..<tasks).count { task in
            let row = shares[task]
            guard let most = row.max(), !places(of: task).isEmpty else { return false }
            return row.count { $0 == most } > 1
        }
    }
}
