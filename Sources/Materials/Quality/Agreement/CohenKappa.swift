import Foundation

/// Agreement of two people beyond chance (Cohen, 1960), with its interval (Fleiss, Cohen and
/// Everitt, 1969).
public struct CohenKappa: Sendable, Equatable {
    /// How far apart two classes are.
    public enum Weights: Sendable, CaseIterable {
        /// Right or wrong.
        case none
        /// Distance between the numbers of the classes.
        case linear
        /// Its square.
        case quadratic
    }

    /// 1 perfect, 0 as by chance, below worse than chance.
    public let value: Double
    /// Share of items on which both said the same.
    public let observed: Double
    /// Standard error of an unweighted kappa; nil for a weighted one.
    public let standardError: Double?

    /// 95 % interval by the normal approximation.
    public var interval: ClosedRange<Double>? {
        standardError.map { value - normal95 * $0...value + normal95 * $0 }
    }

    /// Agreement of `first` and `second`, which judged the same items in the same order. Nil when
    /// there is nothing to be right about by chance: no items, or one class only.
    public init?(_ first: [Int], _ second: [Int], classes: Int, weights: Weights = .none) {
        precondition(first.count == second.count, "both judge the same items")
        guard !first.isEmpty else { return nil }
        let share = 1 / Double(first.count)
        var table = [Double](repeating: 0, count: classes * classes)
        for (a, b) in zip(first, second) { table[a * classes + b] += share }
        var rows = [Double](repeating: 0, count: classes)
        var columns = rows
        for a in 0..<classes {
            for b in 0..<classes {
                rows[a] += table[a * classes + b]
                columns[b] += table[a * classes + b]
            }
        }
        var agreed = 0.0
        var apart = 0.0
        var apartByChance = 0.0
        for a in 0..<classes {
            agreed += table[a * classes + a]
            for b in 0..<classes {
                let weight = Self.distance(a, b, weights)
                apart += weight * table[a * classes + b]
                apartByChance += weight * rows[a] * columns[b]
            }
        }
        guard apartByChance > 0 else { return nil }
        value = 1 - apart / apartByChance
        observed = agreed
        standardError =
            weights == .none
            ? Self.error(table, rows, columns, value, Double(first.count)) : nil
    }

    private static func distance(_ a: Int, _ b: Int, _ weights: Weights) -> Double {
        let apart = Double(abs(a - b))
        return switch weights {
        case .none: a == b ? 0 : 1
        case .linear: apart
        case .quadratic: apart * apart
        }
    }

    private static func error(
        _ table: [Double],
        _ rows: [Double],
        _ columns: [Double],
        _ kappa: Double,
        _ count: Double
    ) -> Double {
        let classes = rows.count
        var chance = 0.0
        var same = 0.0
        var other = 0.0
        for a in 0..<classes {
            chance += rows[a] * columns[a]
            let term = 1 - (rows[a] + columns[a]) * (1 - kappa)
            same += table[a * classes + a] * term * term
            for b in 0..<classes where a != b {
                let term = columns[a] + rows[b]
                other += table[a * classes + b] * term * term
            }
        }
        other *= (1 - kappa) * (1 - kappa)
        let term = kappa - chance * (1 - kappa)
        let variance = (same + other - term * term) / ((1 - chance) * (1 - chance) * count)
        return max(0, variance).squareRoot()
    }
}
