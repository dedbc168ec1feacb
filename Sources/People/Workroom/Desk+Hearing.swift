package import Kernel

extension Workroom.Desk {
    /// Something raised that nobody answered yet.
    package struct Open: Sendable {
        package let escalation: ID<Workroom.Escalation>
        package let worker: ID<Principal>
        package let topic: String
        package let opened: Int64
        package let words: String
    }

    package func raised(on project: ID<Workroom.Project>) async throws -> [Open] {
        let rows = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT id, worker, topic, opened, event FROM workroom_escalation
                WHERE project = \(project) AND replied IS NULL ORDER BY opened, id LIMIT 50
                """
            )
        }
        return try await told(rows, in: 4, as: Workroom.Raised.self) { row, raised in
            Open(
                escalation: row.id(0),
                worker: row.id(1),
                topic: row.text(2),
                opened: Int64(row.int(3)),
                words: raised?.words ?? ""
            )
        }
    }

    /// Something that a worker disputes and nobody decided yet.
    package struct Disputed: Sendable {
        package let dispute: ID<Workroom.Dispute>
        package let engagement: ID<Workroom.Engagement>
        package let worker: ID<Principal>
        /// Whether it is the end of their engagement.
        package let isRemoval: Bool
        /// When it was disputed, and by when it is decided, in milliseconds since 1970.
        package let opened: Int64
        package let due: Int64
        package let words: String
    }

    /// What is disputed on a project, the first to be due first.
    package func disputed(on project: ID<Workroom.Project>) async throws -> [Disputed] {
        let rows = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT id, engagement, worker, against, opened, due FROM workroom_dispute
                WHERE project = \(project) AND state = 'open' ORDER BY due, id LIMIT 50
                """
            )
        }
        return try await told(rows, in: 0, as: Workroom.Disputed.self) { row, disputed in
            Disputed(
                dispute: row.id(0),
                engagement: row.id(1),
                worker: row.id(2),
                isRemoval: !row.isNull(3),
                opened: Int64(row.int(4)),
                due: Int64(row.int(5)),
                words: disputed?.reason ?? ""
            )
        }
    }

    /// Modules that somebody did not pass so often that a person has to help.
    package struct Stuck: Sendable {
        package let engagement: ID<Workroom.Engagement>
        package let worker: ID<Principal>
        package let module: ID<Workroom.Module>
        package let title: String
    }

    package func stuck(on project: ID<Workroom.Project>) async throws -> [Stuck] {
        let rows = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT e.id, e.worker, m.id, m.event FROM workroom_module m
                JOIN workroom_pass p ON p.module = m.id AND p.until IS NULL
                JOIN workroom_engagement e ON e.project = m.project AND e.worker = p.worker
                WHERE m.project = \(project) AND e.state <> 'ended'
                    AND p.failures - p.excused >= \(Workroom.Sit.failuresMax)
                ORDER BY e.id, m.id LIMIT 50
                """
            )
        }
        return try await told(rows, in: 3, as: Workroom.Taught.self) { row, taught in
            Stuck(
                engagement: row.id(0),
                worker: row.id(1),
                module: row.id(2),
                title: taught?.title ?? ""
            )
        }
    }

    /// Each row with what the event says that its `column` names: nothing, once it was erased.
    private func told<Said: Event, Item>(
        _ rows: [Row],
        in column: Int,
        as event: Said.Type,
        _ item: (Row, Said?) -> Item
    ) async throws -> [Item] {
        var items: [Item] = []
        for row in rows {
            items.append(item(row, try await ledger.event(row.id(column), as: event)))
        }
        return items
    }
}
