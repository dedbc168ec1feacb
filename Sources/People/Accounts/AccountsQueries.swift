import Credentials
package import Kernel

extension Accounts {
    /// An account as a list shows it.
    package struct Account: Sendable, Hashable {
        package let member: ID<Principal>
        /// Whether they are shut out, for whichever reason.
        package let isSuspended: Bool
        /// When its owner joined, in milliseconds since 1970.
        package let since: Int64
        /// Who invited them.
        package let inviter: ID<Principal>
        /// The event whose sealed body holds their name.
        let event: ID<any Event>
    }

    /// A letter that was not taken up yet.
    package struct Letter: Sendable, Hashable {
        package let id: ID<Invitation>
        package let member: ID<Principal>
        package let roles: [Role]
        package let supplier: String?
        package let until: Int64
        let token: String

        /// Whether the secret with this keyed digest is the letter's.
        package func isOpened(by token: String) -> Bool {
            isSame(Array(self.token.utf8), Array(token.utf8))
        }
    }

    /// A browser that is signed in.
    package struct Signed: Sendable, Hashable {
        package let id: ID<Session>
        package let member: ID<Principal>
        /// Keyed digest of what the browser said it is.
        package let agent: String
        package let factors: Int
        /// When it began, until when it lasts, and until when it counts as fresh; in milliseconds
        /// since 1970.
        package let begun: Int64
        package let until: Int64
        package let strong: Int64

        /// Whom the gate is asked for.
        package var principal: Principal {
            let isOwner = member == Principal.owner.id
            return Principal(id: member, kind: isOwner ? .owner : .member, factors: factors)
        }
    }

    package static func account(_ member: ID<Principal>, in db: Database) throws -> Account? {
        try accounts("WHERE member = \(member)", in: db).first
    }

    /// Whoever signs in by the name with this keyed digest.
    package static func account(handle: String, in db: Database) throws -> Account? {
        try accounts("WHERE handle = \(handle)", in: db).first
    }

    /// Accounts in the order of their identifiers, after `last`.
    package static func accounts(
        after last: ID<Principal>?,
        limit: Int,
        in db: Database
    ) throws -> [Account] {
        let start = last?.description ?? ""
        return try accounts("WHERE member > \(start) ORDER BY member LIMIT \(limit)", in: db)
    }

    package static func accountCount(in db: Database) throws -> Int {
        try db.count("SELECT count(*) FROM accounts_account")
    }

    private static func accounts(_ end: SQL, in db: Database) throws -> [Account] {
        try db.rows(
            "SELECT member, time, inviter, event FROM accounts_account \(end)"
        ).map {
            Account(
                member: $0.id(0),
                isSuspended: try Access.isSuspended($0.id(0), in: db),
                since: Int64($0.int(1)),
                inviter: $0.id(2),
                event: $0.id(3)
            )
        }
    }

    /// Letters that wait to be taken up, newest first.
    package static func letters(limit: Int, in db: Database) throws -> [Letter] {
        try letters("ORDER BY time DESC, id LIMIT \(limit)", in: db)
    }

    package static func letter(_ id: ID<Invitation>, in db: Database) throws -> Letter? {
        try letters("WHERE id = \(id)", in: db).first
    }

    private static func letters(_ end: SQL, in db: Database) throws -> [Letter] {
        try db.rows(
            "SELECT id, member, roles, until, token, supplier FROM accounts_invitation \(end)"
        ).map {
            Letter(
                id: $0.id(0),
                member: $0.id(1),
                roles: $0.text(2).split(separator: " ").compactMap { Role(rawValue: String($0)) },
                supplier: $0.isNull(5) ? nil : $0.text(5),
                until: Int64($0.int(3)),
                token: $0.text(4)
            )
        }
    }

    /// The session of whoever shows what has this keyed digest, while it lasts and they are not
    /// shut out.
    package static func session(
        token: String,
        at time: Int64,
        in db: Database
    ) throws -> Signed? {
        let signed = try sessions("WHERE token = \(token) AND until > \(time)", in: db).first
        guard let signed, try !Access.isSuspended(signed.member, in: db) else { return nil }
        return signed
    }

    package static func session(_ id: ID<Session>, in db: Database) throws -> Signed? {
        try sessions("WHERE id = \(id)", in: db).first
    }

    /// The sessions of a member that last, newest first.
    package static func sessions(
        of member: ID<Principal>,
        at time: Int64,
        in db: Database
    ) throws -> [Signed] {
        try sessions(
            "WHERE member = \(member) AND until > \(time) ORDER BY begun DESC, id",
            in: db
        )
    }

    /// How many sessions last of those who are meant.
    package static func sessionCount(
        meant whom: Access.Whom,
        at time: Int64,
        in db: Database
    ) throws -> Int {
        let end: SQL =
            switch whom {
            case .member(let member): "member = \(member)"
            case .supplier(let name):
                "member IN (SELECT member FROM accounts_account WHERE supplier = \(name))"
            case .everyone: "1 = 1"
            }
        return try db.count(
            "SELECT count(*) FROM accounts_session WHERE until > \(time) AND \(end)"
        )
    }

    private static func sessions(_ end: SQL, in db: Database) throws -> [Signed] {
        try db.rows(
            "SELECT id, member, agent, factors, begun, until, strong FROM accounts_session \(end)"
        ).map {
            Signed(
                id: $0.id(0),
                member: $0.id(1),
                agent: $0.text(2),
                factors: $0.int(3),
                begun: Int64($0.int(4)),
                until: Int64($0.int(5)),
                strong: Int64($0.int(6))
            )
        }
    }

    static func known(_ credential: String, in db: Database) throws -> Known? {
        try passkeys("WHERE credential = \(credential)", in: db).first
    }

    /// The passkeys of a member, oldest first.
    package static func passkeys(
        of member: ID<Principal>,
        in db: Database
    ) throws -> [Known] {
        try passkeys("WHERE member = \(member) ORDER BY time, credential", in: db)
    }

    private static func passkeys(_ end: SQL, in db: Database) throws -> [Known] {
        try db.rows(
            """
            SELECT credential, member, key, counter, backup, time, used FROM accounts_passkey
            \(end)
            """
        ).map {
            Known(
                credential: $0.text(0),
                member: $0.id(1),
                key: $0.blob(2),
                counter: UInt32(truncatingIfNeeded: $0.int(3)),
                canBackUp: $0.bool(4),
                time: Int64($0.int(5)),
                used: Int64($0.int(6))
            )
        }
    }

    /// How many one-time codes a member has left; nil where no codes were set up.
    package static func codesLeft(
        of member: ID<Principal>,
        in db: Database
    ) throws -> Int? {
        guard try db.row("SELECT 1 FROM accounts_codes WHERE member = \(member)") != nil else {
            return nil
        }
        return try db.count("SELECT count(*) FROM accounts_recovery WHERE member = \(member)")
    }
}

extension Accounts {
    /// What a member wants to be called; nil once they are forgotten.
    package static func name(
        of account: Account,
        in ledger: Ledger
    ) async throws -> Personal<String>? {
        try await ledger.event(account.event, as: Joined.self)?.display
    }

    /// What a member's telephone and the house share, and the last step that was used up.
    package static func secret(
        of member: ID<Principal>,
        in ledger: Ledger
    ) async throws -> (secret: Personal<String>, step: Int)? {
        let row = try await ledger.store.read { db in
            try db.row("SELECT event, step FROM accounts_codes WHERE member = \(member)")
        }
        guard let row, let event = try await ledger.event(row.id(0), as: CodesEnabled.self) else {
            return nil
        }
        return (event.secret, row.int(1))
    }
}
