extension SchemaParser {
    /// Reads what follows `entity`: one or more types that share a description.
    mutating func entityTypes(_ annotations: [Policy.Annotation])
        throws(Diagnostic) -> [SchemaSource.EntityType]
    {
        var names = [name(try reader.name("of the entity type"))]
        while try reader.take(.comma) { names.append(name(try reader.name("after `,`"))) }
        var model = SchemaSource.EntityType(name: names[0], annotations: annotations)
        if try takeKeyword("enum") {
            model.choices = try choices()
        } else {
            if try reader.take(.in) {
                model.parents = try oneOrMore { (parser) throws(Diagnostic) in try parser.path() }
            }
            let hasEqual = try reader.take(.equal)
            if hasEqual || reader.current.kind == .openBrace { model.shape = try record() }
            if try takeKeyword("tags") { model.tags = try type() }
        }
        try reader.expect(.semicolon, "at the end of the entity type")
        return names.map { name in
            SchemaSource.EntityType(
                name: name,
                parents: model.parents,
                shape: model.shape,
                tags: model.tags,
                choices: model.choices,
                annotations: model.annotations
            )
        }
    }

    private mutating func choices() throws(Diagnostic) -> [Text] {
        let list = reader.current
        guard list.kind == .openBracket else { throw reader.unexpected("`[` and identifiers") }
        let choices = try oneOrMore { (parser) throws(Diagnostic) in
            let choice = try parser.reader.expect(.string, "as an identifier")
            return try parser.reader.string(choice)
        }
        guard !choices.isEmpty else {
            throw Diagnostic("an enumerated type has at least one entity", range: list.range)
        }
        return choices
    }

    /// Reads what follows `action`: one or more actions that share a description.
    mutating func actions(_ annotations: [Policy.Annotation])
        throws(Diagnostic) -> [SchemaSource.Action]
    {
        var names = [try actionName()]
        while try reader.take(.comma) { names.append(try actionName()) }
        var parents: [SchemaSource.ActionReference] = []
        if try reader.take(.in) {
            let list = reader.current
            parents = try oneOrMore { (parser) throws(Diagnostic) in try parser.actionReference() }
            if parents.isEmpty {
                throw Diagnostic(
                    "this list of groups is empty",
                    help: "leave it out",
                    range: list.range
                )
            }
        }
        var appliesTo: SchemaSource.AppliesTo?
        if try takeKeyword("appliesTo") { appliesTo = try self.appliesTo() }
        if try takeKeyword("attributes") {
            // The grammar has a place for them; actions with attributes there are none.
            try reader.expect(.openBrace, "after `attributes`")
            try reader.expect(.closeBrace, "since actions have no attributes")
        }
        try reader.expect(.semicolon, "at the end of the action")
        return names.map { name in
            SchemaSource.Action(
                id: name.id,
                range: name.range,
                parents: parents,
                appliesTo: appliesTo,
                annotations: annotations
            )
        }
    }

    private mutating func actionName() throws(Diagnostic) -> (id: Text, range: SourceRange) {
        let token = reader.current
        if token.kind == .string {
            let id = try reader.string(token)
            try reader.advance()
            return (id, token.range)
        }
        _ = try reader.name("of the action")
        return (Text(reader.text(token)), token.range)
    }

    private mutating func actionReference() throws(Diagnostic) -> SchemaSource.ActionReference {
        if reader.current.kind == .string {
            let name = try actionName()
            return .init(type: nil, id: name.id, range: name.range)
        }
        let path = try reader.path()
        guard let id = path.id else {
            return .init(type: nil, id: path.name.text, range: path.range)
        }
        let type = SchemaSource.Name(text: path.name.description, range: path.range)
        return .init(type: type, id: id, range: path.range)
    }

    private mutating func appliesTo() throws(Diagnostic) -> SchemaSource.AppliesTo {
        let start = reader.current
        try reader.expect(.openBrace, "after `appliesTo`")
        var (principals, resources): ([SchemaSource.Name]?, [SchemaSource.Name]?)
        var context: SchemaSource.TypeSource?
        while reader.current.kind != .closeBrace {
            let word = reader.current
            try reader.expect(.identifier, "`principal`, `resource` or `context`")
            try reader.expect(.colon, "after what it is about")
            switch word.word {
            case .principal where principals == nil: principals = try types(word)
            case .resource where resources == nil: resources = try types(word)
            case .context where context == nil:
                context = reader.current.kind == .openBrace ? try record() : .named(try path())
            case .principal, .resource, .context:
                throw Diagnostic("`\(word.word)` stands here twice", range: word.range)
            default:
                throw Diagnostic(
                    "expected `principal`, `resource` or `context`, found `\(reader.text(word))`",
                    range: word.range
                )
            }
            guard try reader.take(.comma) else { break }
        }
        try reader.expect(.closeBrace, "at the end of `appliesTo`")
        guard let principals, let resources else {
            throw Diagnostic(
                "`appliesTo` names the types of both `principal` and `resource`",
                help: "an action that applies to nothing has no `appliesTo`",
                range: start.range
            )
        }
        return .init(
            principals: principals,
            resources: resources,
            context: context ?? .record([])
        )
    }

    private mutating func types(_ word: Token) throws(Diagnostic) -> [SchemaSource.Name] {
        let types = try oneOrMore { (parser) throws(Diagnostic) in try parser.path() }
        guard !types.isEmpty else {
            throw Diagnostic(
                "`\(word.word)` needs at least one type",
                help: "an action that applies to nothing has no `appliesTo`",
                range: word.range
            )
        }
        return types
    }

    /// Reads a type: a name, `Set<…>` or a record.
    mutating func type() throws(Diagnostic) -> SchemaSource.TypeSource {
        try reader.descend()
        defer { reader.ascend() }
        if reader.current.kind == .openBrace { return try record() }
        let name = try path()
        guard name.text == "Set", try reader.take(.less) else { return .named(name) }
        let element = try type()
        try reader.expect(.greater, "after the type of the elements")
        return .set(element)
    }

    /// Reads `{ name: Type, name?: Type, … }`.
    mutating func record() throws(Diagnostic) -> SchemaSource.TypeSource {
        try reader.descend()
        defer { reader.ascend() }
        try reader.expect(.openBrace, "before the attributes")
        var attributes: [SchemaSource.Attribute] = []
        var seen: Set<Text> = []
        while reader.current.kind != .closeBrace {
            let annotations = try annotations()
            let token = reader.current
            let name: Text
            if token.kind == .string {
                name = try reader.string(token)
                try reader.advance()
            } else {
                if token.word != .cedar {
                    _ = try reader.name("of an attribute")
                } else {
                    try reader.advance()
                }
                name = Text(reader.text(token))
            }
            guard seen.insert(name).inserted else {
                throw Diagnostic("the attribute `\(name)` stands here twice", range: token.range)
            }
            let isOptional = try reader.take(.question)
            try reader.expect(.colon, "after the attribute's name")
            attributes.append(
                .init(
                    name: name,
                    range: token.range,
                    isRequired: !isOptional,
                    type: try type(),
                    annotations: annotations
                )
            )
            guard try reader.take(.comma) else { break }
        }
        try reader.expect(.closeBrace, "at the end of the attributes")
        return .record(attributes)
    }
}
