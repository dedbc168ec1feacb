extension Typechecker {
    /// What is declared of `owner`'s attributes, and the owner's type in words.
    private mutating func attributes(
        of owner: Expression.NodeID,
        _ known: Capabilities
    ) -> (RecordType, CedarType)? {
        guard let type = check(owner, known).type else { return nil }
        switch type {
        case .record(let record): return (record, type)
        case .entity(let name):
            return (schema.entityTypes[name]?.attributes ?? RecordType(), type)
        default:
            let help: String? =
                switch type {
                case .set: "sets know `contains`, `containsAll` and `containsAny`"
                case .string: "use `like` to look into a string"
                default: nil
                }
            _ = fail(owner, "expected an entity or a record, found \(type)", help: help)
            return nil
        }
    }

    mutating func attribute(
        _ name: Text,
        of owner: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        guard let (attributes, type) = attributes(of: owner, known) else { return .failed }
        guard let attribute = attributes[name] else {
            return fail(
                id,
                "\(type) has no attribute `\(name)`",
                help: Suggestion.help(
                    for: name.string,
                    among: attributes.attributes.keys.map(\.string)
                )
            )
        }
        let capability = Capabilities.Capability.attribute(of: numbers[owner], name)
        guard attribute.isRequired || known.contains(capability) else {
            return fail(
                id,
                "the attribute `\(name)` is optional and may not be there",
                help: "ask `has \(Names.field(name))` first, joined with `&&`"
            )
        }
        return Answer(attribute.type)
    }

    mutating func has(
        _ name: Text,
        _ owner: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        guard let (attributes, type) = attributes(of: owner, known) else { return .failed }
        guard let attribute = attributes[name] else { return Answer(.false) }
        let capability = Capabilities.Capability.attribute(of: numbers[owner], name)
        // An entity with a required attribute may still not exist, and then it has nothing.
        var isCertain = known.contains(capability)
        if case .record = type, attribute.isRequired { isCertain = true }
        return Answer(isCertain ? .true : .bool, .only(capability))
    }

    mutating func isType(
        _ operand: Expression.NodeID,
        _ tested: EntityTypeName,
        in group: Expression.NodeID? = nil,
        _ known: Capabilities
    ) -> Answer {
        let help = "`is` tests the types of entities only"
        guard let type = entity(operand, known, help: help) else { return .failed }
        if type != tested { return Answer(.false) }
        // `x is T in g` is `x is T && x in g`.
        return group.map { membership(of: type, operand, $0, known) } ?? Answer(.true)
    }

    mutating func set(
        _ list: Expression.Elements,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let types = expression.elements[list.range].map { check($0.node, known).type }
        guard let first = types.first else {
            return fail(
                id,
                "the elements of an empty set have no type",
                help: "ask `isEmpty()` instead of comparing with `[]`"
            )
        }
        guard var union = first else { return .failed }
        for type in types.dropFirst() {
            guard let type else { return .failed }
            guard let wider = union.union(type) else {
                return fail(
                    id,
                    "the elements are of different types: \(union) and \(type)",
                    help: "the elements of a set have one type"
                )
            }
            union = wider
        }
        return Answer(.set(union))
    }

    mutating func record(_ list: Expression.Elements, _ known: Capabilities) -> Answer {
        var record = RecordType()
        var isComplete = true
        for element in expression.elements[list.range] {
            if let type = check(element.node, known).type {
                record.attributes[expression.name(element.name)] = .init(type, isRequired: true)
            } else {
                isComplete = false
            }
        }
        return isComplete ? Answer(.record(record)) : .failed
    }

    mutating func call(
        _ function: ExtensionFunction,
        _ list: Expression.Elements,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let arguments = expression.elements[list.range].map(\.node)
        guard arguments.count == function.argumentCount else {
            return fail(
                id,
                "`\(function.rawValue)` takes \(function.argumentCount) arguments, "
                    + "here are \(arguments.count)"
            )
        }
        if let type = function.constructs {
            return construction(of: type, from: arguments[0], at: id, known)
        }
        var isComplete = true
        for (argument, type) in zip(arguments, function.arguments)
        where expect(.extended(type), argument, known) == nil {
            isComplete = false
        }
        return isComplete ? Answer(function.result) : .failed
    }

    private mutating func construction(
        of type: ExtensionType,
        from argument: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        guard let literal = expression.literal(argument) else {
            _ = expect(.string, argument, known)
            return fail(
                id,
                "`\(type.constructor.rawValue)` takes a string that is written out",
                help: "take values that vary from attributes of type \(type.rawValue)"
            )
        }
        guard case .string(let text) = literal else {
            _ = expect(.string, argument, known)
            return .failed
        }
        guard ExtensionValue(type, reading: text.string) != nil else {
            return fail(argument, "`\(text)` cannot be read as \(type.rawValue)")
        }
        return Answer(.extended(type))
    }
}
