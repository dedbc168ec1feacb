/// One token of look-ahead over a scanner, and the questions parsers ask of it.
struct TokenReader {
    private var scanner: Scanner
    private(set) var current: Token
    /// The token before the current one.
    private(set) var previous: Token
    private var depth = 0

    init(_ scanner: Scanner) throws(Diagnostic) {
        self.scanner = scanner
        current = Token(kind: .end, start: 0, end: 0)
        previous = current
        try advance()
    }

    var bytes: [UInt8] { scanner.bytes }
    var isAtEnd: Bool { current.kind == .end }

    mutating func advance() throws(Diagnostic) {
        previous = current
        current = try scanner.next()
    }

    /// The token after the current one.
    func peek() throws(Diagnostic) -> Token {
        var ahead = scanner
        return try ahead.next()
    }

    func text(_ token: Token) -> String { scanner.text(token.start, token.end) }

    func string(_ token: Token) throws(Diagnostic) -> Text {
        token.hasEscape
            ? Text(try Escapes.string(token, in: bytes))
            : Text(scanner.text(token.start + 1, token.end - 1))
    }

    /// Steps over the current token when it is of this kind.
    mutating func take(_ kind: Token.Kind) throws(Diagnostic) -> Bool {
        guard current.kind == kind else { return false }
        try advance()
        return true
    }

    mutating func take(_ word: Token.Word) throws(Diagnostic) -> Bool {
        guard current.kind == .identifier, current.word == word else { return false }
        try advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind, _ purpose: @autoclosure () -> String)
        throws(Diagnostic) -> Token
    {
        guard current.kind == kind else { throw unexpected("\(kind.spelling) \(purpose())") }
        let token = current
        try advance()
        return token
    }

    /// An error at the current token: what was expected, and what stands there.
    func unexpected(_ expected: String, help: String? = nil) -> Diagnostic {
        let found = isAtEnd ? "the end of the text" : "`\(text(current))`"
        return Diagnostic("expected \(expected), found \(found)", help: help, range: current.range)
    }

    /// Goes one level deeper; refuses to go deeper than the limit.
    mutating func descend() throws(Diagnostic) {
        depth += 1
        guard depth <= Limits.nestingMax else {
            throw Diagnostic(
                "this is nested more than \(Limits.nestingMax) levels deep",
                help: "split the policy into several",
                range: current.range
            )
        }
    }

    mutating func ascend() { depth -= 1 }

    /// Skips to behind the next token of this kind, past anything that is no token.
    mutating func recover(after kind: Token.Kind) {
        depth = 0
        while true {
            do {
                if isAtEnd { return }
                let isFound = current.kind == kind
                try advance()
                if isFound { return }
            } catch {
                // What cannot be read was reported when it was first met, or follows an error.
                current = Token(kind: .invalid, start: current.end, end: current.end)
            }
        }
    }

    /// A name and the names after it, joined by `::`, and what follows when the last of them is a
    /// string: an entity's identifier. The words a language reserves are refused.
    mutating func path() throws(Diagnostic) -> Path {
        try path(from: try name("of a type"))
    }

    /// The rest of a path whose first name was read.
    mutating func path(from first: Token) throws(Diagnostic) -> Path {
        var (last, length) = (first, first.end - first.start)
        var id: Token?
        while try take(.doubleColon) {
            if current.kind == .string {
                id = current
                try advance()
                break
            }
            last = try name("or a string after `::`")
            length += 2 + last.end - last.start
        }
        // Most names are written in one piece and need no putting together.
        let isWhole = last.end - first.start == length
        let name =
            isWhole
            ? scanner.text(first.start, last.end)
            : scanner.joined(from: first.start, to: last.end)
        return Path(
            name: EntityTypeName(name),
            id: try id.map { (token) throws(Diagnostic) in try string(token) },
            range: SourceRange(from: first.range, to: previous.range)
        )
    }

    struct Path {
        let name: EntityTypeName
        let id: Text?
        let range: SourceRange
    }

    /// A name that is not reserved.
    mutating func name(_ purpose: @autoclosure () -> String) throws(Diagnostic) -> Token {
        if current.kind == .identifier, current.word.isReserved {
            throw Diagnostic(
                "`\(text(current))` is a word of the language and cannot be a name",
                range: current.range
            )
        }
        return try expect(.identifier, purpose())
    }
}
