import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("A supplier's people, or everyone", .serialized)
struct GroupTests {
    @Test("are shut out by one act, and let in again by somebody else", arguments: Dialect.allCases)
    func supplier(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let other = try await home.enrol(.securityLead)
        let sent = try await home.enrol(.auditor)
        let own = try await home.enrol(.auditor)
        try await home.ledger.perform(
            Access.Place(member: sent.member, supplier: "harbour"),
            as: .owner
        )
        try await home.ledger.perform(
            Access.Suspend(.supplier("harbour"), reason: "a breach"),
            as: lead.principal
        )
        func isOut(_ key: MemberKey) async throws -> Bool {
            try await home.ledger.store.read { try Access.isSuspended(key.member, in: $0) }
        }
        #expect(try await isOut(sent))
        #expect(try await !isOut(own))
        #expect(
            try await home.refusal {
                try await home.weigh(ID(), as: sent.principal)
            }?.determining == ["suspended-means-no"]
        )
        // Nobody walks out of it by being placed elsewhere.
        await #expect(throws: Access.Failure.shutOut) {
            try await home.ledger.perform(
                Access.Place(member: sent.member, supplier: nil),
                as: .owner
            )
        }
        let reinstate = Access.Reinstate(.supplier("harbour"), reason: "looked into")
        #expect(
            try await home.refusal {
                try await home.ledger.perform(reinstate, as: lead.principal)
            }?.determining == ["reopening-takes-another"]
        )
        try await home.ledger.perform(reinstate, as: other.principal)
        #expect(try await !isOut(sent))
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("are let in by the owner, who is never shut out", arguments: Dialect.allCases)
    func everyone(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let left = try await home.enrol(.auditor)
        try await home.ledger.perform(
            Access.Suspend(member: left.member, reason: "left"),
            as: lead.principal
        )
        try await home.ledger.perform(
            Access.Suspend(.everyone, reason: "a breach"),
            as: lead.principal
        )
        let reinstate = Access.Reinstate(.everyone, reason: "looked into")
        #expect(
            try await home.refusal {
                try await home.ledger.perform(reinstate, as: lead.principal)
            }?.determining.contains("suspended-means-no") == true
        )
        // Whoever comes now is shut out as well.
        let late = try await home.enrol(.auditor)
        let isOut = try await home.ledger.store.read { db in
            try (
                late: Access.isSuspended(late.member, in: db),
                owner: Access.isSuspended(Principal.owner.id, in: db)
            )
        }
        #expect(isOut == (late: true, owner: false))
        try await home.ledger.perform(reinstate, as: .owner)
        let members = try await home.ledger.store.read { try Access.members(in: $0) }
        // Who was shut out for a reason of their own stays out.
        #expect(members.filter(\.isSuspended).map(\.id) == [left.member])
        try await home.close()
    }

    @Test("are shut out together only where there are any, and only once")
    func refuses() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let sent = try await home.enrol(.contractor)
        let manager = try await home.enrol(.vendorManager)
        await #expect(throws: Access.Failure.unknownSupplier) {
            try await home.ledger.perform(
                Access.Suspend(.supplier("nobody"), reason: "a test"),
                as: .owner
            )
        }
        await #expect(throws: Access.Failure.badSupplier) {
            try await home.ledger.perform(
                Access.Place(member: sent.member, supplier: "Some Person"),
                as: .owner
            )
        }
        try await home.ledger.perform(
            Access.Place(member: sent.member, supplier: "harbour"),
            as: manager.principal
        )
        // A vendor manager shuts out a supplier of contractors, and not the house.
        #expect(
            try await home.refusal {
                try await home.ledger.perform(
                    Access.Suspend(.everyone, reason: "a test"),
                    as: manager.principal
                )
            } != nil
        )
        let suspend = Access.Suspend(.supplier("harbour"), reason: "a test")
        try await home.ledger.perform(suspend, as: manager.principal)
        await #expect(throws: Access.Failure.alreadySuspended) {
            try await home.ledger.perform(suspend, as: .owner)
        }
        try await home.close()
    }

    @Test("give back what they hold, so that others can go on", arguments: Dialect.allCases)
    func leases(dialect: Dialect) async throws {
        let place = try await Workplace(dialect)
        defer { place.remove() }
        try await place.add(3)
        try await place.prepare(place.worker, place.engagement)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        try await place.home.ledger.perform(
            Access.Place(member: place.worker.member, supplier: "harbour"),
            as: .owner
        )
        let held = { @Sendable in
            try await place.home.ledger.store.read {
                try Workroom.openLeases(of: place.worker.member, in: $0)
            }
        }
        #expect(try await held().map(\.id) == [showing.lease])
        try await place.home.ledger.perform(
            Access.Suspend(.supplier("harbour"), reason: "a breach"),
            as: .owner
        )
        #expect(try await held().isEmpty)
        #expect(try await place.isRebuilt())
    }

    @Test("are written as one field beside the reason, as they were before there were groups")
    func written() throws {
        let member = ID<Principal>()
        let acts: [(Access.Whom, String)] = [
            (.member(member), "{\"member\":\"\(member)\",\"reason\":\"r\"}"),
            (.supplier("harbour"), "{\"reason\":\"r\",\"supplier\":\"harbour\"}"),
            (.everyone, "{\"everyone\":true,\"reason\":\"r\"}"),
        ]
        for (whom, text) in acts {
            let bytes = try Canonical.encode(Access.Suspend(whom, reason: "r"))
            #expect(String(decoding: bytes, as: UTF8.self) == text)
            #expect(try Canonical.decode(Access.Suspended.self, from: bytes).whom == whom)
            #expect(Access.Whom(whom.description) == whom)
        }
        for text in [
            "{\"reason\":\"r\"}", "{\"everyone\":false,\"reason\":\"r\"}",
            "{\"everyone\":true,\"reason\":\"r\",\"supplier\":\"harbour\"}",
        ] {
            #expect(throws: Access.Failure.badWhom) {
                try Canonical.decode(Access.Suspend.self, from: Array(text.utf8))
            }
        }
    }
}
