/// A schema as it is written, in either form: its names are not looked up yet.
public struct SchemaSource: Sendable {
    public internal(set) var namespaces: [Namespace] = []

    /// A name with its place.
    public struct Name: Hashable, Sendable {
        public let text: String
        public let range: SourceRange

        /// Two mentions of one name are equal.
        public static func == (left: Name, right: Name) -> Bool {
            Text(left.text) == Text(right.text)
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(Text(text)) }
    }

    public indirect enum TypeSource: Sendable {
        /// An entity type, a common type or one of the language's own: what the name finds first.
        case named(Name)
        /// A common type or one of the language's own.
        case common(Name)
        case entity(Name)
        case builtin(CedarType)
        case set(TypeSource)
        case record([Attribute])
    }

    public struct Attribute: Sendable {
        public let name: Text
        public let range: SourceRange
        public let isRequired: Bool
        public let type: TypeSource
        public let annotations: [Policy.Annotation]
    }

    public struct CommonType: Sendable {
        public let name: Name
        public let type: TypeSource
        public let annotations: [Policy.Annotation]
    }

    public struct EntityType: Sendable {
        public let name: Name
        public var parents: [Name] = []
        public var shape: TypeSource = .record([])
        public var tags: TypeSource?
        /// The identifiers of an enumerated type.
        public var choices: [Text]?
        public var annotations: [Policy.Annotation] = []
    }

    /// An action as another names it: the type is left out where it is the namespace's own.
    public struct ActionReference: Sendable {
        public let type: Name?
        public let id: Text
        public let range: SourceRange
    }

    public struct Action: Sendable {
        public let id: Text
        public let range: SourceRange
        public var parents: [ActionReference] = []
        public var appliesTo: AppliesTo?
        public var annotations: [Policy.Annotation] = []
    }

    public struct AppliesTo: Sendable {
        public var principals: [Name]
        public var resources: [Name]
        public var context: TypeSource = .record([])
    }

    public struct Namespace: Sendable {
        /// Empty for what stands outside of every namespace.
        public let name: Name
        public var annotations: [Policy.Annotation] = []
        public var commonTypes: [CommonType] = []
        public var entityTypes: [EntityType] = []
        public var actions: [Action] = []

        func qualified(_ name: String) -> String {
            self.name.text.isEmpty ? name : "\(self.name.text)::\(name)"
        }
    }
}
