extension Entities {
    /// Reads a list of entities. With a schema, values may be written in short, the schema's
    /// actions are added, and everything is checked against it.
    public init(parsing text: String, schema: Schema? = nil) throws(Diagnostic) {
        try self.init(JSON(parsing: text), schema: schema)
    }

    /// Reads a list of entities from JSON that was read already.
    public init(_ json: JSON, schema: Schema? = nil) throws(Diagnostic) {
        let reader = ValueReader(schema: schema)
        var entities: [Entity] = []
        var seen: Set<EntityUID> = []
        for item in try json.asArray("entities") {
            let entity = try reader.described(item)
            if !seen.insert(entity.uid).inserted {
                throw Diagnostic("`\(entity.uid)` is described twice", range: item.range)
            }
            entities.append(entity)
        }
        guard let schema else {
            try self.init(entities)
            return
        }
        entities += schema.actionEntities.filter { !seen.contains($0.uid) }
        try self.init(entities)
        try schema.validate(self)
    }

    /// The entities as JSON, sorted by name.
    public var json: JSON {
        .array(all.sorted { $0.uid < $1.uid }.map(\.json))
    }
}

extension Entity {
    /// The entity as JSON, in the form that needs no schema to be read.
    public var json: JSON {
        var members: [(Text, JSON)] = [
            ("uid", .entity(uid)), ("attrs", attributes.json),
            ("parents", .array(parents.sorted().map { .entity($0) })),
        ]
        if !tags.isEmpty { members.append(("tags", tags.json)) }
        return .object(members)
    }
}

extension ValueReader {
    /// Reads `{"uid": …, "attrs": …, "parents": …, "tags": …}`.
    func described(_ json: JSON) throws(Diagnostic) -> Entity {
        let object = try json.asObject("an entity")
        try object.allow(["uid", "attrs", "parents", "tags"])
        let uid = try entity(try object.require("uid"))
        let type = schema?.entityTypes[uid.type]
        var parents: [EntityUID] = []
        for parent in try object.require("parents").asArray("the parents") {
            parents.append(try entity(parent))
        }
        let attributes = try object.require("attrs").asObject("the attributes")
        var tags: [(name: Text, value: Value)] = []
        for member in try object["tags"]?.asObject("the tags").members ?? [] {
            tags.append((member.name, try value(member.value, as: type?.tags)))
        }
        return Entity(
            uid,
            attributes: try record(attributes.members, as: type?.attributes),
            tags: RecordValue(tags),
            parents: parents
        )
    }
}
