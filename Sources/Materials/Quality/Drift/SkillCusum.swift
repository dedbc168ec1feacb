import Foundation

/// Cumulative sums of right and wrong answers: watches for a fall from one skill to a lower one
/// (Page, 1954).
///
/// Each answer adds its log-likelihood ratio, the lower skill over the usual one, and the sum never
/// falls below zero. With its threshold at ln n, somebody whose skill is the usual one, or a higher
/// one, signals at most once in n answers on average (Lorden, 1971): a bound, and no approximation.
public struct SkillCusum: Sendable, Equatable {
    /// Where it signals.
    public let threshold: Double
    /// The sum so far; never below 0.
    public private(set) var sum = 0.0
    /// Answers since the sum last stood at zero: where the fall began, if it is one.
    public private(set) var since = 0
    private let forRight: Double
    private let forWrong: Double

    /// Watches for a fall from `usual` to `lower` skill, both strictly between 0 and 1.
    ///
    /// - Parameter falseAlarmEvery: answers of an unchanged person between false alarms on average,
    ///   at least; above 1.
    public init(usual: Double, lower: Double, falseAlarmEvery length: Double) {
        precondition(lower > 0 && lower < usual && usual < 1, "a fall goes from more to less")
        precondition(length > 1, "a watch that always signals watches nothing")
        threshold = log(length)
        forRight = log(lower / usual)
        forWrong = log((1 - lower) / (1 - usual))
    }

    /// The skill at which errors have `ratio` times the odds they have at `usual`.
    public static func lower(than usual: Double, errorOddsRatio ratio: Double) -> Double {
        usual / (usual + (1 - usual) * ratio)
    }

    /// Takes the next answer; whether the sum is at the threshold now.
    public mutating func add(isRight: Bool) -> Bool {
        sum = max(0, sum + (isRight ? forRight : forWrong))
        since = sum == 0 ? 0 : since + 1
        return sum >= threshold
    }
}
