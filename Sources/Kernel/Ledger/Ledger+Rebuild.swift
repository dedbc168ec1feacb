extension Ledger {
    /// Events opened per page while rebuilding: bounds memory.
    static let pageMax = 2_000

    /// Empties every projection and writes it anew from the events; returns how many were read.
    ///
    /// Events whose key was destroyed are passed over: their rows are gone for good.
    @discardableResult
    package func rebuild() async throws -> Int {
        try await store.write { try self.rebuild(in: $0) }
    }

    /// Rebuilds on trial, in a transaction that is given up; tells which tables came out different.
    package func rehearseRebuild() async throws -> Rehearsal {
        let tables = rooms.flatMap(\.tables)
        do {
            return try await store.write { db -> Rehearsal in
                let before = try tables.map { try $0.contents(in: db) }
                let events = try self.rebuild(in: db)
                let after = try tables.map { try $0.contents(in: db) }
                let different = tables.indices.filter { before[$0] != after[$0] }
                // Throwing is what gives the transaction up.
                throw Rehearsal(events: events, different: different.map { tables[$0].name })
            }
        } catch let rehearsal as Rehearsal {
            return rehearsal
        }
    }

    /// What a rebuild on trial showed.
    package struct Rehearsal: Error {
        package let events: Int
        /// Names of the tables that are not what the events say.
        package let different: [String]
    }

    /// Every row of every room's tables, in key order.
    package func contents() async throws -> [String: [Row]] {
        let tables = rooms.flatMap(\.tables)
        return try await store.read { db in
            var contents: [String: [Row]] = [:]
            for table in tables { contents[table.name] = try table.contents(in: db) }
            return contents
        }
    }

    func rebuild(in db: Database) throws -> Int {
        for table in rooms.flatMap(\.tables).reversed() {
            try db.execute("DELETE FROM \(SQL.name(table))")
        }
        var last = 0
        var count = 0
        while true {
            let rows = try db.rows(
                """
                SELECT ord, id, name, time, seal, body FROM ledger_event
                WHERE ord > \(last) ORDER BY ord LIMIT \(Self.pageMax)
                """
            )
            guard let end = rows.last else { return count }
            last = end.int(0)
            for row in rows { try replay(row, in: db) }
            count += rows.count
        }
    }

    private func replay(_ row: Row, in db: Database) throws {
        guard let projections = projections[row.text(2)], !row.isNull(5) else { return }
        let id: ID<any Event> = row.id(1)
        let key = KeyName(stored: row.text(4))
        guard let body = try seals.open(row.blob(5), of: id, under: key) else { return }
        for projection in projections {
            try projection.apply(.stored(body, time: Int64(row.int(3)), id: id), db)
        }
    }
}
