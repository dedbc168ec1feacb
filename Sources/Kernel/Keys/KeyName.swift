/// The name that a key goes by in the ring; says whose it is, never what it is.
package struct KeyName: Hashable, Codable, Sendable, CustomStringConvertible {
    package let text: String

    private init(_ text: String) { self.text = text }

    /// The house's own key: wraps all others and seals what is about no one in particular.
    package static let house = KeyName("house")

    /// The key of one sealed document.
    package static func document<Subject>(_ id: ID<Subject>) -> KeyName {
        KeyName("document/\(id)")
    }

    /// The key of one person the data is about.
    package static func subject<Subject>(_ id: ID<Subject>) -> KeyName {
        KeyName("subject/\(id)")
    }

    /// A name read back from storage.
    init(stored text: String) { self.text = text }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }
}
