import AsyncHTTPClient
import Foundation
import Kernel
import Logging
import NIOCore
import NIOPosix
import People
import Support
import Testing

@testable import Server

@Suite("Replicas on one database")
struct ReplicaTests {
    /// Two servers that go by one address, each with a home of its own on one folder and database.
    private func serving(
        _ body: @escaping @Sendable (_ house: ServedHouse, _ other: String) async throws -> Void
    ) async throws {
        try await ServedHouse.serving(on: .postgresql) { house in
            let policy = try HousePolicy(of: ServedHouse.rooms)
            let home = try await Home.open(
                at: house.home.path,
                passphrase: { "" },
                options: Home.Options(rooms: ServedHouse.rooms, policy: policy)
            )
            var options = HouseServer.Options(port: try await Self.freePort())
            options.signals = []
            options.origin = house.origin
            let address = "http://127.0.0.1:\(options.port)"
            let server = HouseServer(
                home: home,
                policy: policy,
                options: options,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            let (starts, start) = AsyncStream.makeStream(of: Void.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run { _, _ in start.yield() } }
                defer { group.cancelAll() }
                for await _ in starts { break }
                try await body(house, address)
            }
        }
    }

    /// A port that was free a moment ago.
    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        defer { channel.close(promise: nil) }
        return try #require(channel.localAddress?.port)
    }

    /// The same browser, led to the other replica as a balancer would.
    private func led(_ browser: Browser, to address: String, _ house: ServedHouse) -> Browser {
        let other = Browser(house, passkey: browser.passkey)
        other.cookies = browser.cookies
        other.address = address
        return other
    }

    @Test("know one's session, and know at once that it is over", .timeLimit(.minutes(5)))
    func sessions() async throws {
        try await serving { house, address in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            #expect(try await led(owner, to: address, house).get("/people").status == 200)
            // A question of one is answered at the other, and there once.
            let worker = try await owner.invite("contractor", house, name: "Grace")
            let challenge = try await worker.get("/sign-in").challenge
            let fields = try worker.passkey.answer(
                challenge,
                origin: house.origin,
                host: "localhost"
            )
            let there = led(worker, to: address, house)
            #expect(try await there.post("/sign-in", fields).status == 303)
            #expect(try await worker.post("/sign-in", fields).status == 422)
            worker.cookies = there.cookies
            #expect(try await worker.get("/work").status == 200)
            // Whoever is shut out at one is out at the other, streams and all.
            let stream = try await there.stream("/live")
            let members = try await house.home.ledger.store.read { try Access.members(in: $0) }
            let member = try #require(members.first).id
            let page = try await owner.act("/people/\(member)/suspend", ["reason": "a test"])
            #expect(page.status == 303)
            #expect(try await there.get("/work").status == 303)
            var said = ""
            for try await part in stream { said += String(buffer: part) }
            #expect(said.contains("event: over"))
        }
    }

    @Test("hold one log: what happens at either is under one head")
    func log() async throws {
        try await serving { house, address in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let there = led(owner, to: address, house)
            for browser in [owner, there] {
                let invited = try await browser.act("/people/invite", ["role": "auditor"])
                #expect(invited.status == 200)
            }
            try await house.home.sequencer.publish()
            let size = try await house.home.ledger.size()
            #expect(size.events == size.numbered)
            let names = try await house.home.ledger.leaves(before: .max, limit: 50).map(\.name)
            // One for each replica that found no owner, and those two.
            #expect(names.count { $0 == "accounts.invited.v1" } == 4)
        }
    }
}
