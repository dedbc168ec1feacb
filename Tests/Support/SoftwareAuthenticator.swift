import Credentials
import Crypto
import Foundation

/// A passkey made of software, for tests: it signs what a browser would have it sign, or what one
/// would not.
package final class SoftwareAuthenticator {
    package let credential: [UInt8]
    private let key = P256.Signing.PrivateKey()
    package var counter: UInt32 = 0
    /// Present, and verified.
    package var flags: UInt8 = 0x05

    package init() {
        var generator = SystemRandomNumberGenerator()
        credential = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The fields of a form by which a new passkey is handed over.
    package func make(_ challenge: String, origin: String, host: String) -> [String: String] {
        let raw = Array(key.publicKey.x963Representation)
        let cose: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + raw[1..<33]
            + [0x22, 0x58, 0x20] + raw[33..<65]
        let data =
            head(host, flags | 0x40) + [UInt8](repeating: 0, count: 16)
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
        counter += 1
        let client = client("webauthn.get", challenge, origin)
        let data = head(host, flags)
        let signature = try key.signature(for: Data(data + Array(SHA256.hash(data: client))))
        return [
            "challenge": challenge,
            "clientData": Base64URL.encode(client),
            "credential": Base64URL.encode(credential),
            "authenticatorData": Base64URL.encode(data),
            "signature": Base64URL.encode(signature.derRepresentation),
        ]
    }

    private func head(_ host: String, _ flags: UInt8) -> [UInt8] {
        Array(SHA256.hash(data: Array(host.utf8))) + [flags]
            + (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * $0)) }
    }

    private func client(_ kind: String, _ challenge: String, _ origin: String) -> [UInt8] {
        Array(
            """
            {"type":"\(kind)","challenge":"\(challenge)","origin":"\(origin)","crossOrigin":false}
            """.utf8
        )
    }
}
