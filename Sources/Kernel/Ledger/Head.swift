import Merkle

/// The signed end of the log, as the database holds it.
struct Head: Sendable {
    let size: Int
    let frontier: Frontier
    /// The signed checkpoint, as it will be published.
    let note: [UInt8]
    let time: Int64

    /// Reads the head and checks it before anything is built on it: the frontier must hash to the
    /// root that our own key signed. A flipped bit in the row is noticed here, not signed.
    static func read(in db: Database, identity: LogIdentity, locks: Bool = false) throws -> Head {
        let query: SQL = "SELECT size, frontier, note, time FROM ledger_head WHERE one = 1"
        // SQLite has one writer; PostgreSQL's sequencers queue up on the row.
        let locking = locks && db.dialect == .postgresql
        guard let row = try db.row(locking ? "\(query) FOR UPDATE" : query) else {
            throw damaged("no head row")
        }
        let frontier: Frontier
        let signed: Checkpoint
        do {
            frontier = try Frontier(bytes: row.blob(1))
            signed = try Checkpoint.open(row.blob(2), by: identity.verifier).checkpoint
        } catch {
            throw damaged("\(error)")
        }
        let size = row.int(0)
        guard signed.size == size, frontier.size == size, signed.root == frontier.root else {
            throw damaged("head, frontier and checkpoint disagree")
        }
        return Head(size: size, frontier: frontier, note: row.blob(2), time: Int64(row.int(3)))
    }

    /// Stores the head of a log that has no leaves.
    static func create(in db: Database, identity: LogIdentity) throws {
        let note = try sign(Frontier(), identity)
        try db.execute(
            """
            INSERT INTO ledger_head (one, size, frontier, note, time)
            VALUES (1, 0, \(Frontier().bytes), \(note), 0)
            """
        )
    }

    /// Moves the head from `old` to `frontier`, if it still is where we saw it.
    static func move(
        from old: Head,
        to frontier: Frontier,
        time: Int64,
        identity: LogIdentity,
        in db: Database
    ) throws {
        let note = try sign(frontier, identity)
        let moved = try db.execute(
            """
            UPDATE ledger_head
            SET size = \(frontier.size), frontier = \(frontier.bytes), note = \(note),
                time = \(max(time, old.time + 1))
            WHERE one = 1 AND size = \(old.size) AND time = \(old.time)
            """
        )
        guard moved == 1 else { throw damaged("another sequencer moved the head") }
    }

    /// Signs the head anew under both of two keys, the same size and root; returns the note.
    static func sign(
        _ head: Head,
        by keys: [SigningKey],
        in db: Database
    ) throws -> [UInt8] {
        guard let first = keys.first else { preconditionFailure("somebody signs") }
        let checkpoint = Checkpoint(
            origin: first.name,
            size: head.size,
            root: head.frontier.root
        )
        var note = try checkpoint.signed(by: first)
        for key in keys.dropFirst() { note.add(try key.sign(checkpoint.body)) }
        try db.execute(
            "UPDATE ledger_head SET note = \(note.bytes) WHERE one = 1 AND size = \(head.size)"
        )
        return note.bytes
    }

    private static func sign(_ frontier: Frontier, _ identity: LogIdentity) throws -> [UInt8] {
        let checkpoint = Checkpoint(
            origin: identity.origin,
            size: frontier.size,
            root: frontier.root
        )
        return try checkpoint.signed(by: identity.key).bytes
    }

    static func damaged(_ detail: String) -> Broken {
        Broken(
            .ledgerDamaged,
            """
            The log's head in the database is damaged; nothing was signed. Restore the database, \
            then run `cordon doctor`.
            """,
            detail: detail
        )
    }
}
