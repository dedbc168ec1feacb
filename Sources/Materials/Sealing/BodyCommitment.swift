import Crypto
public import FoundationEssentials

/// What the ledger publishes instead of a body: `SHA-256("cordon/body/v1\0" ‖ salt ‖ body)`.
///
/// Binding for ever, and hiding for as long as the salt is secret: with the salt destroyed, even
/// a body of two possible values cannot be guessed back from it.
public struct BodyCommitment: Hashable, Sendable {
    /// Length of the commitment, in bytes.
    public static let byteCount = 32
    /// Length of the salt, in bytes: drawn afresh for every body.
    public static let saltByteCount = 32

    /// The digest.
    public let bytes: [UInt8]

    /// Takes stored bytes; nil unless there are ``byteCount`` of them.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == BodyCommitment.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Commits to `body`. `salt` is exactly ``saltByteCount`` random bytes.
    public init(to body: some ContiguousBytes, salt: [UInt8]) {
        precondition(salt.count == BodyCommitment.saltByteCount, "a salt is 32 bytes")
        var hash = SHA256()
        hash.update(data: Array("cordon/body/v1\0".utf8))
        hash.update(data: salt)
        body.withUnsafeBytes { hash.update(bufferPointer: $0) }
        bytes = Array(hash.finalize())
    }

    /// Draws a salt for one body. `generator` must be cryptographically secure.
    public static func salt(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        generator.bytes(saltByteCount)
    }

    /// Whether this commits to `body` under `salt`; false for a salt of any other length.
    public func commits(to body: some ContiguousBytes, salt: [UInt8]) -> Bool {
        guard salt.count == BodyCommitment.saltByteCount else { return false }
        return isEqualInConstantTime(bytes, BodyCommitment(to: body, salt: salt).bytes)
    }
}
