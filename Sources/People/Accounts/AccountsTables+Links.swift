import Kernel

extension AccountsTables {
    /// Coming back, and coming by an organisation.
    static let linking = [
        Projection { (event: Accounts.Readmitted, stamp, db) in
            // One letter back at a time: the newest.
            try db.execute("DELETE FROM accounts_invitation WHERE member = \(event.member)")
            let roles = event.roles.map(\.rawValue).joined(separator: " ")
            try db.execute(
                """
                INSERT INTO accounts_invitation
                    (id, member, token, roles, supplier, inviter, until, time)
                VALUES (
                    \(event.invitation), \(event.member), \(event.token), \(roles),
                    \(event.supplier.value), \(stamp.actor), \(event.until), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Accounts.Returned, stamp, db) in
            try db.execute("DELETE FROM accounts_invitation WHERE member = \(event.member)")
            try add(event.passkey, of: event.member, at: stamp.time, to: db)
        },
        Projection { (event: Accounts.Linked, _, db) in
            try db.execute(
                """
                INSERT INTO accounts_identity (identity, provider, member)
                VALUES (\(event.identity), \(event.provider), \(event.member))
                """
            )
        },
        Projection { (event: Accounts.Unlinked, _, db) in
            try db.execute("DELETE FROM accounts_identity WHERE member = \(event.member)")
        },
    ]
}
