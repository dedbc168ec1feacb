/// Looks up the names of a schema.
///
/// Inside a namespace a name without `::` means the namespace's own declaration, failing that one
/// outside of all namespaces, failing that one of the language's own types. A name with `::` means
/// exactly what it says.
struct SchemaResolver {
    private struct Declaration {
        let type: SchemaSource.TypeSource
        let namespace: SchemaSource.Namespace
    }

    /// The most nodes a type may have with all names written out: `type A = {x: B, y: B}` doubles
    /// with every line.
    private static let sizeMax = 1_000_000

    private var commonTypes: [Text: Declaration] = [:]
    private var entityTypes: Set<Text> = []
    /// `Action`, in every namespace that has actions.
    private var actionTypes: Set<Text> = []
    private var resolved: [Text: (type: CedarType, size: Int, depth: Int)] = [:]
    private var inProgress: Set<Text> = []
    /// The nodes of the type being resolved.
    private var size = 0
    private var depth = 0
    /// The deepest place since the current common type was begun.
    private var deepest = 0

    init(_ source: SchemaSource) throws(Diagnostic) {
        var namespaces: Set<Text> = []
        for namespace in source.namespaces {
            if !namespaces.insert(Text(namespace.name.text)).inserted {
                throw Diagnostic(
                    "the namespace `\(namespace.name.text)` is declared twice",
                    range: namespace.name.range
                )
            }
            for type in namespace.commonTypes {
                try Self.checkCommon(type.name)
                let name = Text(namespace.qualified(type.name.text))
                let declaration = Declaration(type: type.type, namespace: namespace)
                guard commonTypes.updateValue(declaration, forKey: name) == nil else {
                    throw Self.duplicate(type.name)
                }
            }
            if !namespace.actions.isEmpty {
                actionTypes.insert(Text(namespace.qualified("Action")))
            }
            for type in namespace.entityTypes {
                let name = Text(namespace.qualified(type.name.text))
                if type.name.text == "Action" {
                    throw Diagnostic(
                        "`Action` is the type of actions and cannot be declared",
                        range: type.name.range
                    )
                }
                guard entityTypes.insert(name).inserted else { throw Self.duplicate(type.name) }
            }
        }
        try checkShadowing(source)
    }

    private static func duplicate(_ name: SchemaSource.Name) -> Diagnostic {
        Diagnostic("the type `\(name.text)` is declared twice", range: name.range)
    }

    private static func checkCommon(_ name: SchemaSource.Name) throws(Diagnostic) {
        let taken = ["Bool", "Boolean", "Long", "String", "Set", "Record", "Entity", "Extension"]
        if taken.contains(name.text) {
            throw Diagnostic(
                "`\(name.text)` is one of the language's own types",
                help: "choose another name",
                range: name.range
            )
        }
    }

    /// A name that means one thing here and another a namespace away misleads its reader.
    private func checkShadowing(_ source: SchemaSource) throws(Diagnostic) {
        let actionsOutside = source.namespaces.filter(\.name.text.isEmpty).flatMap(\.actions)
        let idsOutside = Set(actionsOutside.map(\.id))
        for namespace in source.namespaces where !namespace.name.text.isEmpty {
            let names = namespace.commonTypes.map(\.name) + namespace.entityTypes.map(\.name)
            for name in names {
                let outside = Text(name.text)
                if commonTypes[outside] != nil || entityTypes.contains(outside) {
                    throw Diagnostic(
                        "`\(namespace.qualified(name.text))` hides the `\(name.text)` that is "
                            + "declared outside of all namespaces",
                        help: "rename one of the two",
                        range: name.range
                    )
                }
            }
            for action in namespace.actions where idsOutside.contains(action.id) {
                throw Diagnostic(
                    "this action hides the `\(action.id)` that is declared outside of all "
                        + "namespaces",
                    help: "rename one of the two",
                    range: action.range
                )
            }
        }
    }

    /// The names that `name` may stand for, first choice first.
    private func candidates(_ name: SchemaSource.Name, in namespace: SchemaSource.Namespace)
        -> [Text]
    {
        let isQualified = name.text.utf8.contains(UInt8(ascii: ":"))
        if isQualified || namespace.name.text.isEmpty { return [Text(name.text)] }
        return [Text(namespace.qualified(name.text)), Text(name.text)]
    }

    private static func builtin(_ name: Text) -> CedarType? {
        let name =
            name.string.hasPrefix("__cedar::")
            ? String(name.string.dropFirst(9)) : name.string
        switch name {
        case "Bool": return .bool
        case "Long": return .long
        case "String": return .string
        default: return ExtensionType(rawValue: name).map { .extended($0) }
        }
    }

    func unknown(_ name: SchemaSource.Name) -> Diagnostic {
        let names = (Array(commonTypes.keys) + Array(entityTypes)).map(\.string)
        return Diagnostic(
            "there is no type `\(name.text)`",
            help: Suggestion.help(
                for: name.text,
                among: names + ["Bool", "Long", "String"]
                    + ExtensionType.allCases.map(\.rawValue)
            ),
            range: name.range
        )
    }

    func entityType(_ name: SchemaSource.Name, in namespace: SchemaSource.Namespace)
        throws(Diagnostic) -> EntityTypeName
    {
        for candidate in candidates(name, in: namespace) where entityTypes.contains(candidate) {
            return EntityTypeName(candidate.string)
        }
        if candidates(name, in: namespace).contains(where: { commonTypes[$0] != nil }) {
            throw Diagnostic(
                "`\(name.text)` is a type of values, and here belongs a type of entities",
                range: name.range
            )
        }
        throw unknown(name)
    }

    /// The type that `source` describes.
    mutating func type(_ source: SchemaSource.TypeSource, in namespace: SchemaSource.Namespace)
        throws(Diagnostic) -> CedarType
    {
        depth += 1
        defer { depth -= 1 }
        try enter(size: 1, depth: 0)
        switch source {
        case .builtin(let type): return type
        case .set(let element): return .set(try type(element, in: namespace))
        case .record(let attributes): return .record(try record(attributes, in: namespace))
        case .entity(let name): return .entity(try entityType(name, in: namespace))
        case .named(let name):
            return try named(name, in: namespace, orEntity: true)
        case .common(let name):
            return try named(name, in: namespace, orEntity: false)
        }
    }

    private mutating func record(
        _ attributes: [SchemaSource.Attribute],
        in namespace: SchemaSource.Namespace
    ) throws(Diagnostic) -> RecordType {
        var record = RecordType()
        for attribute in attributes {
            record.attributes[attribute.name] = .init(
                try type(attribute.type, in: namespace),
                isRequired: attribute.isRequired
            )
        }
        return record
    }

    private mutating func named(
        _ name: SchemaSource.Name,
        in namespace: SchemaSource.Namespace,
        orEntity: Bool
    ) throws(Diagnostic) -> CedarType {
        for candidate in candidates(name, in: namespace) {
            if commonTypes[candidate] != nil { return try common(candidate, at: name.range) }
            if orEntity, entityTypes.contains(candidate) || actionTypes.contains(candidate) {
                return .entity(EntityTypeName(candidate.string))
            }
        }
        if let type = Self.builtin(Text(name.text)) { return type }
        throw unknown(name)
    }

    private mutating func common(_ name: Text, at range: SourceRange)
        throws(Diagnostic) -> CedarType
    {
        if let known = resolved[name] {
            try enter(size: known.size, depth: known.depth)
            return known.type
        }
        guard let declaration = commonTypes[name] else { throw Diagnostic("no type `\(name)`") }
        guard inProgress.insert(name).inserted else {
            throw Diagnostic("the type `\(name)` contains itself", range: range)
        }
        defer { inProgress.remove(name) }
        let (sizeBefore, deepestBefore) = (size, deepest)
        deepest = depth
        let type = try type(declaration.type, in: declaration.namespace)
        resolved[name] = (type, size - sizeBefore, deepest - depth)
        deepest = max(deepest, deepestBefore)
        return type
    }

    /// Counts what is entered, with all names written out, and refuses what goes too far.
    private mutating func enter(size more: Int, depth below: Int) throws(Diagnostic) {
        size += more
        deepest = max(deepest, depth + below)
        guard size <= Self.sizeMax, depth + below <= Limits.typeDepthMax else {
            throw Diagnostic("this type is too large when its names are written out")
        }
    }

    /// Begins a new type: the bound is for each.
    mutating func begin() { size = 0 }
}
