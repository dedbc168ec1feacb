extension Ledger {
    /// What was asked at the gate and how it was answered, as the event that came of it says.
    package struct Heard: Sendable {
        package let event: ID<any Event>
        /// The event's stored name; `ledger.refused.v1` where the answer was no.
        package let name: String
        /// Milliseconds since 1970.
        package let time: Int64
        package let actor: ID<Principal>
        package let rule: String
        /// Digest of the set of rules that answered, where it was recorded.
        package let set: String?
        /// What was asked, where it was recorded.
        package let question: Question?
        package let refused: LedgerRoom.Refused?

        package var isAllowed: Bool { refused == nil }
    }

    /// What was asked when `event` was caused; nil when it never was, or was erased.
    package func heard(_ event: ID<any Event>) async throws -> Heard? {
        let row = try await store.read { db in
            try db.row(
                "SELECT ord, id, name, time, seal, body FROM ledger_event WHERE id = \(event)"
            )
        }
        return try row.flatMap(heard)
    }

    /// Gives `body` everything that was asked since `time` (milliseconds since 1970), in order, and
    /// returns how many events were passed over because their key is destroyed.
    package func heard(since time: Int64, _ body: (Heard) throws -> Void) async throws -> Int {
        var (last, erased) = (0, 0)
        while true {
            let rows = try await store.read { [last] db in
                try db.rows(
                    """
                    SELECT ord, id, name, time, seal, body FROM ledger_event
                    WHERE ord > \(last) AND time >= \(time) ORDER BY ord LIMIT \(Self.pageMax)
                    """
                )
            }
            guard let end = rows.last else { return erased }
            last = end.int(0)
            for row in rows {
                guard let heard = try heard(row) else {
                    erased += 1
                    continue
                }
                try body(heard)
            }
        }
    }

    private struct Head: Decodable {
        let actor: ID<Principal>
        let rule: String
        let set: String?
        let asked: Question?
    }

    private func heard(_ row: Row) throws -> Heard? {
        let id: ID<any Event> = row.id(1)
        guard !row.isNull(5),
            let bytes = try seals.open(row.blob(5), of: id, under: KeyName(stored: row.text(4)))
        else { return nil }
        let head = try Canonical.decode(Head.self, from: bytes)
        let isRefusal = row.text(2) == LedgerRoom.Refused.name
        return Heard(
            event: id,
            name: row.text(2),
            time: Int64(row.int(3)),
            actor: head.actor,
            rule: head.rule,
            set: head.set,
            question: head.asked,
            refused: isRefusal
                ? try Canonical.decode(Body<LedgerRoom.Refused>.self, from: bytes).event : nil
        )
    }
}

extension Ledger {
    /// Everything that the rooms say about `principal` as of `time`, and about `thing`.
    package func facts(
        about principal: Principal,
        and thing: Thing,
        at time: Int64,
        in db: Database
    ) throws -> (principal: Attributes, thing: Attributes) {
        (
            try gate.facts(about: principal, at: time, in: db),
            try gate.facts(about: thing, in: db)
        )
    }

    /// The policy that stands at this ledger's gate.
    package var policy: any Policy { gate.policy }
}
