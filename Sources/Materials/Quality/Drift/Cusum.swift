import Foundation

/// Tabular cumulative sums: the usual watch for a small lasting shift (Page, 1954).
public struct Cusum: Sendable, Equatable {
    /// Which way a series moved.
    public enum Side: String, Sendable {
        /// It rose.
        case up
        /// It fell.
        case down
    }

    /// Where the series should be.
    public let target: Double
    /// Its spread when nothing is wrong.
    public let sigma: Double
    /// Half the shift worth noticing, in spreads.
    public let slack: Double
    /// Where it signals, in spreads.
    public let threshold: Double
    /// Upper sum.
    public private(set) var high = 0.0
    /// Lower sum.
    public private(set) var low = 0.0

    /// Starts at zero. `sigma` above 0.
    public init(target: Double, sigma: Double, slack: Double = 0.5, threshold: Double = 5) {
        precondition(sigma > 0, "a series without spread needs no watch")
        self.target = target
        self.sigma = sigma
        self.slack = slack
        self.threshold = threshold
    }

    /// Takes the next value; the side that is over the threshold now, upper first.
    public mutating func add(_ value: Double) -> Side? {
        let z = (value - target) / sigma
        high = max(0, high + z - slack)
        low = max(0, low - z - slack)
        if high > threshold { return .up }
        return low > threshold ? .down : nil
    }

    /// Mean number of values until a signal when the mean lies `shift` spreads off target and
    /// values are normal and independent: with shift 0, how rare false alarms are.
    ///
    /// A Markov chain over 200 steps of the sum (Brook and Evans, 1972), one side at a time; both
    /// sides together are 1/(1/up + 1/down).
    public static func runLength(shift: Double, slack: Double, threshold: Double) -> Double {
        let up = oneSided(shift, slack, threshold)
        let down = oneSided(-shift, slack, threshold)
        return 1 / (1 / up + 1 / down)
    }

    /// The threshold at which false alarms come once in `length` values on average.
    public static func threshold(falseAlarmEvery length: Double, slack: Double) -> Double {
        var low = 0.1
        var high = 40.0
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if runLength(shift: 0, slack: slack, threshold: middle) < length {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }

    private static let states = 100

    private static func oneSided(_ shift: Double, _ slack: Double, _ threshold: Double) -> Double {
        let width = 2 * threshold / Double(2 * states - 1)
        // (I − R) L = 1, where R are the moves that stay below the threshold.
        var matrix = [Double](repeating: 0, count: states * states)
        var right = [Double](repeating: 1, count: states)
        for from in 0..<states {
            for to in 0..<states {
                let center = Double(to - from) * width + slack - shift
                let above = normalBelow(center + width / 2)
                let below = to == 0 ? 0 : normalBelow(center - width / 2)
                matrix[from * states + to] = (from == to ? 1 : 0) - (above - below)
            }
        }
        solve(&matrix, &right, states)
        return right[0]
    }
}

/// Solves a square system in place by elimination with pivots; `right` becomes the answer.
func solve(_ matrix: inout [Double], _ right: inout [Double], _ size: Int) {
    for column in 0..<size {
        var pivot = column
        for row in column..<size
        where abs(matrix[row * size + column]) > abs(matrix[pivot * size + column]) {
            pivot = row
        }
        if pivot != column {
            for place in 0..<size { matrix.swapAt(pivot * size + place, column * size + place) }
            right.swapAt(pivot, column)
        }
        let divisor = matrix[column * size + column]
        guard divisor != 0 else { continue }
        for row in 0..<size where row > column {
            let factor = matrix[row * size + column] / divisor
            guard factor != 0 else { continue }
            for place in column..<size {
                matrix[row * size + place] -= factor * matrix[column * size + place]
            }
            right[row] -= factor * right[column]
        }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
        var sum = right[row]
        for place in row + 1..<max(size, row + 1) {
            sum -= matrix[row * size + place] * right[place]
        }
        let divisor = matrix[row * size + row]
        right[row] = divisor == 0 ? 0 : sum / divisor
    }
}
