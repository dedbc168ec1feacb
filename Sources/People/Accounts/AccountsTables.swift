import Credentials
import Custody
import Kernel

enum AccountsTables {
    static let invitation = Table(
        "accounts_invitation",
        columns: [
            .text("id"), .text("member"), .text("token"), .text("roles"),
            .text("supplier").optional, .text("provider").optional, .text("identity").optional,
            .text("inviter"), .integer("until"), .integer("time"),
        ],
        key: ["id"]
    )

    /// No name: that is in the sealed body of the event named here.
    static let account = Table(
        "accounts_account",
        columns: [
            .text("member"), .text("handle"), .text("event"), .text("inviter"),
            .text("supplier").optional, .integer("time"),
        ],
        key: ["member"],
        unique: [["handle"]],
        indexes: [["supplier"]]
    )

    static let passkey = Table(
        "accounts_passkey",
        columns: [
            .text("credential"), .text("member"), .blob("key"), .integer("counter"),
            .integer("backup", check: "backup IN (0, 1)"), .integer("time"), .integer("used"),
        ],
        key: ["credential"],
        indexes: [["member"]],
        references: ["member": "accounts_account"]
    )

    /// The event that holds the secret, and the last step that was used up.
    static let codes = Table(
        "accounts_codes",
        columns: [.text("member"), .text("event"), .integer("step")],
        key: ["member"],
        references: ["member": "accounts_account"]
    )

    static let recovery = Table(
        "accounts_recovery",
        columns: [.text("digest"), .text("member")],
        key: ["digest"],
        references: ["member": "accounts_account"]
    )

    static let session = Table(
        "accounts_session",
        columns: [
            .text("id"), .text("member"), .text("token"), .text("agent"),
            .integer("factors", check: "factors BETWEEN 1 AND 3"), .integer("begun"),
            .integer("until"), .integer("strong"), .text("credential").optional,
        ],
        key: ["id"],
        unique: [["token"]],
        indexes: [["member"]],
        references: ["member": "accounts_account"]
    )

    /// No secret: that is in the sealed body of the event named here.
    static let provider = Table(
        "accounts_provider",
        columns: [
            .text("name"), .text("issuer"), .text("roles"), .text("event"), .integer("time"),
        ],
        key: ["name"],
        unique: [["issuer"]]
    )

    /// Who somebody is at their provider, as a keyed digest.
    static let identity = Table(
        "accounts_identity",
        columns: [.text("identity"), .text("provider"), .text("member")],
        key: ["identity"],
        indexes: [["member"], ["provider"]],
        references: ["member": "accounts_account"]
    )

    static let all = [
        invitation, account, passkey, codes, recovery, session, provider, identity,
    ]

    static let projections = coming + staying + going + vouching + linking

    private static let vouching = [
        Projection { (event: Accounts.Trusted, stamp, db) in
            let roles = Set(event.roles.values.map(\.rawValue)).sorted().joined(separator: " ")
            try db.execute(
                """
                INSERT INTO accounts_provider (name, issuer, roles, event, time)
                VALUES (
                    \(event.provider), \(event.issuer), \(roles), \(stamp.event), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Accounts.Distrusted, _, db) in
            let name = event.provider
            try db.execute(
                """
                DELETE FROM accounts_session WHERE member IN (
                    SELECT member FROM accounts_identity WHERE provider = \(name)
                )
                """
            )
            try db.execute("DELETE FROM accounts_identity WHERE provider = \(name)")
            try db.execute("DELETE FROM accounts_invitation WHERE provider = \(name)")
            try db.execute("DELETE FROM accounts_provider WHERE name = \(name)")
        },
    ]

    private static let coming = [
        Projection { (event: Accounts.Invited, stamp, db) in
            let roles = event.roles.map(\.rawValue).joined(separator: " ")
            try db.execute(
                """
                INSERT INTO accounts_invitation
                    (id, member, token, roles, supplier, provider, identity, inviter, until, time)
                VALUES (
                    \(event.invitation), \(event.member), \(event.token), \(roles),
                    \(event.supplier.value), \(event.provider.value),
                    \(event.identity.value), \(stamp.actor), \(event.until), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Accounts.Joined, stamp, db) in
            try db.execute(
                """
                INSERT INTO accounts_account (member, handle, event, inviter, supplier, time)
                SELECT member, \(event.handle), \(stamp.event), inviter, supplier, \(stamp.time)
                FROM accounts_invitation WHERE id = \(event.invitation)
                """
            )
            try db.execute(
                """
                INSERT INTO accounts_identity (identity, provider, member)
                SELECT identity, provider, member FROM accounts_invitation
                WHERE id = \(event.invitation) AND identity IS NOT NULL
                """
            )
            try db.execute(
                "DELETE FROM accounts_invitation WHERE member = \(event.member)"
            )
            try add(event.passkey, of: event.member, at: stamp.time, to: db)
        },
    ]

    private static let staying = [
        Projection { (event: Accounts.SessionBegun, stamp, db) in
            // A passkey that just answered is as fresh as a proof can be.
            let strong = stamp.time + (event.credential == nil ? 0 : Accounts.freshness)
            try db.execute(
                """
                INSERT INTO accounts_session
                    (id, member, token, agent, factors, begun, until, strong, credential)
                VALUES (
                    \(event.session), \(event.member), \(event.token), \(event.agent),
                    \(event.factors), \(stamp.time), \(event.until), \(strong),
                    \(event.credential?.value ?? .null)
                )
                """
            )
            // Those that are over, and the oldest beyond the limit.
            try db.execute(
                """
                DELETE FROM accounts_session WHERE member = \(event.member) AND (
                    until < \(stamp.time) OR id NOT IN (
                        SELECT id FROM accounts_session WHERE member = \(event.member)
                        ORDER BY begun DESC, id LIMIT \(Accounts.sessionsMax)
                    )
                )
                """
            )
            if let credential = event.credential, let counter = event.counter {
                try use(credential, counter, at: stamp.time, in: db)
            }
            if let step = event.step {
                try db.execute(
                    "UPDATE accounts_codes SET step = \(step) WHERE member = \(event.member)"
                )
            }
            if let digest = event.recovery {
                try db.execute("DELETE FROM accounts_recovery WHERE digest = \(digest)")
            }
        },
        Projection { (event: Accounts.SteppedUp, stamp, db) in
            try db.execute(
                "UPDATE accounts_session SET strong = \(event.until) WHERE id = \(event.session)"
            )
            try use(event.credential, event.counter, at: stamp.time, in: db)
        },
        Projection { (event: Accounts.PasskeyAdded, stamp, db) in
            try add(event.passkey, of: event.member, at: stamp.time, to: db)
        },
        Projection { (event: Accounts.CodesEnabled, stamp, db) in
            try db.execute(
                """
                INSERT INTO accounts_codes (member, event, step)
                VALUES (\(event.member), \(stamp.event), \(event.step))
                ON CONFLICT (member) DO UPDATE SET event = excluded.event, step = excluded.step
                """
            )
            try db.execute("DELETE FROM accounts_recovery WHERE member = \(event.member)")
            for digest in event.recovery {
                try db.execute(
                    """
                    INSERT INTO accounts_recovery (digest, member)
                    VALUES (\(digest), \(event.member))
                    """
                )
            }
        },
    ]

    private static let going = [
        Projection { (event: Accounts.SessionsEnded, _, db) in
            if let session = event.session {
                try db.execute("DELETE FROM accounts_session WHERE id = \(session)")
            } else {
                try endSessions(of: event.member.description, in: db)
            }
        },
        Projection { (event: Accounts.PasskeyRemoved, _, db) in
            try db.execute(
                "DELETE FROM accounts_session WHERE credential = \(event.credential)"
            )
            try db.execute(
                "DELETE FROM accounts_passkey WHERE credential = \(event.credential)"
            )
        },
        Projection { (event: Access.Suspended, _, db) in
            // What ends here does not come back when they are let in again.
            switch event.whom {
            case .member(let member): try endSessions(of: member.description, in: db)
            case .supplier(let name):
                try db.execute(
                    """
                    DELETE FROM accounts_session WHERE member IN (
                        SELECT member FROM accounts_account WHERE supplier = \(name)
                    )
                    """
                )
            case .everyone: try db.execute("DELETE FROM accounts_session")
            }
        },
        // A key that somebody else may have is no way in any more.
        Projection { (event: Access.Revoked, _, db) in
            let id = event.member.description
            try endSessions(of: id, in: db)
            try db.execute("DELETE FROM accounts_recovery WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_codes WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_passkey WHERE member = \(id)")
        },
        Projection { (event: Access.Placed, _, db) in
            try db.execute(
                """
                UPDATE accounts_account SET supplier = \(event.supplier.value)
                WHERE member = \(event.member)
                """
            )
        },
        // Whoever is forgotten as a person has no account any more.
        Projection { (event: Vault.Erased, _, db) in
            let id = event.subject.description
            try endSessions(of: id, in: db)
            try db.execute("DELETE FROM accounts_recovery WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_codes WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_passkey WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_identity WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_account WHERE member = \(id)")
            try db.execute("DELETE FROM accounts_invitation WHERE member = \(id)")
        },
    ]

    private static func endSessions(of member: String, in db: Database) throws {
        try db.execute("DELETE FROM accounts_session WHERE member = \(member)")
    }

    private static func use(
        _ credential: String,
        _ counter: UInt32,
        at time: Int64,
        in db: Database
    ) throws {
        try db.execute(
            """
            UPDATE accounts_passkey SET counter = \(Int(counter)), used = \(time)
            WHERE credential = \(credential)
            """
        )
    }

    static func add(
        _ passkey: Accounts.Passkey,
        of member: ID<Principal>,
        at time: Int64,
        to db: Database
    ) throws {
        let key = Base64URL.decode(passkey.key) ?? []
        try db.execute(
            """
            INSERT INTO accounts_passkey (credential, member, key, counter, backup, time, used)
            VALUES (
                \(passkey.credential), \(member), \(key), \(Int(passkey.counter)),
                \(passkey.canBackUp), \(time), \(time)
            )
            """
        )
    }
}
