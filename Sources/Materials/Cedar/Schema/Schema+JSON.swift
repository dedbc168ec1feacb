/// Reads schemas in their JSON form.
struct SchemaReader {
    func schema(_ json: JSON) throws(Diagnostic) -> SchemaSource {
        var source = SchemaSource()
        for member in try json.asObject("a schema").members {
            guard member.name.string.isEmpty || Names.isPath(member.name) else {
                throw Diagnostic(
                    "`\(member.name)` is no name of a namespace",
                    range: member.range
                )
            }
            source.namespaces.append(try namespace(member))
        }
        return source
    }

    private func name(_ text: Text, _ range: SourceRange) throws(Diagnostic) -> SchemaSource.Name {
        let isBuiltin = text.string.hasPrefix("__cedar::")
        guard Names.isPath(isBuiltin ? Text(String(text.string.dropFirst(9))) : text) else {
            throw Diagnostic("`\(text)` is no name of a type", range: range)
        }
        return SchemaSource.Name(text: text.string, range: range)
    }

    private func name(_ json: JSON) throws(Diagnostic) -> SchemaSource.Name {
        try name(try json.asString("a type's name"), json.range)
    }

    private func names(_ json: JSON?) throws(Diagnostic) -> [SchemaSource.Name] {
        var names: [SchemaSource.Name] = []
        for item in try json?.asArray("names of types") ?? [] { names.append(try name(item)) }
        return names
    }

    private func declared(_ member: JSON.Member) throws(Diagnostic) -> SchemaSource.Name {
        guard Names.isPlain(member.name) else {
            throw Diagnostic("`\(member.name)` is no name of a type", range: member.range)
        }
        return SchemaSource.Name(text: member.name.string, range: member.range)
    }

    private func annotations(_ object: JSONObject) throws(Diagnostic) -> [Policy.Annotation] {
        var annotations: [Policy.Annotation] = []
        for member in try object["annotations"]?.asObject("annotations").members ?? [] {
            let value: Text? =
                if case .null = member.value.kind { nil } else {
                    try member.value.asString("the annotation")
                }
            annotations.append(.init(name: member.name, value: value))
        }
        return annotations
    }

    private func namespace(_ member: JSON.Member) throws(Diagnostic) -> SchemaSource.Namespace {
        let object = try member.value.asObject("a namespace")
        try object.allow(["commonTypes", "entityTypes", "actions", "annotations"])
        var namespace = SchemaSource.Namespace(
            name: .init(text: member.name.string, range: member.range),
            annotations: try annotations(object)
        )
        for type in try object["commonTypes"]?.asObject("types").members ?? [] {
            let body = try type.value.asObject("a type")
            namespace.commonTypes.append(
                .init(
                    name: try declared(type),
                    type: try self.type(type.value),
                    annotations: try annotations(body)
                )
            )
        }
        for type in try object.require("entityTypes").asObject("entity types").members {
            namespace.entityTypes.append(try entityType(type))
        }
        for action in try object.require("actions").asObject("actions").members {
            namespace.actions.append(try self.action(action))
        }
        return namespace
    }

    private func entityType(_ member: JSON.Member) throws(Diagnostic) -> SchemaSource.EntityType {
        let object = try member.value.asObject("an entity type")
        var type = SchemaSource.EntityType(
            name: try declared(member),
            annotations: try annotations(object)
        )
        if let list = object["enum"] {
            try object.allow(["enum", "annotations"])
            var choices: [Text] = []
            for item in try list.asArray("identifiers") {
                choices.append(try item.asString("an identifier"))
            }
            guard !choices.isEmpty else {
                throw Diagnostic(
                    "an enumerated type has at least one entity",
                    range: list.range
                )
            }
            type.choices = choices
            return type
        }
        try object.allow(["memberOfTypes", "shape", "tags", "annotations"])
        type.parents = try names(object["memberOfTypes"])
        if let shape = object["shape"] { type.shape = try self.type(shape) }
        if let tags = object["tags"] { type.tags = try self.type(tags) }
        return type
    }

    private func action(_ member: JSON.Member) throws(Diagnostic) -> SchemaSource.Action {
        let object = try member.value.asObject("an action")
        try object.allow(["memberOf", "appliesTo", "annotations"])
        var action = SchemaSource.Action(
            id: member.name,
            range: member.range,
            annotations: try annotations(object)
        )
        if let list = object["memberOf"], !list.isNull {
            for item in try list.asArray("groups of actions") {
                let group = try item.asObject("an action")
                try group.allow(["id", "type"])
                let type: SchemaSource.Name? =
                    if let json = group["type"] { try name(json) } else { nil }
                action.parents.append(
                    .init(
                        type: type,
                        id: try group.require("id").asString("the action"),
                        range: item.range
                    )
                )
            }
        }
        guard let json = object["appliesTo"], !json.isNull else { return action }
        let applies = try json.asObject("what the action applies to")
        try applies.allow(["principalTypes", "resourceTypes", "context"])
        var scope = SchemaSource.AppliesTo(
            principals: try names(try applies.require("principalTypes")),
            resources: try names(try applies.require("resourceTypes"))
        )
        if let context = applies["context"] { scope.context = try type(context) }
        action.appliesTo = scope
        return action
    }

    /// Reads a type: `{"type": …}` with what belongs to it.
    func type(_ json: JSON) throws(Diagnostic) -> SchemaSource.TypeSource {
        let object = try json.asObject("a type")
        let kind = try object.require("type")
        let allowed: [Text] = ["type", "annotations", "required"]
        switch try kind.asString("the type's name").string {
        case "String": try object.allow(allowed); return .builtin(.string)
        case "Long": try object.allow(allowed); return .builtin(.long)
        case "Boolean": try object.allow(allowed); return .builtin(.bool)
        case "Set":
            try object.allow(allowed + ["element"])
            return .set(try type(try object.require("element")))
        case "Record":
            try object.allow(allowed + ["attributes", "additionalAttributes"])
            return .record(try attributes(object))
        case "Entity":
            try object.allow(allowed + ["name"])
            return .entity(try name(try object.require("name")))
        case "EntityOrCommon":
            try object.allow(allowed + ["name"])
            return .named(try name(try object.require("name")))
        case "Extension":
            try object.allow(allowed + ["name"])
            let named = try object.require("name")
            let text = try named.asString("the type's name")
            guard let type = ExtensionType(rawValue: text.string) else {
                throw Diagnostic(
                    "there is no extension type `\(text)`",
                    help: Suggestion.help(
                        for: text.string,
                        among: ExtensionType.allCases.map(\.rawValue)
                    ),
                    range: named.range
                )
            }
            return .builtin(.extended(type))
        default:
            try object.allow(allowed)
            return .common(try name(kind))
        }
    }

    private func attributes(_ object: JSONObject) throws(Diagnostic) -> [SchemaSource.Attribute] {
        if let open = object["additionalAttributes"],
            try open.asBool("whether there are more attributes")
        {
            throw Diagnostic(
                "records with further attributes cannot be checked",
                range: open.range
            )
        }
        var attributes: [SchemaSource.Attribute] = []
        for member in try object.require("attributes").asObject("attributes").members {
            let body = try member.value.asObject("an attribute's type")
            let isRequired = try body["required"]?.asBool("whether it is required") ?? true
            attributes.append(
                .init(
                    name: member.name,
                    range: member.range,
                    isRequired: isRequired,
                    type: try type(member.value),
                    annotations: try annotations(body)
                )
            )
        }
        return attributes
    }
}

extension JSON {
    var isNull: Bool { if case .null = kind { true } else { false } }
}

extension SchemaSource {
    /// Reads a schema in its JSON form.
    public init(_ json: JSON) throws(Diagnostic) {
        self = try SchemaReader().schema(json)
    }
}

extension Schema {
    /// Reads a schema in its JSON form.
    public init(_ json: JSON) throws(Diagnostic) {
        try self.init(SchemaSource(json))
    }
}
