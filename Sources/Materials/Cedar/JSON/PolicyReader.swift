/// Reads policies in the language's JSON form.
struct PolicyReader {
    var expression = Expression()

    /// Reads one policy or template.
    static func policy(_ json: JSON) throws(Diagnostic) -> Policy {
        var reader = PolicyReader()
        return try reader.policy(json)
    }

    private mutating func policy(_ json: JSON) throws(Diagnostic) -> Policy {
        let object = try json.asObject("a policy")
        try object.allow([
            "effect", "principal", "action", "resource", "conditions", "annotations",
        ])
        let word = try object.require("effect")
        guard let effect = Policy.Effect(rawValue: try word.asString("the effect").string) else {
            throw Diagnostic("the effect is `permit` or `forbid`", range: word.range)
        }
        var policy = Policy(effect: effect)
        policy.places.whole = json.range
        policy.principal = try constraint(try object.require("principal"), .principal)
        policy.action = try action(try object.require("action"))
        policy.resource = try constraint(try object.require("resource"), .resource)
        for condition in try object.require("conditions").asArray("the conditions") {
            policy.conditions.append(try self.condition(condition))
        }
        for member in try object["annotations"]?.asObject("annotations").members ?? [] {
            guard Names.isIdentifier(member.name) else {
                throw Diagnostic(
                    "`\(member.name)` is no name of an annotation",
                    range: member.range
                )
            }
            let value: Text? =
                member.value.isNull ? nil : try member.value.asString("the annotation")
            policy.annotations.append(.init(name: member.name, value: value))
        }
        try expression.checkSize()
        policy.expression = expression
        return policy
    }

    private mutating func condition(_ json: JSON) throws(Diagnostic) -> Policy.Condition {
        let object = try json.asObject("a condition")
        try object.allow(["kind", "body"])
        let word = try object.require("kind")
        guard
            let kind = Policy.Condition.Kind(
                rawValue: try word.asString("the kind of condition").string
            )
        else { throw Diagnostic("a condition is `when` or `unless`", range: word.range) }
        return Policy.Condition(kind: kind, body: try read(try object.require("body")))
    }

    private func uid(_ json: JSON) throws(Diagnostic) -> EntityUID {
        try ValueReader(schema: nil).entity(json)
    }

    private func reference(_ object: JSONObject, _ slot: Expression.Slot)
        throws(Diagnostic) -> Policy.Reference
    {
        guard let name = object["slot"] else {
            return .entity(try uid(try object.require("entity")))
        }
        guard try name.asString("the slot").string == slot.rawValue else {
            throw Diagnostic("the slot here is called `\(slot.rawValue)`", range: name.range)
        }
        return .slot(slot)
    }

    private func type(_ json: JSON) throws(Diagnostic) -> EntityTypeName {
        let name = try json.asString("a type's name")
        guard Names.isPath(name) else {
            throw Diagnostic("`\(name)` is no name of a type", range: json.range)
        }
        return EntityTypeName(name.string)
    }

    private func constraint(_ json: JSON, _ slot: Expression.Slot)
        throws(Diagnostic) -> Policy.EntityConstraint
    {
        let object = try json.asObject("a constraint")
        try object.allow(["op", "entity", "slot", "entity_type", "in"])
        let operation = try object.require("op")
        switch try operation.asString("the operator").string {
        case "All", "all": return .any
        case "==": return .equal(try reference(object, slot))
        case "in": return .in(try reference(object, slot))
        case "is":
            let type = try type(try object.require("entity_type"))
            guard let group = object["in"] else { return .isType(type) }
            return .isTypeIn(type, try reference(try group.asObject("a group"), slot))
        default:
            throw Diagnostic("expected `All`, `==`, `in` or `is`", range: operation.range)
        }
    }

    private func action(_ json: JSON) throws(Diagnostic) -> Policy.ActionConstraint {
        let object = try json.asObject("a constraint")
        try object.allow(["op", "entity", "entities"])
        let operation = try object.require("op")
        switch try operation.asString("the operator").string {
        case "All", "all": return .any
        case "==": return .equal(try actionUID(try object.require("entity")))
        case "in":
            guard let list = object["entities"] else {
                return .in(try actionUID(try object.require("entity")))
            }
            var uids: [EntityUID] = []
            for item in try list.asArray("actions") { uids.append(try actionUID(item)) }
            return .inAny(uids)
        default:
            throw Diagnostic("expected `All`, `==` or `in`", range: operation.range)
        }
    }

    private func actionUID(_ json: JSON) throws(Diagnostic) -> EntityUID {
        let uid = try uid(json)
        guard uid.type.isAction else {
            throw Diagnostic(
                "`\(uid)` is no action",
                help: "an action's type is `Action`, or ends in `::Action`",
                range: json.range
            )
        }
        return uid
    }
}

extension Policy {
    /// Reads one policy or template in the JSON form.
    public init(_ json: JSON) throws(Diagnostic) {
        self = try PolicyReader.policy(json)
    }
}
