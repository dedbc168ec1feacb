import Logging

extension Ledger {
    private static let log = Logger(label: "cordon.ledger")

    /// What an event calls for once it is a fact. A crash here only delays it: `resume` repeats.
    func afterCommit<E: Event>(of receipt: Receipt<E>) async throws {
        try ring.destroy(receipt.event.erases)
        guard reactions[E.name] != nil else { return }
        let body = try Body.bytes(
            receipt.event,
            actor: receipt.stamp.actor,
            rule: receipt.stamp.rule,
            hearing: nil
        )
        try await react(to: receipt.id, named: E.name, body: body)
    }

    /// Finishes what a crash interrupted: keys to destroy, reactions to run.
    ///
    /// Erasures are repeated even where they were done before: a key ring restored from an old
    /// backup must not bring a destroyed key back.
    package func resume() async throws {
        let ordered = try await store.read { db in
            try db.rows("SELECT name FROM ledger_erasure ORDER BY name")
        }
        let destroyed = try ring.destroyedNames()
        try ring.destroy(
            ordered.map { KeyName(stored: $0.text(0)) }.filter { !destroyed.contains($0) }
        )
        let due = try await store.read { db in
            try db.rows(
                """
                SELECT DISTINCT e.id, e.name, e.seal, e.body, e.ord
                FROM ledger_due d JOIN ledger_event e ON e.id = d.event
                ORDER BY e.ord
                """
            )
        }
        for row in due {
            let id: ID<any Event> = row.id(0)
            guard !row.isNull(3),
                let body = try seals.open(row.blob(3), of: id, under: KeyName(stored: row.text(2)))
            else {
                try await strikeOff(id)
                continue
            }
            try await react(to: id, named: row.text(1), body: body)
        }
    }

    private func react(to id: ID<any Event>, named name: String, body: [UInt8]) async throws {
        for reaction in reactions[name] ?? [] {
            do {
                try await reaction.respond(body, id, self)
            } catch let failure as any Failure {
                // The answer was no, and it is recorded; asking again would not change it.
                let why = String(describing: type(of: failure))
                Self.log.debug("reaction \(reaction.name) was declined: \(why)")
            }
            _ = try await store.write { db in
                try db.execute(
                    """
                    DELETE FROM ledger_due
                    WHERE event = \(id) AND reaction = \(reaction.name)
                    """
                )
            }
        }
    }

    private func strikeOff(_ id: ID<any Event>) async throws {
        _ = try await store.write { try $0.execute("DELETE FROM ledger_due WHERE event = \(id)") }
    }
}
