extension SchemaSource {
    /// The schema in its JSON form, declarations in their order.
    public var json: JSON {
        .object(
            namespaces.filter { !$0.isEmpty }.map { (Text($0.name.text), $0.json) }
        )
    }
}

extension SchemaSource.Namespace {
    /// Whether nothing is declared here; a parsed schema has such a one for what stands outside.
    var isEmpty: Bool {
        name.text.isEmpty && annotations.isEmpty && commonTypes.isEmpty && entityTypes.isEmpty
            && actions.isEmpty
    }

    fileprivate var json: JSON {
        var members: [(Text, JSON)] = []
        if !commonTypes.isEmpty {
            let types = commonTypes.map { type in
                (Text(type.name.text), JSON.object(type.type.members + type.annotations.member))
            }
            members.append(("commonTypes", .object(types)))
        }
        members.append(
            ("entityTypes", .object(entityTypes.map { (Text($0.name.text), $0.json) }))
        )
        members.append(("actions", .object(actions.map { ($0.id, $0.json) })))
        return .object(members + annotations.member)
    }
}

extension SchemaSource.EntityType {
    fileprivate var json: JSON {
        var members: [(Text, JSON)] = []
        if let choices {
            members.append(("enum", .array(choices.map(JSON.string))))
            return .object(members + annotations.member)
        }
        if !parents.isEmpty {
            members.append(("memberOfTypes", .array(parents.map(\.json))))
        }
        members.append(("shape", shape.json))
        if let tags { members.append(("tags", tags.json)) }
        return .object(members + annotations.member)
    }
}

extension SchemaSource.Action {
    fileprivate var json: JSON {
        var members: [(Text, JSON)] = []
        if !parents.isEmpty {
            let groups = parents.map { parent in
                let type = parent.type.map { [("type" as Text, $0.json)] } ?? []
                return JSON.object([("id" as Text, JSON.string(parent.id))] + type)
            }
            members.append(("memberOf", .array(groups)))
        }
        if let appliesTo {
            members.append(
                (
                    "appliesTo",
                    .object([
                        "principalTypes": .array(appliesTo.principals.map(\.json)),
                        "resourceTypes": .array(appliesTo.resources.map(\.json)),
                        "context": appliesTo.context.json,
                    ])
                )
            )
        }
        return .object(members + annotations.member)
    }
}

extension SchemaSource.Name {
    fileprivate var json: JSON { .string(Text(text)) }
}

extension SchemaSource.TypeSource {
    fileprivate var json: JSON { .object(members) }

    /// The members of the object that says the type; more may stand beside them.
    fileprivate var members: [(Text, JSON)] {
        switch self {
        case .named(let name): return [("type", .string("EntityOrCommon")), ("name", name.json)]
        case .common(let name): return [("type", name.json)]
        case .entity(let name): return [("type", .string("Entity")), ("name", name.json)]
        case .builtin(.extended(let type)):
            let name = JSON.string(Text(type.rawValue))
            return [("type", .string("Extension")), ("name", name)]
        case .builtin(.long): return [("type", .string("Long"))]
        case .builtin(.string): return [("type", .string("String"))]
        // The readers make a builtin of nothing else.
        case .builtin: return [("type", .string("Boolean"))]
        case .set(let element): return [("type", .string("Set")), ("element", element.json)]
        case .record(let attributes):
            let fields: [(Text, JSON)] = attributes.map { attribute in
                let presence: [(Text, JSON)] =
                    attribute.isRequired ? [] : [("required" as Text, JSON(.bool(false)))]
                return (
                    attribute.name,
                    JSON.object(
                        attribute.type.members + presence + attribute.annotations.member
                    )
                )
            }
            return [("type", .string("Record")), ("attributes", JSON.object(fields))]
        }
    }
}

extension [Policy.Annotation] {
    /// The member that holds them, if there are any.
    fileprivate var member: [(Text, JSON)] {
        guard !isEmpty else { return [] }
        let values = map { ($0.name, $0.value.map(JSON.string) ?? JSON(.null)) }
        return [("annotations", .object(values))]
    }
}
