/// Reads JSON (RFC 8259) forwards, building only what is asked for.
///
/// Advisories come by the ten thousand and most of each is prose: what is not wanted is skipped at
/// the speed of looking for its end.
public struct JSONCursor {
    /// Values inside values.
    public static let depthMax = 200

    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private var line = 1
    private let countsLines: Bool

    /// A cursor before the first value of `bytes`, or of a part of them.
    public init(_ bytes: [UInt8], in range: Range<Int>? = nil, countsLines: Bool = false) {
        self.bytes = bytes
        place = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        self.countsLines = countsLines
        if place == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    private func fault(_ reason: String) -> Unreadable { Unreadable(reason, line: line) }

    @inline(__always) private mutating func skipSpace() {
        while place < end {
            let byte = bytes[place]
            if byte == 0x0A {
                if countsLines { line += 1 }
            } else if byte != 0x20 && byte != 0x09 && byte != 0x0D {
                return
            }
            place += 1
        }
    }

    /// The first byte of the next value; nil at the end.
    public mutating func peek() -> UInt8? {
        skipSpace()
        return place < end ? bytes[place] : nil
    }

    private mutating func expect(_ byte: UInt8) throws(Unreadable) {
        guard peek() == byte else { throw fault("unexpected character in JSON") }
        place += 1
    }

    /// Throws when something follows the value that was read.
    public mutating func finish() throws(Unreadable) {
        guard peek() == nil else { throw fault("something follows the JSON value") }
    }

    /// Visits the members of an object; `visit` must read or skip the value of each.
    public mutating func members(
        _ visit: (String, inout JSONCursor) throws(Unreadable) -> Void
    ) throws(Unreadable) {
        try expect(UInt8(ascii: "{"))
        if peek() == UInt8(ascii: "}") {
            place += 1
            return
        }
        while true {
            skipSpace()
            let key = try string()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            try visit(key, &self)
            let next = peek()
            place += 1
            if next == UInt8(ascii: "}") { return }
            guard next == UInt8(ascii: ",") else { throw fault("a comma is missing in JSON") }
        }
    }

    /// Visits the items of an array; `visit` must read or skip each.
    public mutating func items(
        _ visit: (inout JSONCursor) throws(Unreadable) -> Void
    ) throws(Unreadable) {
        try expect(UInt8(ascii: "["))
        if peek() == UInt8(ascii: "]") {
            place += 1
            return
        }
        while true {
            skipSpace()
            try visit(&self)
            let next = peek()
            place += 1
            if next == UInt8(ascii: "]") { return }
            guard next == UInt8(ascii: ",") else { throw fault("a comma is missing in JSON") }
        }
    }

    /// Reads a string; skips anything else and answers nil.
    public mutating func stringOrSkip() throws(Unreadable) -> String? {
        if peek() == UInt8(ascii: "\"") { return try string() }
        try skip()
        return nil
    }

    /// Reads a string.
    public mutating func string() throws(Unreadable) -> String {
        try expect(UInt8(ascii: "\""))
        let start = place
        while place < end {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place += 1
                return String(decoding: bytes[start..<(place - 1)], as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            if byte < 0x20 { throw fault("a control character in a JSON string") }
            place += 1
        }
        throw fault("a JSON string does not end")
    }

    private mutating func escapedString(from start: Int) throws(Unreadable) -> String {
        var decoded = Array(bytes[start..<place])
        while place < end {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: decoded, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                decoded.append(byte)
                continue
            }
            guard place < end else { break }
            let escape = bytes[place]
            place += 1
            switch escape {
            case UInt8(ascii: "b"): decoded.append(0x08)
            case UInt8(ascii: "f"): decoded.append(0x0C)
            case UInt8(ascii: "n"): decoded.append(0x0A)
            case UInt8(ascii: "r"): decoded.append(0x0D)
            case UInt8(ascii: "t"): decoded.append(0x09)
            case UInt8(ascii: "u"): decoded += String(try scalar()).utf8
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(escape)
            default: throw fault("an unknown escape in a JSON string")
            }
        }
        throw fault("a JSON string does not end")
    }

    /// `\uXXXX`, with its other half; a lone half becomes U+FFFD.
    private mutating func scalar() throws(Unreadable) -> Character {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard first < 0xDC00, place + 1 < end, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = place
        place += 2
        let second = try unit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
        else {
            place = before
            return "\u{FFFD}"
        }
        return Character(scalar)
    }

    private mutating func unit() throws(Unreadable) -> UInt32 {
        guard place + 4 <= end else { throw fault("a broken escape in a JSON string") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = bytes[place].hexValue else {
                throw fault("a broken escape in a JSON string")
            }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }

    /// Passes over one value and says where it stands among the bytes.
    mutating func skipped() throws(Unreadable) -> ArraySlice<UInt8> {
        skipSpace()
        let start = place
        try skip()
        return bytes[start..<place]
    }

    /// Passes over one value without building it.
    public mutating func skip() throws(Unreadable) {
        var depth = 0
        repeat {
            guard let byte = peek() else { throw fault("a JSON value is missing") }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
                guard depth <= Self.depthMax else { throw fault("JSON is nested too deeply") }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                place += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { throw fault("a JSON value is missing") }
                place += 1
            case UInt8(ascii: "\""): try skipString()
            default: _ = try bare()
            }
        } while depth > 0
        guard depth == 0 else { throw fault("unexpected character in JSON") }
    }

    private mutating func skipString() throws(Unreadable) {
        place += 1
        while place < end {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { place += 1 }
        }
        throw fault("a JSON string does not end")
    }

    /// A number or one of the three words, as written.
    private mutating func bare() throws(Unreadable) -> String {
        let start = place
        while place < end {
            let byte = bytes[place]
            guard byte.isLetter || byte.isDigit || byte == 0x2D || byte == 0x2B || byte == 0x2E
            else { break }
            place += 1
        }
        guard place > start else { throw fault("unexpected character in JSON") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Reads a value whole.
    public mutating func tree(depth: Int = 0) throws(Unreadable) -> Tree {
        guard depth <= Self.depthMax else { throw fault("JSON is nested too deeply") }
        switch peek() {
        case UInt8(ascii: "{"):
            var members: [Tree.Member] = []
            try self.members { (key, cursor) throws(Unreadable) in
                let line = cursor.line
                members.append(Tree.Member(key, try cursor.tree(depth: depth + 1), line: line))
            }
            return .map(members)
        case UInt8(ascii: "["):
            var items: [Tree] = []
            try self.items { (cursor) throws(Unreadable) in
                items.append(try cursor.tree(depth: depth + 1))
            }
            return .list(items)
        case UInt8(ascii: "\""): return .text(try string())
        case nil: throw fault("a JSON value is missing")
        default:
            let word = try bare()
            switch word {
            case "true": return .flag(true)
            case "false": return .flag(false)
            case "null": return .null
            default:
                guard word.utf8.first.map({ $0.isDigit || $0 == 0x2D }) == true else {
                    throw fault("an unknown word in JSON")
                }
                return .number(word)
            }
        }
    }
}

extension Tree {
    /// Reads one JSON document.
    public static func json(_ bytes: [UInt8]) throws(Unreadable) -> Tree {
        var cursor = JSONCursor(bytes, countsLines: true)
        let tree = try cursor.tree()
        try cursor.finish()
        return tree
    }
}
