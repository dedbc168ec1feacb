package import Kernel

extension Accounts {
    /// Whether a session began with a passkey that cannot leave its device: one that is not
    /// eligible for backup (WebAuthn level 3, §6.1.3).
    package static func isBound(_ session: ID<Session>, in db: Database) throws -> Bool {
        try db.row(
            """
            SELECT 1 FROM accounts_session s
            JOIN accounts_passkey p ON p.credential = s.credential
            WHERE s.id = \(session) AND p.backup = 0
            """
        ) != nil
    }

    /// When a member's passkeys last answered, in milliseconds since 1970; nil where none did.
    package static func lastSignedIn(_ member: ID<Principal>, in db: Database) throws -> Int64? {
        try db.row("SELECT MAX(used) FROM accounts_passkey WHERE member = \(member)")
            .flatMap { $0.isNull(0) ? nil : Int64($0.int(0)) }
    }
}
