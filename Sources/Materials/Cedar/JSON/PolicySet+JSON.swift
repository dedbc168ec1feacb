extension PolicySet {
    /// Reads a set in the JSON form: `{"staticPolicies": …, "templates": …, "templateLinks": …}`.
    public init(_ json: JSON) throws(Diagnostic) {
        self.init()
        let object = try json.asObject("a set of policies")
        try object.allow(["staticPolicies", "templates", "templateLinks"])
        for group: Text in ["staticPolicies", "templates"] {
            for member in try object[group]?.asObject("policies").members ?? [] {
                let policy = try Policy(member.value)
                guard policy.slots.isEmpty == (group == "staticPolicies") else {
                    throw Diagnostic(
                        policy.slots.isEmpty
                            ? "this policy has no slots" : "this policy has slots",
                        help: "templates have slots, static policies have none",
                        range: member.range)
                }
                try add(policy, as: PolicyID(member.name.string))
            }
        }
        for item in try object["templateLinks"]?.asArray("links") ?? [] {
            try add(item)
        }
    }

    private mutating func add(_ json: JSON) throws(Diagnostic) {
        let object = try json.asObject("a link")
        try object.allow(["templateId", "newId", "values"])
        var values: [Expression.Slot: EntityUID] = [:]
        for member in try object.require("values").asObject("the slots' values").members {
            guard let slot = Expression.Slot(rawValue: member.name.string) else {
                throw Diagnostic(
                    "`\(member.name)` is no slot", help: "slots are `?principal` and `?resource`",
                    range: member.range)
            }
            values[slot] = try ValueReader(schema: nil).entity(member.value)
        }
        let template = try object.require("templateId").asString("the template's name")
        let name = try object.require("newId").asString("the link's name")
        try add(
            Link(template: PolicyID(template.string), values: values),
            as: PolicyID(name.string))
    }

    /// The set as JSON.
    public var json: JSON {
        func members(_ table: [PolicyID: Policy]) -> JSON {
            .object(order.compactMap { id in table[id].map { (id.text, $0.json) } })
        }
        let links = order.compactMap { id in
            self.links[id].map { link in
                JSON.object([
                    "templateId": .string(link.template.text), "newId": .string(id.text),
                    "values": .object(
                        link.values.sorted { $0.key.rawValue < $1.key.rawValue }
                            .map { (Text($0.key.rawValue), .entity($0.value)) }),
                ])
            }
        }
        return .object([
            "staticPolicies": members(policies), "templates": members(templates),
            "templateLinks": .array(links),
        ])
    }
}
