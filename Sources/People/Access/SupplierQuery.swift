package import Kernel

extension Access {
    /// Which supplier sent a member; nil for none.
    package static func supplier(of member: ID<Principal>, in db: Database) throws -> String? {
        try db.row("SELECT supplier FROM access_member WHERE id = \(member)").flatMap { row in
            row.isNull(0) ? nil : row.text(0)
        }
    }
}
