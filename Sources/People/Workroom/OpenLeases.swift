package import Kernel

extension Workroom {
    /// A lease that is open, and the engagement it was given under.
    package struct OpenLease: Sendable, Hashable {
        package let id: ID<Lease>
        package let engagement: ID<Engagement>
    }

    /// Every lease that somebody holds, over all engagements of theirs.
    package static func openLeases(
        of worker: ID<Principal>,
        in db: Database
    ) throws -> [OpenLease] {
        try db.rows(
            """
            SELECT id, engagement FROM workroom_lease
            WHERE worker = \(worker) AND state = 'open' ORDER BY id
            """
        ).map { OpenLease(id: $0.id(0), engagement: $0.id(1)) }
    }
}
