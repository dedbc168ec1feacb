/// The escapes of strings and patterns, read and written.
enum Escapes {
    /// What a string between quotes may contain. `start` and `end` exclude the quotes.
    ///
    /// The escapes are `\n \r \t \\ \0 \' \"`, `\xHH` up to 7F and `\u{H…}` of one to six digits.
    /// In patterns there is also `\*`, a star that is a star.
    struct Reader {
        private let bytes: [UInt8]
        private var position: Int
        private let end: Int

        init(_ bytes: [UInt8], start: Int, end: Int) {
            self.bytes = bytes
            position = start
            self.end = end
        }

        enum Piece: Equatable {
            case scalar(Unicode.Scalar)
            case star, escapedStar
        }

        /// Reads the next scalar or escape; nil at the end.
        mutating func next() throws(Diagnostic) -> Piece? {
            guard position < end else { return nil }
            let start = position
            let byte = bytes[start]
            guard byte == UInt8(ascii: "\\") else {
                if byte == UInt8(ascii: "*") {
                    position += 1
                    return .star
                }
                return .scalar(plain())
            }
            position += 2
            switch start + 1 < end ? bytes[start + 1] : 0 {
            case UInt8(ascii: "n"): return .scalar("\n")
            case UInt8(ascii: "r"): return .scalar("\r")
            case UInt8(ascii: "t"): return .scalar("\t")
            case UInt8(ascii: "0"): return .scalar("\0")
            case UInt8(ascii: "\\"): return .scalar("\\")
            case UInt8(ascii: "'"): return .scalar("'")
            case UInt8(ascii: "\""): return .scalar("\"")
            case UInt8(ascii: "*"): return .escapedStar
            case UInt8(ascii: "x"): return .scalar(try ascii(from: start))
            case UInt8(ascii: "u"): return .scalar(try unicode(from: start))
            default: throw invalid(start, "this escape is unknown")
            }
        }

        private mutating func plain() -> Unicode.Scalar {
            var decoder = UTF8()
            var iterator = bytes[position..<end].makeIterator()
            guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
                position += 1
                return "\u{FFFD}"
            }
            position += UTF8.width(scalar)
            return scalar
        }

        private static func digit(_ byte: UInt8) -> UInt32? {
            Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt32($0) }
        }

        private mutating func ascii(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
            guard position + 2 <= end, let high = Self.digit(bytes[position]),
                let low = Self.digit(bytes[position + 1]), high < 8,
                let scalar = Unicode.Scalar(high * 16 + low)
            else { throw invalid(start, "`\\x` takes two digits, up to 7F") }
            position += 2
            return scalar
        }

        private mutating func unicode(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
            let message = "`\\u` takes one to six digits between `{` and `}`"
            guard position < end, bytes[position] == UInt8(ascii: "{") else {
                throw invalid(start, message)
            }
            position += 1
            var (value, digits): (UInt32, Int) = (0, 0)
            while position < end, bytes[position] != UInt8(ascii: "}") {
                if digits > 0, bytes[position] == UInt8(ascii: "_") {
                    position += 1
                    continue
                }
                guard let digit = Self.digit(bytes[position]), digits < 6 else {
                    throw invalid(start, message)
                }
                value = value * 16 + digit
                digits += 1
                position += 1
            }
            guard position < end, digits > 0 else { throw invalid(start, message) }
            position += 1
            guard let scalar = Unicode.Scalar(value) else {
                throw invalid(start, "there is no such Unicode scalar")
            }
            return scalar
        }

        func invalid(_ start: Int, _ message: String) -> Diagnostic {
            Diagnostic(
                message,
                help: "the escapes are \\n \\r \\t \\0 \\\\ \\' \\\" \\x41 \\u{1F600}",
                range: SourceRange(start: start, end: min(max(position, start + 1), end))
            )
        }
    }

    /// The string written between the quotes at `token`.
    static func string(_ token: Token, in bytes: [UInt8]) throws(Diagnostic) -> String {
        var text = String.UnicodeScalarView()
        var reader = Reader(bytes, start: token.start + 1, end: token.end - 1)
        while let piece = try reader.next() {
            switch piece {
            case .scalar(let scalar): text.append(scalar)
            case .star: text.append("*")
            case .escapedStar:
                throw Diagnostic(
                    "`\\*` stands for a star in patterns only",
                    help: "write `*`",
                    range: token.range
                )
            }
        }
        return String(text)
    }

    /// `text` as a string literal, with its quotes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars { result += escaped(scalar) }
        return result + "\""
    }

    /// How a scalar is written inside quotes.
    static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0": "\\0"
        default: visible(scalar)
        }
    }

    /// The scalar itself, or its number when it has no shape of its own: what cannot be seen in a
    /// rule must not hide in one.
    static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
            "\\u{\(String(scalar.value, radix: 16))}"
        case .spaceSeparator where scalar != " ":
            "\\u{\(String(scalar.value, radix: 16))}"
        default:
            String(scalar)
        }
    }
}
