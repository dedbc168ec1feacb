import Foundation
import Testing

@testable import Kernel

@Suite("The one road", .serialized)
struct RoadTests {
    @Test("records, projects and publishes a command", arguments: Dialect.allCases)
    func performs(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let ship = ID<Port.Ship>()
        let receipt = try await home.ledger.perform(Port.Arrive(ship: ship, tons: 7), as: .owner)
        #expect(receipt.event.tons == 7)
        #expect(receipt.stamp.rule == "the-owner-may")
        let tons = try await home.ledger.store.read { db in
            try db.count("SELECT tons FROM port_ship WHERE id = \(ship)")
        }
        #expect(tons == 7)
        #expect(try await home.sequencer.publish() == 1)
        #expect(try await home.ledger.index(of: receipt.id) == 0)
        try await home.close()
    }

    @Test("a command's no changes nothing", arguments: Dialect.allCases)
    func declines(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        await #expect(throws: Port.Arrive.Denied.tooHeavy) {
            try await home.ledger.perform(Port.Arrive(ship: ID(), tons: 1_001), as: .owner)
        }
        #expect(try await home.ledger.size().events == 0)
        try await home.close()
    }

    @Test("a refusal by the gate is itself recorded", arguments: Dialect.allCases)
    func refuses(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let stranger = Principal(id: ID(), kind: .member)
        await #expect(throws: Refusal.self) {
            try await home.ledger.perform(Port.Arrive(ship: ID(), tons: 1), as: stranger)
        }
        let names = try await home.ledger.store.read { db in
            try db.rows("SELECT name FROM ledger_event").map { $0.text(0) }
        }
        #expect(names == ["ledger.refused.v1"])
        try await home.close()
    }

    @Test("asking twice with one key does it once", arguments: Dialect.allCases)
    func repeats(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let command = Port.Arrive(ship: ID(), tons: 3)
        let ids = try await withThrowingTaskGroup(of: ID<any Event>.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    try await home.ledger.perform(
                        command,
                        as: .owner,
                        once: IdempotencyKey("same")
                    ).id
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await home.ledger.size().events == 1)
        await #expect(throws: Conflict.otherRequest) {
            try await home.ledger.perform(
                Port.Arrive(ship: command.ship, tons: 4),
                as: .owner,
                once: IdempotencyKey("same")
            )
        }
        try await home.close()
    }

    @Test("commands that read and act never pass each other", arguments: Dialect.allCases)
    func serialises(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<5 {
                        try await home.ledger.perform(Port.Tally(), as: .owner)
                    }
                }
            }
            try await group.waitForAll()
        }
        let tons = try await home.ledger.store.read { try $0.count("SELECT tons FROM port_tally") }
        #expect(tons == 20)
        try await home.close()
    }

    @Test("what an event calls for happens once, even after a crash", arguments: Dialect.allCases)
    func reacts(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let rooms = [Port.room(reacts: true)]
        let home = try await fixture.create(fixture.options(rooms: rooms))
        try await home.ledger.perform(Port.Arrive(ship: ID(), tons: 9), as: .owner)
        // As if the process had died between the commit and the reaction.
        try await home.ledger.store.write { db in
            _ = try db.execute(
                """
                INSERT INTO ledger_due (event, reaction)
                SELECT id, 'greet' FROM ledger_event WHERE name = 'port.arrived.v1'
                """
            )
        }
        try await home.close()
        let again = try await fixture.open(fixture.options(rooms: rooms))
        let counts = try await again.ledger.store.read { db in
            [
                try db.count("SELECT count(*) FROM ledger_event WHERE name = 'port.tallied.v1'"),
                try db.count("SELECT count(*) FROM ledger_due"),
            ]
        }
        #expect(counts == [1, 0])
        try await again.close()
    }

    @Test("projections built anew equal those that grew", arguments: Dialect.allCases)
    func rebuilds(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let ships = (0..<20).map { _ in ID<Port.Ship>() }
        for (tons, ship) in ships.enumerated() {
            try await home.ledger.perform(Port.Arrive(ship: ship, tons: tons), as: .owner)
        }
        for ship in ships.prefix(5) {
            try await home.ledger.perform(Port.Forget(ship: ship), as: .owner)
        }
        let grown = try await home.ledger.contents()
        #expect(grown["port_ship"]?.count == 15)
        #expect(try await home.ledger.rebuild() == 25)
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("a room whose tables changed is rebuilt when opened", arguments: Dialect.allCases)
    func migrates(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.ledger.perform(Port.Arrive(ship: ID(), tons: 5), as: .owner)
        let grown = try await home.ledger.contents()
        // A fingerprint of tables that no longer exist in this form.
        try await home.ledger.store.write { db in
            _ = try db.execute("UPDATE ledger_schema SET fingerprint = 'old' WHERE room = 'port'")
            _ = try db.execute("DELETE FROM port_ship")
        }
        try await home.close()
        let again = try await fixture.open()
        #expect(try await again.ledger.contents() == grown)
        try await again.close()
    }

    @Test(
        "erasing destroys the key, the body and the salt, and the proof survives",
        arguments: Dialect.allCases
    )
    func erases(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let ship = ID<Port.Ship>()
        let arrival = try await home.ledger.perform(Port.Arrive(ship: ship, tons: 1), as: .owner)
        try await home.sequencer.publish()
        try await home.ledger.perform(Port.Forget(ship: ship), as: .owner)
        let row = try await home.ledger.store.read { db in
            try db.row("SELECT body, request FROM ledger_event WHERE id = \(arrival.id)")
        }
        #expect(row?.values == [.null, .null])
        #expect(try home.ledger.ring.secret(.subject(ship)) == nil)
        #expect(throws: Broken.self) { try home.ledger.ring.secrets(making: [.subject(ship)]) }
        try await home.sequencer.publish()
        #expect(try await home.ledger.index(of: arrival.id) == 0)
        try await home.close()
    }
}
