/// Reads JSON by RFC 8259, strictly: UTF-8 only, no name twice in an object, numbers only where
/// they are 64-bit integers.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) throws(Diagnostic) {
        // The scanner's checks are the ones needed here: size and UTF-8.
        self.bytes = try Scanner(bytes).bytes
    }

    static func read(_ bytes: [UInt8]) throws(Diagnostic) -> JSON {
        var reader = try JSONReader(bytes)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.position == bytes.count else {
            throw reader.unexpected("the end of the text")
        }
        return value
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = current, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
    }

    private func unexpected(_ expected: String) -> Diagnostic {
        Diagnostic(
            position < bytes.count
                ? "expected \(expected)" : "expected \(expected), found the end of the text",
            range: SourceRange(start: position, end: position + 1)
        )
    }

    private func range(from start: Int) -> SourceRange { SourceRange(start: start, end: position) }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Diagnostic) -> JSON {
        skipBlanks()
        let start = position
        depth += 1
        defer { depth -= 1 }
        guard depth <= Limits.jsonNestingMax else {
            throw Diagnostic(
                "this is nested more than \(Limits.jsonNestingMax) levels deep",
                range: SourceRange(start: start, end: start + 1)
            )
        }
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""):
            let text = try string()
            return JSON(.string(Text(text)), range: range(from: start))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ kind: JSON.Kind) throws(Diagnostic) -> JSON {
        let start = position
        guard bytes[start...].starts(with: word.utf8) else { throw unexpected("a value") }
        position += word.utf8.count
        return JSON(kind, range: range(from: start))
    }

    private mutating func number() throws(Diagnostic) -> JSON {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let digits = position
        while let byte = current, byte &- UInt8(ascii: "0") <= 9 { position += 1 }
        guard position > digits else {
            position = start
            throw unexpected("a value")
        }
        if let byte = current,
            [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")]
                .contains(byte)
        {
            throw Diagnostic(
                "numbers here are whole",
                help: "for fractions there is `decimal`",
                range: SourceRange(start: start, end: position + 1)
            )
        }
        if position - digits > 1, bytes[digits] == UInt8(ascii: "0") {
            throw Diagnostic("a number does not begin with 0", range: range(from: start))
        }
        guard let value = Int64(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw Diagnostic("this number does not fit 64 bits", range: range(from: start))
        }
        return JSON(.long(value), range: range(from: start))
    }

    private mutating func array() throws(Diagnostic) -> JSON {
        let start = position
        position += 1
        var items: [JSON] = []
        if take(UInt8(ascii: "]")) { return JSON(.array([]), range: range(from: start)) }
        repeat { items.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected("`,` or `]`") }
        return JSON(.array(items), range: range(from: start))
    }

    private mutating func object() throws(Diagnostic) -> JSON {
        let start = position
        position += 1
        var members: [JSON.Member] = []
        var seen: Set<Text> = []
        if take(UInt8(ascii: "}")) { return JSON(.object([]), range: range(from: start)) }
        repeat {
            skipBlanks()
            let place = position
            guard current == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
            let name = Text(try string())
            let range = range(from: place)
            guard seen.insert(name).inserted else {
                throw Diagnostic("`\(name)` stands here twice", range: range)
            }
            guard take(UInt8(ascii: ":")) else { throw unexpected("`:`") }
            members.append(JSON.Member(name: name, range: range, value: try value()))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected("`,` or `}`") }
        return JSON(.object(members), range: range(from: start))
    }

    private mutating func string() throws(Diagnostic) -> String {
        let start = position
        position += 1
        var result: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                result += Array(String(try escape()).utf8)
            case 0..<0x20:
                throw Diagnostic(
                    "control characters are written with `\\u`",
                    range: SourceRange(start: position - 1, end: position)
                )
            default:
                result.append(byte)
            }
        }
        throw Diagnostic("this string does not end", range: range(from: start))
    }

    private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
        let start = position - 1
        guard let byte = current else { throw unexpected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var value = try fourDigits()
            if value & 0xFC00 == 0xD800, bytes[position...].starts(with: "\\u".utf8) {
                position += 2
                let low = try fourDigits()
                guard low & 0xFC00 == 0xDC00 else { break }
                value = 0x1_0000 + (value & 0x3FF) << 10 + low & 0x3FF
            }
            if let scalar = Unicode.Scalar(value) { return scalar }
        default: break
        }
        throw Diagnostic("this escape means nothing", range: range(from: start))
    }

    private mutating func fourDigits() throws(Diagnostic) -> UInt32 {
        let start = position
        let digits = bytes[position..<min(position + 4, bytes.count)]
        guard digits.count == 4,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            throw Diagnostic("`\\u` takes four digits", range: range(from: start))
        }
        position += 4
        return value
    }
}

extension JSON {
    /// Reads a JSON text.
    public init(parsing text: String) throws(Diagnostic) {
        self = try JSONReader.read(Array(text.utf8))
    }

    /// Reads a JSON text from bytes, which have to be UTF-8.
    public init(parsing bytes: [UInt8]) throws(Diagnostic) {
        self = try JSONReader.read(bytes)
    }
}
