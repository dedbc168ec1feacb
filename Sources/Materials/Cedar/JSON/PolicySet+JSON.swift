extension PolicySet {
    /// Reads a set in the JSON form: `{"staticPolicies": …, "templates": …, "templateLinks": …}`.
    public init(_ json: JSON) throws(Diagnostic) {
        self.init()
        let object = try json.asObject("a set of policies")
        try object.allow(["staticPolicies", "templates", "templateLinks"])
        for group: Text in ["staticPolicies", "templates"] {
            for member in try object.require(group).asObject("policies").members {
                let policy = try Policy(member.value)
                guard policy.slots.isEmpty == (group == "staticPolicies") else {
                    throw Diagnostic(
                        policy.slots.isEmpty
                            ? "this policy has no slots" : "this policy has slots",
                        help: "templates have slots, static policies have none",
                        range: member.range
                    )
                }
                try add(policy, as: PolicyID(member.name.string))
            }
        }
        for item in try object.require("templateLinks").asArray("links") {
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
                    "`\(member.name)` is no slot",
                    help: "slots are `?principal` and `?resource`",
                    range: member.range
                )
            }
            values[slot] = try ValueReader(schema: nil).entity(member.value)
        }
        let template = try object.require("templateId").asString("the template's name")
        let name = try object.require("newId").asString("the link's name")
        try add(
            Link(template: PolicyID(template.string), values: values),
            as: PolicyID(name.string)
        )
    }

    /// The set as JSON.
    public var json: JSON {
        var policies: [(Text, JSON)] = []
        var templates: [(Text, JSON)] = []
        var links: [JSON] = []
        for entry in entries {
            switch entry.content {
            case .policy(let policy): policies.append((entry.id.text, policy.json))
            case .template(let policy): templates.append((entry.id.text, policy.json))
            case .link(let link): links.append(link.json(named: entry.id))
            }
        }
        return .object([
            "staticPolicies": .object(policies), "templates": .object(templates),
            "templateLinks": .array(links),
        ])
    }
}

extension PolicySet.Link {
    fileprivate func json(named id: PolicyID) -> JSON {
        let slots = values.sorted { $0.key.rawValue < $1.key.rawValue }
        return .object([
            "templateId": .string(template.text), "newId": .string(id.text),
            "values": .object(slots.map { (Text($0.key.rawValue), .entity($0.value)) }),
        ])
    }
}
