/// Numbers as JSON writes them, straight into bytes: an answer holds thousands, and a string for
/// each would cost more than finding what they count.
enum DecimalDigits {
    /// Appends a number that is not negative.
    static func append(_ number: Int, to output: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &output) }
        output.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Appends thousandths as a fraction without closing zeros: `0.5`, `0.857`, `1.0`.
    static func append(thousandths: Int, to output: inout [UInt8]) {
        append(thousandths / 1000, to: &output)
        output.append(UInt8(ascii: "."))
        var rest = thousandths % 1000
        var unit = 100
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        } while rest > 0
    }
}
