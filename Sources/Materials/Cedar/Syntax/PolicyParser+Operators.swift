/// The grammar's levels, loosest first: `if`, `||`, `&&`, relations, `+ -`, `*`, `! -`.
extension PolicyParser {
    mutating func parseExpression() throws(Diagnostic) -> Expression.NodeID {
        try reader.descend()
        defer { reader.ascend() }
        guard reader.current.kind == .identifier, reader.current.word == .if else {
            return try disjunction()
        }
        let start = reader.current
        try reader.advance()
        let test = try parseExpression()
        guard try reader.take(.then) else { throw reader.unexpected("`then`") }
        let first = try parseExpression()
        guard try reader.take(.else) else {
            throw reader.unexpected("`else`", help: "a conditional always has both branches")
        }
        let second = try parseExpression()
        return expression.add(
            .conditional(test, then: first, else: second),
            at: range(from: start)
        )
    }

    func range(from start: Token) -> SourceRange {
        SourceRange(from: start.range, to: reader.previous.range)
    }

    private mutating func disjunction() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        var left = try conjunction()
        while try reader.take(.or) {
            let right = try conjunction()
            left = expression.add(.or(left, right), at: range(from: start))
        }
        return left
    }

    private mutating func conjunction() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        var left = try relation()
        while try reader.take(.and) {
            let right = try relation()
            left = expression.add(.and(left, right), at: range(from: start))
        }
        return left
    }

    private var relationOperator: Expression.BinaryOperator? {
        switch reader.current.kind {
        case .equalEqual: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessEqual: .lessEqual
        case .greater: .greater
        case .greaterEqual: .greaterEqual
        case .identifier where reader.current.word == .in: .in
        default: nil
        }
    }

    private mutating func relation() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        let left = try sum()
        let result: Expression.NodeID
        if let relation = relationOperator {
            try reader.advance()
            let right = try sum()
            result = expression.add(.binary(relation, left, right), at: range(from: start))
        } else if reader.current.kind == .identifier {
            switch reader.current.word {
            case .has: result = try has(left, from: start)
            case .like: result = try like(left, from: start)
            case .is: result = try isType(left, from: start)
            default: return left
            }
        } else {
            if reader.current.kind == .equal {
                throw Diagnostic(
                    "`=` compares nothing",
                    help: "write `==`",
                    range: reader.current.range
                )
            }
            return left
        }
        let isChained =
            relationOperator != nil
            || (reader.current.kind == .identifier
                && [.has, .like, .is].contains(reader.current.word))
        if isChained {
            throw Diagnostic(
                "comparisons cannot be chained",
                help: "join two of them with `&&`",
                range: reader.current.range
            )
        }
        return result
    }

    private mutating func has(_ subject: Expression.NodeID, from start: Token)
        throws(Diagnostic) -> Expression.NodeID
    {
        try reader.advance()
        if reader.current.kind == .string {
            let name = expression.addName(try reader.string(reader.current))
            try reader.advance()
            return expression.add(.has(subject, name: name), at: range(from: start))
        }
        // `x has a.b` is short for `x has a && x.a has b`.
        var (owner, result): (Expression.NodeID, Expression.NodeID?) = (subject, nil)
        repeat {
            let name = Text(reader.text(try reader.name("of an attribute")))
            let index = expression.addName(name)
            let test = expression.add(.has(owner, name: index), at: range(from: start))
            result = result.map { expression.add(.and($0, test), at: range(from: start)) } ?? test
            guard reader.current.kind == .dot else { break }
            expression.sharesNodes = true
            owner = expression.add(.attribute(owner, name: index), at: range(from: start))
        } while try reader.take(.dot)
        return result ?? subject
    }

    private mutating func like(_ subject: Expression.NodeID, from start: Token)
        throws(Diagnostic) -> Expression.NodeID
    {
        try reader.advance()
        let token = try reader.expect(.string, "with a pattern after `like`")
        var elements: [Pattern.Element] = []
        var pieces = Escapes.Reader(reader.bytes, start: token.start + 1, end: token.end - 1)
        while let piece = try pieces.next() {
            switch piece {
            case .star: elements.append(.wildcard)
            case .escapedStar: elements.append(.scalar("*"))
            case .scalar(let scalar): elements.append(.scalar(scalar))
            }
        }
        let pattern = expression.addPattern(Pattern(elements))
        return expression.add(.like(subject, pattern: pattern), at: range(from: start))
    }

    private mutating func isType(_ subject: Expression.NodeID, from start: Token)
        throws(Diagnostic) -> Expression.NodeID
    {
        try reader.advance()
        let type = expression.addType(try typePath())
        guard try reader.take(.in) else {
            return expression.add(.isType(subject, type: type), at: range(from: start))
        }
        let group = try sum()
        return expression.add(.isTypeIn(subject, type: type, group), at: range(from: start))
    }

    private mutating func sum() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        var left = try product()
        while reader.current.kind == .plus || reader.current.kind == .minus {
            let operation: Expression.BinaryOperator =
                reader.current.kind == .plus ? .add : .subtract
            try reader.advance()
            let right = try product()
            left = expression.add(.binary(operation, left, right), at: range(from: start))
        }
        return left
    }

    private mutating func product() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        var left = try unary()
        while try reader.take(.times) {
            let right = try unary()
            left = expression.add(.binary(.multiply, left, right), at: range(from: start))
        }
        return left
    }

    private mutating func unary() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        guard start.kind == .not || start.kind == .minus else { return try member() }
        var signs: [Token] = []
        while reader.current.kind == start.kind {
            signs.append(reader.current)
            try reader.advance()
        }
        guard signs.count <= Limits.unaryMax else {
            throw Diagnostic(
                "more than \(Limits.unaryMax) `\(reader.text(start))` in a row",
                help: "two of them change nothing",
                range: range(from: start)
            )
        }
        var result: Expression.NodeID
        if start.kind == .minus, reader.current.kind == .number {
            // The sign belongs to the number: -9223372036854775808 has no positive twin.
            result = try negativeNumber(sign: signs.removeLast())
        } else {
            result = try member()
        }
        for sign in signs.reversed() {
            let node: Expression.Node = start.kind == .not ? .not(result) : .negate(result)
            result = expression.add(node, at: range(from: sign))
        }
        return result
    }

    private mutating func negativeNumber(sign: Token) throws(Diagnostic) -> Expression.NodeID {
        let digits = reader.current
        try reader.advance()
        let literal = try number("-" + reader.text(digits), at: range(from: sign))
        return try accesses(to: literal, from: digits)
    }

    func outOfRange(_ digits: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            "`\(digits)` does not fit 64 bits",
            help: "the largest number is 9223372036854775807",
            range: range
        )
    }

    mutating func number(_ digits: String, at range: SourceRange)
        throws(Diagnostic) -> Expression.NodeID
    {
        guard let value = Int64(digits) else { throw outOfRange(digits, at: range) }
        return expression.addLiteral(.long(value), at: range)
    }
}
