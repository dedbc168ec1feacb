/// The name of a kind of entity, with its namespace: `Photos::Album`.
public struct EntityTypeName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The whole name, its parts joined by `::`.
    public let text: Text

    /// Takes a name that is known to be well formed; parsers check before they call.
    public init(_ name: String) { text = Text(name) }

    /// The whole name.
    public var description: String { text.string }

    /// The part after the last `::`.
    public var basename: String {
        guard let colon = text.string.utf8.lastIndex(of: UInt8(ascii: ":")) else {
            return text.string
        }
        return String(text.string[text.string.utf8.index(after: colon)...])
    }

    /// The part before the last `::`; empty when the name has one part.
    public var namespace: String {
        let name = text.string
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(name[..<name.utf8.index(before: colon)])
    }

    /// Whether entities of this type are actions: Cedar reserves the basename `Action` for them.
    public var isAction: Bool { basename == "Action" }

    /// Orders by bytes.
    public static func < (left: EntityTypeName, right: EntityTypeName) -> Bool {
        left.text < right.text
    }
}
