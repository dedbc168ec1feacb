/// The answer of a passkey to a challenge, as a browser hands it over.
public struct Assertion: Sendable {
    /// What the key goes by.
    public var credential: [UInt8]
    /// The browser's JSON, as it came.
    public var clientData: [UInt8]
    /// What the authenticator says, as it came.
    public var authenticatorData: [UInt8]
    /// Over both.
    public var signature: [UInt8]

    /// The four parts of an answer.
    public init(
        credential: [UInt8],
        clientData: [UInt8],
        authenticatorData: [UInt8],
        signature: [UInt8]
    ) {
        self.credential = credential
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
    }

    /// The challenge that the browser says it answers; to be checked before anything else is.
    public var claimedChallenge: [UInt8]? { ClientData(clientData)?.challenge }

    /// Checks the answer (WebAuthn Level 3 §7.2) and returns how often the key has signed.
    ///
    /// 1. The browser made it for this purpose, challenge and site, in no foreign frame.
    /// 2. The authenticator names this site, was touched, and knows by whom.
    /// 3. The signature holds.
    /// 4. A counter has moved on; one that stands still belongs to a copy.
    public func verify(
        challenge: [UInt8],
        site: Site,
        key: COSEKey,
        counter: UInt32
    ) throws(CeremonyFailure) -> UInt32 {
        guard let client = ClientData(clientData) else { throw .malformed }
        try client.check(kind: "webauthn.get", challenge, site)  // 1
        guard let data = AuthenticatorData(authenticatorData) else { throw .malformed }
        try data.check(site)  // 2
        guard key.verifies(signature, of: authenticatorData + client.digest) else {
            throw .badSignature  // 3
        }
        guard data.counter > counter || (data.counter == 0 && counter == 0) else {
            throw .copied  // 4
        }
        return data.counter
    }
}
