/// A view of UTF-8 text for hand-written parsers.
///
/// Reading outside the text gives 0, which no parser accepts; so parsers need no bounds checks of
/// their own and cannot run off the end of hostile input. The view must not outlive the closure
/// that lent its memory.
struct Bytes {
    let base: UnsafePointer<UInt8>
    let count: Int

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        UInt(bitPattern: index) < UInt(bitPattern: count) ? base[index] : 0
    }

    /// The `count` bytes before `end`, at most eight and all within the text, the first of them
    /// lowest; ASCII capitals are made small, and other bytes changed in the same bit.
    @inline(__always)
    func eight(endingAt end: Int, count taken: Int) -> UInt64 {
        let small: UInt64 = 0x2020_2020_2020_2020
        if end >= 8 {
            let eight = UnsafeRawPointer(base + end - 8).loadUnaligned(as: UInt64.self)
            return (eight.littleEndian | small) >> UInt64(64 - 8 * taken)
        }
        var value: UInt64 = 0
        for index in (end - taken..<end).reversed() {
            value = value << 8 | UInt64(base[index] | 0x20)
        }
        return value
    }

    /// Whether `literal` (ASCII, lower case) stands at `index`, in any letter case.
    func has(_ literal: StaticString, at index: Int) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        for offset in 0..<length
        where lowered(base[index + offset]) != literal.utf8Start[offset] { return false }
        return true
    }

    /// Whether the bytes in `range` are exactly `literal`, in any ASCII letter case.
    func equals(_ range: Range<Int>, _ literal: StaticString) -> Bool {
        range.count == literal.utf8CodeUnitCount && has(literal, at: range.lowerBound)
    }

    /// The text in `range`; ill-formed UTF-8 is repaired.
    func string(_ range: Range<Int>) -> String {
        let bounds = range.clamped(to: 0..<count)
        return String(decoding: UnsafeBufferPointer(rebasing: buffer[bounds]), as: UTF8.self)
    }

    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
@inline(__always) func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
@inline(__always) func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
@inline(__always) func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
/// Letters of any script, as far as bytes can tell: ASCII letters, and every byte above them.
@inline(__always) func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte >= 0x80 }
@inline(__always) func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
}
@inline(__always) func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
@inline(__always) func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
@inline(__always) func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

/// A character as a byte, for readable comparisons: `text[i] == byte(":")`.
@inline(__always) func byte(_ character: Unicode.Scalar) -> UInt8 {
    UInt8(truncatingIfNeeded: character.value)
}
