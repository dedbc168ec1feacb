package import Kernel

extension Workroom {
    /// Accepts a submission or rejects it. Only a rejection costs pay, and it needs a reason.
    package struct Judge: Command {
        package static let name = "workroom.judge"
        package static let thing = ThingKind.submission

        package var submission: ID<Lease>
        package var accepts: Bool
        /// Needed where it rejects.
        package var reason: String?

        package init(submission: ID<Lease>, accepts: Bool, reason: String? = nil) {
            self.submission = submission
            self.accepts = accepts
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.submission, submission) }

        package func decide(_ db: Database) throws -> Judged {
            let row = try db.row(
                "SELECT state, worker FROM workroom_submission WHERE lease = \(submission)"
            )
            guard let row else { throw Failure.unknown }
            guard row.text(0) == "given" else { throw Failure.already }
            if !accepts { try check(reason: reason ?? "") }
            return Judged(
                submission: submission,
                worker: row.id(1),
                accepts: accepts,
                reason: accepts ? nil : reason
            )
        }
    }

    /// A submission was judged.
    package struct Judged: WorkerEvent, Hashable {
        package static let name = "workroom.judged.v1"

        package let submission: ID<Lease>
        package let worker: ID<Principal>
        package let accepts: Bool
        package let reason: String?
    }

    /// Contests a rejection: somebody else decides it within fourteen days.
    package struct Contest: Command {
        package static let name = "workroom.contest"
        package static let thing = ThingKind.submission

        package var submission: ID<Lease>
        package var reason: String

        package init(submission: ID<Lease>, reason: String) {
            self.submission = submission
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.submission, submission) }

        package func decide(_ db: Database) throws -> Contested {
            try check(reason: reason)
            let row = try db.row(
                "SELECT state, worker FROM workroom_submission WHERE lease = \(submission)"
            )
            guard let row else { throw Failure.unknown }
            guard row.text(0) == "rejected" else { throw Failure.notRejected }
            return Contested(submission: submission, worker: row.id(1), reason: reason)
        }
    }

    /// A rejection was contested.
    package struct Contested: WorkerEvent, Hashable {
        package static let name = "workroom.contested.v1"

        package let submission: ID<Lease>
        package let worker: ID<Principal>
        package let reason: String
    }

    /// Decides a contested rejection. The rules keep out whoever rejected it.
    package struct Review: Command {
        package static let name = "workroom.review"
        package static let thing = ThingKind.submission

        package var submission: ID<Lease>
        /// Whether the rejection stands.
        package var upholds: Bool
        package var reason: String

        package init(submission: ID<Lease>, upholds: Bool, reason: String) {
            self.submission = submission
            self.upholds = upholds
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.submission, submission) }

        package func decide(_ db: Database) throws -> Reviewed {
            try check(reason: reason)
            let row = try db.row(
                "SELECT state, worker FROM workroom_submission WHERE lease = \(submission)"
            )
            guard let row else { throw Failure.unknown }
            guard row.text(0) == "contested" else { throw Failure.notContested }
            return Reviewed(
                submission: submission,
                worker: row.id(1),
                upholds: upholds,
                reason: reason
            )
        }
    }

    /// A contested rejection was decided.
    package struct Reviewed: WorkerEvent, Hashable {
        package static let name = "workroom.reviewed.v1"

        package let submission: ID<Lease>
        package let worker: ID<Principal>
        package let upholds: Bool
        package let reason: String
    }
}
