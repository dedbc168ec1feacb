package import Kernel

extension Workroom {
    /// What somebody raises with the project's contact.
    package enum Topic: String, Codable, Sendable, CaseIterable {
        case sensitivity, safety, pay, guideline, security
    }

    /// Raises something with the project's contact: a task that should not be there, a guideline
    /// that cannot be followed, pay. Unlike a concern it is signed, and it is answered.
    package struct Raise: EngagementCommand {
        package static let name = "workroom.raise"

        package var escalation: ID<Escalation>
        package var engagement: ID<Engagement>
        package var topic: Topic
        package var words: String
        /// The task that it is about, if any.
        package var lease: ID<Lease>?

        package init(
            escalation: ID<Escalation> = ID(),
            engagement: ID<Engagement>,
            topic: Topic,
            words: String,
            lease: ID<Lease>? = nil
        ) {
            self.escalation = escalation
            self.engagement = engagement
            self.topic = topic
            self.words = words
            self.lease = lease
        }

        package func decide(_ db: Database) throws -> Raised {
            try check(reason: words)
            let held = try Workroom.engagement(engagement, in: db)
            if let lease { _ = try Workroom.lease(lease, of: engagement, in: db) }
            let known = try db.row("SELECT 1 FROM workroom_escalation WHERE id = \(escalation)")
            guard known == nil else { throw Failure.already }
            return Raised(
                escalation: escalation,
                engagement: engagement,
                worker: held.worker,
                project: held.project,
                topic: topic,
                words: words,
                lease: lease
            )
        }
    }

    /// Something was raised. Sealed under the key of whoever raised it.
    package struct Raised: WorkerEvent, Hashable {
        package static let name = "workroom.raised.v1"

        package let escalation: ID<Escalation>
        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let topic: Topic
        package let words: String
        package let lease: ID<Lease>?
    }

    /// Answers what somebody raised.
    package struct Reply: Command {
        package static let name = "workroom.reply"

        package var escalation: ID<Escalation>
        package var words: String

        package init(escalation: ID<Escalation>, words: String) {
            self.escalation = escalation
            self.words = words
        }

        package func decide(_ db: Database) throws -> Replied {
            try check(reason: words)
            let row = try db.row(
                "SELECT worker, replied FROM workroom_escalation WHERE id = \(escalation)"
            )
            guard let row else { throw Failure.unknown }
            guard row.isNull(1) else { throw Failure.already }
            return Replied(escalation: escalation, worker: row.id(0), words: words)
        }
    }

    /// What somebody raised was answered.
    package struct Replied: WorkerEvent, Hashable {
        package static let name = "workroom.replied.v1"

        package let escalation: ID<Escalation>
        package let worker: ID<Principal>
        package let words: String
    }

    /// Keeps what was answered to a task so far, so that a closed laptop loses nothing.
    ///
    /// It is kept as the form has it, checked only when it is handed in. No browser holds it.
    package struct Keep: EngagementCommand {
        package static let name = "workroom.keep"
        /// Bytes of everything kept of one task.
        static let lengthMax = 200_000

        package var engagement: ID<Engagement>
        package var lease: ID<Lease>
        /// Values by field of the form.
        package var fields: [String: [String]]

        package init(
            engagement: ID<Engagement>,
            lease: ID<Lease>,
            fields: [String: [String]]
        ) {
            self.engagement = engagement
            self.lease = lease
            self.fields = fields
        }

        package func decide(_ db: Database) throws -> Kept {
            let held = try Workroom.engagement(engagement, in: db)
            let lease = try Workroom.lease(lease, of: engagement, in: db)
            guard lease.state == "open" || lease.state == "expired" else {
                throw Failure.notLeased
            }
            let length = fields.reduce(0) { sum, field in
                sum + field.key.utf8.count + field.value.reduce(0) { $0 + $1.utf8.count }
            }
            guard length <= Self.lengthMax else { throw Failure.tooMany }
            return Kept(lease: self.lease, worker: held.worker, fields: fields)
        }
    }

    /// What was answered so far was kept. Sealed under the worker's own key.
    package struct Kept: WorkerEvent, Hashable {
        package static let name = "workroom.kept.v1"

        package let lease: ID<Lease>
        package let worker: ID<Principal>
        package let fields: [String: [String]]
    }
}
