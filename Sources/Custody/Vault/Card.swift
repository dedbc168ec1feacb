package import Kernel

extension Vault {
    /// What a document is called and what kind of file it is: sealed with it, since a name like
    /// `illness-mueller.pdf` says enough.
    package struct Card: Codable, Hashable, Sendable {
        /// Longest card, in bytes of JSON; it must lie within a stream's first chunk.
        static let lengthMax = 16 << 10
        /// Longest name, in bytes.
        package static let nameMax = 4 << 10

        package let name: Personal<String>
        /// Media type (RFC 6838), such as `application/pdf`.
        package let media: String

        /// A card; nil when the name or the media type is longer than any real one.
        package init?(name: String, media: String) {
            guard name.utf8.count <= Card.nameMax, media.utf8.count <= 255 else { return nil }
            self.name = Personal(name)
            self.media = media
        }
    }
}

extension Vault.Card {
    /// The card as it leads the document inside its stream: length (4, big-endian) ‖ JSON.
    func framed() throws -> [UInt8] {
        let json = try Canonical.encode(self)
        precondition(json.count <= Self.lengthMax, "names and media types are bounded")
        return (0..<4).map { UInt8(truncatingIfNeeded: json.count >> (24 - 8 * $0)) } + json
    }

    /// Takes the card off a document's first bytes; nil if they do not begin with a whole card.
    static func unframed(_ bytes: UnsafeRawBufferPointer) -> (card: Vault.Card, rest: Int)? {
        guard bytes.count >= 4 else { return nil }
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= lengthMax, bytes.count >= 4 + length else { return nil }
        let json = [UInt8](bytes[4..<(4 + length)])
        guard let card = try? Canonical.decode(Self.self, from: json) else { return nil }
        return (card, 4 + length)
    }
}
