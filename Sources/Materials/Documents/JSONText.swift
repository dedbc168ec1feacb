/// Strings of JSON: where they end, and what their escapes stand for (RFC 8259 §7).
enum JSONText {
    struct Stretch {
        var start: Int
        var end: Int
        var hasEscapes: Bool
    }

    /// Finds the string that begins with the quote at `position`, and moves behind its last quote.
    static func range(_ bytes: Span<UInt8>, at position: inout Int) throws(JSONFault) -> Stretch {
        let start = position + 1
        var index = start
        var hasEscapes = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return Stretch(start: start, end: index, hasEscapes: hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index = try escapeEnd(bytes, from: index)
            } else if byte < 0x20 {
                throw JSONFault(reason: .syntax, offset: index)
            } else {
                index += 1
            }
        }
        throw JSONFault(reason: .unfinished, offset: bytes.count)
    }

    private static func escapeEnd(_ bytes: Span<UInt8>, from index: Int) throws(JSONFault) -> Int {
        guard index + 1 < bytes.count else {
            throw JSONFault(reason: .unfinished, offset: bytes.count)
        }
        let byte = bytes[index + 1]
        if byte != UInt8(ascii: "u") {
            guard "\"\\/bfnrt".utf8.contains(byte) else {
                throw JSONFault(reason: .syntax, offset: index)
            }
            return index + 2
        }
        for offset in 2..<6 {
            guard index + offset < bytes.count else {
                throw JSONFault(reason: .unfinished, offset: bytes.count)
            }
            guard hex(bytes[index + offset]) != nil else {
                throw JSONFault(reason: .syntax, offset: index)
            }
        }
        return index + 6
    }

    /// The value of a string whose escapes are known to be well formed.
    static func unescaped(_ raw: Span<UInt8>) -> (value: [UInt8], broken: Int) {
        var value: [UInt8] = []
        value.reserveCapacity(raw.count)
        var broken = 0
        var index = 0
        while index < raw.count {
            guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.count else {
                value.append(raw[index])
                index += 1
                continue
            }
            let byte = raw[index + 1]
            index += 2
            guard byte == UInt8(ascii: "u") else {
                value.append(simple(byte))
                continue
            }
            var scalar = unit(raw, at: index)
            index += 4
            if scalar & 0xFC00 == 0xD800, raw.holds(Array("\\u".utf8), at: index) {
                let low = unit(raw, at: index + 2)
                if low & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    index += 6
                }
            }
            if scalar & 0xFFFF_F800 == 0xD800 {
                broken += 1
                scalar = 0xFFFD
            }
            value.append(scalar: scalar)
        }
        return (value, broken)
    }

    private static func simple(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: byte
        }
    }

    /// Four hexadecimal digits; digits beyond the end count as zero.
    private static func unit(_ raw: Span<UInt8>, at start: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in start..<start + 4 {
            value = value << 4 | (index < raw.count ? hex(raw[index]) ?? 0 : 0)
        }
        return value
    }

    static func hex(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Whether a key is rather a value: an address, a long number, or longer than any name.
    static func looksLikeData(_ key: Span<UInt8>) -> Bool {
        guard key.count <= 64 else { return true }
        var digits = 0
        for index in key.indices {
            if key[index] == UInt8(ascii: "@") { return true }
            if key[index].isDigit { digits += 1 }
        }
        return digits >= 6
    }
}
