package import Kernel

extension Accounts {
    /// Proves once more who one is: grave acts ask for a proof that is minutes old.
    package struct StepUp: OwnCommand {
        package static let name = "accounts.step-up"

        package var member: ID<Principal>
        package var session: ID<Session>
        package var ceremony: Ceremony
        /// Until when it counts, in milliseconds since 1970.
        package var until: Int64

        package init(
            member: ID<Principal>,
            session: ID<Session>,
            ceremony: Ceremony,
            until: Int64
        ) {
            self.member = member
            self.session = session
            self.ceremony = ceremony
            self.until = until
        }

        package func decide(_ db: Database) throws -> SteppedUp {
            let (passkey, counter) = try answered(ceremony, in: db)
            guard passkey.member == member,
                try Accounts.session(session, in: db)?.member == member
            else { throw Failure.badCeremony }
            return SteppedUp(
                member: member,
                session: session,
                credential: passkey.credential,
                counter: counter,
                until: until
            )
        }
    }

    /// Somebody proved once more who they are.
    package struct SteppedUp: MemberEvent, Hashable {
        package static let name = "accounts.stepped-up.v1"

        package let member: ID<Principal>
        package let session: ID<Session>
        package let credential: String
        package let counter: UInt32
        package let until: Int64
    }
}
