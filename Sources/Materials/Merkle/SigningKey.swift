internal import Crypto

/// The private half of a key and its name, as `PRIVATE+KEY+name+keyid+base64`.
///
/// Its description is that of the public half, so that it cannot slip into a message.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The public half, to be handed out.
    public let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// The name that goes into each signature line.
    public var name: String { verifier.name }
    /// The key text of the public half; never the private one.
    public var description: String { verifier.description }
    /// Shows the public half alone, so that a dump holds no secret.
    public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier.description]) }

    /// The key with thirty-two bytes of `seed`, which must come from a good source and be used for
    /// one name and one kind only: a cosignature does not say who made it.
    public init(
        name: String,
        kind: KeyKind = .ed25519,
        seed: [UInt8]
    ) throws(VerifierKey.Failure) {
        guard kind.isSupported else { throw .unsupportedKind }
        guard
            seed.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { throw .badKey }
        self.key = key
        verifier = try VerifierKey(
            name: name,
            kind: kind,
            publicKey: Array(key.publicKey.rawRepresentation)
        )
    }

    private static let preamble = "PRIVATE+KEY+"

    /// Reads a private key text, and checks its key identifier.
    public init(privateText text: String) throws(VerifierKey.Failure) {
        guard text.utf8.starts(with: SigningKey.preamble.utf8) else { throw .malformed }
        let parts = try KeyText(text.dropFirst(SigningKey.preamble.count))
        try self.init(name: parts.name, kind: parts.kind, seed: parts.key)
        guard verifier.id == parts.id else { throw .otherKeyID }
    }

    /// The private key text. A secret.
    public var privateText: String {
        let bytes = [verifier.kind.rawValue] + Array(key.rawRepresentation)
        return SigningKey.preamble + "\(name)+\(verifier.id)+" + Base64.encode(bytes)
    }

    /// Signs `text`, which ends in a line feed. Only for a key of kind `ed25519`.
    public func sign(_ text: [UInt8]) throws -> NoteSignature {
        precondition(verifier.kind == .ed25519, "a witness's key signs nothing but cosignatures")
        return NoteSignature(key: verifier, payload: Array(try key.signature(for: text)))
    }

    /// Cosigns the checkpoint with this `body` as seen at `time`, in seconds since 1970.
    /// Only for a key of kind `cosignature`.
    public func cosign(_ body: [UInt8], time: Int) throws -> NoteSignature {
        precondition(verifier.kind == .cosignature, "a log's key signs nothing but its log")
        precondition(time >= 0, "a cosignature's time is at or after 1970")
        let signature = try key.signature(for: Cosignature.message(time: time, body: body))
        let payload = UInt64(time).bigEndianBytes + Array(signature)
        return NoteSignature(key: verifier, payload: payload)
    }
}
