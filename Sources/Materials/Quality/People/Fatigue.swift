import Foundation

/// Whether a person errs more the longer a sitting lasts, as a slope with its interval.
///
/// Shown to the person first, as advice to rest; it says nothing about skill.
public struct Fatigue: Sendable, Equatable {
    /// Change of the chance of a right answer per hour of sitting.
    public let perHour: Double
    /// 95 % interval of it.
    public let interval: ClosedRange<Double>

    /// Whether the fall is larger than chance makes it.
    public var isFalling: Bool { interval.upperBound < 0 }

    /// Least squares with errors that may differ by point (White, 1980). `hours` is the time into
    /// the sitting, `right` the probability that the answer was right. Nil below ten answers or
    /// when all came at one time.
    public init?(hours: [Double], right: [Double]) {
        precondition(hours.count == right.count, "a time for every answer")
        guard hours.count >= 10 else { return nil }
        let count = Double(hours.count)
        let middle = hours.reduce(0, +) / count
        let mean = right.reduce(0, +) / count
        var spread = 0.0
        var product = 0.0
        for (hour, value) in zip(hours, right) {
            spread += (hour - middle) * (hour - middle)
            product += (hour - middle) * (value - mean)
        }
        guard spread > 0 else { return nil }
        perHour = product / spread
        var squares = 0.0
        for (hour, value) in zip(hours, right) {
            let error = value - mean - perHour * (hour - middle)
            squares += (hour - middle) * (hour - middle) * error * error
        }
        let half = normal95 * (squares * count / (count - 2)).squareRoot() / spread
        interval = perHour - half...perHour + half
    }
}
