import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("Somebody whose keys were struck")
struct ReturnTests {
    @Test(
        "comes back by the owner's letter as who they were, with a new passkey",
        arguments: Dialect.allCases
    )
    func comesBack(dialect: Dialect) async throws {
        try await ServedHouse.serving(on: dialect) { house in
            let ledger = house.home.ledger
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Grace")
            let member = try #require(
                try await ledger.store.read { db in
                    try Accounts.accounts(after: nil, limit: 9, in: db)
                        .first { $0.member != Principal.owner.id }?.member
                }
            )
            try await ledger.perform(
                Access.Place(member: member, supplier: "harbour"),
                as: .owner
            )
            let path = "/people/\(member)"
            // Whose keys hold needs no way back.
            #expect(try await owner.act(path + "/readmit", ["reason": "a test"]).status == 422)
            try await ledger.perform(Access.Revoke(member: member, reason: "a test"), as: .owner)
            #expect(try await worker.get("/work").status == 303)
            let page = try await owner.get(path)
            #expect(page.body.contains("struck"))
            let first = try await letter(owner, path)
            let second = try await letter(owner, path)
            let back = Browser(house)
            #expect(try await back.get(first).status == 404, "a newer letter was made")
            let offered = try await back.get(second)
            #expect(!offered.body.contains("name=\"handle\""), "what is known is not asked again")
            #expect(offered.body.contains("contractor"))
            // A passkey that was struck comes back no more than its account's other keys.
            let fields = back.passkey.make(
                offered.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await back.post(second, fields).location == "/sign-in")
            #expect(try await back.post(second, fields).status == 404)
            try await back.signIn()
            #expect(try await back.get("/work").status == 200)
            #expect(try await back.get("/account").body.contains("Grace"))
            let read = try await ledger.store.read { try Access.member(member, in: $0) }
            let known = try #require(read)
            #expect(known.roles == [.contractor])
            #expect(known.supplier == "harbour")
            #expect(!known.isKeyStruck)
            let old = try worker.passkey.answer(
                try await worker.get("/sign-in").challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await worker.post("/sign-in", old).status == 422)
            let names = try await ledger.leaves(before: .max, limit: 50).map(\.name)
            #expect(names.contains("accounts.readmitted.v1"))
            #expect(names.contains("accounts.returned.v1"))
            let grown = try await ledger.contents()
            try await ledger.rebuild()
            #expect(try await ledger.contents() == grown)
        }
    }

    @Test("is invited back by the owner alone, and not while they are shut out")
    func refusals() async throws {
        try await ServedHouse.serving { house in
            let ledger = house.home.ledger
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let lead = try await owner.invite("security-lead", house, name: "Sela")
            let manager = try await owner.invite("vendor-manager", house, name: "Vera")
            let worker = try await owner.invite("contractor", house, name: "Grace")
            let page = try await worker.get("/people")
            #expect(page.status == 404)
            let members = try await ledger.store.read { db in
                try Access.members(in: db).filter { $0.roles == [.contractor] }.map(\.id)
            }
            let member = try #require(members.first)
            try await ledger.perform(Access.Revoke(member: member, reason: "a test"), as: .owner)
            let path = "/people/\(member)/readmit"
            for somebody in [lead, manager, worker] {
                let status = try await somebody.act(path, ["reason": "a test"]).status
                #expect(status == 403 || status == 303)
            }
            try await ledger.perform(Access.Suspend(member: member, reason: "a test"), as: .owner)
            #expect(try await owner.act(path, ["reason": "a test"]).status == 422)
        }
    }

    private func letter(_ owner: Browser, _ path: String) async throws -> String {
        let made = try await owner.act(path + "/readmit", ["reason": "they were looked at"])
        return try #require(made.between("<pre>", "</pre>"))
    }
}
