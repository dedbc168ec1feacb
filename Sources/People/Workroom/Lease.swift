package import Kernel

extension Workroom {
    /// Why a task was given to somebody; they cannot tell.
    package enum Serving: String, Codable, Sendable {
        /// It needs a label.
        case work
        /// The answer is known.
        case gold
        /// They answered it before.
        case again
    }

    /// Takes the next task for a while. There is no list to choose from.
    ///
    /// Which kind of task comes follows from the random part of the lease's own identifier: whoever
    /// asks cannot foresee it, and the choice can be checked afterwards. Its other part is the
    /// time, which stands beside it anyway: the leases of a moment are a few pages of each index.
    package struct Lease: EngagementCommand {
        package static let name = "workroom.lease"

        package var lease: ID<Lease>
        package var engagement: ID<Engagement>
        /// What the clock says, in milliseconds since 1970.
        package var now: Int64

        package init(lease: ID<Lease>? = nil, engagement: ID<Engagement>, now: Int64) {
            self.lease = lease ?? ID(at: now)
            self.engagement = engagement
            self.now = now
        }

        package func decide(_ db: Database) throws -> Leased {
            let held = try Workroom.engagement(engagement, in: db)
            try held.checkMayWork(at: now)
            let project = try Workroom.limits(held.project, in: db)
            let open = try db.count(
                """
                SELECT COUNT(*) FROM workroom_lease
                WHERE worker = \(held.worker) AND state = 'open' AND ends > \(now)
                """
            )
            guard open == 0 else { throw Failure.leased }
            let lately = try db.count(
                """
                SELECT COUNT(*) FROM workroom_lease
                WHERE worker = \(held.worker) AND taken > \(now - hour)
                """
            )
            guard lately < project.perHour else { throw Failure.tooFast(perHour: project.perHour) }
            guard let picked = try pick(for: held, project, in: db) else {
                throw Failure.nothingLeft
            }
            return Leased(
                lease: lease,
                engagement: engagement,
                worker: held.worker,
                project: held.project,
                task: picked.task,
                serving: picked.serving,
                guideline: held.accepted,
                ends: now + Int64(project.leaseMinutes) * 60_000,
                expired: try expired(of: held.project, with: picked.freeing, in: db),
                endsWait: held.isWaiting
            )
        }

        /// Leases of others that ran out: their tasks are free again. A few at a time, so that one
        /// caller never pays for everybody's.
        private func expired(
            of project: ID<Project>,
            with freed: ID<Lease>?,
            in db: Database
        ) throws -> [ID<Lease>] {
            let leases: [ID<Lease>] = try db.rows(
                """
                SELECT id FROM workroom_lease
                WHERE project = \(project) AND state = 'open' AND ends <= \(now)
                ORDER BY ends, id LIMIT 16
                """
            ).map { $0.id(0) }
            guard let freed, !leases.contains(freed) else { return leases }
            return leases + [freed]
        }

        /// Three random bytes of the identifier, as a number below a thousand.
        private func draw(_ place: Int) -> Int {
            let bytes = lease.bytes[place..<place + 3]
            return bytes.reduce(0) { ($0 << 8 | Int($1)) } % 1_000
        }

        private struct Picked {
            var task: ID<Task>
            var serving: Serving
            /// The lease that ran out and stood in the way.
            var freeing: ID<Lease>?
        }

        private func pick(
            for held: Held,
            _ project: Standing,
            in db: Database
        ) throws -> Picked? {
            if draw(9) < project.goldPerMille, let gold = try gold(for: held, in: db) {
                return Picked(task: gold, serving: .gold)
            }
            if draw(12) < project.repeatPerMille, let again = try again(for: held, in: db) {
                return Picked(task: again, serving: .again)
            }
            let row = try db.row(
                """
                SELECT t.id FROM workroom_task t
                WHERE t.project = \(held.project) AND t.state = 'open' AND t.gold = 0
                    AND t.taken < \(project.labels)
                    AND NOT EXISTS (
                        SELECT 1 FROM workroom_lease l
                        WHERE l.task = t.id AND l.worker = \(held.worker)
                    )
                ORDER BY t.taken, t.place LIMIT 1
                """
            )
            if let row { return Picked(task: row.id(0), serving: .work) }
            return try abandoned(for: held, in: db)
        }

        /// A task that only somebody's lease that ran out keeps from being free.
        private func abandoned(for held: Held, in db: Database) throws -> Picked? {
            try db.row(
                """
                SELECT l.task, l.id FROM workroom_lease l
                JOIN workroom_task t ON t.id = l.task
                WHERE l.project = \(held.project) AND l.state = 'open' AND l.ends <= \(now)
                    AND l.serving = 'work' AND t.state = 'open'
                    AND NOT EXISTS (
                        SELECT 1 FROM workroom_lease m
                        WHERE m.task = l.task AND m.worker = \(held.worker)
                    )
                ORDER BY l.ends, l.id LIMIT 1
                """
            ).map { Picked(task: $0.id(0), serving: .work, freeing: $0.id(1)) }
        }

        /// A gold task that this person has not met, drawn by where the lease's name falls among
        /// theirs.
        private func gold(for held: Held, in db: Database) throws -> ID<Task>? {
            func first(after name: String) throws -> ID<Task>? {
                try db.row(
                    """
                    SELECT t.id FROM workroom_task t
                    WHERE t.project = \(held.project) AND t.gold = 1 AND t.state = 'open'
                        AND t.id > \(name)
                        AND NOT EXISTS (
                            SELECT 1 FROM workroom_lease l
                            WHERE l.task = t.id AND l.worker = \(held.worker)
                        )
                    ORDER BY t.id LIMIT 1
                    """
                ).map { $0.id(0) }
            }
            // Backwards, the random part comes first.
            let name = ID<Task>(bytes: Array(lease.bytes.reversed()))?.description ?? ""
            return try first(after: name) ?? first(after: "")
        }

        /// A task that this person answered once, two weeks ago or longer.
        private func again(for held: Held, in db: Database) throws -> ID<Task>? {
            try db.row(
                """
                SELECT l.task FROM workroom_lease l
                WHERE l.worker = \(held.worker) AND l.project = \(held.project)
                    AND l.state = 'submitted' AND l.serving = 'work'
                    AND l.taken < \(now - 14 * day)
                    AND NOT EXISTS (
                        SELECT 1 FROM workroom_lease m
                        WHERE m.task = l.task AND m.worker = l.worker AND m.serving = 'again'
                    )
                ORDER BY l.id LIMIT 1
                """
            ).map { $0.id(0) }
        }
    }

    /// A task was leased.
    package struct Leased: Event, Hashable {
        package static let name = "workroom.leased.v1"

        package let lease: ID<Lease>
        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let task: ID<Task>
        package let serving: Serving
        package let guideline: Int
        /// In milliseconds since 1970.
        package let ends: Int64
        /// Leases that had run out by then.
        package let expired: [ID<Lease>]
        /// Whether somebody waited for it: the wait is over, and counted.
        package let endsWait: Bool
    }

    /// Finds that there is no task for somebody, so that the time until one comes is counted.
    package struct Wait: EngagementCommand {
        package static let name = "workroom.wait"

        package var engagement: ID<Engagement>

        package func decide(_ db: Database) throws -> Waited {
            let held = try Workroom.engagement(engagement, in: db)
            guard !held.isWaiting else { throw Failure.already }
            return Waited(engagement: engagement, worker: held.worker)
        }
    }

    /// Somebody began to wait for a task.
    package struct Waited: Event, Hashable {
        package static let name = "workroom.waited.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
    }

    /// Gives a task back undone. Nothing is held against whoever does.
    package struct Return: EngagementCommand {
        package static let name = "workroom.return"

        package var engagement: ID<Engagement>
        package var lease: ID<Lease>

        package init(engagement: ID<Engagement>, lease: ID<Lease>) {
            self.engagement = engagement
            self.lease = lease
        }

        package func decide(_ db: Database) throws -> Returned {
            let lease = try Workroom.lease(lease, of: engagement, in: db)
            guard lease.state == "open" else { throw Failure.notLeased }
            return Returned(lease: self.lease)
        }
    }

    /// A task came back undone.
    package struct Returned: Event, Hashable {
        package static let name = "workroom.returned.v1"

        package let lease: ID<Lease>
    }
}
