/// A length of time in milliseconds, possibly negative.
public struct DurationValue: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The length in milliseconds.
    public let milliseconds: Int64

    /// A length of so many milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    private static let units: [(suffix: StaticString, milliseconds: UInt64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// Reads `-?NdNhNmNsNms`, each unit at most once, in this order, at least one of them; nil when
    /// the text is of another form or the sum does not fit 64 bits.
    public init?(_ text: String) {
        var digits = DigitReader(text)
        let isNegative = digits.take(UInt8(ascii: "-"))
        var total: Int64 = 0
        var next = 0
        while !digits.isAtEnd {
            guard let (count, _) = digits.number(digitsMin: 1, digitsMax: nil) else { return nil }
            // "ms" before "m": the longer suffix is tried first.
            guard let unit = [4, 0, 1, 2, 3].first(where: { digits.take(Self.units[$0].suffix) }),
                unit >= next
            else { return nil }
            next = unit + 1
            let (size, overflow) = count.multipliedReportingOverflow(
                by: Self.units[unit].milliseconds
            )
            guard !overflow, let part = Int64(size, isNegative: isNegative) else { return nil }
            let (sum, carry) = total.addingReportingOverflow(part)
            if carry { return nil }
            total = sum
        }
        guard next > 0 else { return nil }
        milliseconds = total
    }

    /// Whether `left` is the shorter time.
    public static func < (left: DurationValue, right: DurationValue) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The length in milliseconds, as the constructor reads it.
    public var description: String { "\(milliseconds)ms" }
}
