/// What an authenticator signs about itself and the site (WebAuthn Level 3 §6.1).
public struct AuthenticatorData: Hashable, Sendable {
    /// A key that was just made.
    public struct Attested: Hashable, Sendable {
        /// The model of the authenticator, or zeros.
        public let model: [UInt8]
        /// What the key goes by.
        public let credential: [UInt8]
        /// The public key.
        public let key: COSEKey
    }

    /// SHA-256 of the identifier of the site.
    public let siteDigest: [UInt8]
    /// Somebody touched it.
    public let isPresent: Bool
    /// Somebody proved who they are to it: by a finger, a face or a code.
    public let isVerified: Bool
    /// Whether the key can be copied to other devices of the same person.
    public let canBackUp: Bool
    /// How often it signed, or 0 when it does not count.
    public let counter: UInt32
    /// The key, where one was just made.
    public let attested: Attested?

    /// Credential identifiers are 1023 bytes at most (WebAuthn Level 3 §5.8.3).
    public static let credentialByteCountMax = 1023

    /// Reads the whole of `bytes`; nil when they are anything else.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 37 else { return nil }
        siteDigest = Array(bytes[0..<32])
        let flags = bytes[32]
        isPresent = flags & 0x01 != 0
        isVerified = flags & 0x04 != 0
        canBackUp = flags & 0x08 != 0
        // A copy of a key that cannot be copied is none (§6.1.3).
        guard canBackUp || flags & 0x10 == 0 else { return nil }
        counter = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var rest = bytes[37...]
        if flags & 0x40 != 0 {
            guard let (made, length) = Self.attested(Array(rest)) else { return nil }
            attested = made
            rest = rest.dropFirst(length)
        } else {
            attested = nil
        }
        if flags & 0x80 != 0 {
            guard case (.map, let length)? = try? CBOR.prefix(of: rest) else { return nil }
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty else { return nil }
    }

    private static func attested(_ bytes: [UInt8]) -> (Attested, Int)? {
        guard bytes.count > 18 else { return nil }
        let length = Int(bytes[16]) << 8 | Int(bytes[17])
        let start = 18 + length
        guard (1...credentialByteCountMax).contains(length), bytes.count > start,
            let (_, count) = try? CBOR.prefix(of: bytes[start...]),
            let key = try? COSEKey(Array(bytes[start..<start + count]))
        else { return nil }
        let made = Attested(
            model: Array(bytes[0..<16]),
            credential: Array(bytes[18..<start]),
            key: key
        )
        return (made, start + count)
    }
}
