import Foundation

/// JSON whose bytes are the same each time: sorted keys, no white space, no escaped slashes.
///
/// Bodies are hashed and compared, so their encoding must not depend on the order of a dictionary.
package enum Canonical {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        [UInt8](try encoder.encode(value))
    }

    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try decoder.decode(type, from: Data(bytes))
    }

    // Never changed after this, so that every thread may use them.
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
    private static let decoder = JSONDecoder()
}

/// Writes one canonical JSON object by hand: for what is written with every event, where
/// `JSONEncoder` costs more than all the rest. Keys come in ascending order, as a precondition.
struct CanonicalObject {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]
    private var last: StaticString?

    init() { bytes.reserveCapacity(512) }

    mutating func add(_ key: StaticString, _ text: String) {
        begin(key)
        Self.write(text, to: &bytes)
    }

    mutating func add(_ key: StaticString, _ number: Int64) {
        begin(key)
        bytes += String(number).utf8
    }

    /// Adds `json`, which is canonical itself.
    mutating func add(_ key: StaticString, json: [UInt8]) {
        begin(key)
        bytes += json
    }

    /// The object, closed.
    consuming func closed() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private mutating func begin(_ key: StaticString) {
        if let last {
            assert(last.description < key.description, "keys come in ascending order")
            bytes.append(UInt8(ascii: ","))
        }
        last = key
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes += $0 }
        bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
    }

    /// `text` as a JSON string, escaped as `JSONEncoder` does without its slashes (RFC 8259 §7).
    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0..<0x20:
                bytes += (byte < 0x10 ? "\\u000" : "\\u00").utf8
                bytes += String(byte, radix: 16).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
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
