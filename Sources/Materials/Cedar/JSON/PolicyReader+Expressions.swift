extension PolicyReader {
    /// Reads an expression: an object with one member, whose name says what it is.
    mutating func read(_ json: JSON) throws(Diagnostic) -> Expression.NodeID {
        let member = try json.asObject("an expression").single("an expression")
        let (name, body) = (member.name.string, member.value)
        switch name {
        case "Value":
            let value = try ValueReader(schema: nil).value(body)
            return expression.addTree(of: value, at: body.range)
        case "Var":
            let text = try body.asString("a variable")
            guard let variable = Expression.Variable(rawValue: text.string) else {
                throw Diagnostic("`\(text)` is no variable", range: body.range)
            }
            return expression.add(.variable(variable), at: body.range)
        case "Set":
            var items: [Expression.NodeID] = []
            for item in try body.asArray("the elements") { items.append(try read(item)) }
            return expression.addSet(items, at: body.range)
        case "Record":
            var fields: [(name: Text, node: Expression.NodeID)] = []
            for field in try body.asObject("the fields").members {
                fields.append((field.name, try read(field.value)))
            }
            let list = expression.addFields(fields)
            return expression.add(.record(list), at: body.range)
        case "!", "neg", "isEmpty":
            return try unary(name, try body.asObject("the operand"))
        case "&&", "||":
            let (left, right) = try operands(body)
            return expression.add(
                name == "&&" ? .and(left, right) : .or(left, right),
                at: body.range
            )
        case ".", "has", "like", "is", "if-then-else":
            return try special(name, try body.asObject("the operands"))
        default:
            break
        }
        if let operation = Expression.BinaryOperator(rawValue: name) {
            let (left, right) = try operands(body)
            return expression.add(.binary(operation, left, right), at: body.range)
        }
        return try call(member)
    }

    private mutating func operands(_ json: JSON)
        throws(Diagnostic) -> (Expression.NodeID, Expression.NodeID)
    {
        let object = try json.asObject("the operands")
        try object.allow(["left", "right"])
        return (try read(try object.require("left")), try read(try object.require("right")))
    }

    private mutating func unary(_ name: String, _ object: JSONObject)
        throws(Diagnostic) -> Expression.NodeID
    {
        try object.allow(["arg"])
        let operand = try read(try object.require("arg"))
        switch name {
        case "!": return expression.add(.not(operand), at: object.range)
        case "neg": return expression.add(.negate(operand), at: object.range)
        default: return expression.add(.isEmpty(operand), at: object.range)
        }
    }

    private mutating func special(_ name: String, _ object: JSONObject)
        throws(Diagnostic) -> Expression.NodeID
    {
        if name == "if-then-else" {
            try object.allow(["if", "then", "else"])
            let test = try read(try object.require("if"))
            let first = try read(try object.require("then"))
            let second = try read(try object.require("else"))
            return expression.add(.conditional(test, then: first, else: second), at: object.range)
        }
        let left = try read(try object.require("left"))
        switch name {
        case ".", "has":
            try object.allow(["left", "attr"])
            let attribute = expression.addName(try object.require("attr").asString("the attribute"))
            let node: Expression.Node =
                name == "." ? .attribute(left, name: attribute) : .has(left, name: attribute)
            return expression.add(node, at: object.range)
        case "like":
            try object.allow(["left", "pattern"])
            let index = expression.addPattern(try pattern(try object.require("pattern")))
            return expression.add(.like(left, pattern: index), at: object.range)
        default:
            try object.allow(["left", "entity_type", "in"])
            let json = try object.require("entity_type")
            let text = try json.asString("the type's name")
            guard Names.isPath(text) else {
                throw Diagnostic("`\(text)` is no name of a type", range: json.range)
            }
            let type = expression.addType(EntityTypeName(text.string))
            guard let group = object["in"] else {
                return expression.add(.isType(left, type: type), at: object.range)
            }
            return expression.add(.isTypeIn(left, type: type, try read(group)), at: object.range)
        }
    }

    private func pattern(_ json: JSON) throws(Diagnostic) -> Pattern {
        var elements: [Pattern.Element] = []
        for item in try json.asArray("a pattern") {
            if case .string(let word) = item.kind {
                guard word == "Wildcard" else {
                    throw Diagnostic("expected `Wildcard` or a literal", range: item.range)
                }
                elements.append(.wildcard)
            } else {
                let member = try item.asObject("a literal").single("a literal")
                guard member.name == "Literal" else {
                    throw Diagnostic("expected `Literal`", range: member.range)
                }
                let text = try member.value.asString("the literal")
                elements += text.string.unicodeScalars.map { .scalar($0) }
            }
        }
        return Pattern(elements)
    }

    private mutating func call(_ member: JSON.Member) throws(Diagnostic) -> Expression.NodeID {
        guard let function = ExtensionFunction(named: member.name) else {
            throw Diagnostic(
                "`\(member.name)` is no operator and no function",
                help: Suggestion.help(
                    for: member.name.string,
                    among: ExtensionFunction.allCases.map(\.rawValue)
                ),
                range: member.range
            )
        }
        var arguments: [Expression.NodeID] = []
        for argument in try member.value.asArray("the arguments") {
            arguments.append(try read(argument))
        }
        if function.isMethod && arguments.isEmpty {
            throw Diagnostic("`\(member.name)` is called on a value", range: member.range)
        }
        let list = expression.addElements(arguments)
        return expression.add(.call(function, list), at: member.value.range)
    }
}

extension Expression {
    /// Adds the tree that makes `value`: what has a literal becomes one, the rest is put together.
    mutating func addTree(of value: Value, at range: SourceRange) -> NodeID {
        switch value {
        case .bool, .long, .string, .entity:
            return addLiteral(value, at: range)
        case .set(let set):
            let items = set.elements.map { addTree(of: $0, at: range) }
            return addSet(items, at: range)
        case .record(let record):
            let fields = zip(record.names, record.values).map { name, value in
                (name: name, node: addTree(of: value, at: range))
            }
            let list = addFields(fields)
            return add(.record(list), at: range)
        case .extended(let value):
            return addCall(of: value, at: range)
        }
    }

    private mutating func addCall(of value: ExtensionValue, at range: SourceRange) -> NodeID {
        func construct(_ type: ExtensionType, _ text: String, _ self: inout Expression) -> NodeID {
            let text = self.addLiteral(.string(Text(text)), at: range)
            return self.add(.call(type.constructor, self.addElements([text])), at: range)
        }
        guard case .datetime(let moment) = value, !moment.hasLiteral else {
            return construct(value.type, value.constructorArgument, &self)
        }
        // A moment outside the years that can be written is a distance from one inside.
        let start = construct(.datetime, "1970-01-01", &self)
        let length = construct(.duration, "\(moment.milliseconds)ms", &self)
        return add(.call(.offset, addElements([start, length])), at: range)
    }
}
