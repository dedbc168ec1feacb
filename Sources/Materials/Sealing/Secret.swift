import Crypto
public import FoundationEssentials

/// A 32-byte key. Printing it prints nothing, comparing two takes the same time whatever they
/// hold, and its memory is zeroed when the last copy is released (by swift-crypto's storage).
///
/// There is no way to read the bytes but ``withUnsafeBytes(_:)``: whoever calls it shows, at the
/// call, that a key leaves its shelter there.
public struct Secret: Sendable {
    /// Length of every key, in bytes.
    public static let byteCount = 32

    let key: SymmetricKey

    init(_ key: SymmetricKey) {
        precondition(key.bitCount == Secret.byteCount * 8, "a secret is 32 bytes")
        self.key = key
    }

    /// Takes a copy of 32 bytes; nil for any other length. The caller's bytes stay the caller's
    /// to wipe.
    public init?(_ bytes: some ContiguousBytes) {
        let key = SymmetricKey(data: bytes)
        guard key.bitCount == Secret.byteCount * 8 else { return nil }
        self.key = key
    }

    /// Draws a new key. `generator` must be cryptographically secure, as the system's is.
    public static func random(using generator: inout some RandomNumberGenerator) -> Secret {
        var bytes = generator.bytes(Secret.byteCount)
        defer { wipe(&bytes) }
        return Secret(SymmetricKey(data: bytes))
    }

    /// A key for one purpose, from which neither this one nor any sibling can be found
    /// (HKDF-SHA256, RFC 5869, with the purpose as `info`).
    public func derived(for purpose: String) -> Secret {
        let info = Array("cordon/derived/v1\0".utf8) + Array(purpose.utf8)
        return Secret(
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key,
                info: info,
                outputByteCount: Secret.byteCount
            )
        )
    }

    /// Lends the bytes to `body`, for as long as it runs.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try key.withUnsafeBytes(body)
    }
}

extension Secret: Equatable {
    /// Compares in constant time.
    public static func == (left: Secret, right: Secret) -> Bool { left.key == right.key }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same word.
    public var description: String { "‹secret›" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Empty, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
