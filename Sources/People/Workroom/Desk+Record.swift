import Foundation
package import Kernel

extension Workroom.Desk {
    /// Everything the house holds about one worker's work: theirs to see, to download, to dispute.
    package struct Record: Codable, Sendable {
        package let worker: ID<Principal>
        package let engagements: [Engagement]
        package let submissions: [Submission]
        package let reveals: Int
        package let notes: [Note]
        package let escalations: [Escalation]
        /// Earned so far, in hundredths: tasks, and the hours of training and waiting.
        package let earned: Int
        /// Hours of work, training and waiting.
        package let hours: Double
        /// Earned an hour, all hours counted, in hundredths; nil without hours.
        package let hourly: Double?

        package struct Engagement: Codable, Sendable {
            package let engagement: ID<Workroom.Engagement>
            package let project: ID<Workroom.Project>
            package let state: String
            package let until: Int64
            package let trainedUntil: Int64?
            package let trainingMinutes: Int
            /// Minutes without a task while one was asked for.
            package let waitingMinutes: Int
            package let guidelineAccepted: Int
            package let guideline: Int
        }

        package struct Submission: Codable, Sendable {
            package let lease: ID<Workroom.Lease>
            package let time: Int64
            package let state: String
            package let pay: Int
            package let seconds: Int
            /// By when a contest is reviewed.
            package let due: Int64?
            /// Why it was rejected, or how its contest was decided.
            package internal(set) var reason: String?
        }

        package struct Escalation: Codable, Sendable {
            package let topic: String
            package let opened: Int64
            package let words: String
            package let answer: String?
        }

        package struct Note: Codable, Sendable {
            /// `looked`, `disputed`, `heard`, `left` or `ended`.
            package let kind: String
            package let actor: ID<Principal>
            package let time: Int64
            /// By when a dispute that is open is decided.
            package let due: Int64?
            package internal(set) var reason: String?
        }
    }

    /// A worker's own record.
    package func record(of worker: ID<Principal>) async throws -> Record {
        let (held, submissions, reveals, notes, raised) = try await ledger.store.read { db in
            (
                try Workroom.engagements(of: worker, in: db),
                try Self.submissions(of: worker, in: db),
                try db.count(
                    """
                    SELECT COUNT(*) FROM workroom_reveal r
                    JOIN workroom_lease l ON l.id = r.lease WHERE l.worker = \(worker)
                    """
                ),
                try Self.notes(on: worker, in: db),
                try Self.raised(by: worker, in: db)
            )
        }
        let earned = submissions.reduce(0) { $0 + $1.row.pay }
            + held.reduce(0) { $0 + $1.paidTime }
        let seconds = submissions.reduce(0) { $0 + $1.row.seconds }
        let waited = held.reduce(0) { $0 + $1.waited }
        let minutes = held.reduce(0) { $0 + $1.minutes }
        let hours = Double(seconds) / 3_600 + Double(minutes) / 60 + Double(waited) / 3_600_000
        return Record(
            worker: worker,
            engagements: held.map(Self.told),
            submissions: try await reasoned(submissions),
            reveals: reveals,
            notes: try await reasoned(notes),
            escalations: try await answered(raised),
            earned: earned,
            hours: hours,
            hourly: hours > 0 ? Double(earned) / hours : nil
        )
    }

    private static func told(_ held: Workroom.Held) -> Record.Engagement {
        Record.Engagement(
            engagement: held.id,
            project: held.project,
            state: held.state.rawValue,
            until: held.until,
            trainedUntil: held.trained,
            trainingMinutes: held.minutes,
            waitingMinutes: Int(held.waited / 60_000),
            guidelineAccepted: held.accepted,
            guideline: held.guideline
        )
    }

    /// A row of the record, and the event that says why.
    private struct Reasoned<Told: Sendable>: Sendable {
        var row: Told
        let event: ID<any Event>?
    }

    private static func submissions(
        of worker: ID<Principal>,
        in db: Database
    ) throws -> [Reasoned<Record.Submission>] {
        try db.rows(
            """
            SELECT lease, time, state, pay, seconds, due, verdict FROM workroom_submission
            WHERE worker = \(worker) ORDER BY time, lease
            """
        ).map { row in
            Reasoned(
                row: Record.Submission(
                    lease: row.id(0),
                    time: Int64(row.int(1)),
                    state: row.text(2),
                    pay: row.int(3),
                    seconds: row.int(4),
                    due: row.optional(5, Row.int).map(Int64.init)
                ),
                event: row.isNull(6) ? nil : row.id(6)
            )
        }
    }

    private func reasoned(
        _ submissions: [Reasoned<Record.Submission>]
    ) async throws -> [Record.Submission] {
        var told: [Record.Submission] = []
        for submission in submissions {
            var row = submission.row
            if let event = submission.event {
                row.reason = try await ledger.event(event, as: Workroom.Judged.self)?.reason
                if row.reason == nil {
                    row.reason = try await ledger.event(event, as: Workroom.Reviewed.self)?.reason
                }
            }
            told.append(row)
        }
        return told
    }

    private static func notes(
        on worker: ID<Principal>,
        in db: Database
    ) throws -> [Reasoned<Record.Note>] {
        try db.rows(
            """
            SELECT n.kind, n.actor, n.time, d.due, n.event FROM workroom_note n
            LEFT JOIN workroom_dispute d ON d.id = n.event AND d.state = 'open'
            WHERE n.worker = \(worker) ORDER BY n.time, n.event
            """
        ).map { row in
            Reasoned(
                row: Record.Note(
                    kind: row.text(0),
                    actor: row.id(1),
                    time: Int64(row.int(2)),
                    due: row.optional(3, Row.int).map(Int64.init)
                ),
                event: row.id(4)
            )
        }
    }

    private func reasoned(_ notes: [Reasoned<Record.Note>]) async throws -> [Record.Note] {
        var told: [Record.Note] = []
        for note in notes {
            var row = note.row
            if let event = note.event {
                row.reason =
                    switch row.kind {
                    case "ended": try await ledger.event(event, as: Workroom.Ended.self)?.reason
                    case "looked": try await ledger.event(event, as: Workroom.Looked.self)?.reason
                    case "heard": try await ledger.event(event, as: Workroom.Heard.self)?.reason
                    case "left": try await ledger.event(event, as: Workroom.Left.self)?.words
                    default: try await ledger.event(event, as: Workroom.Disputed.self)?.reason
                    }
            }
            told.append(row)
        }
        return told
    }

    private static func raised(
        by worker: ID<Principal>,
        in db: Database
    ) throws -> [(event: ID<any Event>, reply: ID<any Event>?, time: Int64)] {
        try db.rows(
            """
            SELECT event, reply, opened FROM workroom_escalation WHERE worker = \(worker)
            ORDER BY opened, id
            """
        ).map { ($0.id(0), $0.isNull(1) ? nil : $0.id(1), Int64($0.int(2))) }
    }

    private func answered(
        _ raised: [(event: ID<any Event>, reply: ID<any Event>?, time: Int64)]
    ) async throws -> [Record.Escalation] {
        var told: [Record.Escalation] = []
        for row in raised {
            guard let event = try await ledger.event(row.event, as: Workroom.Raised.self) else {
                continue
            }
            var answer: String?
            if let reply = row.reply {
                answer = try await ledger.event(reply, as: Workroom.Replied.self)?.words
            }
            told.append(
                Record.Escalation(
                    topic: event.topic.rawValue,
                    opened: row.time,
                    words: event.words,
                    answer: answer
                )
            )
        }
        return told
    }

    /// The guideline in force, and what is different from the one that was accepted, line by line:
    /// added lines begin with `+`, removed ones with `-`.
    package func guideline(
        of project: ID<Workroom.Project>,
        since accepted: Int
    ) async throws -> (version: Int, text: String, changes: [String]) {
        let events: [(version: Int, event: ID<any Event>)] = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT version, event FROM workroom_guideline WHERE project = \(project)
                ORDER BY version
                """
            ).map { ($0.int(0), $0.id(1)) }
        }
        func text(_ version: Int) async throws -> String {
            guard let event = events.first(where: { $0.version == version })?.event else {
                return ""
            }
            return try await ledger.event(event, as: Workroom.Guided.self)?.text ?? ""
        }
        guard let last = events.last else { throw Workroom.Failure.noGuideline }
        let new = try await text(last.version)
        let old = accepted > 0 ? try await text(accepted) : ""
        let difference = new.components(separatedBy: "\n")
            .difference(from: old.components(separatedBy: "\n"))
        let changes = difference.map { change in
            switch change {
            case .insert(_, let line, _): "+ " + line
            case .remove(_, let line, _): "- " + line
            }
        }
        return (last.version, new, accepted > 0 ? changes : [])
    }
}
