import Crypto
import FoundationEssentials

/// How a leaf points at a person: `HMAC-SHA-256(key, "tag" ‖ event id)`, first 16 bytes.
///
/// Two events about one person carry unrelated tags; only the holder of that person's key can
/// find them all, and nobody can once it is destroyed.
public struct SubjectTag: Hashable, Sendable {
    /// Length of a tag, in bytes.
    public static let byteCount = 16
    /// Length of an event's identifier, in bytes.
    public static let eventByteCount = 16

    /// The tag.
    public let bytes: [UInt8]

    /// Takes stored bytes; nil unless there are ``byteCount`` of them.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == SubjectTag.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The tag of the person (or actor) that `key` belongs to, in one event. `event` is exactly
    /// ``eventByteCount`` bytes.
    public init(of key: Secret, in event: [UInt8]) {
        precondition(event.count == SubjectTag.eventByteCount, "an event's identifier is 16 bytes")
        var code = HMAC<SHA256>(key: key.key)
        code.update(data: Array("tag".utf8))
        code.update(data: event)
        bytes = Array(code.finalize().prefix(SubjectTag.byteCount))
    }
}
