extension Schema {
    /// Looks up every name of `source`. Throws at the first that means nothing, and at types and
    /// actions that contain themselves.
    public init(_ source: SchemaSource) throws(Diagnostic) {
        var resolver = try SchemaResolver(source)
        var entityTypes: [EntityTypeName: EntityType] = [:]
        for namespace in source.namespaces {
            for type in namespace.commonTypes {
                resolver.begin()
                _ = try resolver.type(type.type, in: namespace)
            }
            for declared in namespace.entityTypes {
                let type = try Self.entityType(declared, in: namespace, &resolver)
                entityTypes[type.name] = type
            }
        }
        self.entityTypes = Self.closed(entityTypes)
        actions = try Self.actions(of: source, &resolver)
    }

    private static func record(_ type: CedarType, at range: SourceRange)
        throws(Diagnostic) -> RecordType
    {
        guard case .record(let record) = type else {
            throw Diagnostic("expected a record here, found \(type)", range: range)
        }
        return record
    }

    private static func entityType(
        _ declared: SchemaSource.EntityType,
        in namespace: SchemaSource.Namespace,
        _ resolver: inout SchemaResolver
    ) throws(Diagnostic) -> EntityType {
        resolver.begin()
        var parents: Set<EntityTypeName> = []
        for parent in declared.parents {
            parents.insert(try resolver.entityType(parent, in: namespace))
        }
        var tags: CedarType?
        if let source = declared.tags { tags = try resolver.type(source, in: namespace) }
        return EntityType(
            name: EntityTypeName(namespace.qualified(declared.name.text)),
            attributes: try record(
                try resolver.type(declared.shape, in: namespace),
                at: declared.name.range
            ),
            tags: tags,
            choices: declared.choices,
            ancestors: parents
        )
    }

    /// Fills in ancestors and descendants. Types may contain each other in circles.
    private static func closed(_ types: [EntityTypeName: EntityType])
        -> [EntityTypeName: EntityType]
    {
        var closed = types
        for name in types.keys {
            var ancestors: Set<EntityTypeName> = []
            var open = Array(types[name]?.ancestors ?? [])
            while let next = open.popLast() {
                guard ancestors.insert(next).inserted else { continue }
                open += types[next]?.ancestors ?? []
            }
            closed[name]?.ancestors = ancestors
            for ancestor in ancestors { closed[ancestor]?.descendants.insert(name) }
        }
        return closed
    }

    private static func actions(of source: SchemaSource, _ resolver: inout SchemaResolver)
        throws(Diagnostic) -> [EntityUID: Action]
    {
        var declared: [EntityUID: SourceRange] = [:]
        for namespace in source.namespaces {
            for action in namespace.actions {
                let uid = EntityUID(type: namespace.qualified("Action"), id: action.id.string)
                guard declared.updateValue(action.range, forKey: uid) == nil else {
                    throw Diagnostic("the action `\(uid)` is declared twice", range: action.range)
                }
            }
        }
        var actions: [EntityUID: Action] = [:]
        for namespace in source.namespaces {
            for source in namespace.actions {
                let action = try action(source, in: namespace, declared, &resolver)
                actions[action.uid] = action
            }
        }
        return try closed(actions, declared)
    }

    private static func action(
        _ source: SchemaSource.Action,
        in namespace: SchemaSource.Namespace,
        _ declared: [EntityUID: SourceRange],
        _ resolver: inout SchemaResolver
    ) throws(Diagnostic) -> Action {
        var parents: [EntityUID] = []
        for reference in source.parents {
            parents.append(try parent(reference, in: namespace, declared))
        }
        var principals: Set<EntityTypeName> = []
        for name in source.appliesTo?.principals ?? [] {
            principals.insert(try resolver.entityType(name, in: namespace))
        }
        var resources: Set<EntityTypeName> = []
        for name in source.appliesTo?.resources ?? [] {
            resources.insert(try resolver.entityType(name, in: namespace))
        }
        resolver.begin()
        let context = try resolver.type(source.appliesTo?.context ?? .record([]), in: namespace)
        return Action(
            uid: EntityUID(type: namespace.qualified("Action"), id: source.id.string),
            principals: principals,
            resources: resources,
            context: try record(context, at: source.range),
            parents: parents,
            ancestors: Set(parents)
        )
    }

    private static func parent(
        _ reference: SchemaSource.ActionReference,
        in namespace: SchemaSource.Namespace,
        _ declared: [EntityUID: SourceRange]
    ) throws(Diagnostic) -> EntityUID {
        let type = reference.type?.text ?? "Action"
        let isQualified = type.utf8.contains(UInt8(ascii: ":"))
        let candidates = (isQualified ? [type] : [namespace.qualified(type), type])
            .map { EntityUID(type: $0, id: reference.id.string) }
        if let uid = candidates.first(where: { declared[$0] != nil }) { return uid }
        throw Diagnostic(
            "there is no action `\(candidates[0])`",
            help: Suggestion.help(
                for: candidates[0].description,
                among: declared.keys.map(\.description)
            ),
            range: reference.range
        )
    }

    private static func closed(
        _ actions: [EntityUID: Action],
        _ declared: [EntityUID: SourceRange]
    ) throws(Diagnostic) -> [EntityUID: Action] {
        var closed = actions
        for uid in actions.keys {
            var ancestors: Set<EntityUID> = []
            var open = actions[uid]?.parents ?? []
            while let next = open.popLast() {
                guard ancestors.insert(next).inserted else { continue }
                open += actions[next]?.parents ?? []
            }
            if ancestors.contains(uid) {
                throw Diagnostic("the action `\(uid)` is in itself", range: declared[uid])
            }
            closed[uid]?.ancestors = ancestors
            for ancestor in ancestors { closed[ancestor]?.descendants.insert(uid) }
        }
        return closed
    }
}
