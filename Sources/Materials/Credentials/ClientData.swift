import Crypto
import FoundationEssentials

/// What the browser says of the ceremony it just held (WebAuthn Level 3 §5.8.1).
struct ClientData: Sendable {
    let kind: String
    let challenge: [UInt8]
    let origin: String
    let isCrossOrigin: Bool
    /// SHA-256 of the bytes as they came, which is what the authenticator signs.
    let digest: [UInt8]

    /// The browser writes a few hundred bytes.
    static let byteCountMax = 4096

    private struct Written: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
        let topOrigin: String?
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.byteCountMax,
            let written = try? JSONDecoder().decode(Written.self, from: Data(bytes)),
            let challenge = Base64URL.decode(written.challenge)
        else { return nil }
        kind = written.type
        self.challenge = challenge
        origin = written.origin
        isCrossOrigin = written.crossOrigin == true || written.topOrigin != nil
        digest = Array(SHA256.hash(data: bytes))
    }
}
