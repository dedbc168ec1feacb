/// A key sealed under another key, with the name it goes by as associated data: a wrapped key
/// moved to another name no longer opens.
///
/// An envelope rather than RFC 3394's key wrap, because that one has nowhere to bind the name.
public struct WrappedKey: Hashable, Sendable {
    /// Length on disk: an envelope around 32 bytes.
    public static let byteCount = Envelope.overheadByteCount + Secret.byteCount

    /// What is stored.
    public let bytes: [UInt8]

    /// Takes stored bytes; nil unless there are ``byteCount`` of them.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == WrappedKey.byteCount else { return nil }
        self.bytes = bytes
    }

    fileprivate init(sealed bytes: [UInt8]) {
        precondition(bytes.count == WrappedKey.byteCount, "a wrapped key has one length")
        self.bytes = bytes
    }
}

extension Secret {
    /// Wraps this key under `wrapper` for storage under `name` (for example `tenant/7f…/3`).
    public func wrapped(
        under wrapper: Secret,
        name: String,
        using generator: inout some RandomNumberGenerator
    ) -> WrappedKey {
        withUnsafeBytes { key in
            WrappedKey(
                sealed: Envelope.seal(
                    key,
                    under: wrapper,
                    authenticating: wrapping(name),
                    using: &generator
                )
            )
        }
    }

    /// Opens a key that was wrapped under `wrapper` and stored under `name`.
    public init(
        unwrapping wrapped: WrappedKey,
        under wrapper: Secret,
        name: String
    ) throws(Envelope.Refusal) {
        var bytes = try Envelope.open(
            wrapped.bytes,
            under: wrapper,
            authenticating: wrapping(name)
        )
        defer { wipe(&bytes) }
        guard let key = Secret(bytes) else { throw .cutShort }
        self = key
    }
}

/// The associated data under which a key called `name` is wrapped.
private func wrapping(_ name: String) -> [UInt8] {
    Array("cordon/key/v1\0".utf8) + Array(name.utf8)
}
