package import Annotation
package import Kernel

extension Workroom {
    /// Hands in the answers to a leased task, once. Only `Desk.submit` can make it: it checks the
    /// answers against the questions, what was shown and the clock, none of which a transaction
    /// could change, and asks under the lease's name: asking again does nothing again.
    package struct Submit: EngagementCommand {
        package static let name = "workroom.submit"

        package let engagement: ID<Engagement>
        let lease: ID<Lease>
        let answers: [String: Answer]
        /// Seconds of work, as the screen counted them.
        let seconds: Int
        /// Hexadecimal SHA-256 of what was shown.
        let shown: String
        /// Whether the answers are those of a gold task; nil where it is none.
        let isRight: Bool?

        package func decide(_ db: Database) throws -> Submitted {
            let held = try Workroom.engagement(engagement, in: db)
            let lease = try Workroom.lease(lease, of: engagement, in: db)
            guard lease.state == "open" || lease.state == "expired" else {
                throw Failure.notLeased
            }
            guard (0...86_400).contains(seconds), shown.utf8.count == 64 else {
                throw Failure.badAnswer("seconds")
            }
            return Submitted(
                lease: self.lease,
                engagement: engagement,
                worker: held.worker,
                project: held.project,
                task: lease.task,
                answers: answers,
                seconds: seconds,
                shown: shown,
                guideline: lease.guideline,
                isRight: isRight
            )
        }
    }

    /// Answers were handed in.
    package struct Submitted: Event, Hashable {
        package static let name = "workroom.submitted.v1"

        package let lease: ID<Lease>
        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let task: ID<Task>
        package let answers: [String: Answer]
        package let seconds: Int
        package let shown: String
        package let guideline: Int
        package let isRight: Bool?
    }

    /// Shows a masked field of a leased task, or one stretch that is blacked out. The reason and
    /// the moment are recorded. Only `Desk.reveal` can make it: it knows what the task hides.
    package struct Reveal: EngagementCommand {
        package static let name = "workroom.reveal"

        package let engagement: ID<Engagement>
        let lease: ID<Lease>
        let field: String
        /// Number of the stretch among those of the task; nil for the field.
        let stretch: Int?
        let reason: String

        package func decide(_ db: Database) throws -> Revealed {
            try check(reason: reason)
            let held = try Workroom.engagement(engagement, in: db)
            let lease = try Workroom.lease(lease, of: engagement, in: db)
            guard lease.state == "open" else { throw Failure.notLeased }
            return Revealed(
                lease: self.lease,
                worker: held.worker,
                field: field,
                stretch: stretch,
                reason: reason
            )
        }
    }

    /// A masked field, or a stretch that was blacked out, was shown.
    package struct Revealed: Event, Hashable {
        package static let name = "workroom.revealed.v1"

        package let lease: ID<Lease>
        package let worker: ID<Principal>
        package let field: String
        /// Nil where the whole field was shown.
        package let stretch: Int?
        package let reason: String
    }
}
