extension PolicyParser {
    /// Reads `(principal …, action …, resource …)`.
    mutating func scope(of policy: inout Policy) throws(Diagnostic) {
        try reader.expect(.openParenthesis, "before the policy's scope")
        (policy.principal, policy.places.principal) = try entityConstraint(
            on: .principal,
            slot: .principal
        )
        try reader.expect(.comma, "after the principal")
        (policy.action, policy.places.action) = try actionConstraint()
        try reader.expect(.comma, "after the action")
        (policy.resource, policy.places.resource) = try entityConstraint(
            on: .resource,
            slot: .resource
        )
        _ = try reader.take(.comma)
        try reader.expect(.closeParenthesis, "after the resource")
    }

    private mutating func variable(_ word: Token.Word) throws(Diagnostic) -> Token {
        let token = reader.current
        guard try reader.take(word) else {
            throw reader.unexpected(
                "`\(word)`",
                help: "a scope is `(principal, action, resource)`, in this order"
            )
        }
        return token
    }

    private mutating func entityConstraint(
        on word: Token.Word,
        slot: Expression.Slot
    ) throws(Diagnostic) -> (Policy.EntityConstraint, SourceRange) {
        let start = try variable(word)
        let constraint: Policy.EntityConstraint
        switch (reader.current.kind, reader.current.word) {
        case (.equalEqual, _):
            try reader.advance()
            constraint = .equal(try reference(slot))
        case (.identifier, .in):
            try reader.advance()
            constraint = .in(try reference(slot))
        case (.identifier, .is):
            try reader.advance()
            let path = try typePath()
            constraint =
                try reader.take(.in)
                ? .isTypeIn(path, try reference(slot)) : .isType(path)
        case (.comma, _), (.closeParenthesis, _):
            constraint = .any
        default:
            throw reader.unexpected(
                "`==`, `in`, `is` or the end of the constraint on the \(word)",
                help: scopeHelp()
            )
        }
        return (constraint, SourceRange(from: start.range, to: reader.previous.range))
    }

    private func scopeHelp() -> String {
        reader.current.kind == .equal
            ? "write `==`"
            : "anything else about it goes into `when { … }` behind the scope"
    }

    /// A type's name, and no entity.
    mutating func typePath() throws(Diagnostic) -> EntityTypeName {
        let path = try reader.path()
        guard path.id == nil else {
            throw Diagnostic(
                "`is` takes a type, and this is an entity",
                help: "write `is \(path.name)`, or `== \(path.name)::…`",
                range: path.range
            )
        }
        return path.name
    }

    private mutating func reference(_ slot: Expression.Slot) throws(Diagnostic) -> Policy.Reference
    {
        if reader.current.kind == .question { return .slot(try self.slot(slot)) }
        if reader.current.kind == .openBracket {
            throw Diagnostic(
                "only the action may be compared with several entities",
                help: "write a policy for each, or `when { … in [ … ] }`",
                range: reader.current.range
            )
        }
        return .entity(try entity())
    }

    private mutating func slot(_ expected: Expression.Slot) throws(Diagnostic) -> Expression.Slot {
        let question = reader.current
        try reader.advance()
        let name = try reader.expect(.identifier, "of a slot after `?`")
        guard "?" + reader.text(name) == expected.rawValue else {
            throw Diagnostic(
                "the slot here is called `\(expected.rawValue)`",
                help: "write `\(expected.rawValue)`",
                range: SourceRange(from: question.range, to: name.range)
            )
        }
        return expected
    }

    /// An entity: `Type::"id"`.
    private mutating func entity() throws(Diagnostic) -> EntityUID {
        if try reader.take(.openParenthesis) {
            try reader.descend()
            defer { reader.ascend() }
            let uid = try entity()
            try reader.expect(.closeParenthesis, "after the entity")
            return uid
        }
        let path = try reader.path()
        guard let id = path.id else {
            throw Diagnostic(
                "expected an entity, found the name `\(path.name)`",
                help: "an entity is a type and an identifier: `\(path.name)::\"…\"`",
                range: path.range
            )
        }
        return EntityUID(type: path.name, id: id)
    }

    private mutating func actionConstraint()
        throws(Diagnostic) -> (Policy.ActionConstraint, SourceRange)
    {
        let start = try variable(.action)
        let constraint: Policy.ActionConstraint
        switch (reader.current.kind, reader.current.word) {
        case (.equalEqual, _):
            try reader.advance()
            constraint = .equal(try action())
        case (.identifier, .in):
            try reader.advance()
            if reader.current.kind == .openBracket {
                constraint = .inAny(try actions())
            } else {
                constraint = .in(try action())
            }
        case (.comma, _), (.closeParenthesis, _):
            constraint = .any
        default:
            throw reader.unexpected(
                "`==`, `in` or the end of the constraint on the action",
                help: scopeHelp()
            )
        }
        return (constraint, SourceRange(from: start.range, to: reader.previous.range))
    }

    private mutating func actions() throws(Diagnostic) -> [EntityUID] {
        try reader.advance()
        var actions: [EntityUID] = []
        while reader.current.kind != .closeBracket {
            actions.append(try action())
            guard try reader.take(.comma) else { break }
        }
        try reader.expect(.closeBracket, "after the actions")
        return actions
    }

    private mutating func action() throws(Diagnostic) -> EntityUID {
        let start = reader.current
        if start.kind == .question {
            throw Diagnostic("an action cannot be left open", range: start.range)
        }
        let uid = try entity()
        guard uid.type.isAction else {
            throw Diagnostic(
                "`\(uid)` is no action",
                help: "an action's type is `Action`, or ends in `::Action`",
                range: SourceRange(from: start.range, to: reader.previous.range)
            )
        }
        return uid
    }
}
