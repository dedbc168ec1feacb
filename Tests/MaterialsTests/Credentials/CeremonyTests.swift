import Foundation
import Testing

@testable import Credentials

/// Ceremonies that real authenticators held.
struct Ceremonies: Decodable {
    struct Made: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let challenge: String
        let attestation: String
        let clientData: String
        let outcome: String
        var testDescription: String { name }
    }

    struct Answered: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let challenge: String
        let authenticatorData: String
        let clientData: String
        let signature: String
        let key: String
        let counter: UInt32
        let outcome: String
        var testDescription: String { name }

        func assertion() throws -> Assertion {
            Assertion(
                credential: [],
                clientData: try #require(Base64URL.decode(clientData)),
                authenticatorData: try #require(Base64URL.decode(authenticatorData)),
                signature: try #require(Base64URL.decode(signature))
            )
        }
    }

    let origin: String
    let registrations: [Made]
    let assertions: [Answered]

    static let known: Ceremonies? = {
        guard
            let file = Bundle.module.url(
                forResource: "ceremonies",
                withExtension: "json",
                subdirectory: "Fixtures"
            ), let data = try? Data(contentsOf: file)
        else { return nil }
        return try? JSONDecoder().decode(Ceremonies.self, from: data)
    }()
}

@Suite("A ceremony with a passkey")
struct CeremonyTests {
    private let site: Site

    init() throws { site = try #require(Site(origin: "http://localhost:5000")) }

    @Test(
        "makes a key, and says what stands behind it",
        arguments: Ceremonies.known?.registrations ?? []
    )
    func registers(_ made: Ceremonies.Made) throws {
        let challenge = try #require(Base64URL.decode(made.challenge))
        let outcome = Result { () throws(CeremonyFailure) in
            try Registration(
                clientData: Base64URL.decode(made.clientData) ?? [],
                attestation: Base64URL.decode(made.attestation) ?? [],
                challenge: challenge,
                site: site
            )
        }
        switch outcome {
        case .success(let registration): #expect(registration.attestation.rawValue == made.outcome)
        case .failure(let failure): #expect("\(failure)" == made.outcome)
        }
    }

    @Test("signs in, or says why not", arguments: Ceremonies.known?.assertions ?? [])
    func answers(_ answered: Ceremonies.Answered) throws {
        let key = try COSEKey(try #require(Base64URL.decode(answered.key)))
        let challenge = try #require(Base64URL.decode(answered.challenge))
        let assertion = try answered.assertion()
        #expect(assertion.claimedChallenge == challenge)
        let outcome = Result { () throws(CeremonyFailure) in
            try assertion.verify(
                challenge: challenge,
                site: site,
                key: key,
                counter: answered.counter
            )
        }
        switch outcome {
        case .success(let counter): #expect("\(counter)" == answered.outcome)
        case .failure(let failure): #expect("\(failure)" == answered.outcome)
        }
    }

    @Test("is known by its vectors")
    func vectors() {
        #expect(Ceremonies.known?.registrations.count == 2)
        #expect(Ceremonies.known?.assertions.count == 4)
    }

    /// One way to be wrong for each check.
    enum Wrong: CaseIterable {
        case challenge, site, origin, counter, signature, data, kind, client
    }

    @Test("proves nothing when one thing about it is wrong", arguments: Wrong.allCases)
    func wrong(_ wrong: Wrong) throws {
        let answered = try #require(Ceremonies.known?.assertions[1])
        var assertion = try answered.assertion()
        var challenge = try #require(Base64URL.decode(answered.challenge))
        var counter = answered.counter
        var place = site
        let failure: CeremonyFailure
        switch wrong {
        case .challenge:
            challenge[0] ^= 1
            failure = .otherChallenge
        case .site:
            // The browser's word for the origin is right; the authenticator signed for another.
            assertion.authenticatorData[0] ^= 1
            failure = .otherSite
        case .origin:
            place = try #require(Site(origin: "https://cordon.example"))
            failure = .otherOrigin
        case .counter:
            counter = 1_625_263_266
            failure = .copied
        case .signature:
            assertion.signature[20] ^= 1
            failure = .badSignature
        case .data:
            assertion.authenticatorData[36] ^= 1
            failure = .badSignature
        case .kind:
            let text = String(decoding: assertion.clientData, as: UTF8.self)
            assertion.clientData = [UInt8](text.replacing("webauthn.get", with: "payment.get").utf8)
            failure = .otherKind
        case .client:
            let text = String(decoding: assertion.clientData, as: UTF8.self)
            assertion.clientData = [UInt8](
                text.replacing("\"crossOrigin\":false", with: "\"crossOrigin\":true").utf8
            )
            failure = .crossOrigin
        }
        let key = try COSEKey(try #require(Base64URL.decode(answered.key)))
        #expect(throws: failure) {
            try assertion.verify(challenge: challenge, site: place, key: key, counter: counter)
        }
    }

    @Test(
        "happens only where a browser keeps the address honest",
        arguments: [
            ("https://cordon.example", true), ("https://cordon.example:8443", true),
            ("http://localhost:8080", true), ("http://cordon.example", false),
            ("http://localhost.example", false), ("https://", false),
            ("https://cordon.example/", false), ("https://me@cordon.example", false),
            ("ftp://cordon.example", false), ("https://Cordon.example", false),
        ]
    )
    func sites(origin: String, isSite: Bool) {
        #expect((Site(origin: origin) != nil) == isSite)
    }

    @Test(
        "has its bytes in one spelling",
        arguments: [
            ("", [UInt8]()), ("Zg", [0x66]), ("Zm8", [0x66, 0x6F]), ("Zm9v", [0x66, 0x6F, 0x6F]),
            ("-_8", [0xFB, 0xFF]),
        ]
    )
    func base64(text: String, bytes: [UInt8]) {
        #expect(Base64URL.encode(bytes) == text)
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test("has no other spelling", arguments: ["Z", "Zh", "Zg==", "Zm9+", "Zm 9", "Zm9vZ"])
    func notBase64(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
