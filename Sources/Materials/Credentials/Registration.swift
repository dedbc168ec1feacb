import Crypto

/// A passkey that was just made, once everything about it was checked.
public struct Registration: Hashable, Sendable {
    /// What stands behind the key.
    public enum Attestation: String, Hashable, Sendable, Codable {
        /// Nothing but the browser's word.
        case none
        /// The key signed for itself.
        case own
        /// A certificate signed for it. Its issuer is not looked up: nothing rests on it here.
        case certificate
    }

    /// What the key goes by.
    public let credential: [UInt8]
    /// The public key.
    public let key: COSEKey
    /// How often it signed by then.
    public let counter: UInt32
    /// Whether it can be copied to other devices of the same person.
    public let canBackUp: Bool
    /// What stands behind it.
    public let attestation: Attestation
    /// The model of the authenticator in sixteen bytes, or zeros.
    public let model: [UInt8]

    /// Checks a registration (WebAuthn Level 3 §7.1).
    ///
    /// 1. The browser made it for this purpose, challenge and site, in no foreign frame.
    /// 2. The authenticator names this site, was touched, and knows by whom.
    /// 3. The key is of a kind that we verify.
    /// 4. The statement about it is none, or holds.
    ///
    /// - Parameters:
    ///   - clientData: the browser's JSON, as it came.
    ///   - attestation: the authenticator's object, as it came.
    ///   - challenge: what was given, and has not been answered before.
    public init(
        clientData: [UInt8],
        attestation object: [UInt8],
        challenge: [UInt8],
        site: Site
    ) throws(CeremonyFailure) {
        guard let client = ClientData(clientData) else { throw .malformed }
        try client.check(kind: "webauthn.create", challenge, site)  // 1
        guard let map = try? CBOR(object), let bytes = map["authData"]?.byteString,
            case .text(let format)? = map["fmt"], let statement = map["attStmt"],
            let data = AuthenticatorData(bytes)
        else { throw .malformed }
        try data.check(site)  // 2
        guard let made = data.attested else { throw .badKey }  // 3
        switch format {  // 4
        case "none": attestation = .none
        case "packed":
            attestation = try Self.packed(statement, made, signed: bytes + client.digest)
        default: throw .unsupportedAttestation
        }
        credential = made.credential
        key = made.key
        counter = data.counter
        canBackUp = data.canBackUp
        model = made.model
    }

    /// WebAuthn Level 3 §8.2.
    private static func packed(
        _ statement: CBOR,
        _ made: AuthenticatorData.Attested,
        signed: [UInt8]
    ) throws(CeremonyFailure) -> Attestation {
        guard let signature = statement["sig"]?.byteString,
            let algorithm = statement["alg"]?.integer
        else { throw .malformed }
        guard let chain = statement["x5c"] else {
            guard algorithm == made.key.algorithm.rawValue,
                made.key.verifies(signature, of: signed)
            else { throw .badSignature }
            return .own
        }
        guard case .array(let list) = chain, let leaf = list.first?.byteString,
            algorithm == COSEKey.Algorithm.es256.rawValue
        else { throw .unsupportedAttestation }
        guard let certificate = CertificateKey(leaf), certificate.verifies(signature, of: signed)
        else { throw .badSignature }
        return .certificate
    }
}

extension ClientData {
    func check(
        kind: String,
        _ challenge: [UInt8],
        _ site: Site
    ) throws(CeremonyFailure) {
        guard self.kind == kind else { throw .otherKind }
        guard isSame(self.challenge, challenge) else { throw .otherChallenge }
        guard origin == site.origin else { throw .otherOrigin }
        guard !isCrossOrigin else { throw .crossOrigin }
    }
}

extension AuthenticatorData {
    func check(_ site: Site) throws(CeremonyFailure) {
        guard siteDigest == site.digest else { throw .otherSite }
        guard isPresent, isVerified else { throw .notVerified }
    }
}

/// Whether two byte strings are the same, in a time that does not tell where they differ.
public func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
