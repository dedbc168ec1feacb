extension Request {
    /// Reads `{"principal": …, "action": …, "resource": …, "context": …}`. The first three are
    /// objects with `type` and `id`, or strings such as `User::"alice"`. With a schema, the context
    /// may be written in short; the request is not checked otherwise.
    public init(_ json: JSON, schema: Schema? = nil) throws(Diagnostic) {
        let object = try json.asObject("a request")
        let reader = ValueReader(schema: schema)
        principal = try reader.mention(try object.require("principal"))
        action = try reader.mention(try object.require("action"))
        resource = try reader.mention(try object.require("resource"))
        let shape = schema?.actions[action]?.context
        let context = try object["context"]?.asObject("the context")
        self.context = try reader.record(context?.members ?? [], as: shape)
    }

    /// The request as JSON, in the form that needs no schema to be read.
    public var json: JSON {
        .object([
            "principal": .entity(principal), "action": .entity(action),
            "resource": .entity(resource), "context": context.json,
        ])
    }
}

extension ValueReader {
    /// An entity as an object or as text.
    fileprivate func mention(_ json: JSON) throws(Diagnostic) -> EntityUID {
        guard case .string(let text) = json.kind else { return try entity(json) }
        do {
            return try EntityUID(parsing: text.string)
        } catch {
            throw Diagnostic(
                error.message,
                help: "an entity is written `Type::\"identifier\"`",
                range: json.range
            )
        }
    }
}

extension EntityUID {
    /// Reads `Type::"identifier"`.
    public init(parsing text: String) throws(Diagnostic) {
        var reader = try TokenReader(Scanner(text))
        let path = try reader.path()
        guard let id = path.id, reader.isAtEnd else { throw reader.unexpected("an entity") }
        self.init(type: path.name, id: id)
    }
}
