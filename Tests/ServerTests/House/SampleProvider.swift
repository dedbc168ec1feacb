import Credentials
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import Testing

@testable import Server

/// An organisation's identity provider on this machine, which does what it is asked to, or the
/// opposite.
final class SampleProvider: Sendable {
    /// What it says, and how it errs.
    struct Manner: Sendable {
        var subject = "248289"
        var groups = ["hr"]
        var strength = "1fa"
        var nonce: String?
        var client = "cordon"
        var issuer: String?
        /// Seconds from now on.
        var expiry = 300
        /// Signs by a key that it does not publish.
        var isForged = false
        var isUnsigned = false
    }

    private struct State {
        var manner = Manner()
        var key = P256.Signing.PrivateKey()
        var name = "one"
        /// What was asked for, by the code that was given for it.
        var codes: [String: (nonce: String, challenge: String)] = [:]
        var keyFetches = 0
        var origin = ""
    }

    private let state = Mutex(State())

    var origin: String { state.withLock { $0.origin } }
    var keyFetches: Int { state.withLock { $0.keyFetches } }

    func behave(_ change: @Sendable (inout Manner) -> Void) {
        state.withLock { state in
            state.manner = Manner()
            change(&state.manner)
        }
    }

    /// Signs with another key from now on, and publishes it.
    func changeKey() {
        state.withLock { state in
            state.key = P256.Signing.PrivateKey()
            state.name += "+"
        }
    }

    static let secret = "a client's secret: 100 %"

    /// Answers on a free port while `body` runs.
    static func serving(_ body: @Sendable (SampleProvider) async throws -> Void) async throws {
        let provider = SampleProvider()
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in try provider.discovery() }
        router.get("/keys") { _, _ in try provider.keys() }
        router.post("/token") { request, _ in
            let body = try await request.body.collect(upTo: 65_536)
            return try provider.token(
                Form(String(buffer: body)),
                request.headers[.authorization] ?? ""
            )
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.runService(gracefulShutdownSignals: []) }
            for await number in ports {
                provider.state.withLock { $0.origin = "http://localhost:\(number)" }
                break
            }
            defer { group.cancelAll() }
            try await body(provider)
        }
    }

    /// What its page would send the browser back with: `address` is where it was sent.
    func signIn(_ address: String) throws -> String {
        let query = Form(try #require(address.split(separator: "?").last))
        #expect(query["response_type"] == "code")
        #expect(query["code_challenge_method"] == "S256")
        let code = UUID().uuidString
        state.withLock { state in
            state.codes[code] = (query["nonce"] ?? "", query["code_challenge"] ?? "")
        }
        let back = try #require(query["redirect_uri"])
        return "\(back)?code=\(code)&state=\(query["state"] ?? "")"
    }

    private func discovery() throws -> Response {
        try json([
            "issuer": origin, "authorization_endpoint": origin + "/authorize",
            "token_endpoint": origin + "/token", "jwks_uri": origin + "/keys",
        ])
    }

    private func keys() throws -> Response {
        let (key, name) = state.withLock { state in
            state.keyFetches += 1
            return (state.key, state.name)
        }
        let point = Array(key.publicKey.x963Representation)
        let one = [
            "kty": "EC", "crv": "P-256", "kid": name, "x": Base64URL.encode(point[1..<33]),
            "y": Base64URL.encode(point[33...]),
        ]
        return try json(["keys": [one]])
    }

    /// A code is good once, for whoever asked for it, who is also the client.
    private func token(_ form: Form, _ authorization: String) throws -> Response {
        let encoded = "cordon:a%20client%27s%20secret%3A%20100%20%25"
        let basic = "Basic " + Data(encoded.utf8).base64EncodedString()
        let asked = state.withLock { $0.codes.removeValue(forKey: form["code"] ?? "") }
        let digest = SHA256.hash(data: Array((form["code_verifier"] ?? "").utf8))
        guard let asked, authorization == basic, asked.challenge == Base64URL.encode(digest) else {
            return Response(status: .badRequest)
        }
        return try json(["id_token": try sign(asked.nonce), "access_token": "unused"])
    }

    private func sign(_ nonce: String) throws -> String {
        let (manner, key, name) = state.withLock { ($0.manner, $0.key, $0.name) }
        let now = Int(Date().timeIntervalSince1970)
        let claims: [String: Any] = [
            "iss": manner.issuer ?? origin, "aud": manner.client, "sub": manner.subject,
            "iat": now - 1, "exp": now + manner.expiry, "nonce": manner.nonce ?? nonce,
            "groups": manner.groups, "acr": manner.strength,
        ]
        let head = ["alg": manner.isUnsigned ? "none" : "ES256", "kid": name]
        func part(_ value: Any) throws -> String {
            Base64URL.encode(try JSONSerialization.data(withJSONObject: value))
        }
        let signed = try part(head) + "." + part(claims)
        let signer = manner.isForged ? P256.Signing.PrivateKey() : key
        let signature = try signer.signature(for: Data(signed.utf8)).rawRepresentation
        return signed + "." + (manner.isUnsigned ? "" : Base64URL.encode(signature))
    }

    private func json(_ value: Any) throws -> Response {
        let bytes = try JSONSerialization.data(withJSONObject: value)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
