import Foundation

/// Agreement of any number of people with gaps, on any scale (Krippendorff, 2011).
///
/// Nominal, ordinal and interval differences need no table of all pairs of values: an ordinal
/// difference is that of mid-ranks, and squares sum by moments. So one pass over sorted values
/// serves, however many distinct ones there are; a ratio alone compares every two.
public struct KrippendorffAlpha: Sendable, Equatable {
    /// What a difference between two values means.
    public enum Scale: String, Sendable, CaseIterable {
        /// Names: the same or not.
        case nominal
        /// Ranks.
        case ordinal
        /// Distances.
        case interval
        /// Distances relative to a true zero; values must not be negative.
        case ratio
    }

    /// 1 perfect, 0 as by chance, below 0 systematic disagreement. Nil when nothing can be paired
    /// or all values are alike.
    public let value: Double?
    /// How many values were paired.
    public let pairable: Int

    /// Agreement within `units`, each the values that people gave to one item.
    public init(_ units: [[Double]], scale: Scale) {
        let units = units.filter { $0.count > 1 }
        pairable = units.reduce(0) { $0 + $1.count }
        value = Self.alpha(units, scale, pairable)
    }

    /// How sure the value is: bootstrap over units, a percentile interval of `level`, the same for
    /// the same `seed`. Nil when fewer than half of the draws have a value.
    public static func interval(
        of units: [[Double]],
        scale: Scale,
        draws: Int = 1_000,
        level: Double = 0.95,
        seed: UInt64
    ) -> ClosedRange<Double>? {
        let units = units.filter { $0.count > 1 }
        guard !units.isEmpty, draws > 0 else { return nil }
        var numbers = SeededNumbers(seed: seed)
        var values: [Double] = []
        for _ in 0..<draws {
            let drawn = units.map { _ in units[numbers.below(units.count)] }
            if let value = Self(drawn, scale: scale).value { values.append(value) }
        }
        guard values.count * 2 > draws else { return nil }
        values.sort()
        let tail = (1 - level) / 2 * Double(values.count - 1)
        return values[Int(tail)]...values[values.count - 1 - Int(tail)]
    }

    private static func alpha(_ units: [[Double]], _ scale: Scale, _ count: Int) -> Double? {
        guard count > 1 else { return nil }
        let values = units.flatMap { $0 }.sorted()
        var distinct: [Double] = []
        var counts: [Double] = []
        for value in values {
            if value == distinct.last {
                counts[counts.count - 1] += 1
            } else {
                distinct.append(value)
                counts.append(1)
            }
        }
        let places = scale == .ordinal ? midRanks(counts) : distinct
        let expected = total(places, counts, scale) / Double(count - 1)
        guard expected > 0 else { return nil }
        var observed = 0.0
        for unit in units {
            var within = 0.0
            let own =
                scale == .ordinal ? unit.map { places[place(of: $0, in: distinct)] } : unit
            for a in own.indices {
                for b in own.indices where a < b { within += square(own[a], own[b], scale) }
            }
            observed += 2 * within / Double(unit.count - 1)
        }
        return 1 - observed / expected
    }

    private static func midRanks(_ counts: [Double]) -> [Double] {
        var below = 0.0
        return counts.map { count in
            defer { below += count }
            return below + count / 2
        }
    }

    private static func place(of value: Double, in distinct: [Double]) -> Int {
        var low = 0
        var high = distinct.count
        while low < high {
            let middle = (low + high) / 2
            if distinct[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func square(_ a: Double, _ b: Double, _ scale: Scale) -> Double {
        switch scale {
        case .nominal: return a == b ? 0 : 1
        case .ordinal, .interval: return (a - b) * (a - b)
        case .ratio:
            let share = a + b == 0 ? 0 : (a - b) / (a + b)
            return share * share
        }
    }

    /// Sum of squared differences over all ordered pairs of values.
    private static func total(_ places: [Double], _ counts: [Double], _ scale: Scale) -> Double {
        let all = counts.reduce(0, +)
        switch scale {
        case .nominal: return all * all - counts.reduce(0) { $0 + $1 * $1 }
        case .ordinal, .interval:
            // Around the mean, so that large values lose no digits.
            let mean = zip(places, counts).reduce(0) { $0 + $1.0 * $1.1 } / all
            return 2 * all
                * zip(places, counts).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
        case .ratio:
            var sum = 0.0
            for a in places.indices {
                for b in places.indices where a < b {
                    sum += 2 * counts[a] * counts[b] * square(places[a], places[b], scale)
                }
            }
            return sum
        }
    }
}
