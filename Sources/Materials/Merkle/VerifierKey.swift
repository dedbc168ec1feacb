internal import Crypto

/// The public half of a key and its name, as `name+keyid+base64`.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// Non-empty, at most 255 bytes, without spaces, control characters and `+`.
    public let name: String
    /// What it signs, and how.
    public let kind: KeyKind
    /// Thirty-two bytes for the kinds we can check.
    public let publicKey: [UInt8]
    /// Derived from the other three.
    public let id: KeyID

    /// Which rule a key text broke.
    public enum Failure: Error, Hashable, Sendable {
        /// Not `name+keyid+base64`, or for a private key not `PRIVATE+KEY+name+keyid+base64`.
        case malformed
        /// The name is empty or too long, or has a space or a `+` in it.
        case badName
        /// The key identifier is not that of the name and key beside it.
        case otherKeyID
        /// The key does not have the length of its kind.
        case badKey
        /// A private key of a kind that we cannot sign with.
        case unsupportedKind
    }

    /// A key from its parts. Throws `.badName`, or `.badKey` for a length not of its kind.
    public init(name: String, kind: KeyKind, publicKey: [UInt8]) throws(Failure) {
        guard KeyName.isValid(name) else { throw .badName }
        let length = kind.isSupported ? 32...32 : 1...4096
        guard length.contains(publicKey.count) else { throw .badKey }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        id = KeyID(name: name, kind: kind, publicKey: publicKey)
    }

    /// Reads a key text, and checks its key identifier.
    public init(_ text: String) throws(Failure) {
        let parts = try KeyText(text[...])
        try self.init(
            name: parts.name,
            kind: parts.kind,
            publicKey: parts.key
        )
        guard id == parts.id else { throw .otherKeyID }
    }

    /// The key text.
    public var description: String {
        "\(name)+\(id)+" + Base64.encode([kind.rawValue] + publicKey)
    }

    /// Whether this key is the one a signature line claims; whether truly so, only
    /// `verified(by:)` says.
    public func isNamed(by signature: NoteSignature) -> Bool {
        id == signature.keyID && name.isIdentical(to: signature.name)
    }

    /// Whether `signature`, sixty-four bytes, is this key's over exactly `message`.
    func hasSigned(_ message: [UInt8], _ signature: some Collection<UInt8>) -> Bool {
        guard
            kind.isSupported,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }
}

/// A key text taken apart: `name+keyid+base64(kind || key)`.
struct KeyText {
    let name: String
    let id: KeyID
    let kind: KeyKind
    let key: [UInt8]

    init(_ text: Substring) throws(VerifierKey.Failure) {
        // The key itself may contain `+`, so only the first two divide.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].utf8.count == 8 else { throw .malformed }
        guard
            let id = Hexadecimal.decode(parts[1].utf8),
            let bytes = Base64.decode(parts[2].utf8),
            let kind = bytes.first
        else { throw .malformed }
        name = String(parts[0])
        self.id = KeyID(bytes: id)
        self.kind = KeyKind(rawValue: kind)
        key = Array(bytes.dropFirst())
    }
}
