package import Kernel

extension Workroom {
    /// Disputes what one's own record says.
    package struct Dispute: EngagementCommand {
        package static let name = "workroom.dispute"

        package var engagement: ID<Engagement>
        package var reason: String

        package init(engagement: ID<Engagement>, reason: String) {
            self.engagement = engagement
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Disputed {
            try check(reason: reason)
            let held = try Workroom.engagement(engagement, in: db)
            return Disputed(engagement: engagement, worker: held.worker, reason: reason)
        }
    }

    /// A worker disputes their record.
    package struct Disputed: WorkerEvent, Hashable {
        package static let name = "workroom.disputed.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let reason: String
    }

    /// Decides what somebody disputes, within fourteen days. Where it was the end of their
    /// engagement and it does not stand, they are engaged again, until the day that was agreed.
    /// The rules keep out whoever ended it.
    package struct Hear: Command {
        package static let name = "workroom.hear"
        package static let thing = ThingKind.dispute

        package var dispute: ID<Dispute>
        /// Whether what is disputed stands.
        package var upholds: Bool
        package var reason: String

        package init(dispute: ID<Dispute>, upholds: Bool, reason: String) {
            self.dispute = dispute
            self.upholds = upholds
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.dispute, dispute) }

        package func decide(_ db: Database) throws -> Heard {
            try check(reason: reason)
            let row = try db.row(
                """
                SELECT state, engagement, worker, against FROM workroom_dispute
                WHERE id = \(dispute)
                """
            )
            guard let row else { throw Failure.unknown }
            guard row.text(0) == "open" else { throw Failure.notDisputed }
            let held = try Workroom.engagement(row.id(1), in: db)
            return Heard(
                dispute: dispute,
                engagement: held.id,
                worker: row.id(2),
                upholds: upholds,
                reason: reason,
                restores: !upholds && !row.isNull(3) && held.state == .ended
            )
        }
    }

    /// A dispute was decided.
    package struct Heard: WorkerEvent, Hashable {
        package static let name = "workroom.heard.v1"

        package let dispute: ID<Dispute>
        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let upholds: Bool
        package let reason: String
        /// Whether the engagement that was ended goes on.
        package let restores: Bool
    }
}
