package import Annotation
import Foundation
package import Kernel

extension Workroom {
    /// An engagement as commands judge by it.
    package struct Held: Sendable {
        package enum State: String, Sendable { case offered, accepted, ended }

        package let id: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let state: State
        /// Last moment, in milliseconds since 1970.
        package let until: Int64
        package let noticeDays: Int
        /// Version of the guideline that was accepted; 0 for none.
        package let accepted: Int
        /// Version in force.
        package let guideline: Int
        package let trained: Int64?
        /// Minutes of training.
        package let minutes: Int
        /// Promised pay an hour, in hundredths: training and waiting are paid at this rate.
        package let hourly: Int
        /// ISO 4217.
        package let currency: String
        /// Time waited for tasks, in milliseconds.
        package let waited: Int64
        package let isWaiting: Bool
        /// The event that offered the terms.
        package let event: ID<any Event>

        /// Paid beside tasks: the hours of training and waiting, in hundredths.
        package var paidTime: Int {
            (minutes * 60_000 + Int(waited)) * hourly / 3_600_000
        }

        /// Says which of the things to do before a task is still to be done.
        func checkMayWork(at now: Int64) throws(Failure) {
            guard accepted > 0 else { throw .notAccepted }
            guard until > now else { throw .over }
            guard accepted == guideline else { throw .outdated(version: guideline) }
            guard let trained, trained > now else { throw .untrained }
        }
    }

    /// A project as commands judge by it.
    package struct Standing: Sendable {
        package let leaseMinutes: Int
        package let perHour: Int
        package let labels: Int
        package let goldPerMille: Int
        package let repeatPerMille: Int
        package let pay: Int
        package let currency: String
        package let event: ID<any Event>
        /// As they are stored; empty where only the limits were read, as for every lease.
        private let questionText: String

        init(_ row: Row) {
            leaseMinutes = row.int(0)
            perHour = row.int(1)
            labels = row.int(2)
            goldPerMille = row.int(3)
            repeatPerMille = row.int(4)
            pay = row.int(5)
            currency = row.text(6)
            questionText = row.text(7)
            event = row.id(8)
        }

        package var questions: [Prompt] {
            get throws { try Canonical.decode([Prompt].self, from: Array(questionText.utf8)) }
        }
    }

    package static func engagement(
        _ id: ID<Engagement>,
        in db: Database
    ) throws -> Held {
        guard let held = try engagements("e.id = \(id)", in: db).first else {
            throw Failure.unknown
        }
        return held
    }

    /// Engagements of one worker, latest end first.
    package static func engagements(
        of worker: ID<Principal>,
        in db: Database
    ) throws -> [Held] {
        try engagements("e.worker = \(worker)", in: db)
    }

    /// Every engagement of a project, or of all.
    package static func engagements(
        on project: ID<Project>?,
        in db: Database
    ) throws -> [Held] {
        if let project { return try engagements("e.project = \(project)", in: db) }
        return try engagements("1 = 1", in: db)
    }

    private static func engagements(_ which: SQL, in db: Database) throws -> [Held] {
        try db.rows(
            """
            SELECT e.id, e.worker, e.project, e.state, e.until, e.notice_days, e.accepted,
                p.guideline, e.trained, e.minutes, e.hourly, e.currency, e.waited,
                CASE WHEN e.waiting IS NULL THEN 0 ELSE 1 END, e.event
            FROM workroom_engagement e JOIN workroom_project p ON p.id = e.project
            WHERE \(which) ORDER BY e.until DESC, e.id
            """
        ).map { row in
            Held(
                id: row.id(0),
                worker: row.id(1),
                project: row.id(2),
                state: Held.State(rawValue: row.text(3)) ?? .ended,
                until: Int64(row.int(4)),
                noticeDays: row.int(5),
                accepted: row.int(6),
                guideline: row.int(7),
                trained: row.optional(8, Row.int).map(Int64.init),
                minutes: row.int(9),
                hourly: row.int(10),
                currency: row.text(11),
                waited: Int64(row.int(12)),
                isWaiting: row.bool(13),
                event: row.id(14)
            )
        }
    }

    package static func standing(_ id: ID<Project>, in db: Database) throws -> Standing {
        let row = try db.row(
            """
            SELECT lease_minutes, per_hour, labels, gold, again, pay, currency,
                questions, event
            FROM workroom_project WHERE id = \(id)
            """
        )
        guard let row else { throw Failure.unknown }
        return Standing(row)
    }

    /// A project's limits alone: its texts are long, and a lease needs none of them.
    static func limits(_ id: ID<Project>, in db: Database) throws -> Standing {
        let row = try db.row(
            """
            SELECT lease_minutes, per_hour, labels, gold, again, pay, currency, '', event
            FROM workroom_project WHERE id = \(id)
            """
        )
        guard let row else { throw Failure.unknown }
        return Standing(row)
    }

    /// A lease as commands judge by it.
    package struct LeaseState: Sendable {
        package let id: ID<Lease>
        package let task: ID<Task>
        package let state: String
        package let guideline: Int
        package let ends: Int64
        /// When it was taken; milliseconds since 1970, as its end.
        package let taken: Int64
    }

    /// A lease of this engagement and no other's.
    package static func lease(
        _ id: ID<Lease>,
        of engagement: ID<Engagement>,
        in db: Database
    ) throws -> LeaseState {
        let row = try db.row(
            """
            SELECT id, task, state, guideline, ends, taken FROM workroom_lease
            WHERE id = \(id) AND engagement = \(engagement)
            """
        )
        guard let row else { throw Failure.notLeased }
        return leaseState(row)
    }

    /// The lease that a worker still holds, if any.
    package static func openLease(
        of engagement: ID<Engagement>,
        at now: Int64,
        in db: Database
    ) throws -> LeaseState? {
        try db.row(
            """
            SELECT l.id, l.task, l.state, l.guideline, l.ends, l.taken FROM workroom_lease l
            JOIN workroom_engagement e ON e.id = l.engagement AND e.worker = l.worker
            WHERE e.id = \(engagement) AND l.state = 'open' AND l.ends > \(now)
            ORDER BY l.ends DESC LIMIT 1
            """
        ).map(leaseState)
    }

    private static func leaseState(_ row: Row) -> LeaseState {
        LeaseState(
            id: row.id(0),
            task: row.id(1),
            state: row.text(2),
            guideline: row.int(3),
            ends: Int64(row.int(4)),
            taken: Int64(row.int(5))
        )
    }
}
