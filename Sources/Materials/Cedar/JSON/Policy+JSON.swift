/// Policies in the language's JSON form, written.
extension Policy {
    /// The policy or template as JSON.
    public var json: JSON {
        var members: [(Text, JSON)] = [
            ("effect", .string(Text(effect.rawValue))),
            ("principal", principal.json), ("action", action.json), ("resource", resource.json),
            (
                "conditions",
                .array(
                    conditions.map { condition in
                        .object([
                            "kind": .string(Text(condition.kind.rawValue)),
                            "body": expression.json(condition.body),
                        ])
                    }
                )
            ),
        ]
        if !annotations.isEmpty {
            let list = annotations.map { ($0.name, $0.value.map(JSON.string) ?? JSON(.null)) }
            members.append(("annotations", .object(list)))
        }
        return .object(members)
    }
}

extension Policy.Reference {
    fileprivate var member: (Text, JSON) {
        switch self {
        case .entity(let uid): ("entity", .entity(uid))
        case .slot(let slot): ("slot", .string(Text(slot.rawValue)))
        }
    }
}

extension Policy.EntityConstraint {
    fileprivate var json: JSON {
        switch self {
        case .any: .object(["op": "All"])
        case .equal(let reference): .object([("op", "=="), reference.member])
        case .in(let reference): .object([("op", "in"), reference.member])
        case .isType(let type): .object(["op": "is", "entity_type": .string(type.text)])
        case .isTypeIn(let type, let reference):
            .object([
                "op": "is", "entity_type": .string(type.text),
                "in": .object([reference.member]),
            ])
        }
    }
}

extension Policy.ActionConstraint {
    fileprivate var json: JSON {
        switch self {
        case .any: .object(["op": "All"])
        case .equal(let uid): .object(["op": "==", "entity": .entity(uid)])
        case .in(let uid): .object(["op": "in", "entity": .entity(uid)])
        case .inAny(let uids):
            .object(["op": "in", "entities": .array(uids.map { .entity($0) })])
        }
    }
}

extension JSON: ExpressibleByStringLiteral {
    /// A string.
    public init(stringLiteral value: String) { self = .string(Text(value)) }
}

extension Expression {
    /// The expression at `id` as JSON.
    func json(_ id: NodeID) -> JSON {
        switch self[id] {
        case .literal(let index): return .object(["Value": constant(index).json])
        case .variable(let variable): return .object(["Var": .string(Text(variable.rawValue))])
        case .slot(let slot): return .object(["Slot": .string(Text(slot.rawValue))])
        case .not(let operand): return unary("!", operand)
        case .negate(let operand): return unary("neg", operand)
        case .isEmpty(let operand): return unary("isEmpty", operand)
        case .and(let left, let right): return binary("&&", left, right)
        case .or(let left, let right): return binary("||", left, right)
        case .binary(let operation, let left, let right):
            return binary(Text(operation.rawValue), left, right)
        case .conditional(let test, let first, let second):
            return .object([
                "if-then-else": .object([
                    "if": json(test), "then": json(first), "else": json(second),
                ])
            ])
        case .attribute(let owner, let index):
            return .object([".": .object(["left": json(owner), "attr": .string(name(index))])])
        case .has(let owner, let index):
            return .object(["has": .object(["left": json(owner), "attr": .string(name(index))])])
        case .like(let operand, let index):
            return .object([
                "like": .object(["left": json(operand), "pattern": pattern(index).json])
            ])
        case .isType(let operand, let index):
            return .object([
                "is": .object([
                    "left": json(operand), "entity_type": .string(type(index).text),
                ])
            ])
        case .isTypeIn(let operand, let index, let group):
            return .object([
                "is": .object([
                    "left": json(operand), "entity_type": .string(type(index).text),
                    "in": json(group),
                ])
            ])
        case .set(let list):
            return .object(["Set": .array(elements[list.range].map { json($0.node) })])
        case .record(let list):
            let fields = elements[list.range].map { (name($0.name), json($0.node)) }
            return .object(["Record": .object(fields)])
        case .call(let function, let list):
            let arguments = elements[list.range].map { json($0.node) }
            return .object([(Text(function.rawValue), .array(arguments))])
        }
    }

    private func unary(_ name: Text, _ operand: NodeID) -> JSON {
        .object([(name, .object(["arg": json(operand)]))])
    }

    private func binary(_ name: Text, _ left: NodeID, _ right: NodeID) -> JSON {
        .object([(name, .object(["left": json(left), "right": json(right)]))])
    }
}

extension Pattern {
    /// One literal for every code point, as the language's own tools write it.
    fileprivate var json: JSON {
        .array(
            elements.map { element in
                switch element {
                case .scalar(let scalar): .object(["Literal": .string(Text(String(scalar)))])
                case .wildcard: "Wildcard"
                }
            }
        )
    }
}
