/// Cuts source text into tokens, one at a time.
struct Scanner {
    let bytes: [UInt8]
    private(set) var position = 0

    /// Refuses text that is too long or is not UTF-8.
    init(_ bytes: [UInt8]) throws(Diagnostic) {
        guard bytes.count <= Limits.sourceBytesMax else {
            throw Diagnostic(
                "the text has \(bytes.count) bytes; at most \(Limits.sourceBytesMax) are read"
            )
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let place = error.byteOffsets
            throw Diagnostic(
                "the text is not UTF-8 at byte \(place.lowerBound)",
                help: "save the file as UTF-8",
                range: SourceRange(start: place.lowerBound, end: place.upperBound)
            )
        }
        self.bytes = bytes
    }

    init(_ text: String) throws(Diagnostic) { try self.init(Array(text.utf8)) }

    /// The text of a stretch of the source, which is known to be UTF-8.
    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The tokens of a stretch without the blanks and comments between them.
    func joined(from start: Int, to end: Int) -> String {
        var pieces = self
        pieces.position = start
        var result = ""
        while let token = try? pieces.next(), token.kind != .end, token.end <= end {
            result += text(token.start, token.end)
        }
        return result
    }

    private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// Steps over white space and comments.
    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x09...0x0D, 0x20:
                position += 1
            case UInt8(ascii: "/") where byte(at: position + 1) == UInt8(ascii: "/"):
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
                    position += 1
                }
            case 0xC2, 0xE1, 0xE2, 0xE3:
                guard let length = Self.blankLength(bytes, at: position) else { return }
                position += length
            default:
                return
            }
        }
    }

    /// The length in bytes of Unicode white space outside ASCII, if that is what stands here.
    private static func blankLength(_ bytes: [UInt8], at index: Int) -> Int? {
        let rest = bytes[index..<min(index + 3, bytes.count)]
        switch Array(rest) {
        case let bytes where bytes.starts(with: [0xC2, 0x85]) || bytes.starts(with: [0xC2, 0xA0]):
            return 2
        case [0xE1, 0x9A, 0x80], [0xE2, 0x81, 0x9F], [0xE3, 0x80, 0x80]:
            return 3
        case let bytes where bytes.count == 3 && bytes[0] == 0xE2 && bytes[1] == 0x80:
            return (0x80...0x8A).contains(bytes[2]) || [0xA8, 0xA9, 0xAF].contains(bytes[2])
                ? 3 : nil
        default:
            return nil
        }
    }

    /// Reads the next token.
    mutating func next() throws(Diagnostic) -> Token {
        skipBlanks()
        let start = position
        guard start < bytes.count else { return Token(kind: .end, start: start, end: start) }
        switch bytes[start] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            return identifier()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while byte(at: position) &- UInt8(ascii: "0") <= 9 { position += 1 }
            return Token(kind: .number, start: start, end: position)
        case UInt8(ascii: "\""):
            return try string()
        default:
            return try punctuation()
        }
    }

    private mutating func identifier() -> Token {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                position += 1
                continue
            default: break
            }
            break
        }
        let word = Token.Word(bytes.span.extracting(start..<position))
        return Token(kind: .identifier, word: word, start: start, end: position)
    }

    private mutating func string() throws(Diagnostic) -> Token {
        let start = position
        var hasEscape = false
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return Token(kind: .string, start: start, end: position, hasEscape: hasEscape)
            case UInt8(ascii: "\\"):
                hasEscape = true
                position += 2
            default:
                position += 1
            }
        }
        position = bytes.count
        throw Diagnostic(
            "this string does not end",
            help: "close it with `\"`",
            range: SourceRange(start: start, end: start + 1)
        )
    }

    private mutating func punctuation() throws(Diagnostic) -> Token {
        let start = position
        let follower = byte(at: start + 1)
        func pair(_ second: Character) -> Bool { follower == second.asciiValue }
        let (kind, length): (Token.Kind, Int)
        switch bytes[start] {
        case UInt8(ascii: "("): (kind, length) = (.openParenthesis, 1)
        case UInt8(ascii: ")"): (kind, length) = (.closeParenthesis, 1)
        case UInt8(ascii: "["): (kind, length) = (.openBracket, 1)
        case UInt8(ascii: "]"): (kind, length) = (.closeBracket, 1)
        case UInt8(ascii: "{"): (kind, length) = (.openBrace, 1)
        case UInt8(ascii: "}"): (kind, length) = (.closeBrace, 1)
        case UInt8(ascii: ","): (kind, length) = (.comma, 1)
        case UInt8(ascii: ";"): (kind, length) = (.semicolon, 1)
        case UInt8(ascii: "."): (kind, length) = (.dot, 1)
        case UInt8(ascii: "@"): (kind, length) = (.at, 1)
        case UInt8(ascii: "?"): (kind, length) = (.question, 1)
        case UInt8(ascii: "+"): (kind, length) = (.plus, 1)
        case UInt8(ascii: "-"): (kind, length) = (.minus, 1)
        case UInt8(ascii: "*"): (kind, length) = (.times, 1)
        case UInt8(ascii: ":"): (kind, length) = pair(":") ? (.doubleColon, 2) : (.colon, 1)
        case UInt8(ascii: "="): (kind, length) = pair("=") ? (.equalEqual, 2) : (.equal, 1)
        case UInt8(ascii: "!"): (kind, length) = pair("=") ? (.notEqual, 2) : (.not, 1)
        case UInt8(ascii: "<"): (kind, length) = pair("=") ? (.lessEqual, 2) : (.less, 1)
        case UInt8(ascii: ">"): (kind, length) = pair("=") ? (.greaterEqual, 2) : (.greater, 1)
        case UInt8(ascii: "&") where pair("&"): (kind, length) = (.and, 2)
        case UInt8(ascii: "|") where pair("|"): (kind, length) = (.or, 2)
        default: throw unexpected(at: start)
        }
        position = start + length
        return Token(kind: kind, start: start, end: position)
    }

    /// A character that begins no token, with the one that was probably meant.
    private mutating func unexpected(at start: Int) -> Diagnostic {
        let rest = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self)
        let scalar = rest.unicodeScalars.first ?? " "
        position = start + max(1, String(scalar).utf8.count)
        let help: String? =
            switch scalar {
            case "&": "write `&&` for \"and\""
            case "|": "write `||` for \"or\""
            case "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}":
                "write strings between `\"` and `\"`"
            case "/": "multiplication is the only product; a comment begins with `//`"
            case "#": "a comment begins with `//`"
            default: nil
            }
        return Diagnostic(
            "`\(Escapes.visible(scalar))` means nothing here",
            help: help,
            range: SourceRange(start: start, end: position)
        )
    }
}
