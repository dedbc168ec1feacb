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
        /// Earned so far, in hundredths.
        package let earned: Int
        /// Hours of work and training.
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
        }

        package struct Note: Codable, Sendable {
            /// `looked`, `disputed` or `ended`.
            package let kind: String
            package let actor: ID<Principal>
            package let time: Int64
        }
    }

    /// A worker's own record.
    package func record(of worker: ID<Principal>) async throws -> Record {
        try await ledger.store.read { db in
            let held = try Workroom.engagements(of: worker, in: db)
            let submissions = try Self.submissions(of: worker, in: db)
            let reveals = try db.count(
                """
                SELECT COUNT(*) FROM workroom_reveal r
                JOIN workroom_lease l ON l.id = r.lease WHERE l.worker = \(worker)
                """
            )
            let notes = try db.rows(
                """
                SELECT kind, actor, time FROM workroom_note WHERE worker = \(worker)
                ORDER BY time, event
                """
            ).map { Record.Note(kind: $0.text(0), actor: $0.id(1), time: Int64($0.int(2))) }
            let earned = submissions.reduce(0) { $0 + $1.pay }
            let seconds = submissions.reduce(0) { $0 + $1.seconds }
            let minutes = held.reduce(0) { $0 + $1.minutes }
            let hours = Double(seconds) / 3_600 + Double(minutes) / 60
            return Record(
                worker: worker,
                engagements: held.map { held in
                    Record.Engagement(
                        engagement: held.id,
                        project: held.project,
                        state: held.state.rawValue,
                        until: held.until,
                        trainedUntil: held.trained,
                        trainingMinutes: held.minutes,
                        guidelineAccepted: held.accepted,
                        guideline: held.guideline
                    )
                },
                submissions: submissions,
                reveals: reveals,
                notes: notes,
                earned: earned,
                hours: hours,
                hourly: hours > 0 ? Double(earned) / hours : nil
            )
        }
    }

    private static func submissions(
        of worker: ID<Principal>,
        in db: Database
    ) throws -> [Record.Submission] {
        try db.rows(
            """
            SELECT lease, time, state, pay, seconds, due FROM workroom_submission
            WHERE worker = \(worker) ORDER BY time, lease
            """
        ).map { row in
            Record.Submission(
                lease: row.id(0),
                time: Int64(row.int(1)),
                state: row.text(2),
                pay: row.int(3),
                seconds: row.int(4),
                due: row.optional(5, Row.int).map(Int64.init)
            )
        }
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
