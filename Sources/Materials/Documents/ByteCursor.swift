/// Reads numbers and runs of bytes out of a binary document, and never beyond its end.
///
/// Every binary format of ours is read through it, so that a hostile length or offset can do no
/// more than end the reading. Offsets and lengths from documents are checked before they are used.
public struct ByteCursor: Sendable {
    /// The document; shared with whoever else reads it.
    public let bytes: [UInt8]
    /// Where reading goes on.
    public private(set) var position: Int
    /// Where reading must end.
    public let end: Int

    /// A cursor over `range` of `bytes`, or over all of them; a range beyond them is cut.
    public init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        let whole = 0..<bytes.count
        let part = (range ?? whole).clamped(to: whole)
        position = part.lowerBound
        end = part.upperBound
    }

    /// Bytes that are left.
    public var left: Int { end - position }
    /// Whether nothing is left.
    public var isAtEnd: Bool { position >= end }

    /// A document that promises more bytes than it has.
    public static let short = NotAssessed(.malformed, reason: "a damaged file")

    /// Goes to `place`, counted from the beginning of the document.
    public mutating func move(to place: Int) throws(NotAssessed) {
        guard place >= 0, place <= end else { throw Self.short }
        position = place
    }

    /// Passes over `count` bytes.
    public mutating func skip(_ count: Int) throws(NotAssessed) {
        guard count >= 0, count <= left else { throw Self.short }
        position += count
    }

    /// An unsigned number of `count` bytes (1 to 8), least significant first.
    public mutating func little(_ count: Int) throws(NotAssessed) -> Int {
        guard count <= left else { throw Self.short }
        let value = bytes.span.littleEndian(at: position, count: count)
        position += count
        // More than 2^63 is a length of nothing that exists.
        return Int(clamping: value)
    }

    /// An unsigned number of `count` bytes (1 to 8), most significant first.
    public mutating func big(_ count: Int) throws(NotAssessed) -> Int {
        guard count <= left else { throw Self.short }
        var value: UInt64 = 0
        for index in 0..<count { value = value << 8 | UInt64(bytes[position + index]) }
        position += count
        return Int(clamping: value)
    }

    /// A 64-bit floating point number, least significant byte first.
    public mutating func double() throws(NotAssessed) -> Double {
        guard left >= 8 else { throw Self.short }
        let pattern = bytes.span.littleEndian(at: position, count: 8)
        position += 8
        return Double(bitPattern: pattern)
    }

    /// The next `count` bytes.
    public mutating func take(_ count: Int) throws(NotAssessed) -> [UInt8] {
        guard count >= 0, count <= left else { throw Self.short }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// The next `count` bytes, or as many as there are.
    public mutating func takeMost(_ count: Int) -> [UInt8] {
        let taken = min(max(count, 0), left)
        defer { position += taken }
        return Array(bytes[position..<position + taken])
    }

    /// The next byte, left where it is.
    public var peek: UInt8? { position < end ? bytes[position] : nil }

    /// Whether the next bytes are `mark`.
    public func holds(_ mark: [UInt8]) -> Bool {
        mark.count <= left && bytes.span.holds(mark, at: position)
    }
}

extension [UInt8] {
    /// The bytes as UTF-16, least significant byte first, up to a zero that ends them.
    public func utf16Text(stopsAtZero: Bool = true) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(count / 2)
        var index = 0
        while index + 1 < count {
            let unit = UInt16(self[index]) | UInt16(self[index + 1]) << 8
            if stopsAtZero && unit == 0 { break }
            units.append(unit)
            index += 2
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Each byte as the character of the same number in Windows-1252.
    public func westernText() -> String {
        var text: [UInt8] = []
        text.reserveCapacity(count)
        for byte in self {
            let high =
                (0x80..<0xA0).contains(byte)
                ? TextEncoding.windows1252High[Int(byte) - 0x80] : nil
            text.append(scalar: high.map(UInt32.init) ?? UInt32(byte))
        }
        return text.span.text()
    }
}
