package import Kernel

extension Workroom {
    /// A lease that is open, and the engagement it was given under.
    package struct OpenLease: Sendable, Hashable {
        package let id: ID<Lease>
        package let engagement: ID<Engagement>
    }

    /// Whoever is shut out can give nothing back: the house does, and the tasks are free again.
    static let givesBack = Reaction("return-leases", to: Access.Suspended.self, reading: {
        suspended, db in
        try Access.members(meant: suspended.whom, in: db).flatMap { worker in
            try openLeases(of: worker, in: db).map { lease in
                let command = Return(engagement: lease.engagement, lease: lease.id)
                return (lease.id.description, command)
            }
        }
    })

    /// Whoever left holds nothing any more. It is an event of its own, under the house's key: what
    /// becomes of tasks stays, also when the person is forgotten.
    static let givesBackLeft = Reaction("return-left-leases", to: Left.self, reading: { left, db in
        try openLeases(of: left.worker, in: db)
            .filter { $0.engagement == left.engagement }
            .map { lease in
                let command = Return(engagement: lease.engagement, lease: lease.id)
                return (lease.id.description, command)
            }
    })

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
