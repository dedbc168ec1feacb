package import Kernel

extension Workroom {
    /// Ends an engagement: by a person, for written reasons, not before the notice has run.
    package struct End: EngagementCommand {
        package static let name = "workroom.end"

        package var engagement: ID<Engagement>
        package var reason: String
        /// When it ends, in milliseconds since 1970.
        package var effective: Int64
        /// When the worker was told.
        package var announced: Int64

        package init(
            engagement: ID<Engagement>,
            reason: String,
            announced: Int64,
            effective: Int64
        ) {
            self.engagement = engagement
            self.reason = reason
            self.announced = announced
            self.effective = effective
        }

        package func decide(_ db: Database) throws -> Ended {
            try check(reason: reason)
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            guard announced >= 0, effective >= announced,
                effective - announced >= Int64(held.noticeDays) * day
            else { throw Failure.badTerms }
            return Ended(
                engagement: engagement,
                worker: held.worker,
                reason: reason,
                announced: announced,
                effective: effective
            )
        }
    }

    /// An engagement was ended; it runs until it is effective.
    package struct Ended: WorkerEvent, Hashable {
        package static let name = "workroom.ended.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let reason: String
        package let announced: Int64
        package let effective: Int64
    }

    /// Ends one's own engagement, at once: nobody has to stay, or to say why. What was handed in
    /// is judged and paid as ever; a task that is held goes back.
    package struct Leave: EngagementCommand {
        package static let name = "workroom.leave"

        package var engagement: ID<Engagement>
        /// What whoever leaves wants to say, if anything.
        package var words: String?

        package init(engagement: ID<Engagement>, words: String? = nil) {
            self.engagement = engagement
            self.words = words
        }

        package func decide(_ db: Database) throws -> Left {
            if let words { try check(reason: words) }
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            return Left(engagement: engagement, worker: held.worker, words: words)
        }
    }

    /// Somebody left a project by themselves.
    package struct Left: WorkerEvent, Hashable {
        package static let name = "workroom.left.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let words: String?
    }
}
