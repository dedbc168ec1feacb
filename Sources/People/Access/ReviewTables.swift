import Kernel

/// Roles under review; one that is not there is nobody's to decide.
enum ReviewTables {
    static let review = Table(
        "access_review",
        columns: [.text("member"), .text("role"), .integer("due")],
        key: ["member", "role"],
        indexes: [["due"]],
        references: ["member": "access_member"]
    )

    static let projections = [
        Projection { (event: Access.ReviewBegun, _, db) in
            for held in event.held {
                // Whoever was forgotten since is reviewed no more; nor is a role that is gone.
                try db.execute(
                    """
                    INSERT INTO access_review (member, role, due)
                    SELECT member, role, \(event.due) FROM access_role
                    WHERE member = \(held.member) AND role = \(held.role.rawValue)
                    ON CONFLICT (member, role) DO UPDATE SET due = excluded.due
                    """
                )
            }
        },
        Projection { (event: Access.Certified, _, db) in
            try end(event.role, of: event.member, in: db)
            if !event.keeps {
                try db.execute(
                    """
                    DELETE FROM access_role
                    WHERE member = \(event.member) AND role = \(event.role.rawValue)
                    """
                )
            }
        },
        // Roles that are given anew were looked at: there is nothing left to decide.
        Projection { (event: Access.Assigned, _, db) in
            try db.execute("DELETE FROM access_review WHERE member = \(event.member)")
        },
    ]

    private static func end(
        _ role: Role,
        of member: ID<Principal>,
        in db: Database
    ) throws {
        try db.execute(
            "DELETE FROM access_review WHERE member = \(member) AND role = \(role.rawValue)"
        )
    }
}
