/// Whether data are as the schema says.
extension Schema {
    /// Whether `request` is one the schema provides for; throws the first reason why not.
    public func validate(_ request: Request) throws(Diagnostic) {
        guard let action = actions[request.action] else {
            throw Diagnostic(
                "there is no action `\(request.action)`",
                help: Suggestion.help(
                    for: request.action.description,
                    among: actions.keys.map(\.description)
                )
            )
        }
        for (uid, types, role) in [
            (request.principal, action.principals, "principal"),
            (request.resource, action.resources, "resource"),
        ] {
            guard types.contains(uid.type) else {
                let allowed = types.sorted().map { "`\($0)`" }.joined(separator: ", ")
                throw Diagnostic(
                    "`\(uid)` cannot be the \(role) of `\(action.uid)`",
                    help: types.isEmpty
                        ? "this action applies to nothing" : "its \(role) is one of \(allowed)"
                )
            }
            try validateChoice(uid)
        }
        do {
            try validate(.record(request.context), as: .record(action.context), "context")
        } catch {
            throw Diagnostic(
                "the context does not fit `\(action.uid)`: \(error.message)",
                help: error.help
            )
        }
    }

    /// Whether every entity is as its type says; throws the first reason why not.
    public func validate(_ entities: Entities) throws(Diagnostic) {
        for entity in entities.all {
            do {
                try validate(entity, ancestors: entities.ancestors(of: entity.uid))
            } catch {
                throw Diagnostic(
                    "`\(entity.uid)` does not fit the schema: \(error.message)",
                    help: error.help
                )
            }
        }
    }

    private func validate(_ entity: Entity, ancestors: Set<EntityUID>) throws(Diagnostic) {
        if entity.uid.type.isAction {
            guard let action = actions[entity.uid], entity.attributes.isEmpty,
                entity.tags.isEmpty, action.ancestors == ancestors
            else { throw Diagnostic("an action is exactly as the schema declares it") }
            return
        }
        guard let type = entityTypes[entity.uid.type] else {
            throw Diagnostic(
                "there is no type `\(entity.uid.type)`",
                help: Suggestion.help(
                    for: entity.uid.type.description,
                    among: entityTypes.keys.map(\.description)
                )
            )
        }
        try validateChoice(entity.uid)
        try validate(.record(entity.attributes), as: .record(type.attributes), "attributes")
        for (name, value) in zip(entity.tags.names, entity.tags.values) {
            guard let tags = type.tags else { throw Diagnostic("`\(type.name)` has no tags") }
            try validate(value, as: tags, "tag `\(name)`")
        }
        for ancestor in ancestors {
            guard type.ancestors.contains(ancestor.type) else {
                throw Diagnostic("`\(type.name)` cannot be in `\(ancestor.type)`")
            }
            try validateChoice(ancestor)
        }
    }

    /// An entity of an enumerated type is one of those listed.
    private func validateChoice(_ uid: EntityUID) throws(Diagnostic) {
        guard let choices = entityTypes[uid.type]?.choices, !choices.contains(uid.id) else {
            return
        }
        throw Diagnostic(
            "`\(uid)` is none of the entities of `\(uid.type)`",
            help: Suggestion.help(for: uid.id.string, among: choices.map(\.string))
        )
    }

    private func validate(_ value: Value, as type: CedarType, _ place: String)
        throws(Diagnostic)
    {
        switch (value, type) {
        case (.bool, .bool), (.long, .long), (.string, .string), (.bool(true), .true),
            (.bool(false), .false):
            return
        case (.extended(let value), .extended(let expected)) where value.type == expected:
            return
        case (.entity(let uid), .entity(let name)) where uid.type == name:
            return try validateChoice(uid)
        case (.set(let set), .set(let element)):
            for item in set.elements { try validate(item, as: element, place) }
        case (.record(let record), .record(let shape)):
            try validate(record, as: shape, place)
        default:
            throw Diagnostic("\(place): expected \(type), found \(value.typeName)")
        }
    }

    private func validate(_ record: RecordValue, as shape: RecordType, _ place: String)
        throws(Diagnostic)
    {
        for (name, value) in zip(record.names, record.values) {
            guard let attribute = shape[name] else {
                throw Diagnostic(
                    "\(place): `\(name)` is not declared",
                    help: Suggestion.help(
                        for: name.string,
                        among: shape.attributes.keys.map(\.string)
                    )
                )
            }
            try validate(value, as: attribute.type, "\(place), `\(name)`")
        }
        for (name, attribute) in shape.attributes where attribute.isRequired {
            guard record.contains(name) else {
                throw Diagnostic("\(place): `\(name)` is missing")
            }
        }
    }
}
