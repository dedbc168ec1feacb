import AsyncHTTPClient
import Credentials
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("Whoever comes by their organisation")
struct ProviderTests {
    /// A house that trusts a provider, whose `hr` are officers.
    private func trusting(
        on dialect: Dialect = .sqlite,
        _ body: @escaping @Sendable (ServedHouse, SampleProvider) async throws -> Void
    ) async throws {
        try await SampleProvider.serving { provider in
            try await ServedHouse.serving(on: dialect) { house in
                try await house.home.ledger.perform(
                    Accounts.Trust(
                        provider: "work",
                        issuer: provider.origin,
                        client: "cordon",
                        secret: Personal(SampleProvider.secret),
                        claim: "groups",
                        roles: ["hr": .dataProtectionOfficer, "audit": .auditor],
                        strong: ["2fa"]
                    ),
                    as: .owner
                )
                try await body(house, provider)
            }
        }
    }

    /// Goes there and back, as a browser is led.
    private func visit(_ provider: SampleProvider, _ browser: Browser) async throws -> Page {
        let there = try await browser.get("/sign-in/with/work")
        #expect(there.status == 303)
        return try await browser.get(provider.signIn(try #require(there.location)))
    }

    /// Comes for the first time, and makes a passkey.
    private func join(_ provider: SampleProvider, _ browser: Browser, _ name: String) async throws {
        let back = try await visit(provider, browser)
        try #require(back.status == 303, "\(back.body)")
        let letter = try #require(back.location)
        let page = try await browser.get(letter)
        var fields = browser.passkey.make(
            page.challenge,
            origin: browser.origin,
            host: "localhost"
        )
        fields["display"] = name
        fields["handle"] = name.lowercased() + "-there"
        let joined = try await browser.post(letter, fields)
        #expect(joined.location == "/sign-in/with/work")
    }

    /// The provider's word, and one's own passkey.
    private func finish(_ page: Page, _ browser: Browser) async throws -> Page {
        var fields = try browser.passkey.answer(
            page.challenge,
            origin: browser.origin,
            host: "localhost"
        )
        let vouch = try #require(page.between("name=\"vouch\" value=\"", "\""))
        fields["vouch"] = vouch
        return try await browser.post("/sign-in/vouched", fields)
    }

    @Test(
        "gets the role that is listed, makes a passkey, and signs in by both",
        arguments: Dialect.allCases
    )
    func comes(dialect: Dialect) async throws {
        try await trusting(on: dialect) { house, provider in
            let browser = Browser(house)
            try await join(provider, browser, "Grace")
            let back = try await visit(provider, browser)
            #expect(back.status == 200)
            let signed = try await finish(back, browser)
            #expect(signed.status == 303)
            #expect(try await browser.get("/data").status == 200)
            // The provider's word is good once, and a passkey alone is not enough for who left.
            #expect(try await finish(back, browser).status == 422)
            let alone = try await browser.get("/sign-in")
            #expect(alone.body.contains("/sign-in/with/work"))
            let fields = try browser.passkey.answer(
                alone.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await Browser(house).post("/sign-in", fields).status == 422)
        }
    }

    @Test("needs no passkey where the owner counts what they did there")
    func strong() async throws {
        try await trusting { house, provider in
            let browser = Browser(house)
            try await join(provider, browser, "Grace")
            provider.behave { $0.strength = "2fa" }
            let back = try await visit(provider, browser)
            let vouch = try #require(back.between("name=\"vouch\" value=\"", "\""))
            let signed = try await browser.post("/sign-in/vouched", ["vouch": vouch])
            #expect(signed.status == 303)
            #expect(try await browser.get("/data").status == 200)
            // A weak word made strong by hand is nobody's.
            provider.behave { _ in }
            let weak = try await visit(provider, browser)
            let word = try #require(weak.between("name=\"vouch\" value=\"", "\""))
            var parts = word.split(separator: ".").map(String.init)
            parts[1] = "2"
            let forged = ["vouch": parts.joined(separator: ".")]
            #expect(try await Browser(house).post("/sign-in/vouched", forged).status == 422)
            let alone = try await Browser(house).post("/sign-in/vouched", ["vouch": word])
            #expect(alone.status == 422)
        }
    }

    @Test(
        "is let in for nothing that is not listed, and out when it is taken away",
        arguments: Dialect.allCases
    )
    func roles(dialect: Dialect) async throws {
        try await trusting(on: dialect) { house, provider in
            let browser = Browser(house)
            provider.behave { $0.groups = ["everybody"] }
            #expect(try await visit(provider, browser).status == 422)
            provider.behave { _ in }
            try await join(provider, browser, "Grace")
            let back = try await visit(provider, browser)
            #expect(try await finish(back, browser).status == 303)
            #expect(try await browser.get("/findings").status == 200)
            // Another group there is another role here, from the next time on.
            provider.behave { $0.groups = ["audit"] }
            let again = try await visit(provider, browser)
            #expect(try await finish(again, browser).status == 303)
            #expect(try await browser.get("/findings").status == 404)
            provider.behave { $0.groups = [] }
            #expect(try await visit(provider, browser).status == 422)
            #expect(try await browser.get("/ledger").status == 303, "their sessions are over")
        }
    }

    @Test("is not let in on a word that is not the provider's, to us, now")
    func lies() async throws {
        try await trusting { house, provider in
            let browser = Browser(house)
            let lies: [@Sendable (inout SampleProvider.Manner) -> Void] = [
                { $0.nonce = "another" }, { $0.client = "another" },
                { $0.issuer = "https://id.example.org" }, { $0.expiry = -600 },
                { $0.isForged = true }, { $0.isUnsigned = true }, { $0.subject = "" },
            ]
            for lie in lies {
                provider.behave(lie)
                let page = try await visit(provider, browser)
                #expect(page.status == 422)
            }
            provider.behave { _ in }
            let page = try await visit(provider, browser)
            #expect(page.status == 303)
        }
    }

    @Test("brings back what this browser was sent for, once")
    func errands() async throws {
        try await trusting { house, provider in
            let (one, other) = (Browser(house), Browser(house))
            let there = try #require(try await one.get("/sign-in/with/work").location)
            let elsewhere = try #require(try await other.get("/sign-in/with/work").location)
            let back = try provider.signIn(there)
            // Somebody else's answer, in another browser or with another state.
            #expect(try await other.get(back).status == 400)
            #expect(try await Browser(house).get(back).status == 400)
            let swapped = try provider.signIn(elsewhere)
            #expect(try await one.get(swapped).status == 400)
            #expect(try await one.get(back + "&iss=https%3A%2F%2Fevil.example").status == 400)
            let errand = one.cookies
            #expect(try await one.get(back).status == 303)
            // The code was used up; the browser's part of it too.
            #expect(try await one.get(back).status == 400)
            one.cookies = errand
            #expect(try await one.get(back).status == 422)
            #expect(try await one.get("/sign-in/with/nobody").status == 404)
        }
    }

    @Test("is known by the provider's new key, which is asked for once in a while only")
    func rotation() async throws {
        try await trusting { house, provider in
            let browser = Browser(house)
            #expect(try await visit(provider, browser).status == 303)
            #expect(provider.keyFetches == 1)
            provider.changeKey()
            // Within the minute nobody makes us ask again and again.
            for _ in 0..<3 { #expect(try await visit(provider, browser).status == 422) }
            #expect(provider.keyFetches == 1)
            let client = ProviderClient()
            let issuer = try #require(Issuer(provider.origin))
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            _ = try await client.discovery(of: issuer, at: now - 61_000)
            provider.changeKey()
            #expect(provider.keyFetches == 2)
            let found = try await house.home.ledger.store.read {
                try Accounts.provider("work", in: $0)
            }
            let known = try #require(found)
            let terms = try #require(await Accounts.terms(of: known, in: house.home.ledger))
            let there = try #require(await browser.get("/sign-in/with/work").location)
            let back = try provider.signIn(there).split(separator: "?").last ?? ""
            let code = try #require(Form(back)["code"])
            // The verifier is another's: the provider refuses the code, not we the key.
            await #expect(throws: ProviderClient.Failure.refused(400)) {
                try await client.identity(
                    for: code,
                    verifier: CodeVerifier([UInt8](repeating: 7, count: 32)),
                    redirect: house.origin + "/sign-in/back",
                    terms: terms,
                    issuer: issuer,
                    nonce: "n",
                    at: now
                )
            }
        }
    }

    @Test(
        "signs in by a passkey again once the provider is trusted no more",
        arguments: Dialect.allCases
    )
    func distrusted(dialect: Dialect) async throws {
        try await trusting(on: dialect) { house, provider in
            let browser = Browser(house)
            try await join(provider, browser, "Grace")
            let back = try await visit(provider, browser)
            #expect(try await finish(back, browser).status == 303)
            try await house.home.ledger.perform(
                Accounts.Distrust(provider: "work"),
                as: .owner
            )
            #expect(try await browser.get("/data").status == 303)
            #expect(try await browser.get("/sign-in/with/work").status == 404)
            try await browser.signIn()
            #expect(try await browser.get("/data").status == 200)
            let grown = try await house.home.ledger.contents()
            try await house.home.ledger.rebuild()
            #expect(try await house.home.ledger.contents() == grown)
        }
    }
}
