/// Writes schemas in their human syntax.
///
/// Reading what was written gives the same schema. One thing has no words in this syntax: a mention
/// of an entity type where a common type of the same name hides it, which only JSON can say.
struct SchemaPrinter {
    /// A record or list is broken over lines where it would be longer.
    private static let width = 80

    private var lines: [String] = []
    /// Names of our own that hide one of the language's.
    private let hidden: Set<String>

    private init(_ source: SchemaSource) {
        hidden = Set(
            source.namespaces.flatMap { namespace in
                namespace.entityTypes.map(\.name.text) + namespace.commonTypes.map(\.name.text)
            }
        )
    }

    static func text(of source: SchemaSource) -> String {
        var printer = SchemaPrinter(source)
        for namespace in source.namespaces where !namespace.isEmpty { printer.write(namespace) }
        return printer.lines.map { $0 + "\n" }.joined()
    }

    private mutating func write(_ namespace: SchemaSource.Namespace) {
        if !lines.isEmpty { lines.append("") }
        guard !namespace.name.text.isEmpty else { return writeBody(of: namespace, indent: 0) }
        write(namespace.annotations, indent: 0)
        lines.append("namespace \(namespace.name.text) {")
        writeBody(of: namespace, indent: 1)
        lines.append("}")
    }

    private mutating func writeBody(of namespace: SchemaSource.Namespace, indent: Int) {
        var isFirst = true
        func space(_ lines: inout [String]) {
            if !isFirst { lines.append("") }
            isFirst = false
        }
        for type in namespace.commonTypes {
            space(&lines)
            write(type.annotations, indent: indent)
            add("type \(type.name.text) = \(text(type.type, indent: indent));", indent)
        }
        for type in namespace.entityTypes {
            space(&lines)
            write(type, indent: indent)
        }
        for action in namespace.actions {
            space(&lines)
            write(action, indent: indent)
        }
    }

    private mutating func add(_ text: String, _ indent: Int) {
        lines.append(String(repeating: "  ", count: indent) + text)
    }

    private mutating func write(_ annotations: [Policy.Annotation], indent: Int) {
        for annotation in annotations { add(Self.text(annotation), indent) }
    }

    private static func text(_ annotation: Policy.Annotation) -> String {
        "@\(annotation.name)" + (annotation.value.map { "(\(Escapes.quoted($0.string)))" } ?? "")
    }

    private mutating func write(_ type: SchemaSource.EntityType, indent: Int) {
        write(type.annotations, indent: indent)
        var text = "entity \(type.name.text)"
        if let choices = type.choices {
            let list = choices.map { Escapes.quoted($0.string) }
            return add(text + " enum " + self.list(list, indent: indent) + ";", indent)
        }
        if !type.parents.isEmpty {
            text += " in " + list(type.parents.map(\.text), indent: indent)
        }
        // A shape is always a record, but JSON may name one that is declared elsewhere.
        switch type.shape {
        case .record(let attributes) where attributes.isEmpty: break
        default: text += " = " + self.text(type.shape, indent: indent)
        }
        if let tags = type.tags { text += " tags " + self.text(tags, indent: indent) }
        add(text + ";", indent)
    }

    private mutating func write(_ action: SchemaSource.Action, indent: Int) {
        write(action.annotations, indent: indent)
        var text = "action \(Names.field(action.id))"
        if !action.parents.isEmpty {
            let groups = action.parents.map { parent in
                parent.type.map { "\($0.text)::\(Escapes.quoted(parent.id.string))" }
                    ?? Escapes.quoted(parent.id.string)
            }
            text += " in " + list(groups, indent: indent)
        }
        guard let scope = action.appliesTo else { return add(text + ";", indent) }
        add(text + " appliesTo {", indent)
        add("principal: \(list(scope.principals.map(\.text), indent: indent + 1)),", indent + 1)
        add("resource: \(list(scope.resources.map(\.text), indent: indent + 1)),", indent + 1)
        add("context: \(self.text(scope.context, indent: indent + 1))", indent + 1)
        add("};", indent)
    }

    private func list(_ items: [String], indent: Int) -> String {
        let flat = "[\(items.joined(separator: ", "))]"
        if flat.utf8.count + indent * 2 <= Self.width - 20 { return flat }
        return "[\n" + broken(items, indent: indent) + "]"
    }

    /// One item a line, without a comma behind the last.
    private func broken(_ items: [String], indent: Int) -> String {
        let margin = String(repeating: "  ", count: indent)
        return items.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n" + margin
    }

    private func text(_ type: SchemaSource.TypeSource, indent: Int) -> String {
        switch type {
        case .named(let name), .common(let name), .entity(let name): return name.text
        case .builtin(let type):
            let name = type.description
            return hidden.contains(name) ? "__cedar::" + name : name
        case .set(let element): return "Set<\(text(element, indent: indent))>"
        case .record(let attributes):
            guard !attributes.isEmpty else { return "{}" }
            let inner = String(repeating: "  ", count: indent + 1)
            let fields = attributes.map { attribute in
                attribute.annotations.map { Self.text($0) + "\n" + inner }.joined()
                    + "\(Names.field(attribute.name))\(attribute.isRequired ? "" : "?"): "
                    + text(attribute.type, indent: indent + 1)
            }
            let flat = "{\(fields.joined(separator: ", "))}"
            if !flat.contains("\n"), flat.utf8.count + indent * 2 <= Self.width - 30 { return flat }
            return "{\n" + broken(fields, indent: indent) + "}"
        }
    }
}

extension SchemaSource: CustomStringConvertible {
    /// The schema in its human syntax.
    public var description: String { SchemaPrinter.text(of: self) }
}
