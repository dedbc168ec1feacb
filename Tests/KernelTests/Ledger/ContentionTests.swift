import Foundation
import Support
import Testing

@testable import Kernel

@Suite("What happens in the middle of something else", .serialized)
struct ContentionTests {
    @Test(
        "A leader that was held up and goes on neither forks the log nor takes it back",
        arguments: Faults.points.filter {
            $0.hasPrefix("sequencer") || $0.hasPrefix("publication")
        }
    )
    func heldUpLeader(point: String) async throws {
        let fixture = try Fixture(.postgresql)
        defer { fixture.remove() }
        let striker = Striker()
        let slow = try await fixture.create(fixture.options(faults: striker.faults))
        let quick = try await fixture.open()
        try await slow.arrive(3)
        striker.arm(point)
        // It stands still here, with what it knew of the log.
        await #expect(throws: (any Error).self) { try await slow.sequencer.publish() }
        try await quick.arrive(7)
        #expect(try await quick.sequencer.publish() == 10)
        #expect(try await slow.sequencer.publish() == 10)
        try await slow.arrive(1)
        #expect(try await slow.sequencer.publish() == 11)
        for home in [slow, quick] { try await home.close() }
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("Many who publish at once all come to an end", .timeLimit(.minutes(2)))
    func publishing() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        for _ in 0..<50 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await home.arrive(1)
                        try await home.sequencer.publish()
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await home.sequencer.publish() == 400)
        try await home.close()
    }

    @Test("A rebuild that breaks off leaves every row as it was", arguments: Dialect.allCases)
    func brokenRebuild(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let striker = Striker()
        let home = try await fixture.create(
            fixture.options(rooms: [Port.room(), Buoys.room(failing: striker)])
        )
        try await home.arrive(20)
        for number in 0..<20 {
            try await home.ledger.perform(Buoys.Lay(number: number), as: .owner)
        }
        let before = try await home.ledger.contents()
        striker.arm(Buoys.point)
        await #expect(throws: (any Error).self) { try await home.ledger.rebuild() }
        #expect(!striker.isArmed)
        #expect(try await home.ledger.contents() == before)
        #expect(try await home.ledger.rebuild() == 40)
        #expect(try await home.ledger.contents() == before)
        try await home.close()
        #expect(try await fixture.claims().hold)
    }

    @Test("Erasing goes on while the log is numbered and published", arguments: Dialect.allCases)
    func erasing(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let publishing = Task { await home.sequencer.run(every: .milliseconds(1)) }
        let ships = (0..<60).map { _ in ID<Port.Ship>() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for ship in ships {
                group.addTask {
                    let ledger = home.ledger
                    try await ledger.perform(Port.Arrive(ship: ship, tons: 7), as: .owner)
                    try await ledger.perform(Port.Forget(ship: ship), as: .owner)
                }
            }
            try await group.waitForAll()
        }
        publishing.cancel()
        _ = await publishing.value
        #expect(try await home.sequencer.publish() == 120)
        for ship in ships { #expect(try home.ledger.ring.secret(.subject(ship)) == nil) }
        #expect(try await home.ledger.contents()["port_ship"] == [])
        let kept = try await home.ledger.store.read { db in
            try db.count("SELECT count(*) FROM ledger_event WHERE body IS NOT NULL")
        }
        #expect(kept == 60, "only that they were forgotten is still there to read")
        try await home.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }
}

/// A room whose rows can fail to be written.
private enum Buoys {
    static let point = "buoys.written"

    struct Laid: Event {
        static let name = "buoys.laid.v1"
        let number: Int
    }

    struct Lay: Command {
        static let name = "buoys.lay"
        let number: Int
        func decide(_ db: Database) throws -> Laid { Laid(number: number) }
    }

    static func room(failing striker: Striker) -> Room {
        Room(
            name: "buoys",
            summary: "Buoys",
            tables: [Table("buoys_buoy", columns: [.integer("number")], key: ["number"])],
            projections: [
                Projection { (event: Laid, _, db) in
                    if event.number == 10 { try striker.faults.pass(point) }
                    try db.execute("INSERT INTO buoys_buoy (number) VALUES (\(event.number))")
                }
            ],
            acts: [Act(Lay.self, summary: "Lay a buoy")]
        )
    }
}
