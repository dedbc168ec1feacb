import Credentials
import Crypto
import FoundationEssentials

/// A passkey made of software: it answers as a person's authenticator would. Sample people have
/// one, and tests; nobody who is real has.
package struct SamplePasskey: Sendable {
    package let credential: [UInt8]
    private let key: P256.Signing.PrivateKey

    package init() {
        var generator = SystemRandomNumberGenerator()
        credential = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        key = P256.Signing.PrivateKey()
    }

    /// The passkey written as `text`; nil when it is none.
    package init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == 64,
            let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes[32...])
        else { return nil }
        credential = Array(bytes[..<32])
        self.key = key
    }

    /// All of it, its private key too.
    var text: String { Base64URL.encode(credential + Array(key.rawRepresentation)) }

    /// The fields of a form by which a new passkey is handed over (WebAuthn Level 3 §6.5,
    /// attestation none).
    package func make(_ challenge: String, origin: String, host: String) -> [String: String] {
        let point = Array(key.publicKey.x963Representation)
        // A map of five: key type EC2, algorithm ES256, curve P-256, then both coordinates.
        let cose: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + point[1..<33]
            + [0x22, 0x58, 0x20] + point[33..<65]
        let data =
            head(host, flags: 0x45) + [UInt8](repeating: 0, count: 16)
            + [0, UInt8(credential.count)] + credential + cose
        let object: [UInt8] =
            [0xA3, 0x63] + Array("fmt".utf8) + [0x64] + Array("none".utf8) + [0x67]
            + Array("attStmt".utf8) + [0xA0, 0x68] + Array("authData".utf8)
            + [0x58, UInt8(data.count)] + data
        return [
            "challenge": challenge,
            "clientData": Base64URL.encode(client("webauthn.create", challenge, origin)),
            "attestation": Base64URL.encode(object),
        ]
    }

    /// The fields of a form by which the passkey answers.
    package func answer(
        _ challenge: String,
        origin: String,
        host: String
    ) throws -> [String: String] {
        let client = client("webauthn.get", challenge, origin)
        let data = head(host, flags: 0x05)
        let signature = try key.signature(for: data + Array(SHA256.hash(data: client)))
        return [
            "challenge": challenge,
            "clientData": Base64URL.encode(client),
            "credential": Base64URL.encode(credential),
            "authenticatorData": Base64URL.encode(data),
            "signature": Base64URL.encode(Array(signature.derRepresentation)),
        ]
    }

    /// Present and verified, and a counter that stays at nought, as synchronised passkeys have.
    private func head(_ host: String, flags: UInt8) -> [UInt8] {
        Array(SHA256.hash(data: Array(host.utf8))) + [flags, 0, 0, 0, 0]
    }

    private func client(_ kind: String, _ challenge: String, _ origin: String) -> [UInt8] {
        Array(
            """
            {"type":"\(kind)","challenge":"\(challenge)","origin":"\(origin)","crossOrigin":false}
            """.utf8
        )
    }
}
