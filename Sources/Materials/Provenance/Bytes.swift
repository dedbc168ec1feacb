/// Small questions asked of bytes and text, free of Foundation.
extension UInt8 {
    /// The byte with ASCII capitals made small.
    @inlinable var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    @inlinable var isDigit: Bool { self &- 0x30 <= 9 }
    @inlinable var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inlinable var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// What a number of base sixteen is made of, as its value.
    @inlinable var hexValue: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
    @inlinable static var newline: UInt8 { 0x0A }
    @inlinable static var slash: UInt8 { 0x2F }
}

extension BidirectionalCollection<UInt8> {
    /// Whether the bytes of `text` are the last ones.
    func ends(with text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            var place = endIndex
            for byte in wanted.reversed() {
                guard place > startIndex else { return false }
                formIndex(before: &place)
                if self[place] != byte { return false }
            }
            return true
        }
    }
}

extension StringProtocol {
    /// Where `text` first stands, compared byte by byte.
    func range(ofText text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return startIndex..<startIndex }
        let bytes = utf8
        var start = bytes.startIndex
        while let place = bytes[start...].firstIndex(of: first) {
            if bytes[place...].starts(with: wanted) {
                return place..<bytes.index(place, offsetBy: wanted.count)
            }
            start = bytes.index(after: place)
        }
        return nil
    }

    /// Whether `text` stands anywhere in it, compared byte by byte.
    func holds(_ text: String) -> Bool {
        utf8.withContiguousStorageIfAvailable { own in
            text.utf8.withContiguousStorageIfAvailable { wanted in
                Self.holds(own, wanted)
            } ?? (range(ofText: text) != nil)
        } ?? (range(ofText: text) != nil)
    }

    private static func holds(
        _ own: UnsafeBufferPointer<UInt8>,
        _ wanted: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard let first = wanted.first else { return true }
        let last = own.count - wanted.count
        var start = 0
        while start <= last {
            if own[start] == first {
                var length = 1
                while length < wanted.count, own[start + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            start += 1
        }
        return false
    }

    /// Without white space at both ends.
    var trimmed: String {
        let bytes = Substring(self).utf8
        guard let first = bytes.firstIndex(where: { !$0.isSpace }),
            let last = bytes.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// The pieces between `separator`s, which are of ASCII, without empty ones. No letters are put
    /// together to tell them apart, so names with any are parted alike, and fast.
    func parts(at separator: Unicode.Scalar) -> [Substring] {
        Substring(self).utf8.split(separator: UInt8(ascii: separator)).map { Substring($0) }
    }

    /// The pieces between `separator`s, which are of ASCII, empty ones included.
    func pieces(at separator: Unicode.Scalar) -> [String] {
        Substring(self).utf8
            .split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }
}

extension Collection<UInt8> {
    /// Lower-case base sixteen.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Whether the bytes of `text` stand anywhere in it.
    func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        let span = span
        let last = span.count - wanted.count
        var start = 0
        while start <= last {
            if span[start] == first {
                var length = 1
                while length < wanted.count, span[start + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            start += 1
        }
        return false
    }
}

/// Base sixty-four in its plain and its URL alphabet, padded or not (RFC 4648).
public enum Base64 {
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
        table[0x2D] = 62
        table[0x5F] = 63
        return table
    }()

    /// The bytes that `text` says; nil when it holds anything that is no digit of it.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in text {
            if byte == UInt8(ascii: "=") { break }
            let value = values[Int(byte)]
            guard value != 255 else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return bytes
    }

    /// The bytes in the URL alphabet without padding, as RECORD writes them.
    public static func encodeURL(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(digits[Int(bits >> UInt32(held) & 63)])
            }
        }
        if held > 0 { text.append(digits[Int(bits << UInt32(6 - held) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
