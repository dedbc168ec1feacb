/// The name that a key goes by in the ring; says whose it is, never what it is.
package struct KeyName: Hashable, Codable, Sendable, CustomStringConvertible {
    package let text: String

    private init(_ text: String) { self.text = text }

    /// The house's own key: wraps all others and seals what is about no one in particular.
    package static let house = KeyName("house")

    /// The house's key of an earlier epoch, or of this one: bodies say under which they lie.
    ///
    /// The first has the house's plain name, since homes were made before keys were replaced.
    static func house(epoch: UInt32) -> KeyName {
        epoch == 1 ? .house : KeyName("house/\(epoch)")
    }

    /// The epoch of a house's key; nil for the name of another key.
    var houseEpoch: UInt32? {
        if self == .house { return 1 }
        guard text.hasPrefix("house/") else { return nil }
        return UInt32(text.dropFirst(6))
    }

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
