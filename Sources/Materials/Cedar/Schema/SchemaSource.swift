/// A schema as it is written, in either form: its names are not looked up yet.
public struct SchemaSource: Sendable {
    var namespaces: [Namespace] = []

    /// A name with its place.
    struct Name: Hashable, Sendable {
        let text: String
        let range: SourceRange

        /// Two mentions of one name are equal.
        static func == (left: Name, right: Name) -> Bool {
            Text(left.text) == Text(right.text)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(Text(text)) }
    }

    indirect enum TypeSource: Sendable {
        /// An entity type, a common type or one of the language's own: what the name finds first.
        case named(Name)
        /// A common type or one of the language's own.
        case common(Name)
        case entity(Name)
        case builtin(CedarType)
        case set(TypeSource)
        case record([Attribute])
    }

    struct Attribute: Sendable {
        let name: Text
        let range: SourceRange
        let isRequired: Bool
        let type: TypeSource
        let annotations: [Policy.Annotation]
    }

    struct CommonType: Sendable {
        let name: Name
        let type: TypeSource
        let annotations: [Policy.Annotation]
    }

    struct EntityType: Sendable {
        let name: Name
        var parents: [Name] = []
        var shape: TypeSource = .record([])
        var tags: TypeSource?
        /// The identifiers of an enumerated type.
        var choices: [Text]?
        var annotations: [Policy.Annotation] = []
    }

    /// An action as another names it: the type is left out where it is the namespace's own.
    struct ActionReference: Sendable {
        let type: Name?
        let id: Text
        let range: SourceRange
    }

    struct Action: Sendable {
        let id: Text
        let range: SourceRange
        var parents: [ActionReference] = []
        var appliesTo: AppliesTo?
        var annotations: [Policy.Annotation] = []
    }

    struct AppliesTo: Sendable {
        var principals: [Name]
        var resources: [Name]
        var context: TypeSource = .record([])
    }

    struct Namespace: Sendable {
        /// Empty for what stands outside of every namespace.
        let name: Name
        var annotations: [Policy.Annotation] = []
        var commonTypes: [CommonType] = []
        var entityTypes: [EntityType] = []
        var actions: [Action] = []

        func qualified(_ name: String) -> String {
            self.name.text.isEmpty ? name : "\(self.name.text)::\(name)"
        }
    }
}
