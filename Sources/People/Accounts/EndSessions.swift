package import Kernel

extension Accounts {
    /// Ends a session of a member, or all of them: at once, in every process.
    package struct EndSessions: OwnCommand {
        package static let name = "accounts.end-sessions"

        package var member: ID<Principal>
        /// The one that ends; nil for all.
        package var session: ID<Session>?

        package init(member: ID<Principal>, session: ID<Session>? = nil) {
            self.member = member
            self.session = session
        }

        package func decide(_ db: Database) throws -> SessionsEnded {
            guard try account(member, in: db) != nil else { throw Failure.unknownAccount }
            if let session {
                guard try Accounts.session(session, in: db)?.member == member else {
                    throw Failure.badSession
                }
            }
            return SessionsEnded(member: member, session: session)
        }
    }

    /// Sessions ended.
    package struct SessionsEnded: MemberEvent, Hashable {
        package static let name = "accounts.sessions-ended.v1"

        package let member: ID<Principal>
        package let session: ID<Session>?
    }
}
