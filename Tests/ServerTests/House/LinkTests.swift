import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("An account and an organisation's sign-in")
struct LinkTests {
    /// A house that trusts a provider, with its owner signed in.
    private func trusting(
        on dialect: Dialect = .sqlite,
        _ body: @escaping @Sendable (ServedHouse, SampleProvider, Browser) async throws -> Void
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
                let owner = Browser(house)
                try await owner.join(house.invitation, as: "Ada", handle: "ada")
                try await body(house, provider, owner)
            }
        }
    }

    /// Goes from one's own account to the provider and back, to where the link is offered.
    private func ask(_ browser: Browser, _ provider: SampleProvider) async throws -> Page {
        let account = try await browser.get("/account")
        #expect(account.body.contains("/account/link/work"))
        let offer = try await browser.get("/account/link/work")
        #expect(offer.body.contains("/account/link/work/there"))
        let there = try await browser.get("/account/link/work/there")
        #expect(there.status == 303)
        // What comes from another site brings no session along (SameSite=Strict).
        let session = browser.cookies.removeValue(forKey: "__Host-session")
        let back = try await browser.get(provider.signIn(try #require(there.location)))
        browser.cookies["__Host-session"] = session
        return back
    }

    @Test(
        "are linked by whoever is in both; roles follow the provider; taken apart again",
        arguments: Dialect.allCases
    )
    func links(dialect: Dialect) async throws {
        try await trusting(on: dialect) { house, provider, owner in
            let officer = try await owner.invite("data-protection-officer", house, name: "Grace")
            provider.behave { $0.subject = "grace-there" }
            let back = try await ask(officer, provider)
            #expect(back.status == 200)
            #expect(back.body.contains("href=\"/account/link\""))
            #expect(try await officer.act("/account/link").location == "/account")
            // The word was good once, and a passkey alone is a way in no more.
            #expect(try await officer.act("/account/link").status == 404)
            let page = try await officer.get("/sign-in")
            let alone = try officer.passkey.answer(
                page.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await Browser(house).post("/sign-in", alone).status == 422)
            // By the provider they are who they were, with the roles it says they have by now.
            provider.behave {
                $0.subject = "grace-there"
                $0.groups = ["audit"]
                $0.strength = "2fa"
            }
            #expect(try await officer.get("/findings").status == 200)
            try await signInThere(officer, provider)
            #expect(try await officer.get("/findings").status == 404)
            #expect(try await officer.get("/ledger").status == 200)
            // To take it apart asks for a fresh proof, which a provider's word is none of.
            let refused = try await officer.act("/account/unlink", ["back": "/account"])
            #expect(refused.location == "/prove?back=/account")
            try await prove(officer)
            #expect(try await officer.act("/account/unlink").location == "/account")
            #expect(try await officer.act("/account/unlink").status == 422)
            try await officer.signIn()
            #expect(try await officer.get("/ledger").status == 200)
            let grown = try await house.home.ledger.contents()
            try await house.home.ledger.rebuild()
            #expect(try await house.home.ledger.contents() == grown)
        }
    }

    @Test("stay apart for the owner, for two accounts and one sign-in, and without a role there")
    func refusals() async throws {
        try await trusting { house, provider, owner in
            #expect(try await owner.get("/account/link/work").status == 404)
            #expect(try await !owner.get("/account").body.contains("/account/link/work"))
            let one = try await owner.invite("auditor", house, name: "Emil")
            let other = try await owner.invite("auditor", house, name: "Noor")
            #expect(try await one.get("/account/link/nobody").status == 404)
            provider.behave { $0.groups = ["everybody"] }
            #expect(try await ask(one, provider).status == 422)
            #expect(try await one.get("/account/link").status == 404)
            provider.behave { _ in }
            #expect(try await ask(one, provider).status == 200)
            let word = one.cookies["__Host-word"]
            #expect(try await one.act("/account/link").status == 303)
            #expect(try await ask(other, provider).status == 200)
            #expect(try await other.act("/account/link").status == 422, "somebody else's sign-in")
            other.cookies["__Host-word"] = word
            #expect(try await other.act("/account/link").status == 422, "somebody else's word")
            other.cookies["__Host-word"] = word.map { "x" + $0 }
            #expect(try await other.act("/account/link").status == 404)
        }
    }

    @Test("an account that a provider gave goes with the provider")
    func given() async throws {
        try await trusting { house, provider, _ in
            let browser = Browser(house)
            let there = try await browser.get("/sign-in/with/work")
            let back = try await browser.get(provider.signIn(try #require(there.location)))
            let letter = try #require(back.location)
            let page = try await browser.get(letter)
            var fields = browser.passkey.make(
                page.challenge,
                origin: house.origin,
                host: "localhost"
            )
            fields["display"] = "Grace"
            fields["handle"] = "grace-there"
            #expect(try await browser.post(letter, fields).status == 303)
            provider.behave { $0.strength = "2fa" }
            try await signInThere(browser, provider)
            try await prove(browser)
            let account = try await browser.get("/account")
            #expect(!account.body.contains("/account/unlink"))
            #expect(try await browser.act("/account/unlink").status == 422)
        }
    }

    private func signInThere(_ browser: Browser, _ provider: SampleProvider) async throws {
        let there = try await browser.get("/sign-in/with/work")
        let page = try await browser.get(provider.signIn(try #require(there.location)))
        let vouch = try #require(page.between("name=\"vouch\" value=\"", "\""))
        #expect(try await browser.post("/sign-in/vouched", ["vouch": vouch]).status == 303)
    }

    private func prove(_ browser: Browser) async throws {
        let page = try await browser.get("/prove?back=/account")
        var fields = try browser.passkey.answer(
            page.challenge,
            origin: browser.origin,
            host: "localhost"
        )
        fields["form"] = page.mark
        #expect(try await browser.post("/prove", fields).status == 303)
    }
}
