/// Decimal numbers as every format of the log writes them: ASCII digits, no sign, no leading zero.
enum Decimal {
    /// The number from 0 to 2^63 − 1 that `text` spells, or `nil`.
    static func decode(_ text: some Collection<UInt8>) -> Int? {
        guard let first = text.first else { return nil }
        if first == UInt8(ascii: "0") { return text.count == 1 ? 0 : nil }
        var number = 0
        for character in text {
            let (digit, isBelow) = character.subtractingReportingOverflow(UInt8(ascii: "0"))
            guard !isBelow, digit <= 9 else { return nil }
            let (tenfold, tooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tenfold.addingReportingOverflow(Int(digit))
            guard !tooLarge, !overflow else { return nil }
            number = sum
        }
        return number
    }
}
