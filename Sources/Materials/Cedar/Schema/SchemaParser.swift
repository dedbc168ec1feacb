/// Reads schemas in their human syntax.
struct SchemaParser {
    var reader: TokenReader

    init(_ scanner: Scanner) throws(Diagnostic) { reader = try TokenReader(scanner) }

    mutating func schema() throws(Diagnostic) -> SchemaSource {
        var source = SchemaSource()
        // What stands outside of every namespace belongs together, wherever it stands.
        var outside = SchemaSource.Namespace(name: .init(text: "", range: .none))
        while !reader.isAtEnd {
            let annotations = try annotations()
            if isKeyword("namespace") {
                source.namespaces.append(try namespace(annotations))
            } else {
                try declaration(annotations, into: &outside)
            }
        }
        source.namespaces.insert(outside, at: 0)
        return source
    }

    /// The words of the schema language are names elsewhere, so they are compared as text.
    func isKeyword(_ word: String) -> Bool {
        reader.current.kind == .identifier && reader.text(reader.current) == word
    }

    mutating func takeKeyword(_ word: String) throws(Diagnostic) -> Bool {
        guard isKeyword(word) else { return false }
        try reader.advance()
        return true
    }

    func name(_ token: Token) -> SchemaSource.Name {
        SchemaSource.Name(text: reader.text(token), range: token.range)
    }

    mutating func annotations() throws(Diagnostic) -> [Policy.Annotation] {
        var annotations: [Policy.Annotation] = []
        while let annotation = try reader.annotation() {
            guard !annotations.contains(where: { $0.name == annotation.name }) else {
                throw Diagnostic(
                    "the annotation `@\(annotation.name)` stands here twice",
                    range: reader.previous.range
                )
            }
            annotations.append(annotation)
        }
        return annotations
    }

    private mutating func namespace(_ annotations: [Policy.Annotation])
        throws(Diagnostic) -> SchemaSource.Namespace
    {
        try reader.advance()
        var namespace = SchemaSource.Namespace(name: try path(), annotations: annotations)
        try reader.expect(.openBrace, "after the namespace's name")
        while reader.current.kind != .closeBrace {
            try declaration(try self.annotations(), into: &namespace)
        }
        try reader.advance()
        return namespace
    }

    /// A name with its namespace, and no entity.
    mutating func path() throws(Diagnostic) -> SchemaSource.Name {
        if reader.current.word == .cedar { return try builtinPath() }
        let path = try reader.path()
        guard path.id == nil else {
            throw Diagnostic("expected a type, found an entity", range: path.range)
        }
        return SchemaSource.Name(text: path.name.description, range: path.range)
    }

    /// `__cedar::Long` and its like.
    private mutating func builtinPath() throws(Diagnostic) -> SchemaSource.Name {
        let start = reader.current
        try reader.advance()
        try reader.expect(.doubleColon, "after `__cedar`")
        let name = try reader.name("of a type")
        return SchemaSource.Name(
            text: "__cedar::" + reader.text(name),
            range: SourceRange(from: start.range, to: name.range)
        )
    }

    private mutating func declaration(
        _ annotations: [Policy.Annotation],
        into namespace: inout SchemaSource.Namespace
    ) throws(Diagnostic) {
        if try takeKeyword("entity") {
            namespace.entityTypes += try entityTypes(annotations)
        } else if try takeKeyword("action") {
            namespace.actions += try actions(annotations)
        } else if try takeKeyword("type") {
            let name = name(try reader.name("of the type"))
            try reader.expect(.equal, "after the type's name")
            let type = try type()
            try reader.expect(.semicolon, "after the type")
            namespace.commonTypes.append(
                .init(name: name, type: type, annotations: annotations)
            )
        } else {
            let word = reader.text(reader.current)
            throw reader.unexpected(
                "`entity`, `action`, `type` or `namespace`",
                help: Suggestion.help(for: word, among: ["entity", "action", "type", "namespace"])
            )
        }
    }

    /// One item, or several between brackets, without a comma behind the last.
    mutating func oneOrMore<Item>(
        _ item: (inout SchemaParser) throws(Diagnostic) -> Item
    ) throws(Diagnostic) -> [Item] {
        guard try reader.take(.openBracket) else { return [try item(&self)] }
        var items: [Item] = []
        if try reader.take(.closeBracket) { return items }
        repeat { items.append(try item(&self)) } while try reader.take(.comma)
        try reader.expect(.closeBracket, "at the end of the list")
        return items
    }
}

extension SchemaSource {
    /// Reads a schema in its human syntax.
    public init(parsing text: String) throws(Diagnostic) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads a schema in its human syntax from bytes, which have to be UTF-8.
    public init(parsing bytes: [UInt8]) throws(Diagnostic) {
        var parser = try SchemaParser(Scanner(bytes))
        self = try parser.schema()
    }
}
