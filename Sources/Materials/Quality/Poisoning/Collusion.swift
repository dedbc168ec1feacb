import Foundation

/// Two people who share their errors more than chance lets them.
public struct Collusion: Sendable, Equatable {
    /// Numbers of the two, the lower first.
    public let first: Int
    /// The other.
    public let second: Int
    /// Tasks on which both erred.
    public let bothWrong: Int
    /// Of those, how many with the same wrong answer.
    public let sameWrong: Int
    /// Chance of that among pairs who work apart, corrected for the pairs tested.
    public let chance: Double
}

extension Votes {
    /// Pairs of workers who copy: shared errors above what the pool's own habits explain.
    ///
    /// Right answers say nothing: honest people share them. On each task both labelled, an error
    /// of one makes an error of the other likelier only through the task's difficulty, so the
    /// expected overlap is counted task by task from everybody else's errors, and compared by a
    /// Poisson tail. Corrected over pairs (Benjamini and Hochberg, 1995) at `level`.
    public func collusion(
        under verdicts: Verdicts,
        sharedMin: Int = 20,
        level: Double = 0.001
    ) -> [Collusion] {
        var pairs = PairCounts(workers: workers)
        let truth = verdicts.answers
        var given = [Int](repeating: 0, count: classes)
        for task in 0..<tasks {
            let places = places(of: task)
            for answer in 0..<classes { given[answer] = 0 }
            for place in places { given[Int(answer[place])] += 1 }
            for (a, one) in places.enumerated() {
                for two in places.dropFirst(a + 1) {
                    pairs.add(
                        Int(worker[one]),
                        Int(worker[two]),
                        answers: (Int(answer[one]), Int(answer[two])),
                        truth: truth[task],
                        given: given,
                        labels: places.count
                    )
                }
            }
        }
        return pairs.suspects(sharedMin: sharedMin, level: level)
    }
}

/// What every pair of workers did on the tasks they share, in a flat triangle.
private struct PairCounts {
    let workers: Int
    var shared: [Int32]
    var wrong: [Int32]
    var same: [Int32]
    var expected: [Double]

    init(workers: Int) {
        self.workers = workers
        shared = [Int32](repeating: 0, count: workers * (workers - 1) / 2 + 1)
        wrong = shared
        same = shared
        expected = [Double](repeating: 0, count: shared.count)
    }

    private func place(_ a: Int, _ b: Int) -> Int {
        let (low, high) = a < b ? (a, b) : (b, a)
        return high * (high - 1) / 2 + low
    }

    mutating func add(
        _ a: Int,
        _ b: Int,
        answers: (Int, Int),
        truth: Int,
        given: [Int],
        labels: Int
    ) {
        guard a != b else { return }
        let place = place(a, b)
        shared[place] += 1
        // What the others said, half a label added to each class.
        let total = Double(labels - 2) + 0.5 * Double(given.count)
        var chance = 0.0
        for answer in given.indices where answer != truth {
            let own = (answers.0 == answer ? 1 : 0) + (answers.1 == answer ? 1 : 0)
            let share = (Double(given[answer] - own) + 0.5) / total
            chance += share * share
        }
        expected[place] += chance
        if answers.0 != truth, answers.1 != truth {
            wrong[place] += 1
            if answers.0 == answers.1 { same[place] += 1 }
        }
    }

    func suspects(sharedMin: Int, level: Double) -> [Collusion] {
        var found: [Collusion] = []
        var tested = 0
        for high in 0..<workers {
            for low in 0..<high {
                let place = place(low, high)
                guard Int(shared[place]) >= sharedMin else { continue }
                tested += 1
                let chance = poissonTail(Int(same[place]), mean: expected[place])
                guard chance < level else { continue }
                found.append(
                    Collusion(
                        first: low,
                        second: high,
                        bothWrong: Int(wrong[place]),
                        sameWrong: Int(same[place]),
                        chance: chance
                    )
                )
            }
        }
        found.sort { ($0.chance, $0.first, $0.second) < ($1.chance, $1.first, $1.second) }
        return found.enumerated().compactMap { rank, pair in
            let corrected = pair.chance * Double(tested) / Double(rank + 1)
            guard corrected < level else { return nil }
            return Collusion(
                first: pair.first,
                second: pair.second,
                bothWrong: pair.bothWrong,
                sameWrong: pair.sameWrong,
                chance: min(1, corrected)
            )
        }
    }
}

/// P(Poisson ≥ `count`) for the given mean.
func poissonTail(_ count: Int, mean: Double) -> Double {
    guard count > 0 else { return 1 }
    guard mean > 0 else { return 0 }
    var term = exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
    var sum = 0.0
    var k = Double(count)
    // Terms fall geometrically once k is past the mean.
    for _ in 0..<10_000 {
        sum += term
        k += 1
        term *= mean / k
        if term < sum * 1e-16, k > mean { break }
    }
    return min(1, sum)
}
