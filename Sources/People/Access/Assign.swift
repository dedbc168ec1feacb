package import Kernel

extension Access {
    /// Says which roles a member has from now on; those not named are gone.
    package struct Assign: MemberCommand {
        package static let name = "access.assign"
        package static let circumstances = [granted]

        package var member: ID<Principal>
        package var roles: [Role]

        package init(member: ID<Principal>, roles: [Role]) {
            self.member = member
            self.roles = roles
        }

        package func circumstances(in db: Database) -> Attributes { granting(roles) }

        package func decide(_ db: Database) throws -> Assigned {
            try check(roles: roles)
            guard try Access.member(member, in: db) != nil else { throw Failure.unknownMember }
            return Assigned(member: member, roles: roles)
        }
    }

    /// A member's roles were set.
    package struct Assigned: MemberEvent, Hashable {
        package static let name = "access.assigned.v1"

        package let member: ID<Principal>
        package let roles: [Role]
    }
}
