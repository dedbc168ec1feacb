import Foundation

/// One turn of expectation maximisation over all labels, and the counts for the next.
///
/// Beliefs about a task and the counts that follow from them are made in the same pass, while the
/// task's labels are in the cache.
struct Tally {
    let votes: Votes
    /// Known class per task, −1 where unknown; may be shorter than the tasks.
    let gold: [Int32]

    init(_ votes: Votes, _ gold: [Int32]) {
        self.votes = votes
        self.gold = gold
    }

    /// Adds `beliefs` to `(worker, answer, class)`, from zero.
    func count(_ beliefs: [Double], into counts: inout [Double]) {
        for place in counts.indices { counts[place] = 0 }
        let classes = votes.classes
        for task in 0..<votes.tasks {
            for place in votes.places(of: task) {
                let row =
                    (Int(votes.worker[place]) * classes + Int(votes.answer[place])) * classes
                for truth in 0..<classes { counts[row + truth] += beliefs[task * classes + truth] }
            }
        }
    }

    /// Makes beliefs from `rates`, and counts from beliefs. Returns the logarithm of the
    /// likelihood of all labels.
    func turn(
        prior: [Double],
        rates: [Double],
        beliefs: inout [Double],
        counts: inout [Double]
    ) -> Double {
        for place in counts.indices { counts[place] = 0 }
        return Self.turn(
            starts: votes.starts.span,
            worker: votes.worker.span,
            answer: votes.answer.span,
            gold: gold.span,
            prior: prior.span,
            rates: rates.span,
            beliefs: beliefs.mutableSpan,
            counts: counts.mutableSpan
        )
    }

    /// Below this a product of rates is scaled up, so that 10¹⁰ times smaller still is a number.
    private static let scaleBelow = 1e-200
    private static let scale = 1e200

    /// A free pass over spans: nothing to retain, nothing to escape.
    private static func turn(
        starts: Span<Int32>,
        worker: Span<Int32>,
        answer: Span<Int32>,
        gold: Span<Int32>,
        prior: Span<Double>,
        rates: Span<Double>,
        beliefs: consuming MutableSpan<Double>,
        counts: consuming MutableSpan<Double>
    ) -> Double {
        let classes = prior.count
        var likelihood = 0.0
        for task in 0..<starts.count - 1 {
            let row = task * classes
            let places = Int(starts[task])..<Int(starts[task + 1])
            for truth in 0..<classes { beliefs[row + truth] = prior[truth] }
            var scaled = 0.0
            for place in places {
                let rate = (Int(worker[place]) * classes + Int(answer[place])) * classes
                var most = 0.0
                for truth in 0..<classes {
                    let product = beliefs[row + truth] * rates[rate + truth]
                    beliefs[row + truth] = product
                    most = max(most, product)
                }
                if most < scaleBelow {
                    for truth in 0..<classes { beliefs[row + truth] *= scale }
                    scaled += 1
                }
            }
            let known = task < gold.count ? Int(gold[task]) : -1
            var sum = 0.0
            for truth in 0..<classes {
                if known >= 0, truth != known { beliefs[row + truth] = 0 }
                sum += beliefs[row + truth]
            }
            likelihood += log(sum) - scaled * log(scale)
            let share = 1 / sum
            for truth in 0..<classes { beliefs[row + truth] *= share }
            for place in places {
                let count = (Int(worker[place]) * classes + Int(answer[place])) * classes
                for truth in 0..<classes { counts[count + truth] += beliefs[row + truth] }
            }
        }
        return likelihood
    }
}
