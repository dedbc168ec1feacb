/// A kind of credential that its provider marks, so that its form alone gives it away.
///
/// Kinds are data: one line each, in the tables beside this file. The columns are the provider, the
/// kind, what it opens, the literal that marks it, and what follows the literal; a sixth column
/// says what stands before it, for providers that put their mark in the middle. What follows is an
/// alphabet, its length or range of lengths, and perhaps the least entropy in bits a character (2.7
/// where nothing is said), or `crc` where the last six characters are a checksum of the others.
///
/// When you add a line, be certain of the format: a document of the provider must show it.
///
/// A class, so that handing one on is one reference and not ten fields.
final class SecretKind: Sendable {
    enum Alphabet: String, Sendable {
        case digits, hex, lower, upper, letters
        /// Letters, digits, `_` and `-`.
        case word
        /// `word` and `=`, as test tokens of some providers hold.
        case padded
        /// `word`, `+`, `/`, `=`.
        case base64
        /// `word`, `.`, `=`.
        case dotted
        /// `word` and `$`.
        case dollar
        /// What stands in the path and query of an address.
        case address
    }

    /// Characters of one alphabet, so many of them.
    struct Body: Sendable {
        var alphabet: Alphabet
        var length: ClosedRange<Int>
    }

    let provider: String
    let name: String
    /// What whoever holds it can do.
    let opens: String
    /// The literal that marks it.
    let mark: String
    let body: Body
    /// What stands before the mark, for the few whose mark is in the middle.
    let before: Body?
    /// Bits per character below which the body is a placeholder.
    let entropyMin: Double
    /// Whether the last six characters are the CRC-32 of the thirty before them, in base 62.
    let hasChecksum: Bool
    /// `secret.github-personal-token`
    let rule: String

    /// The kinds of all tables, in their order; the tables are ours, so every line of them parses,
    /// which a test sees to.
    static let all: [SecretKind] = tables.flatMap { table in
        table[...].parts(byte("\n")).compactMap { SecretKind($0) }
    }

    static let tables = [clouds, code, payment, messaging, intelligence, platforms]

    /// Reads one line of a table.
    init?(_ line: Substring) {
        let columns = line.parts(byte("|")).map { Self.trimmed($0) }
        guard columns.count == 5 || columns.count == 6, let body = Body(columns[4])
        else { return nil }
        provider = columns[0]
        name = columns[1]
        opens = columns[2]
        mark = columns[3]
        self.body = body
        if columns.count == 6 {
            guard let before = Body(columns[5]) else { return nil }
            self.before = before
        } else {
            before = nil
        }
        let extra = columns[4][...].parts(byte(" ")).dropFirst(2).first.map(String.init)
        hasChecksum = extra == "crc"
        entropyMin = extra.flatMap(Double.init) ?? 2.7
        rule = "secret." + Self.slug(provider + "-" + name)
    }

    private static func trimmed(_ column: Substring) -> String {
        var bytes = column.utf8
        while bytes.first == byte(" ") { bytes.removeFirst() }
        while bytes.last == byte(" ") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    private static func slug(_ name: String) -> String {
        let characters = name.lowercased().utf8.map { isAlphanumeric($0) ? $0 : byte("-") }
        return String(decoding: characters, as: UTF8.self)
    }

    /// The kind that a rule names, the first of them where two kinds share a name.
    static func named(_ rule: String) -> SecretKind? { all.first { $0.rule == rule } }
}

extension Substring {
    /// The parts between separators. Tables are cut at every start, and by bytes that costs a tenth
    /// of what it does by characters.
    fileprivate func parts(_ separator: UInt8) -> [Substring] {
        utf8.split(separator: separator).map(Substring.init)
    }
}

extension SecretKind.Body {
    /// Reads `letters 36` or `word 20-60`.
    init?(_ text: String) {
        let words = text[...].parts(byte(" "))
        guard words.count >= 2, let alphabet = SecretKind.Alphabet(rawValue: String(words[0]))
        else { return nil }
        let bounds = words[1].parts(byte("-")).compactMap { Int($0) }
        guard let first = bounds.first, let last = bounds.last, first <= last else { return nil }
        self.init(alphabet: alphabet, length: first...last)
    }
}

extension SecretKind.Alphabet {
    @inline(__always)
    func admits(_ character: UInt8) -> Bool {
        switch self {
        case .digits: isDigit(character)
        case .hex: isHex(character)
        case .lower: isDigit(character) || isLower(character)
        case .upper: isDigit(character) || isUpper(character)
        case .letters: isAlphanumeric(character)
        case .word: isAlphanumeric(character) || ("_-" as StaticString).contains(character)
        case .padded: isAlphanumeric(character) || ("_-=" as StaticString).contains(character)
        case .base64: isAlphanumeric(character) || ("_-=+/" as StaticString).contains(character)
        case .dotted: isAlphanumeric(character) || ("_-=." as StaticString).contains(character)
        case .dollar: isAlphanumeric(character) || ("_-$" as StaticString).contains(character)
        case .address:
            isAlphanumeric(character) || ("_-=.+/%@?&" as StaticString).contains(character)
        }
    }
}
