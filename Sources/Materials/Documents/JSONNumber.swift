/// The grammar of a JSON number (RFC 8259 §6).
public enum JSONNumber {
    /// Where the number that begins at `start` ends, or nil when none begins there.
    static func end(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < bytes.count, bytes[index].isDigit else { return nil }
        if bytes[index] == UInt8(ascii: "0") {
            index += 1
        } else {
            index = digits(bytes, from: index)
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            let fraction = digits(bytes, from: index + 1)
            guard fraction > index + 1 else { return nil }
            index = fraction
        }
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return index }
        index += 1
        let hasSign = index < bytes.count && "+-".utf8.contains(bytes[index])
        if hasSign { index += 1 }
        let exponent = digits(bytes, from: index)
        return exponent > index ? exponent : nil
    }

    /// Whether all of `bytes` is one number.
    public static func isWhole(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0, bytes[0].isDigit || bytes[0] == UInt8(ascii: "-") else {
            return false
        }
        return end(bytes, from: 0) == bytes.count
    }

    private static func digits(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index].isDigit { index += 1 }
        return index
    }
}
