/// A word of a script, whichever language it is in: what kind of word, and where it stands. No text
/// is copied: twenty bytes say all.
struct ScriptToken: Sendable {
    enum Kind: UInt8, Sendable {
        case name, number, string, mark, lineEnd
        /// A pattern of JavaScript, between slashes.
        case pattern
    }

    let kind: Kind
    /// Of a string: that its text was decoded, and stands elsewhere.
    let isDecoded: Bool
    /// Of a mark: its byte, and in the high half the second one of `==`, `=>` or `?.`.
    let mark: UInt16
    /// Of a name its number in the lexicon, of a string or number where its text begins.
    let value: Int32
    /// Of a string or number, its bytes.
    let count: Int32
    let line: Int32
    /// The number of the function it stands in; 0 for the module itself.
    let scope: Int32

    init(
        _ kind: Kind,
        value: Int32 = 0,
        count: Int32 = 0,
        mark: UInt16 = 0,
        isDecoded: Bool = false,
        line: Int32,
        scope: Int32
    ) {
        self.kind = kind
        self.value = value
        self.count = count
        self.mark = mark
        self.isDecoded = isDecoded
        self.line = line
        self.scope = scope
    }

    /// Whether it is this mark, alone.
    @inline(__always) func isMark(_ byte: UInt8) -> Bool {
        kind == .mark && mark == UInt16(byte)
    }

    @inline(__always) func isMark(_ byte: UInt8, _ second: UInt8) -> Bool {
        kind == .mark && mark == UInt16(byte) | UInt16(second) << 8
    }

    /// Whether it is this name.
    @inline(__always) func isName(_ word: Word) -> Bool {
        kind == .name && value == word.rawValue
    }
}

/// A function, or a class, whose body runs with what is around it.
struct ScriptScope: Sendable {
    /// Its name's number; nil when it has none.
    let name: Int32?
    let parent: Int32
    /// Classes and called-on-the-spot functions run when their surroundings do.
    let runsInPlace: Bool
    /// `if __name__ == "__main__"`: runs only as a program.
    var isProgram = false
}

/// A script's words, with the bytes they stand in.
struct ScriptText: Sendable {
    let source: [UInt8]
    var tokens: [ScriptToken] = []
    var scopes = [ScriptScope(name: nil, parent: 0, runsInPlace: true)]
    var lexicon = Lexicon()
    /// Texts of strings that were written with escapes or in pieces.
    var decoded: [UInt8] = []
    /// Strings that were written so that nobody reads them, by their places in `tokens`.
    var folded: [Int: Folding] = [:]
    /// Which words of rules stand in it, by their numbers.
    private var used = [Bool](repeating: false, count: Word.allCases.count)
    /// Places of names of what runs code, where these were taken out of the world's own table.
    var taken: [Int] = []

    init(_ source: [UInt8]) {
        self.source = source
        tokens.reserveCapacity(source.count / 4)
    }

    /// The bytes of a string.
    func bytes(_ token: ScriptToken) -> ArraySlice<UInt8> {
        let range = Int(token.value)..<Int(token.value + token.count)
        return token.isDecoded ? decoded[range] : source[range]
    }

    /// Whether a word stands in the script. The words of rules are in every lexicon: which of them
    /// stand here is noted once all is read.
    func uses(_ word: String) -> Bool {
        guard let number = lexicon.number(of: word) else { return false }
        return number >= Word.allCases.count || used[Int(number)]
    }

    /// Whether a word of rules stands in the script.
    func uses(_ word: Word) -> Bool { used[Int(word.rawValue)] }

    /// Whether any of some words of rules stands in the script, by their numbers.
    func usesAny(of words: ClosedRange<Int32>) -> Bool {
        used[Int(words.lowerBound)...Int(words.upperBound)].contains(true)
    }

    /// Notes which words of rules stand in the script.
    mutating func noteUsed() {
        for token in tokens where token.kind == .name && Int(token.value) < used.count {
            used[Int(token.value)] = true
        }
    }

    /// A name or string as text; empty for anything else.
    func string(_ token: ScriptToken) -> String {
        switch token.kind {
        case .name: lexicon.text(token.value)
        case .string: String(decoding: bytes(token), as: UTF8.self)
        default: ""
        }
    }

    /// Adds a string that stands in the source as it is, or whose text was just decoded.
    mutating func appendString(
        _ range: Range<Int>,
        isDecoded: Bool,
        line: Int32,
        scope: Int32
    ) {
        tokens.append(
            ScriptToken(
                .string,
                value: Int32(range.lowerBound),
                count: Int32(range.count),
                isDecoded: isDecoded,
                line: line,
                scope: scope
            )
        )
    }

    /// Adds a number that stands in the source.
    mutating func appendNumber(_ range: Range<Int>, line: Int32, scope: Int32) {
        tokens.append(
            ScriptToken(
                .number,
                value: Int32(range.lowerBound),
                count: Int32(range.count),
                line: line,
                scope: scope
            )
        )
    }

    /// Joins a string to the one before it, as Python does with strings side by side.
    mutating func joinString(_ range: Range<Int>, isDecoded: Bool) {
        guard let last = tokens.popLast() else { return }
        let first = Int(last.value)..<Int(last.value + last.count)
        let isAtEnd = last.isDecoded && first.upperBound == decoded.count
        // A decoded piece stands right behind a decoded one already.
        let isBehind = last.isDecoded && isDecoded && first.upperBound == range.lowerBound
        var start = first.lowerBound
        if !isAtEnd && !isBehind {
            start = decoded.count
            decoded += last.isDecoded ? decoded[first] : source[first]
        }
        if !isBehind { decoded += isDecoded ? decoded[range] : source[range] }
        appendString(start..<decoded.count, isDecoded: true, line: last.line, scope: last.scope)
    }
}
