/// The type of an expression, an attribute or a context.
public indirect enum CedarType: Hashable, Sendable {
    case bool
    /// A boolean known to be true, or known to be false.
    case `true`, `false`
    case long, string
    case set(CedarType)
    case record(RecordType)
    case entity(EntityTypeName)
    case extended(ExtensionType)

    var isBoolean: Bool { self == .bool || self == .true || self == .false }
}

/// The type of a record, of an entity's attributes or of a context.
public struct RecordType: Hashable, Sendable {
    /// What is declared of one attribute.
    public struct Attribute: Hashable, Sendable {
        /// The type of its values.
        public let type: CedarType
        /// Whether it is always there.
        public let isRequired: Bool

        /// Declares an attribute.
        public init(_ type: CedarType, isRequired: Bool) {
            self.type = type
            self.isRequired = isRequired
        }
    }

    /// The attributes by name.
    public var attributes: [Text: Attribute]

    /// Declares a record with these attributes and no others.
    public init(_ attributes: [Text: Attribute] = [:]) { self.attributes = attributes }

    /// What is declared of the attribute `name`.
    public subscript(name: Text) -> Attribute? { attributes[name] }
}

extension CedarType: CustomStringConvertible {
    /// The type as a schema writes it.
    public var description: String {
        switch self {
        case .bool, .true, .false: "Bool"
        case .long: "Long"
        case .string: "String"
        case .set(let element): "Set<\(element)>"
        case .record(let record): record.description
        case .entity(let name): name.description
        case .extended(let type): type.rawValue
        }
    }
}

extension RecordType: CustomStringConvertible {
    /// The type as a schema writes it.
    public var description: String {
        let fields = attributes.sorted { $0.key < $1.key }.map { name, attribute in
            "\(Names.field(name))\(attribute.isRequired ? "" : "?"): \(attribute.type)"
        }
        return "{\(fields.joined(separator: ", "))}"
    }
}

extension CedarType {
    /// The least type that holds all values of both; nil when strict typing has none: records need
    /// the same attributes, entities the same type.
    func union(_ other: CedarType) -> CedarType? {
        if self == other { return self }
        switch (self, other) {
        case _ where isBoolean && other.isBoolean:
            return .bool
        case (.set(let left), .set(let right)):
            return left.union(right).map { .set($0) }
        case (.record(let left), .record(let right)):
            guard left.attributes.count == right.attributes.count else { return nil }
            var attributes: [Text: RecordType.Attribute] = [:]
            for (name, attribute) in left.attributes {
                guard let twin = right[name], twin.isRequired == attribute.isRequired,
                    let type = attribute.type.union(twin.type)
                else { return nil }
                attributes[name] = .init(type, isRequired: attribute.isRequired)
            }
            return .record(RecordType(attributes))
        default:
            return nil
        }
    }
}

/// How names are written.
enum Names {
    private static let reserved: Set<String> = [
        "true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar",
    ]

    /// Whether `name` may stand without quotes.
    static func isPlain(_ name: Text) -> Bool {
        isIdentifier(name) && !reserved.contains(name.string)
    }

    /// Whether `name` is made of letters, digits and underscores; words of the language are.
    static func isIdentifier(_ name: Text) -> Bool {
        let bytes = name.string.utf8Span.span
        guard !bytes.isEmpty, bytes[0] &- UInt8(ascii: "0") > 9 else { return false }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                continue
            default: return false
            }
        }
        return true
    }

    /// A field's or attribute's name, in quotes where it needs them.
    static func field(_ name: Text) -> String {
        isPlain(name) ? name.string : Escapes.quoted(name.string)
    }

    /// Whether `path` is names joined by `::`.
    static func isPath(_ path: Text) -> Bool {
        let parts = path.string.split(separator: "::", omittingEmptySubsequences: false)
        return parts.allSatisfy { isPlain(Text(String($0))) }
    }
}
