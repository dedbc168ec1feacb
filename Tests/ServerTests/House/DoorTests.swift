import AsyncHTTPClient
import Credentials
import Foundation
import Kernel
import NIOHTTP1
import People
import Testing

@testable import Server

@Suite("The door of a house")
struct DoorTests {
    @Test("lets the first owner in by one link, once")
    func firstOwner() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            #expect(try await owner.get("/").status == 303)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let page = try await owner.get("/")
            #expect(page.status == 200)
            #expect(page.body.contains("Good day, Ada"))
            let again = try await Browser(house).get(house.invitation)
            #expect(again.status == 404)
        }
    }

    @Test("sends every page with the same strict headers, whoever asks")
    func headers() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let stranger = Browser(house)
            for browser in [owner, stranger] {
                for path in ["/", "/people", "/data", "/ledger", "/nothing", "/sign-in"] {
                    let page = try await browser.get(path)
                    let policy = page.headers.first(name: "content-security-policy") ?? ""
                    #expect(policy.contains("default-src 'none'"), "\(path)")
                    #expect(!policy.contains("unsafe"), "\(path)")
                    #expect(page.headers.first(name: "cache-control") == "no-store", "\(path)")
                    #expect(page.headers.first(name: "x-content-type-options") == "nosniff")
                    #expect(page.headers.first(name: "referrer-policy") == "no-referrer")
                    #expect(!page.body.contains("style=\""), "\(path)")
                    #expect(!page.body.contains("onclick"), "\(path)")
                }
            }
        }
    }

    @Test("takes an answer of a passkey once")
    func replay() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let thief = Browser(house, passkey: owner.passkey)
            let page = try await thief.get("/sign-in")
            let fields = try owner.passkey.answer(
                page.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await thief.post("/sign-in", fields).status == 303)
            let again = Browser(house)
            #expect(try await again.post("/sign-in", fields).status == 422)
            #expect(again.cookies["__Host-session"] == nil)
        }
    }

    @Test("takes no challenge but its own, and none from elsewhere")
    func foreign() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let other = Browser(house)
            let made = Base64URL.encode([UInt8](repeating: 7, count: 40))
            let invented = try owner.passkey.answer(made, origin: house.origin, host: "localhost")
            #expect(try await other.post("/sign-in", invented).status == 422)
            let challenge = try await other.get("/sign-in").challenge
            let phished = try owner.passkey.answer(
                challenge,
                origin: "https://cordon.evil.example",
                host: "cordon.evil.example"
            )
            #expect(try await other.post("/sign-in", phished).status == 422)
        }
    }

    @Test("gives a session that nobody could have fixed before, to one browser")
    func fixation() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            owner.cookies["__Host-session"] = String(repeating: "A", count: 43)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let token = try #require(owner.cookies["__Host-session"])
            #expect(token != String(repeating: "A", count: 43))
            try await owner.signIn()
            #expect(owner.cookies["__Host-session"] != token)
            // The same token from another browser is worth nothing.
            let thief = Browser(house)
            thief.agent = "another browser"
            thief.cookies = owner.cookies
            #expect(try await thief.get("/").status == 303)
        }
    }

    @Test("takes no form of another site, without its mark, or of another session")
    func forgery() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let mark = try await owner.get("/").mark
            #expect(!mark.isEmpty)
            owner.saysOrigin = "https://evil.example"
            let foreign = try await owner.post(
                "/people/invite",
                ["role": "auditor", "form": mark]
            )
            #expect(foreign.status == 403)
            owner.saysOrigin = nil
            let silent = try await owner.post("/people/invite", ["role": "auditor", "form": mark])
            #expect(silent.status == 403)
            owner.saysOrigin = house.origin
            #expect(try await owner.post("/people/invite", ["role": "auditor"]).status == 403)
            let before = mark
            try await owner.signIn()
            let old = try await owner.post("/people/invite", ["role": "auditor", "form": before])
            #expect(old.status == 403)
        }
    }

    @Test(
        "leads nowhere outside",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/a\r\nX: y",
            "",
        ]
    )
    func redirects(back: String) {
        #expect(Reception.localPath(back) == "/")
    }

    @Test("answers to no other name")
    func rebinding() async throws {
        try await ServedHouse.serving { house in
            let page = try await Browser(house).get("/sign-in", [("host", "evil.example")])
            #expect(page.status == 421)
        }
    }

    @Test("shuts a suspended member out everywhere, at once")
    func suspension() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let auditor = try await owner.invite("auditor", house, name: "Grace")
            #expect(try await auditor.get("/ledger").status == 200)
            let people = try await owner.get("/people")
            let account = try #require(
                people.body.split(separator: "/people/").dropFirst().map { $0.prefix(36) }
                    .map(String.init).first {
                        $0.count == 36 && !$0.hasSuffix("0002") && !$0.contains("\"")
                    }
            )
            let done = try await owner.act(
                "/people/\(account)/suspend",
                ["reason": "a test", "back": "/people"]
            )
            #expect(done.status == 303)
            #expect(done.location == "/people/\(account)")
            #expect(try await auditor.get("/ledger").status == 303)
            let page = try await auditor.get("/sign-in")
            let fields = try auditor.passkey.answer(
                page.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await auditor.post("/sign-in", fields).status == 422)
        }
    }
}
