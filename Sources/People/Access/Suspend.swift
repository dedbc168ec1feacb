package import Kernel

extension Access {
    /// Shuts a member out: every command from now on is refused, whatever the rules permit.
    package struct Suspend: Command {
        package static let name = "access.suspend"
        package static let thing = ThingKind.account

        package var member: ID<Principal>
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(member: ID<Principal>, reason: String) {
            self.member = member
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.account, member) }

        package func decide(_ db: Database) throws -> Suspended {
            try check(reason: reason)
            guard let known = try Access.member(member, in: db) else {
                throw Failure.unknownMember
            }
            guard !known.isSuspended else { throw Failure.alreadySuspended }
            return Suspended(member: member, reason: reason)
        }
    }

    /// A member was suspended.
    package struct Suspended: Event, Hashable {
        package static let name = "access.suspended.v1"

        package let member: ID<Principal>
        package let reason: String

        package var seal: KeyName { .subject(member) }
        package var subjects: [KeyName] { [.subject(member)] }
    }
}
