extension PolicyParser {
    /// A primary and what follows it: `.attribute`, `.method(…)`, `["attribute"]`.
    mutating func member() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        return try accesses(to: try primary(), from: start)
    }

    mutating func accesses(to primary: Expression.NodeID, from start: Token)
        throws(Diagnostic) -> Expression.NodeID
    {
        var result = primary
        while true {
            if try reader.take(.dot) {
                let name = try reader.name("of an attribute or method after `.`")
                if reader.current.kind == .openParenthesis {
                    result = try method(name, of: result, from: start)
                } else {
                    let index = expression.addName(Text(reader.text(name)))
                    result = expression.add(
                        .attribute(result, name: index),
                        at: range(from: start)
                    )
                }
            } else if try reader.take(.openBracket) {
                let token = try reader.expect(.string, "with an attribute's name")
                let index = expression.addName(try reader.string(token))
                try reader.expect(.closeBracket, "after the attribute's name")
                result = expression.add(.attribute(result, name: index), at: range(from: start))
            } else {
                return result
            }
        }
    }

    private mutating func list(until end: Token.Kind, _ purpose: String)
        throws(Diagnostic) -> [Expression.NodeID]
    {
        var items: [Expression.NodeID] = []
        while reader.current.kind != end {
            items.append(try parseExpression())
            guard items.count <= Limits.elementsMax else { throw tooMany() }
            guard try reader.take(.comma) else { break }
        }
        try reader.expect(end, purpose)
        return items
    }

    private func tooMany() -> Diagnostic {
        Diagnostic(
            "more than \(Limits.elementsMax) elements in one place",
            range: reader.current.range
        )
    }

    private mutating func method(
        _ name: Token,
        of subject: Expression.NodeID,
        from start: Token
    ) throws(Diagnostic) -> Expression.NodeID {
        try reader.advance()
        let arguments = try list(until: .closeParenthesis, "after the arguments")
        let text = reader.text(name)
        if text == "isEmpty" {
            try check(arguments, count: 0, of: text, at: name)
            return expression.add(.isEmpty(subject), at: range(from: start))
        }
        if let operation = Self.methods[text] {
            try check(arguments, count: 1, of: text, at: name)
            return expression.add(
                .binary(operation, subject, arguments[0]),
                at: range(from: start)
            )
        }
        guard let function = ExtensionFunction(named: Text(text)) else {
            throw unknown(text, at: name, among: Self.methodNames)
        }
        guard function.isMethod else {
            throw Diagnostic(
                "`\(text)` is a function and not a method",
                help: "write `\(text)(…)`",
                range: name.range
            )
        }
        let list = expression.addElements([subject] + arguments)
        return expression.add(.call(function, list), at: range(from: start))
    }

    private static let methods: [String: Expression.BinaryOperator] = [
        "contains": .contains, "containsAll": .containsAll, "containsAny": .containsAny,
        "getTag": .getTag, "hasTag": .hasTag,
    ]

    private static let methodNames =
        ["isEmpty"] + methods.keys
        + ExtensionFunction.allCases.filter(\.isMethod).map(\.rawValue)

    private func check(
        _ arguments: [Expression.NodeID],
        count: Int,
        of method: String,
        at name: Token
    ) throws(Diagnostic) {
        guard arguments.count == count else {
            throw Diagnostic(
                "`\(method)` takes \(count == 0 ? "no arguments" : "one argument"), "
                    + "here are \(arguments.count)",
                range: name.range
            )
        }
    }

    private func unknown(_ name: String, at token: Token, among names: [String]) -> Diagnostic {
        Diagnostic(
            "there is no `\(name)` to call",
            help: Suggestion.help(for: name, among: names),
            range: token.range
        )
    }

    private mutating func primary() throws(Diagnostic) -> Expression.NodeID {
        let token = reader.current
        switch token.kind {
        case .number:
            try reader.advance()
            return try number(reader.text(token), at: token.range)
        case .string:
            let text = try reader.string(token)
            try reader.advance()
            return expression.addLiteral(.string(text), at: token.range)
        case .openParenthesis:
            try reader.advance()
            let inner = try parseExpression()
            try reader.expect(.closeParenthesis, "to match the one before")
            return inner
        case .openBracket:
            try reader.advance()
            let items = try list(until: .closeBracket, "at the end of the set")
            return expression.addSet(items, at: range(from: token))
        case .openBrace:
            return try record()
        case .identifier:
            return try word()
        case .question:
            throw Diagnostic(
                "slots stand in the scope only",
                help: "compare with `principal` or `resource`",
                range: token.range
            )
        default:
            throw reader.unexpected("an expression")
        }
    }

    private mutating func word() throws(Diagnostic) -> Expression.NodeID {
        let token = reader.current
        switch token.word {
        case .true, .false:
            try reader.advance()
            return expression.addLiteral(.bool(token.word == .true), at: token.range)
        case .if:
            throw Diagnostic(
                "`if` stands here without parentheses",
                help: "write `(if … then … else …)`",
                range: token.range
            )
        default:
            break
        }
        let name = try reader.name("of a variable, function or type")
        guard reader.current.kind == .doubleColon else {
            if let variable = name.variable {
                return expression.add(.variable(variable), at: name.range)
            }
            if reader.current.kind == .openParenthesis { return try call(reader.text(name), name) }
            throw unknownVariable(reader.text(name), at: name.range)
        }
        let path = try reader.path(from: name)
        if let id = path.id {
            let uid = EntityUID(type: path.name, id: id)
            return expression.addLiteral(.entity(uid), at: path.range)
        }
        if reader.current.kind == .openParenthesis {
            return try call(path.name.description, name)
        }
        throw unknownVariable(path.name.description, at: path.range)
    }

    private func unknownVariable(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            "`\(name)` is no variable",
            help: Suggestion.help(
                for: name,
                among: ["principal", "action", "resource", "context"]
            )
                ?? "an entity is written `\(name)::\"…\"`, a string `\"\(name)\"`",
            range: range
        )
    }

    private mutating func call(_ name: String, _ start: Token)
        throws(Diagnostic) -> Expression.NodeID
    {
        guard let function = ExtensionFunction(rawValue: name), !function.isMethod else {
            if Self.methodNames.contains(name) {
                throw Diagnostic(
                    "`\(name)` is a method and not a function",
                    help: "write `value.\(name)(…)`",
                    range: start.range
                )
            }
            throw unknown(
                name,
                at: start,
                among: ExtensionFunction.allCases.filter { !$0.isMethod }.map(\.rawValue)
            )
        }
        try reader.advance()
        let arguments = try list(until: .closeParenthesis, "after the arguments")
        let list = expression.addElements(arguments)
        return expression.add(.call(function, list), at: range(from: start))
    }

    private mutating func record() throws(Diagnostic) -> Expression.NodeID {
        let start = reader.current
        try reader.advance()
        var fields: [(name: Text, node: Expression.NodeID)] = []
        var seen: Set<Text> = []
        while reader.current.kind != .closeBrace {
            let token = reader.current
            let name: Text
            if token.kind == .string {
                name = try reader.string(token)
                try reader.advance()
            } else {
                name = Text(reader.text(try reader.name("of a field")))
            }
            guard seen.insert(name).inserted else {
                throw Diagnostic("the field `\(name)` stands here twice", range: token.range)
            }
            try reader.expect(.colon, "after the field's name")
            fields.append((name, try parseExpression()))
            guard fields.count <= Limits.elementsMax else { throw tooMany() }
            guard try reader.take(.comma) else { break }
        }
        try reader.expect(.closeBrace, "at the end of the record")
        let list = expression.addFields(fields)
        return expression.add(.record(list), at: range(from: start))
    }
}

extension Token {
    fileprivate var variable: Expression.Variable? {
        switch word {
        case .principal: .principal
        case .action: .action
        case .resource: .resource
        case .context: .context
        default: nil
        }
    }
}

extension Expression {
    /// Adds a set.
    mutating func addSet(_ items: [NodeID], at range: SourceRange = .none) -> NodeID {
        add(.set(addElements(items)), at: range)
    }
}
