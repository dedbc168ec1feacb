import Foundation
import Support
import Testing

@testable import Kernel

@Suite("A home of another version", .serialized)
struct MigrationTests {
    @Test("opens with everything in it when it is older", arguments: Dialect.allCases)
    func older(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let ship = ID<Port.Ship>()
        try await home.ledger.perform(Port.Arrive(ship: ship, tons: 1), as: .owner)
        try await home.ledger.perform(Port.Forget(ship: ship), as: .owner)
        try await home.ledger.store.write { db in
            try db.execute(
                "ALTER TABLE ledger_erasure ADD COLUMN done INTEGER NOT NULL DEFAULT 1"
            )
            try db.execute("UPDATE ledger_schema SET fingerprint = '1' WHERE room = 'ledger'")
        }
        try await home.close()
        let again = try await fixture.open()
        try await again.arrive(2)
        try await again.ledger.perform(Port.Forget(ship: ship), as: .owner)
        let columns = try await again.ledger.store.read { db in
            try db.rows("SELECT * FROM ledger_erasure").map(\.values.count)
        }
        #expect(columns == [2])
        try await again.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("is refused, and left as it is, when it is newer", arguments: Dialect.allCases)
    func newer(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let newer = String(LedgerTables.version + 1)
        _ = try await home.ledger.store.write { db in
            try db.execute("UPDATE ledger_schema SET fingerprint = \(newer) WHERE room = 'ledger'")
        }
        try await home.close()
        do {
            _ = try await fixture.open()
            Issue.record("a newer home was opened")
        } catch let broken as Broken {
            #expect(broken.message.contains("newer Cordon"))
        }
    }
}
