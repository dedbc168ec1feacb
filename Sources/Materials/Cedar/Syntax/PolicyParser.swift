/// Reads policies in their human syntax.
struct PolicyParser {
    var reader: TokenReader
    /// The expression of the policy being read.
    var expression = Expression()

    init(_ scanner: Scanner) throws(Diagnostic) { reader = try TokenReader(scanner) }

    /// Reads one policy or template.
    mutating func policy() throws(Diagnostic) -> Policy {
        expression = Expression()
        let start = reader.current
        let annotations = try annotations()
        var policy = Policy(effect: try effect())
        policy.annotations = annotations
        policy.places.effect = reader.previous.range
        try scope(of: &policy)
        if reader.current.kind == .identifier { expression.reserve() }
        while reader.current.kind == .identifier {
            policy.conditions.append(try condition())
        }
        try reader.expect(.semicolon, "at the end of the policy")
        policy.places.whole = SourceRange(from: start.range, to: reader.previous.range)
        try expression.checkSize()
        policy.expression = expression
        return policy
    }

    private mutating func annotations() throws(Diagnostic) -> [Policy.Annotation] {
        var annotations: [Policy.Annotation] = []
        while let annotation = try reader.annotation() {
            if annotations.contains(where: { $0.name == annotation.name }) {
                throw Diagnostic(
                    "the annotation `@\(annotation.name)` stands here twice",
                    range: reader.previous.range
                )
            }
            annotations.append(annotation)
        }
        return annotations
    }

    private mutating func effect() throws(Diagnostic) -> Policy.Effect {
        if try reader.take(.permit) { return .permit }
        if try reader.take(.forbid) { return .forbid }
        let word = reader.text(reader.current)
        let help: String? =
            switch word.lowercased() {
            case "allow", "grant": "write `permit`"
            case "deny", "block": "write `forbid`"
            default: Suggestion.help(for: word, among: ["permit", "forbid"])
            }
        throw reader.unexpected("`permit` or `forbid`", help: help)
    }

    private mutating func condition() throws(Diagnostic) -> Policy.Condition {
        let kind: Policy.Condition.Kind
        if try reader.take(.when) {
            kind = .when
        } else if try reader.take(.unless) {
            kind = .unless
        } else {
            throw reader.unexpected(
                "`when`, `unless` or `;`",
                help: reader.current.word == .if ? "a condition begins with `when`" : nil
            )
        }
        try reader.expect(.openBrace, "after `\(kind.rawValue)`")
        if reader.current.kind == .closeBrace {
            throw Diagnostic(
                "this condition says nothing",
                help: "leave it out, or write `true`",
                range: reader.current.range
            )
        }
        let body = try parseExpression()
        try reader.expect(.closeBrace, "at the end of the condition")
        return Policy.Condition(kind: kind, body: body)
    }
}

extension TokenReader {
    /// Reads `@name` or `@name("value")`, if one stands here.
    mutating func annotation() throws(Diagnostic) -> Policy.Annotation? {
        guard try take(.at) else { return nil }
        // Any word may name an annotation, even those that are reserved elsewhere.
        let name = Text(text(try expect(.identifier, "after `@`")))
        guard try take(.openParenthesis) else { return Policy.Annotation(name: name, value: nil) }
        let value = try string(try expect(.string, "as the annotation's value"))
        try expect(.closeParenthesis, "after the annotation's value")
        return Policy.Annotation(name: name, value: value)
    }
}

extension PolicySet {
    /// Reads a file of policies and templates; they are called `policy0`, `policy1` … in order.
    ///
    /// Throws everything that is wrong, each with its place: after an error reading goes on behind
    /// the next `;`.
    public init(parsing text: String) throws(Diagnostics) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads a file of policies from bytes, which have to be UTF-8.
    public init(parsing bytes: [UInt8]) throws(Diagnostics) {
        self.init()
        var errors: [Diagnostic] = []
        do {
            var parser = try PolicyParser(Scanner(bytes))
            var count = 0
            while !parser.reader.isAtEnd {
                do {
                    try add(try parser.policy(), as: PolicyID("policy\(count)"))
                } catch {
                    errors.append(error)
                    parser.reader.recover(after: .semicolon)
                }
                count += 1
            }
        } catch {
            errors.append(error)
        }
        if !errors.isEmpty { throw Diagnostics(errors) }
    }
}

extension Policy {
    /// Reads one policy or template.
    public init(parsing text: String) throws(Diagnostic) {
        var parser = try PolicyParser(Scanner(text))
        self = try parser.policy()
        guard parser.reader.isAtEnd else {
            throw parser.reader.unexpected("the end of the text after one policy")
        }
    }
}

extension Expression {
    /// Refuses trees deeper than the limit, and those that are too large when what is shared in
    /// them is written out. A child stands before its parent, so one pass will do.
    func checkSize() throws(Diagnostic) {
        guard nodes.count > Limits.depthMax || sharesNodes else { return }
        var depths = [Int](repeating: 1, count: nodes.count)
        var sizes = depths
        for (index, node) in nodes.enumerated() {
            for child in children(of: node) {
                depths[index] = max(depths[index], depths[Int(child.raw)] + 1)
                sizes[index] += sizes[Int(child.raw)]
            }
            if depths[index] > Limits.depthMax {
                throw Diagnostic(
                    "this expression is more than \(Limits.depthMax) levels deep",
                    help:
                        "write long chains of `||` as a set and `contains`, or as several policies",
                    range: ranges[index]
                )
            }
            if sharesNodes, sizes[index] > Limits.expandedMax {
                throw Diagnostic(
                    "this is too large when every `has a.b` in it is written out",
                    help: "split the policy into several",
                    range: ranges[index]
                )
            }
        }
    }
}
