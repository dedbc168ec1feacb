import Merkle
import Sealing

extension Ledger {
    /// The event that this idempotency key already caused, if any.
    func repeated<E: Event>(_ asked: Asked, in db: Database) throws -> Receipt<E>? {
        guard let key = asked.key else { return nil }
        let row = try db.row(
            """
            SELECT id, name, time, seal, body, request, leaf FROM ledger_event
            WHERE idempotency = \(key.text)
            """
        )
        guard let row else { return nil }
        let isErased = row.isNull(4)
        // Under the key of the house that was in force then.
        let epoch = try Leaf(bytes: row.blob(6)).keyEpoch
        let request = try asked.request.map { try seals.digest(ofRequest: $0, epoch: epoch) }
        let isSame = row.text(1) == E.name && row.optional(5, Row.blob) == request
        guard isErased || isSame else { throw Conflict.otherRequest }
        let id: ID<any Event> = row.id(0)
        guard !row.isNull(4),
            let bytes = try seals.open(row.blob(4), of: id, under: KeyName(stored: row.text(3)))
        else {
            throw Broken(.keyMissing, "This was done before, and has since been erased.")
        }
        let body = try Canonical.decode(Body<E>.self, from: bytes)
        let stamp = Stamp(
            event: id,
            time: Int64(row.int(2)),
            actor: body.actor,
            rule: body.rule
        )
        return Receipt(id: id, event: body.event, stamp: stamp, isRepeat: true)
    }

    /// Spends the permit: records what it admitted.
    func append<C: Command>(
        _ event: C.Outcome,
        by principal: Principal,
        under permit: consuming Permit<C>,
        asked: Asked,
        to db: Database
    ) throws -> Receipt<C.Outcome> {
        try append(event, by: principal, permit.hearing, asked: asked, to: db)
    }

    /// Stores the event unnumbered, then writes it into the tables of its room.
    func append<E: Event>(
        _ event: E,
        by principal: Principal,
        _ hearing: Hearing,
        asked: Asked,
        to db: Database
    ) throws -> Receipt<E> {
        let stamp = Stamp(
            event: asked.id,
            time: asked.time,
            actor: principal.id,
            rule: hearing.rule
        )
        let body = try Body.bytes(
            event,
            actor: principal.id,
            rule: hearing.rule,
            hearing: hearing
        )
        let epoch = seals.epoch
        let seal = event.seal == .house ? KeyName.house(epoch: epoch) : event.seal
        let sealed = try seals.seal(body, of: asked.id, under: seal)
        let leaf = Leaf(
            type: E.name,
            tenantTag: try seals.tenantTag(asked.id, epoch: epoch),
            time: asked.time,
            event: asked.id,
            actorTag: try seals.actorTag(principal, asked.id, epoch: epoch),
            subjectTags: try event.subjects.map { try seals.subjectTag($0, asked.id) },
            commitment: sealed.commitment,
            references: event.references,
            keyEpoch: epoch
        ).bytes
        let request = try asked.request.map { try seals.digest(ofRequest: $0, epoch: epoch) }
        let (key, digest) = (asked.key?.text.value ?? .null, request?.value ?? .null)
        try db.execute(
            """
            INSERT INTO ledger_event
                (id, name, time, leaf, hash, seal, body, idempotency, request)
            VALUES (
                \(asked.id), \(E.name), \(asked.time), \(leaf), \(Digest.leaf(leaf).bytes),
                \(seal.text), \(sealed.body),
                \(key), \(digest)
            )
            """
        )
        try erase(event.erases, ordered: asked.id, in: db)
        for projection in projections[E.name] ?? [] {
            try projection.apply(.fresh(event, stamp), db)
        }
        for reaction in reactions[E.name] ?? [] {
            try db.execute(
                """
                INSERT INTO ledger_due (event, reaction)
                VALUES (\(asked.id), \(reaction.name))
                """
            )
        }
        return Receipt(id: asked.id, event: event, stamp: stamp, isRepeat: false)
    }

    /// Takes the bodies of everything sealed under `names`; the keys go after the commit.
    private func erase(_ names: [KeyName], ordered id: ID<any Event>, in db: Database) throws {
        for name in names {
            try db.execute(
                "UPDATE ledger_event SET body = NULL, request = NULL WHERE seal = \(name.text)"
            )
            try db.execute(
                """
                INSERT INTO ledger_erasure (name, event) VALUES (\(name.text), \(id))
                ON CONFLICT (name) DO NOTHING
                """
            )
        }
    }
}
