import Foundation

/// Truth, skill and ease at once (Whitehill and others, 2009): a worker with skill a is right on a
/// task of ease b with probability σ(a·b), and otherwise says any other class alike.
public struct Glad: Sendable {
    /// What is believed of the tasks.
    public private(set) var verdicts: Verdicts
    /// Skill by worker: 0 guesses, below 0 says the opposite of what is so.
    public private(set) var skills: [Double]
    /// Logarithm of the ease by task: 0 ordinary, above easier.
    public private(set) var eases: [Double]

    private static let stepsPerRound = 25
    private static let reach = 6.0

    /// Infers the truth of `votes` in at most `roundsMax` rounds, until beliefs move by less than
    /// `changeMin` per task.
    public init(_ votes: Votes, roundsMax: Int = 60, changeMin: Double = 1e-5) {
        verdicts = votes.shares()
        skills = [Double](repeating: 1, count: votes.workers)
        eases = [Double](repeating: 1, count: votes.tasks)
        guard votes.classes > 1 else { return }
        for _ in 0..<roundsMax {
            let moved = believe(votes)
            if moved < changeMin * Double(votes.tasks) { break }
            improve(votes)
        }
        _ = believe(votes)
    }

    /// Beliefs from skills and eases; returns how far they moved in total.
    private mutating func believe(_ votes: Votes) -> Double {
        let classes = votes.classes
        let others = log(Double(classes - 1))
        var moved = 0.0
        var sums = [Double](repeating: 0, count: classes)
        for task in 0..<votes.tasks {
            for truth in 0..<classes { sums[truth] = 0 }
            let ease = exp(eases[task])
            for place in votes.places(of: task) {
                // log σ(x) − log((1 − σ(x)) / (K − 1)) is x + log(K − 1).
                sums[Int(votes.answer[place])] +=
                    skills[Int(votes.worker[place])] * ease + others
            }
            let most = sums.max() ?? 0
            var total = 0.0
            for truth in 0..<classes {
                sums[truth] = exp(sums[truth] - most)
                total += sums[truth]
            }
            for truth in 0..<classes {
                let belief = sums[truth] / total
                moved += abs(belief - verdicts.probabilities[task * classes + truth])
                verdicts.probabilities[task * classes + truth] = belief
            }
        }
        return moved
    }

    /// Newton-like steps on skills, then eases, each with a normal prior around one: second
    /// derivatives of σ are known, so no step size is guessed.
    private mutating func improve(_ votes: Votes) {
        let classes = votes.classes
        var slope = [Double](repeating: 0, count: votes.workers)
        var bend = slope
        for _ in 0..<Self.stepsPerRound {
            var largest = 0.0
            for worker in 0..<votes.workers {
                slope[worker] = 1 - skills[worker]
                bend[worker] = 1
            }
            for task in 0..<votes.tasks {
                let ease = exp(eases[task])
                var taskSlope = 1 - eases[task]
                var taskBend = 1.0
                for place in votes.places(of: task) {
                    let worker = Int(votes.worker[place])
                    let right =
                        verdicts.probabilities[task * classes + Int(votes.answer[place])]
                    let product = skills[worker] * ease
                    let chance = 1 / (1 + exp(-product))
                    let error = right - chance
                    let curve = chance * (1 - chance)
                    slope[worker] += error * ease
                    bend[worker] += curve * ease * ease
                    taskSlope += error * product
                    taskBend += curve * product * product
                }
                let step = min(max(taskSlope / taskBend, -0.5), 0.5)
                eases[task] = min(max(eases[task] + step, -Self.reach), Self.reach)
                largest = max(largest, abs(step))
            }
            for worker in 0..<votes.workers {
                let step = min(max(slope[worker] / bend[worker], -0.5), 0.5)
                skills[worker] = min(max(skills[worker] + step, -Self.reach), Self.reach)
                largest = max(largest, abs(step))
            }
            if largest < 1e-4 { break }
        }
    }
}
