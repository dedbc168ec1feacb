package import Foundation

/// An identifier that cannot be mistaken for another kind of identifier.
///
/// `Subject` is only a name for the compiler: `ID<Document>` and `ID<Release>` do not mix.
package struct ID<Subject>: Hashable, Codable, Sendable, CustomStringConvertible {
    package let raw: UUID

    package init(raw: UUID) { self.raw = raw }

    /// A new random identifier (UUID version 4).
    package init() { raw = UUID() }

    /// A new identifier that sorts by `time`, milliseconds since 1970, and is otherwise random
    /// (UUID version 7, RFC 9562 §5.7). Only where the time is no secret.
    package init(at time: Int64) {
        var bytes = UUID().uuid
        let time = UInt64(clamping: time)
        withUnsafeMutableBytes(of: &bytes) { bytes in
            for index in 0..<6 {
                bytes[index] = UInt8(truncatingIfNeeded: time >> UInt64(40 - 8 * index))
            }
            bytes[6] = 0x70 | bytes[6] & 0x0F
        }
        raw = UUID(uuid: bytes)
    }

    /// The identifier written as `text` (RFC 9562 §4), or nil when it is not one.
    package init?(_ text: String) {
        guard let raw = UUID(uuidString: text) else { return nil }
        self.raw = raw
    }

    package init(from decoder: any Decoder) throws {
        raw = try decoder.singleValueContainer().decode(UUID.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Lower-case text form, the one that is stored and shown.
    package var description: String { raw.uuidString.lowercased() }

    /// The sixteen bytes, most significant first.
    package var bytes: [UInt8] { withUnsafeBytes(of: raw.uuid) { [UInt8]($0) } }

    /// The identifier with these sixteen bytes, or nil when there are not sixteen.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        raw = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
