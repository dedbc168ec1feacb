import AsyncHTTPClient
import Credentials
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("Rules that are proposed in the console")
struct ProposalTests {
    private static let more = """

        @id("auditors-open-nothing-else")
        permit (
          principal in Cordon::Role::"auditor",
          action == Cordon::Action::"accounts.invite",
          resource
        );

        """

    /// Proposes rules with one more permit, as a browser sends them; returns where they are.
    private func propose(_ browser: Browser, _ more: String = more) async throws -> String {
        let text = (RuleSet.standardText + more).replacing("\n", with: "\r\n")
        let sent = try await browser.act("/policies/propose", ["text": text, "reason": "a test"])
        return try #require(sent.location)
    }

    /// Looks, and signs with a passkey.
    private func adopt(_ path: String, _ browser: Browser) async throws -> Page {
        let seen = try await browser.act(path + "/weigh")
        #expect(seen.status == 200)
        let page = try await browser.get(path)
        let fields = try browser.passkey.answer(
            page.challenge,
            origin: browser.origin,
            host: "localhost"
        )
        return try await browser.act(path + "/adopt", fields)
    }

    @Test("come into force by a second person, who looked and signs with a passkey")
    func adopted() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let lead = try await owner.invite("security-lead", house, name: "Grace")
            let officer = try await owner.invite("data-protection-officer", house, name: "Edsger")
            #expect(try await lead.get("/policies/propose").body.contains("the-owner-may"))
            let path = try await propose(lead)
            // Whoever proposed does not adopt, and nobody does who did not look.
            #expect(try await adopt(path, lead).status == 403)
            let unseen = try await officer.get(path)
            #expect(unseen.body.contains("Look first"))
            let challenge = try await lead.get(path).challenge
            let blind = try officer.passkey.answer(
                challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await officer.act(path + "/adopt", blind).status == 403)
            let done = try await adopt(path, officer)
            #expect(done.status == 303, "\(done.body)")
            let page = try await officer.get(path)
            #expect(page.body.contains("Adopted by"))
            let digest = try await house.home.ledger.store.read {
                try Access.digestInForce(in: $0)
            }
            #expect(digest == RuleSet.textDigest(of: RuleSet.standardText + Self.more))
        }
    }

    @Test("are not adopted by a passkey that answered to something else, or by somebody else's")
    func signed() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let lead = try await owner.invite("security-lead", house, name: "Grace")
            let officer = try await owner.invite("data-protection-officer", house, name: "Edsger")
            let path = try await propose(owner)
            let other = try await propose(owner, Self.more.replacing("else", with: "more"))
            #expect(try await officer.act(path + "/weigh").status == 200)
            let challenges = [
                try await officer.get("/prove").challenge, try await officer.get(other).challenge,
            ]
            for challenge in challenges {
                let fields = try officer.passkey.answer(
                    challenge,
                    origin: house.origin,
                    host: "localhost"
                )
                #expect(try await officer.act(path + "/adopt", fields).status == 403)
            }
            let challenge = try await officer.get(path).challenge
            let theirs = try lead.passkey.answer(
                challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await officer.act(path + "/adopt", theirs).status == 403)
        }
    }

    @Test("can be withdrawn, and do not come into force by their proposer alone")
    func withdrawn() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let path = try await propose(owner)
            #expect(try await owner.get(path).body.contains("You proposed these rules"))
            #expect(try await owner.act(path + "/weigh").body.contains("Questions of a month"))
            #expect(try await owner.act(path + "/adopt").status == 403)
            #expect(try await owner.act(path + "/withdraw").status == 303)
            #expect(try await owner.get(path).body.contains("withdrawn"))
            let unreadable = try await owner.act(
                "/policies/propose",
                ["text": "permit (", "reason": "a test"]
            )
            #expect(unreadable.status == 422)
            let auditor = try await owner.invite("auditor", house, name: "Otto")
            #expect(try await auditor.get(path).status == 200)
            let text = RuleSet.standardText + Self.more
            let refused = try await auditor.act(
                "/policies/propose",
                ["text": text, "reason": "a test"]
            )
            #expect(refused.status == 403)
        }
    }
}

@Suite("The search of a house")
struct SearchTests {
    @Test("finds what somebody may see, and never goes by a name")
    func finds() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let auditor = try await owner.invite("auditor", house, name: "Grace")
            let engineer = try await owner.invite("ml-engineer", house, name: "Emil")
            #expect(try await auditor.get("/search").body.contains("Type a role"))
            let people = try await auditor.get("/search?q=Engineer")
            #expect(people.body.contains("Emil"))
            #expect(!people.body.contains(">Grace</bdi></a></th>"))
            for name in ["grace", "Emil", "ada"] {
                let named = try await auditor.get("/search?q=\(name)")
                #expect(!named.body.contains("href=\"/people/"), "\(name)")
            }
            let acts = try await auditor.get("/search?q=vault.shred")
            #expect(acts.body.contains("/policies/explain?act=vault.shred"))
            // Who may not see people or rules finds none.
            let blind = try await engineer.get("/search?q=auditor")
            #expect(blind.body.contains("Nothing you may see goes by this"))
            #expect(try await engineer.get("/search?q=releases").body.contains("\"/releases\""))
            let hostile = try await auditor.get("/search?q=%3Cscript%3E%22")
            #expect(!hostile.body.contains("<script>\""))
            #expect(try await Browser(house).get("/search?q=a").status == 303)
        }
    }
}
