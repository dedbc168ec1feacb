import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Credentials

/// A provider that says whatever a test wants it to.
private struct Provider {
    let curve = P256.Signing.PrivateKey()
    let rsa: _RSA.Signing.PrivateKey

    init() throws { rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    /// Its keys, as it publishes them.
    func keys(_ change: (inout [[String: String]]) -> Void = { _ in }) throws -> [UInt8] {
        let point = Array(curve.publicKey.x963Representation)
        let (modulus, exponent) = try rsa.publicKey.getKeyPrimitives().parts
        var keys = [
            [
                "kty": "EC", "crv": "P-256", "kid": "curve", "use": "sig",
                "x": Base64URL.encode(point[1..<33]), "y": Base64URL.encode(point[33...]),
            ],
            [
                "kty": "RSA", "kid": "rsa", "alg": "RS256", "n": Base64URL.encode(modulus),
                "e": Base64URL.encode(exponent),
            ],
        ]
        change(&keys)
        return Array(try JSONSerialization.data(withJSONObject: ["keys": keys]))
    }

    func token(
        _ algorithm: String = "ES256",
        header: [String: Any] = [:],
        _ change: (inout [String: Any]) -> Void = { _ in }
    ) throws -> String {
        var claims: [String: Any] = [
            "iss": "https://id.example.org", "aud": "cordon", "sub": "248289", "iat": 1_000,
            "exp": 1_600, "nonce": "n-0S6", "groups": ["hr", "audit"], "acr": "phr",
            "amr": ["hwk", "pin"],
        ]
        change(&claims)
        let name = algorithm == "RS256" ? "rsa" : "curve"
        let head = ["alg": algorithm, "kid": name].merging(header) { $1 }
        func part(_ value: [String: Any]) throws -> String {
            Base64URL.encode(try JSONSerialization.data(withJSONObject: value))
        }
        let signed = try part(head) + "." + part(claims)
        let message = Data(signed.utf8)
        let signature: Data =
            if algorithm == "RS256" {
                try rsa.signature(
                    for: SHA256.hash(data: message),
                    padding: .insecurePKCS1v1_5
                ).rawRepresentation
            } else { try curve.signature(for: message).rawRepresentation }
        return signed + "." + Base64URL.encode(signature)
    }

    func read(_ token: String, now: Int = 1_100) throws -> IdentityToken {
        let keys = try #require(try KeySet(keys()))
        return try IdentityToken(
            token,
            signedBy: keys,
            expecting: .init(
                issuer: "https://id.example.org",
                client: "cordon",
                nonce: "n-0S6",
                groups: "groups",
                now: now
            )
        )
    }
}

extension _RSA.Signing.PublicKey.Primitives {
    fileprivate var parts: ([UInt8], [UInt8]) { (Array(modulus), Array(publicExponent)) }
}

@Suite("What an identity provider says")
struct IdentityTests {
    private let provider: Provider

    init() throws { provider = try Provider() }

    @Test("is read, whichever of its keys signed it", arguments: ["ES256", "RS256"])
    func reads(algorithm: String) throws {
        let said = try provider.read(provider.token(algorithm))
        #expect(said.subject == "248289")
        #expect(said.groups == ["hr", "audit"])
        #expect(said.strength == "phr")
        #expect(said.methods == ["hwk", "pin"])
    }

    @Test("is refused for the first thing that is wrong with it")
    func refuses() throws {
        let bad: [(IdentityToken.Failure, (inout [String: Any]) -> Void)] = [
            (.otherIssuer, { $0["iss"] = "https://id.example.org/" }),
            (.otherIssuer, { $0["iss"] = nil }),
            (.otherAudience, { $0["aud"] = "another" }),
            (.otherAudience, { $0["aud"] = ["cordon", "another"] }),
            (.otherAudience, { $0["azp"] = "another" }),
            (.expired, { $0["exp"] = 900 }),
            (.malformed, { $0["exp"] = "1600" }),
            (.malformed, { $0["iat"] = nil }),
            (.early, { $0["iat"] = 1_300 }),
            (.early, { $0["nbf"] = 1_300 }),
            (.old, { $0["iat"] = 100 }),
            (.otherNonce, { $0["nonce"] = "another" }),
            (.otherNonce, { $0["nonce"] = nil }),
            (.noSubject, { $0["sub"] = "" }),
            (.noSubject, { $0["sub"] = 7 }),
        ]
        for (failure, change) in bad {
            let token = try provider.token("ES256", change)
            #expect(throws: failure) { try provider.read(token) }
        }
        let several = try provider.token { claims in
            claims["aud"] = ["another", "cordon"]
            claims["azp"] = "cordon"
        }
        #expect(try provider.read(several).subject == "248289")
    }

    @Test("allows clocks to differ a little")
    func skew() throws {
        let token = try provider.token()
        #expect(try provider.read(token, now: 1_000 - IdentityToken.skewMax).subject == "248289")
        #expect(throws: IdentityToken.Failure.early) {
            try provider.read(token, now: 999 - IdentityToken.skewMax)
        }
        let short = try provider.token { $0["exp"] = 1_010 }
        #expect(try provider.read(short, now: 1_100).subject == "248289")
        #expect(throws: IdentityToken.Failure.expired) { try provider.read(short, now: 1_130) }
    }

    @Test("lets no token choose how it is checked")
    func algorithms() throws {
        let token = try provider.token()
        let body = token.split(separator: ".")[1]
        func headed(_ header: String, _ signature: String = "") -> String {
            Base64URL.encode(Array(header.utf8)) + "." + body + "." + signature
        }
        for (header, failure) in [
            ("{\"alg\":\"none\"}", IdentityToken.Failure.unknownAlgorithm),
            ("{\"alg\":\"None\"}", .unknownAlgorithm),
            ("{\"alg\":\"HS256\",\"kid\":\"rsa\"}", .unknownAlgorithm),
            // A key is good for its own algorithm, whatever the token says.
            ("{\"alg\":\"RS256\",\"kid\":\"curve\"}", .unknownKey),
            ("{\"alg\":\"ES256\",\"kid\":\"gone\"}", .unknownKey),
            ("{\"alg\":\"ES256\",\"kid\":\"curve\",\"crit\":[\"b64\"]}", .malformed),
            ("{}", .malformed), ("[]", .malformed),
        ] {
            #expect(throws: failure) { try provider.read(headed(header, "AA")) }
        }
        let parts = token.split(separator: ".").map(String.init)
        let zeros = Base64URL.encode([UInt8](repeating: 0, count: 64))
        for text in [
            "", "..", parts[0] + "." + parts[1], token + ".",
            parts[0] + "." + parts[1] + "." + zeros,
        ] {
            #expect(throws: (any Error).self) { try provider.read(text) }
        }
        let other = try Provider().token()
        #expect(throws: IdentityToken.Failure.badSignature) { try provider.read(other) }
    }

    @Test("is signed by keys that are strong, for signing, and known by what they are for")
    func keys() throws {
        #expect(try KeySet(provider.keys())?.count == 2)
        let changes: [(inout [[String: String]]) -> Void] = [
            { $0[0]["use"] = "enc" }, { $0[0]["crv"] = "P-384" }, { $0[0]["x"] = "AA" },
            { $0[1]["alg"] = "RS512" }, { $0[1]["n"] = "AQAB" }, { $0[1]["kty"] = "oct" },
        ]
        for change in changes { #expect(try KeySet(provider.keys(change))?.count == 1) }
        #expect(KeySet(Array("[]".utf8)) == nil)
        #expect(KeySet([UInt8](repeating: 0x20, count: KeySet.byteCountMax + 1)) == nil)
    }
}

@Suite("An identity provider's address")
struct IssuerTests {
    @Test("is one over TLS, by a host's name, or on this machine")
    func addresses() {
        for text in [
            "https://id.example.org", "https://id.example.org/realms/a", "https://id.example:8443",
            "http://localhost:9000", "http://127.0.0.1:9000/x", "https://login.example.org/common/",
        ] { #expect(Issuer(text) != nil, "\(text)") }
        for text in [
            "http://id.example.org", "https://10.0.0.1", "https://169.254.169.254/latest",
            "https://[::1]/", "https://0x7f.1", "https://2130706433", "https://id",
            "ftp://a.example",
            "https://user@id.example.org", "https://id.example.org?x=1", "https://id.example.org#x",
            "https://id.example.org\\@evil", "https://", "", "https://evil.localhost",
            "http://localhost.evil.example", "https://id example.org",
        ] { #expect(Issuer(text) == nil, "\(text)") }
    }

    @Test("offers what it says of itself, and nothing of anybody else")
    func discovery() throws {
        let issuer = try #require(Issuer("https://id.example.org/a"))
        #expect(issuer.discovery == "https://id.example.org/a/.well-known/openid-configuration")
        func document(_ name: String, keys: String) -> [UInt8] {
            Array(
                """
                {"issuer":"\(name)","authorization_endpoint":"https://id.example.org/authorize",
                "token_endpoint":"https://id.example.org/token","jwks_uri":"\(keys)",
                "response_types_supported":["code","id_token"]}
                """.utf8
            )
        }
        let good = document(issuer.text, keys: "https://id.example.org/keys")
        #expect(Discovery(good, of: issuer)?.token == "https://id.example.org/token")
        let other = document("https://other.example.org", keys: "https://id.example.org/keys")
        #expect(Discovery(other, of: issuer) == nil)
        let inward = document(issuer.text, keys: "http://10.0.0.1/keys")
        #expect(Discovery(inward, of: issuer) == nil)
    }

    @Test("is told a challenge that only whoever asked can answer (RFC 7636, appendix B)")
    func challenge() throws {
        let bytes = try #require(Base64URL.decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(CodeVerifier(bytes).text == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(
            CodeVerifier(bytes).challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        )
    }
}
