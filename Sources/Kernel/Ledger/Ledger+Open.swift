import Crypto
package import Foundation
import Merkle

extension Ledger {
    /// Opens the ledger in `store`: makes the tables of a new one, migrates those of an old one.
    ///
    /// The tables of rooms are projections: when their shape changed they are dropped and rebuilt
    /// from the events, so only the ledger's own tables ever need migration steps.
    package static func open(
        store: any Store,
        ring: KeyRing,
        rooms: [Room],
        policy: any Policy,
        identity: LogIdentity,
        isNew: Bool,
        faults: Faults = .none,
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> Ledger {
        let ledger = Ledger(
            store: store,
            ring: ring,
            rooms: rooms,
            policy: policy,
            identity: identity,
            faults: faults,
            now: now
        )
        try await store.write { db in
            if isNew { try ledger.createTables(in: db) } else { try ledger.migrate(in: db) }
            guard try ledger.createRooms(in: db) else { return }
            _ = try ledger.rebuild(in: db)
        }
        return ledger
    }

    private func createTables(in db: Database) throws {
        for table in LedgerTables.all {
            for statement in table.creation(for: db.dialect) { try db.execute(statement) }
        }
        try db.execute(LedgerTables.unnumbered)
        try db.execute(
            """
            INSERT INTO ledger_schema (room, fingerprint)
            VALUES ('ledger', \(String(LedgerTables.version)))
            """
        )
        try Head.create(in: db, identity: identity)
    }

    /// Takes the ledger's own tables from the version they have to this program's.
    private func migrate(in db: Database) throws {
        let row = try db.row("SELECT fingerprint FROM ledger_schema WHERE room = 'ledger'")
        let found = row.flatMap { Int($0.text(0)) } ?? 0
        guard (1...LedgerTables.version).contains(found) else {
            throw Broken(
                .storeDamaged,
                "This home was written by a newer Cordon. Update the program, then try again.",
                detail: "ledger schema \(row?.text(0) ?? "absent")"
            )
        }
        guard found < LedgerTables.version else { return }
        for statement in LedgerTables.steps[(found - 1)...].joined() { try db.execute(statement) }
        try db.execute(
            """
            UPDATE ledger_schema SET fingerprint = \(String(LedgerTables.version))
            WHERE room = 'ledger'
            """
        )
    }

    /// Makes or remakes the rooms' tables; returns whether anything has to be rebuilt.
    private func createRooms(in db: Database) throws -> Bool {
        var isChanged = false
        for room in rooms where !room.tables.isEmpty {
            let fingerprint = room.fingerprint(for: db.dialect)
            let old = try db.row("SELECT fingerprint FROM ledger_schema WHERE room = \(room.name)")
            if old?.text(0) == fingerprint { continue }
            if old != nil {
                for table in room.tables.reversed() {
                    try db.execute("DROP TABLE IF EXISTS \(SQL.name(table))")
                }
            }
            for table in room.tables {
                for statement in table.creation(for: db.dialect) { try db.execute(statement) }
            }
            try db.execute(
                """
                INSERT INTO ledger_schema (room, fingerprint) VALUES (\(room.name), \(fingerprint))
                ON CONFLICT (room) DO UPDATE SET fingerprint = excluded.fingerprint
                """
            )
            isChanged = true
        }
        return isChanged
    }
}

extension Room {
    /// A digest of the room's schema: another one means that its tables must be made anew.
    fileprivate func fingerprint(for dialect: Dialect) -> String {
        let text = tables.flatMap { $0.creation(for: dialect) }.flatMap(\.texts).joined()
        return Digest.plain([UInt8](text.utf8)).hex
    }
}
