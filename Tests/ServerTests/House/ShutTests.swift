import AsyncHTTPClient
import Foundation
import Kernel
import NIOCore
import People
import Testing

@testable import Server

@Suite("A house that shuts people out")
struct ShutTests {
    /// Everything that a stream goes on to say, until it ends.
    private func rest(of browser: Browser) async throws -> Task<String, any Error> {
        let stream = try await browser.stream("/live")
        let (begins, begin) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            var said = ""
            for try await part in stream {
                said += String(buffer: part)
                begin.yield()
            }
            return said
        }
        // It is open once it has said something.
        for await _ in begins { break }
        return task
    }

    private func member(_ name: String, in house: ServedHouse) async throws -> ID<Principal> {
        let accounts = try await house.home.ledger.store.read {
            try Accounts.accounts(after: nil, limit: 100, in: $0)
        }
        for account in accounts {
            let called = try await Accounts.name(of: account, in: house.home.ledger)?
                .reveal(for: Occasion("a test")) { $0 }
            if called == name { return account.member }
        }
        throw CancellationError()
    }

    @Test("ends sessions and streams of a supplier's people, and of nobody else")
    func supplier() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let sent = try await owner.invite("auditor", house, name: "Grace")
            let own = try await owner.invite("auditor", house, name: "Edsger")
            let grace = try await member("Grace", in: house)
            let placed = try await owner.act("/people/\(grace)/place", ["supplier": "harbour"])
            #expect(placed.status == 303)
            let theirs = try await rest(of: sent)
            let group = try await owner.get("/people/supplier:harbour")
            #expect(group.body.contains("Grace"))
            #expect(!group.body.contains("Edsger"))
            let began = ContinuousClock.now
            let shut = try await owner.act(
                "/people/supplier:harbour/suspend",
                ["reason": "a breach"]
            )
            #expect(shut.status == 303)
            // It looks each second: well within the five in which it has to be over.
            #expect(try await theirs.value.contains("event: over"))
            print("the stream ended after \(ContinuousClock.now - began)")
            #expect(try await sent.get("/ledger").location?.hasPrefix("/sign-in") == true)
            #expect(try await own.get("/ledger").status == 200)
            let again = try await owner.act(
                "/people/supplier:harbour/reinstate",
                ["reason": "looked into"]
            )
            #expect(again.status == 303)
            // What ended does not come back; signing in does.
            #expect(try await sent.get("/ledger").status == 303)
            try await sent.signIn()
            #expect(try await sent.get("/ledger").status == 200)
        }
    }

    @Test("ends everybody's, the owner's too, whom alone it lets in again")
    func everyone() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let lead = try await owner.invite("security-lead", house, name: "Grace")
            let streams = [try await rest(of: owner), try await rest(of: lead)]
            let shut = try await lead.act("/people/everyone/suspend", ["reason": "a breach"])
            #expect(shut.status == 303)
            for stream in streams { #expect(try await stream.value.contains("event: over")) }
            #expect(try await owner.get("/people").status == 303)
            let page = try await lead.get("/sign-in")
            let fields = try lead.passkey.answer(
                page.challenge,
                origin: house.origin,
                host: "localhost"
            )
            #expect(try await lead.post("/sign-in", fields).status == 422)
            try await owner.signIn()
            #expect(try await owner.get("/people/everyone").body.contains("Reinstate everyone"))
            let again = try await owner.act("/people/everyone/reinstate", ["reason": "over"])
            #expect(again.status == 303)
            try await lead.signIn()
            #expect(try await lead.get("/people").status == 200)
        }
    }

    @Test("is not told to by somebody who may not, nor about a supplier that nobody knows")
    func refuses() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let auditor = try await owner.invite("auditor", house, name: "Grace")
            let shut = try await auditor.act("/people/everyone/suspend", ["reason": "a test"])
            #expect(shut.status == 403)
            #expect(try await owner.get("/people/supplier:nobody").status == 404)
            #expect(try await owner.get("/people/supplier:No%20Body").status == 404)
        }
    }
}
