import Foundation

/// JSON whose bytes are the same each time: sorted keys, no white space, no escaped slashes.
///
/// Bodies are hashed and compared, so their encoding must not depend on the order of a dictionary.
package enum Canonical {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }

    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}

/// A caller's own name for one change, so that asking again does not do it again.
package struct IdempotencyKey: Hashable, Sendable, Codable {
    package let text: String

    /// 1 to 200 bytes; never personal data, since it is stored in clear.
    package init(_ text: String) {
        precondition((1...200).contains(text.utf8.count), "a key is 1 to 200 bytes")
        self.text = text
    }
}
