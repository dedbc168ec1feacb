import AsyncHTTPClient
import Foundation
import Kernel
import NIOHTTP1
import People
import Sealing
import Testing

@testable import Server

@Suite("The interface for programs")
struct ProgramTests {
    /// A member with a key file of their own, as `cordon keys member` makes one.
    private func member(_ role: Role, in house: ServedHouse) async throws -> MemberKey {
        var generator = SystemRandomNumberGenerator()
        let made = try MemberKey.create(
            passphrase: "a test",
            parameters: Argon2id(memory: 19 << 10, passes: 1, lanes: 1),
            using: &generator
        )
        try await house.home.ledger.perform(
            Access.Enrol(member: made.key.member, key: made.key.key, roles: [role]),
            as: .owner
        )
        return made.key
    }

    private func token(
        _ key: MemberKey,
        _ house: ServedHouse,
        after milliseconds: Int64 = 60_000,
        origin: String? = nil
    ) throws -> [(String, String)] {
        let until = Int64(Date().timeIntervalSince1970 * 1000) + milliseconds
        let token = try MemberToken.make(by: key, for: origin ?? house.origin, until: until)
        return [("authorization", "Bearer \(token)")]
    }

    @Test("lets a member do what the rules let them, once for each key")
    func commands() async throws {
        try await ServedHouse.serving { house in
            let lead = try await member(.securityLead, in: house)
            let auditor = try await member(.auditor, in: house)
            let program = Browser(house)
            program.saysOrigin = nil
            let body = """
                {"member":"\(auditor.member)","reason":"a test"}
                """
            let headers = try token(lead, house) + [("idempotency-key", "one")]
            let done = try await program.send(
                .POST,
                "/api/v1/access/suspend",
                headers: headers,
                body: body
            )
            #expect(done.status == 201)
            let again = try await program.send(
                .POST,
                "/api/v1/access/suspend",
                headers: headers,
                body: body
            )
            #expect(again.status == 201)
            #expect(again.body == done.body)
            let other = try await program.send(
                .POST,
                "/api/v1/access/suspend",
                headers: headers,
                body: body.replacing("a test", with: "another")
            )
            #expect(other.status == 409)
            // Whoever is suspended is let in no more.
            let shut = try await program.get("/api/v1/leaves", token(auditor, house))
            #expect(shut.status == 401)
        }
    }

    @Test("refuses with the rule's own reason, as a problem")
    func refusals() async throws {
        try await ServedHouse.serving { house in
            let auditor = try await member(.auditor, in: house)
            let program = Browser(house)
            program.saysOrigin = nil
            let body = "{\"member\":\"\(auditor.member)\",\"reason\":\"a test\"}"
            let refused = try await program.send(
                .POST,
                "/api/v1/access/suspend",
                headers: token(auditor, house),
                body: body
            )
            #expect(refused.status == 403)
            let type = refused.headers.first(name: "content-type")
            #expect(type == "application/problem+json")
            for (path, sent, status) in [
                ("/api/v1/access/suspend", "{", 400), ("/api/v1/access/nothing", body, 404),
                ("/api/v1/vault/seal", "{}", 404),
            ] {
                let answer = try await program.send(
                    .POST,
                    path,
                    headers: token(auditor, house),
                    body: sent
                )
                #expect(answer.status == status, "\(path)")
            }
        }
    }

    @Test("takes no token that is old, early, for another house, or by nobody")
    func tokens() async throws {
        try await ServedHouse.serving { house in
            let auditor = try await member(.auditor, in: house)
            var generator = SystemRandomNumberGenerator()
            let stranger = try MemberKey.create(
                passphrase: "a test",
                parameters: Argon2id(memory: 19 << 10, passes: 1, lanes: 1),
                using: &generator
            ).key
            let program = Browser(house)
            #expect(try await program.get("/api/v1/leaves", token(auditor, house)).status == 200)
            let bad = [
                try token(auditor, house, after: -1), try token(auditor, house, after: 3_600_000),
                try token(auditor, house, origin: "https://other.example"),
                try token(stranger, house), [("authorization", "Bearer x.y.z")], [],
            ]
            for headers in bad {
                #expect(try await program.get("/api/v1/leaves", headers).status == 401)
            }
        }
    }

    @Test("answers another method with those there are, and a bad place to go on from with no")
    func otherWays() async throws {
        try await ServedHouse.serving { house in
            let auditor = try await member(.auditor, in: house)
            let program = Browser(house)
            program.saysOrigin = nil
            for (method, path, allowed) in [
                (HTTPMethod.DELETE, "/api/v1/documents", "GET, HEAD"),
                (.PATCH, "/api/v1/access/suspend", "POST"),
                (.TRACE, "/sign-in", "GET, HEAD, POST"), (.PUT, "/log/tile/0/000", "GET, HEAD"),
            ] {
                let answer = try await program.send(method, path, headers: token(auditor, house))
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.headers.first(name: "allow") == allowed)
                #expect(answer.headers.first(name: "x-content-type-options") == "nosniff")
            }
            #expect(try await program.send(.TRACE, "/nothing").status == 404)
            #expect(try await program.send(.HEAD, "/sign-in").status == 200)
            let none = try await program.get("/api/v1/leaves/more", token(auditor, house))
            #expect(none.headers.first(name: "content-type") == "application/problem+json")
            for bad in ["x", "", "-1", "1&after=2", "99999999999999999999"] {
                let path = "/api/v1/leaves?after=" + bad
                #expect(try await program.get(path, token(auditor, house)).status == 400, "\(bad)")
            }
            let page = try await program.get("/api/v1/leaves?after=3", token(auditor, house))
            #expect(page.status == 200)
        }
    }

    @Test("describes itself whole, from the commands themselves")
    func description() throws {
        let bytes = try OpenAPI(ServedHouse.rooms).bytes
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        )
        let paths = try #require(document["paths"] as? [String: Any])
        for verb in ServedHouse.rooms.flatMap(\.verbs) {
            #expect(paths["/api/v1/" + verb.name.replacing(".", with: "/")] != nil, "\(verb.name)")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\"data-protection-officer\""))
        #expect(text.contains("\"required\":[\"document\",\"hold\",\"reason\"]"))
        // An enumeration that is written as a number, and what follows it.
        #expect(text.contains("\"maturity\":{\"enum\":[1,2,3],\"type\":\"integer\"}"))
    }
}
