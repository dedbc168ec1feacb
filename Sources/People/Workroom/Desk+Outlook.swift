package import Annotation
package import Kernel

extension Workroom.Desk {
    /// What a worker has to do before a task, as far as this room can say.
    package enum Step: Sendable, Hashable {
        case terms
        case guideline
        case lesson(Lesson)
        case secondFactor
        /// A network that the project is worked on from; this is where they are.
        case place(String)
        /// A passkey that cannot leave its device.
        case boundDevice
        /// The data is too sensitive to leave the house.
        case inside
        /// The engagement has not ended.
        case time

        /// Something to learn, and how far this person is with it.
        package struct Lesson: Sendable, Hashable {
            package let module: ID<Workroom.Module>
            package let title: String
            /// Until when it is passed, in milliseconds since 1970.
            package let until: Int64?
            package let failures: Int
        }
    }

    /// A project as one worker finds it.
    package struct Outlook: Sendable {
        package let held: Workroom.Held
        package let begun: Workroom.Begun
        package let terms: Workroom.Terms
        package let steps: [(step: Step, isDone: Bool)]
        /// The lease that is open, if any.
        package let lease: ID<Workroom.Lease>?
        package let earned: Int
        package let seconds: Int
        package let tasks: Int

        package var mayWork: Bool { steps.allSatisfy(\.isDone) }
    }

    /// The sensitivity from which rules keep outsiders away: at it, unless their supplier was
    /// audited; above it, unless two people adopt other rules.
    private static let sensitivityInside = 2

    /// How a project stands for the worker of `engagement`; nobody else's is found.
    package func outlook(
        _ engagement: ID<Workroom.Engagement>,
        for principal: Principal,
        from surroundings: Workroom.Surroundings = .here
    ) async throws -> Outlook {
        let now = now()
        let (held, lessons, lease, done) = try await ledger.store.read { db in
            let held = try Workroom.engagement(engagement, in: db)
            guard held.worker == principal.id else { throw Workroom.Failure.unknown }
            let done = try db.row(
                """
                SELECT COALESCE(SUM(pay), 0), COALESCE(SUM(seconds), 0), COUNT(*)
                FROM workroom_submission WHERE engagement = \(engagement)
                """
            )
            return (
                held,
                try Self.lessons(of: held, in: db),
                try Workroom.openLease(of: engagement, at: now, in: db)?.id,
                done.map { (pay: $0.int(0), seconds: $0.int(1), tasks: $0.int(2)) }
            )
        }
        let begun = try await begun(held.project)
        guard let offered = try await ledger.event(held.event, as: Workroom.Engaged.self) else {
            throw Workroom.Failure.unknown
        }
        var steps: [(step: Step, isDone: Bool)] = [
            (.terms, held.accepted > 0), (.guideline, held.accepted == held.guideline),
        ]
        for lesson in lessons {
            var lesson = lesson
            if let event = lesson.event {
                let taught = try await ledger.event(event, as: Workroom.Taught.self)
                lesson.title = taught?.title ?? ""
            }
            steps.append((.lesson(lesson.told), (lesson.until ?? 0) > now))
        }
        steps += conditions(of: begun, for: principal, from: surroundings)
        let sensitivity = begun.brief.sensitivity
        if sensitivity >= Self.sensitivityInside {
            let isAudited = try await isAudited(held.worker)
            steps.append((.inside, sensitivity == Self.sensitivityInside && isAudited))
        }
        if held.until <= now { steps.append((.time, false)) }
        return Outlook(
            held: held,
            begun: begun,
            terms: offered.terms,
            steps: steps,
            lease: lease,
            earned: (done?.pay ?? 0) + held.paidTime,
            seconds: (done?.seconds ?? 0) + held.minutes * 60 + Int(held.waited / 1_000),
            tasks: done?.tasks ?? 0
        )
    }

    private func isAudited(_ worker: ID<Principal>) async throws -> Bool {
        let now = now()
        return try await ledger.store.read { db in
            guard let supplier = try Access.supplier(of: worker, in: db),
                let rating = try Workroom.maturity(of: supplier, in: db)
            else { return false }
            return rating.confirmer != nil && rating.maturity == .audited && rating.until > now
        }
    }

    private func conditions(
        of begun: Workroom.Begun,
        for principal: Principal,
        from surroundings: Workroom.Surroundings
    ) -> [(step: Step, isDone: Bool)] {
        var steps: [(step: Step, isDone: Bool)] = [(.secondFactor, principal.factors > 1)]
        let conditions = begun.conditions
        if !conditions.places.isEmpty {
            steps.append((.place(surroundings.address), conditions.isPlace(surroundings)))
        }
        if conditions.boundDevice { steps.append((.boundDevice, surroundings.isBoundDevice)) }
        return steps
    }

    private struct Found {
        let module: ID<Workroom.Module>
        let event: ID<any Event>?
        let until: Int64?
        let failures: Int
        var title = ""

        var told: Step.Lesson {
            Step.Lesson(module: module, title: title, until: until, failures: failures)
        }
    }

    private static func lessons(of held: Workroom.Held, in db: Database) throws -> [Found] {
        try db.rows(
            """
            SELECT m.id, m.event, p.until, p.failures - p.excused FROM workroom_module m
            LEFT JOIN workroom_pass p ON p.module = m.id AND p.worker = \(held.worker)
            WHERE m.project = \(held.project) ORDER BY m.event
            """
        ).map { row in
            Found(
                module: row.id(0),
                event: row.id(1),
                until: row.optional(2, Row.int).map(Int64.init),
                failures: row.optional(3, Row.int) ?? 0
            )
        }
    }

    /// A module of the engagement's project, with the questions that the next sitting asks of its
    /// worker, in their order.
    package func lesson(
        _ module: ID<Workroom.Module>,
        for held: Workroom.Held
    ) async throws -> Workroom.Taught {
        let found = try await ledger.store.read { db in
            let row = try db.row(
                """
                SELECT event FROM workroom_module
                WHERE id = \(module) AND project = \(held.project)
                """
            )
            let past = try Workroom.sittings(of: module, by: held.worker, in: db)
            return row.map { (event: $0.id(0, of: (any Event).self), attempt: past.failures) }
        }
        guard let found,
            let taught = try await ledger.event(found.event, as: Workroom.Taught.self)
        else { throw Workroom.Failure.unknown }
        let drawn = Workroom.drawn(
            taught.draws ?? taught.questions.count,
            of: taught.questions.count,
            in: module,
            for: held.worker,
            attempt: found.attempt
        )
        return taught.asking(drawn)
    }

    /// When a lease of this engagement was taken, in milliseconds since 1970.
    package func taken(
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>
    ) async throws -> Int64 {
        try await cache.taken(lease, of: engagement, in: ledger).taken
    }

    /// A task as this engagement was shown it, whatever became of its lease.
    package func seen(
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>
    ) async throws -> Item {
        let taken = try await cache.taken(lease, of: engagement, in: ledger)
        let surrogates = try await surrogates(taken.project)
        return shown(try await sheet(taken.task), to: engagement, surrogates: surrogates)
    }

    /// A task as it is on the screen of whoever holds it, with what is hidden from them hidden.
    package func onScreen(
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>
    ) async throws -> Item {
        let taken = try await cache.taken(lease, of: engagement, in: ledger)
        let revealed = try await ledger.store.read { try Self.revealed(in: lease, $0) }
        let showing = try await showing(lease, taken, revealed: revealed)
        return Item(name: "", fields: showing.fields)
    }

    /// What was answered so far to a task that is not handed in.
    package func kept(_ lease: ID<Workroom.Lease>) async throws -> [String: [String]] {
        let event: ID<any Event>? = try await ledger.store.read { db in
            try db.row("SELECT event FROM workroom_draft WHERE lease = \(lease)")?.id(0)
        }
        guard let event else { return [:] }
        return try await ledger.event(event, as: Workroom.Kept.self)?.fields ?? [:]
    }
}
