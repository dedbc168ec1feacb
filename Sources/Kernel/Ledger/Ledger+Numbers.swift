extension Ledger {
    /// The number of a committed event in the log, or nil while it has none.
    package func index(of event: ID<any Event>) async throws -> Int? {
        let row = try await store.read { db in
            try db.row("SELECT idx FROM ledger_event WHERE id = \(event)")
        }
        return row?.optional(0, Row.int)
    }

    /// The event with a number in the log, or nil.
    package func event(at index: Int) async throws -> ID<any Event>? {
        try await store.read { db in
            try db.row("SELECT id FROM ledger_event WHERE idx = \(index)")
        }?.id(0)
    }

    /// The leaf of an event, as the log holds it.
    package func leaf(of event: ID<any Event>) async throws -> [UInt8]? {
        let row = try await store.read { db in
            try db.row("SELECT leaf FROM ledger_event WHERE id = \(event)")
        }
        return row?.blob(0)
    }

    /// How many events there are, how many have a number, and the size of the signed head.
    package func size() async throws -> (events: Int, numbered: Int) {
        try await store.read { db in
            (
                try db.count("SELECT count(*) FROM ledger_event"),
                try db.count("SELECT size FROM ledger_head")
            )
        }
    }
}

extension Ledger {
    /// Numbered events below `index`, newest first, at most `limit`.
    package func leaves(
        before index: Int,
        limit: Int
    ) async throws -> [(index: Int, name: String, time: Int64)] {
        try await store.read { db in
            try db.rows(
                """
                SELECT idx, name, time FROM ledger_event
                WHERE idx IS NOT NULL AND idx < \(index) ORDER BY idx DESC LIMIT \(limit)
                """
            ).map { ($0.int(0), $0.text(1), Int64($0.int(2))) }
        }
    }

    /// Numbered events whose idempotency key begins with `prefix`, at most 200, in log order.
    package func leaves(
        startingWith prefix: String
    ) async throws -> [(index: Int, name: String)] {
        precondition(prefix.hasSuffix("/"), "a prefix ends in a slash")
        return try await store.read { db in
            try db.rows(
                """
                SELECT idx, name FROM ledger_event
                WHERE idempotency LIKE \(prefix + "%") AND idx IS NOT NULL
                ORDER BY idx LIMIT 200
                """
            ).map { ($0.int(0), $0.text(1)) }
        }
    }
}

extension Ledger {
    /// The latest event of a kind that is still readable, or nil.
    func latest<E: Event>(_ type: E.Type) async throws -> E? {
        let row = try await store.read { db in
            try db.row(
                """
                SELECT id FROM ledger_event WHERE name = \(E.name) AND body IS NOT NULL
                ORDER BY ord DESC LIMIT 1
                """
            )
        }
        guard let row else { return nil }
        return try await event(row.id(0), as: E.self)
    }

    /// What an event says, or nil when it never was, is another kind, or was erased.
    package func event<E: Event>(_ id: ID<any Event>, as type: E.Type) async throws -> E? {
        let row = try await store.read { db in
            try db.row(
                "SELECT seal, body FROM ledger_event WHERE id = \(id) AND name = \(E.name)"
            )
        }
        guard let row, !row.isNull(1),
            let body = try seals.open(row.blob(1), of: id, under: KeyName(stored: row.text(0)))
        else { return nil }
        return try Canonical.decode(Body<E>.self, from: body).event
    }
}
