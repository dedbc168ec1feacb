package import Kernel

extension Access {
    /// Lets a suspended member in again, with the roles they had.
    package struct Reinstate: Command {
        package static let name = "access.reinstate"
        package static let thing = ThingKind.account

        package var member: ID<Principal>
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(member: ID<Principal>, reason: String) {
            self.member = member
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.account, member) }

        package func decide(_ db: Database) throws -> Reinstated {
            try check(reason: reason)
            guard let known = try Access.member(member, in: db) else {
                throw Failure.unknownMember
            }
            guard known.isSuspended else { throw Failure.notSuspended }
            return Reinstated(member: member, reason: reason)
        }
    }

    /// A member was reinstated.
    package struct Reinstated: Event, Hashable {
        package static let name = "access.reinstated.v1"

        package let member: ID<Principal>
        package let reason: String

        package var seal: KeyName { .subject(member) }
        package var subjects: [KeyName] { [.subject(member)] }
    }
}
