/// Reads numbers out of short texts such as `10.5`, `2024-10-15` or `1d2h`.
struct DigitReader {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    /// Steps over `byte` when it is next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `word` when all of it is next.
    mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard bytes.count - position >= count else { return false }
        let isNext = word.withUTF8Buffer { buffer in
            (0..<count).allSatisfy { buffer[$0] == bytes[position + $0] }
        }
        if isNext { position += count }
        return isNext
    }

    /// Reads a run of decimal digits; nil when it is shorter or longer than asked for, or does not
    /// fit 64 bits. The second result is the number of digits.
    mutating func number(digitsMin: Int, digitsMax: Int?) -> (UInt64, Int)? {
        var value: UInt64 = 0
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") <= 9 {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = UInt64(bytes[position] - UInt8(ascii: "0"))
            let (sum, carry) = scaled.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = sum
            position += 1
            if let digitsMax, position - start > digitsMax { return nil }
        }
        guard position - start >= digitsMin else { return nil }
        return (value, position - start)
    }
}

extension Int64 {
    /// The integer of this magnitude and sign; nil when it does not fit.
    init?(_ magnitude: UInt64, isNegative: Bool) {
        if isNegative {
            guard magnitude <= Int64.min.magnitude else { return nil }
            self = magnitude == Int64.min.magnitude ? .min : -Int64(magnitude)
        } else {
            guard magnitude <= UInt64(Int64.max) else { return nil }
            self = Int64(magnitude)
        }
    }
}
