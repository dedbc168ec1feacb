/// Small questions asked of bytes. Free of allocation, so that hot loops may ask them.
extension Span<UInt8> {
    /// Whether `bytes` stand at `offset`.
    func holds(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
        guard offset >= 0, offset + bytes.count <= count else { return false }
        for index in bytes.indices where self[offset + index] != bytes[index] { return false }
        return true
    }

    /// Whether `lowered` (ASCII, lower case) stands at `offset`, in whatever case.
    func holdsFolded(_ lowered: [UInt8], at offset: Int = 0) -> Bool {
        guard offset >= 0, offset + lowered.count <= count else { return false }
        for index in lowered.indices where self[offset + index].lowered != lowered[index] {
            return false
        }
        return true
    }

    func contains(_ byte: UInt8) -> Bool { firstPosition(of: byte, from: 0) != nil }

    /// Where `byte` next stands, at or after `start`.
    func firstPosition(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// Where `bytes` next stand, at or after `start`. Plain search: for short prefixes only.
    func firstPosition(of bytes: [UInt8], from start: Int = 0) -> Int? {
        var index = start
        while index + bytes.count <= count {
            if holds(bytes, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// An unsigned number of `count` bytes, least significant first.
    func littleEndian(at offset: Int, count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(self[offset + index]) << (8 * UInt64(index)) }
        return value
    }

    /// The bytes as text; what is not UTF-8 becomes the replacement character.
    public func text() -> String {
        withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension UInt8 {
    /// The byte with ASCII capitals made small.
    var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    var isDigit: Bool { self &- 0x30 <= 9 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// Space, tab, carriage return or line feed.
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    static var newline: UInt8 { 0x0A }
    static var carriageReturn: UInt8 { 0x0D }
}
