/// A number with at most four digits after the point, kept as ten-thousandths in 64 bits.
public struct DecimalValue: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The value times 10,000.
    public let tenThousandths: Int64

    /// Reads `-?digits.digits` with one to four digits after the point; nil when the text is of
    /// another form or the value does not fit.
    public init?(_ text: String) {
        var digits = DigitReader(text)
        let isNegative = digits.take(UInt8(ascii: "-"))
        guard let (whole, _) = digits.number(digitsMin: 1, digitsMax: nil),
            digits.take(UInt8(ascii: ".")),
            let (part, places) = digits.number(digitsMin: 1, digitsMax: 4),
            digits.isAtEnd
        else { return nil }
        let scales: [UInt64] = [1, 1_000, 100, 10, 1]
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: 10_000)
        let (total, carry) = scaled.addingReportingOverflow(part * scales[places])
        guard !overflow, !carry, let value = Int64(total, isNegative: isNegative) else {
            return nil
        }
        tenThousandths = value
    }

    /// Whether `left` is the smaller number.
    public static func < (left: DecimalValue, right: DecimalValue) -> Bool {
        left.tenThousandths < right.tenThousandths
    }

    /// The number with a point, as the constructor reads it.
    public var description: String {
        let magnitude = tenThousandths.magnitude
        var part = String(magnitude % 10_000)
        part = String(repeating: "0", count: 4 - part.utf8.count) + part
        while part.utf8.count > 1, part.utf8.last == UInt8(ascii: "0") { part.removeLast() }
        return "\(tenThousandths < 0 ? "-" : "")\(magnitude / 10_000).\(part)"
    }
}
