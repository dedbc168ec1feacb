package import Kernel

extension Access {
    /// Takes somebody in: from now on whoever proves to hold this key acts as this member. A member
    /// whose key was struck is given another one so; who is suspended stays so.
    package struct Enrol: MemberCommand {
        package static let name = "access.enrol"
        package static let circumstances = [granted]

        package var member: ID<Principal>
        /// The public key, as the member's key file names it: 64 hexadecimal digits.
        package var key: String
        package var roles: [Role]
        /// Which supplier sent them, if one did.
        package var supplier: String?

        package init(
            member: ID<Principal>,
            key: String,
            roles: [Role],
            supplier: String? = nil
        ) {
            self.member = member
            self.key = key
            self.roles = roles
            self.supplier = supplier
        }

        package func circumstances(in db: Database) -> Attributes { granting(roles) }

        package func decide(_ db: Database) throws -> Enrolled {
            try check(roles: roles)
            try check(supplier: supplier)
            guard MemberKey.isPublic(key) else { throw Failure.badKey }
            let known = try db.rows(
                "SELECT key FROM access_member WHERE id = \(member) OR key = \(key)"
            ).filter { $0.text(0) != Access.struckKey(of: member) }
            guard known.isEmpty, ![Principal.owner.id, Principal.system.id].contains(member) else {
                throw Failure.alreadyEnrolled
            }
            return Enrolled(member: member, key: key, roles: roles, supplier: supplier)
        }
    }

    /// Somebody was taken in.
    package struct Enrolled: MemberEvent, Hashable {
        package static let name = "access.enrolled.v1"

        package let member: ID<Principal>
        package let key: String
        package let roles: [Role]
        package let supplier: String?
    }

    /// The roles that a command gives somebody: who may give which is for the rules to say.
    static let granted = Declaration("roles", .list, "The roles that are given")

    static func granting(_ roles: [Role]) -> Attributes {
        ["roles": .list(roles.map(\.rawValue).sorted())]
    }
}
