/// The fields of one JSON object that `detect` needs, read without building the rest.
///
/// The id is kept as the bytes that were written, so that `1.0`, `1e3` and numbers beyond 64 bits
/// come back as they were. The grammar is RFC 8259; values that are not needed are skipped, nested
/// to `depthMax` at most.
struct JSONLine {
    enum Failure: Error {
        case malformed
    }

    /// The id as JSON: a string with its quotes, a number, or another value.
    private(set) var id: [UInt8]?
    private(set) var text: String?
    private(set) var language: String?
    private(set) var field: String?

    private static let depthMax = 64

    init(_ line: [UInt8]) throws(Failure) {
        var reader = Reader(bytes: line)
        reader.skipSpace()
        try reader.expect("{")
        reader.skipSpace()
        if reader.take("}") {
            try reader.expectEnd()
            return
        }
        repeat {
            reader.skipSpace()
            let key = try reader.string()
            reader.skipSpace()
            try reader.expect(":")
            reader.skipSpace()
            let start = reader.index
            switch key {
            case "text": text = try reader.stringOrSkip()
            case "language": language = try reader.stringOrSkip()
            case "field": field = try reader.stringOrSkip()
            case "id":
                try reader.skipValue(depth: 0)
                id = Array(line[start..<reader.index])
            default: try reader.skipValue(depth: 0)
            }
            reader.skipSpace()
        } while reader.take(",")
        try reader.expect("}")
        try reader.expectEnd()
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

        mutating func skipSpace() {
            while [0x20, 0x09, 0x0A, 0x0D].contains(current) { index += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard current == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
            guard take(character) else { throw .malformed }
        }

        mutating func expectEnd() throws(Failure) {
            skipSpace()
            guard index == bytes.count else { throw .malformed }
        }

        mutating func stringOrSkip() throws(Failure) -> String? {
            if current == UInt8(ascii: "\"") { return try string() }
            try skipValue(depth: 0)
            return nil
        }

        mutating func string() throws(Failure) -> String {
            try expect("\"")
            var decoded: [UInt8] = []
            while index < bytes.count {
                let start = index
                while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
                    bytes[index] != UInt8(ascii: "\\"), bytes[index] >= 0x20
                {
                    index += 1
                }
                decoded += bytes[start..<index]
                if take("\"") { return String(decoding: decoded, as: UTF8.self) }
                guard take("\\") else { throw .malformed }
                try appendEscape(to: &decoded)
            }
            throw .malformed
        }

        private mutating func appendEscape(to decoded: inout [UInt8]) throws(Failure) {
            let escape = current
            index += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(escape)
            case UInt8(ascii: "b"): decoded.append(0x08)
            case UInt8(ascii: "f"): decoded.append(0x0C)
            case UInt8(ascii: "n"): decoded.append(0x0A)
            case UInt8(ascii: "r"): decoded.append(0x0D)
            case UInt8(ascii: "t"): decoded.append(0x09)
            case UInt8(ascii: "u"): decoded += String(try unicodeEscape()).utf8
            default: throw .malformed
            }
        }

        /// `\uXXXX`, a surrogate pair included; a lone surrogate becomes U+FFFD, and what follows
        /// it is read by itself, so that code points are counted as other readers count them.
        private mutating func unicodeEscape() throws(Failure) -> Character {
            let first = try unit()
            if let scalar = Unicode.Scalar(first) { return Character(scalar) }
            guard first < 0xDC00, current == UInt8(ascii: "\\"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "u")
            else { return "\u{FFFD}" }
            let escape = index
            index += 2
            let second = try unit()
            guard (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
            else {
                index = escape
                return "\u{FFFD}"
            }
            return Character(scalar)
        }

        private mutating func unit() throws(Failure) -> UInt32 {
            var value: UInt32 = 0
            for _ in 0..<4 {
                guard let digit = Character(Unicode.Scalar(current)).hexDigitValue
                else { throw .malformed }
                value = value << 4 | UInt32(digit)
                index += 1
            }
            return value
        }

        mutating func skipValue(depth: Int) throws(Failure) {
            guard depth < JSONLine.depthMax else { throw .malformed }
            skipSpace()
            switch current {
            case UInt8(ascii: "\""):
                _ = try string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = current == UInt8(ascii: "{")
                index += 1
                skipSpace()
                if take(isObject ? "}" : "]") { return }
                repeat {
                    skipSpace()
                    if isObject {
                        _ = try string()
                        skipSpace()
                        try expect(":")
                    }
                    try skipValue(depth: depth + 1)
                    skipSpace()
                } while take(",")
                try expect(isObject ? "}" : "]")
            default:
                try skipScalar()
            }
        }

        private mutating func skipScalar() throws(Failure) {
            let start = index
            while ("a"..."z").contains(Character(Unicode.Scalar(current)))
                || ("0"..."9").contains(Character(Unicode.Scalar(current)))
                || [0x2B, 0x2D, 0x2E, 0x45].contains(current)
            {
                index += 1
            }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            guard ["true", "false", "null"].contains(word) || Double(word) != nil
            else { throw .malformed }
        }
    }
}
