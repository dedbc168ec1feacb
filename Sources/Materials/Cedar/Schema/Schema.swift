/// The kinds of entities and actions there are, and what is known of each.
public struct Schema: Hashable, Sendable {
    /// A kind of entity.
    public struct EntityType: Hashable, Sendable {
        /// Its name with its namespace.
        public let name: EntityTypeName
        /// The attributes that its entities have.
        public let attributes: RecordType
        /// The type of every tag; nil for types without tags.
        public let tags: CedarType?
        /// The only identifiers there are, for an enumerated type.
        public let choices: [Text]?
        /// The types that entities of this type may be in, in any number of steps.
        public internal(set) var ancestors: Set<EntityTypeName>
        /// The types that may be in entities of this type, in any number of steps.
        public internal(set) var descendants: Set<EntityTypeName> = []
    }

    /// Something that may be done.
    public struct Action: Hashable, Sendable {
        /// Its name with its namespace.
        public let uid: EntityUID
        /// The types that may do it.
        public let principals: Set<EntityTypeName>
        /// The types it may be done to.
        public let resources: Set<EntityTypeName>
        /// What its requests say of the circumstances.
        public let context: RecordType
        /// The groups it is directly in.
        public let parents: [EntityUID]
        /// The groups the action is in, in any number of steps.
        public internal(set) var ancestors: Set<EntityUID>
        /// The actions that are in it, in any number of steps.
        public internal(set) var descendants: Set<EntityUID> = []
    }

    /// The kinds of entities by name.
    public let entityTypes: [EntityTypeName: EntityType]
    /// The actions by name.
    public let actions: [EntityUID: Action]

    /// The actions as entities, for the store of a decision.
    public var actionEntities: [Entity] {
        actions.values.map { Entity($0.uid, parents: $0.parents) }
    }

    /// Whether entities of type `name`, or actions of that type, are declared.
    func isKnown(_ name: EntityTypeName) -> Bool {
        entityTypes[name] != nil || actions.keys.contains { $0.type == name }
    }

    /// Whether an entity of type `child` can be in, or be, one of type `parent`.
    func canBe(_ child: EntityTypeName, in parent: EntityTypeName) -> Bool {
        child == parent || entityTypes[parent]?.descendants.contains(child) == true
    }
}

extension Schema {
    /// Reads a schema in its human syntax.
    public init(parsing text: String) throws(Diagnostic) {
        try self.init(SchemaSource(parsing: text))
    }
}
