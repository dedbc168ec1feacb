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
}
