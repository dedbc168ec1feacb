package import Kernel

extension Accounts {
    /// Invites somebody. The letter itself is handed over by whoever invites; the house keeps only
    /// the digest of its secret.
    package struct Invite: MemberCommand {
        package static let name = "accounts.invite"
        package static let circumstances = [Access.granted]

        package var invitation: ID<Invitation>
        /// Who they shall be here.
        package var member: ID<Principal>
        package var roles: [Role]
        /// Which supplier sends them, if one does.
        package var supplier: String?
        /// Keyed digest of the letter's secret.
        package var token: String
        /// Until when it can be taken up, in milliseconds since 1970.
        package var until: Int64

        package init(
            invitation: ID<Invitation> = ID(),
            member: ID<Principal> = ID(),
            roles: [Role],
            supplier: String? = nil,
            token: String,
            until: Int64
        ) {
            self.invitation = invitation
            self.member = member
            self.roles = roles
            self.supplier = supplier
            self.token = token
            self.until = until
        }

        package func circumstances(in db: Database) -> Attributes { Access.granting(roles) }

        package func decide(_ db: Database) throws -> Invited {
            try Access.check(roles: roles)
            try Access.check(supplier: supplier)
            guard ![Principal.owner.id, Principal.system.id].contains(member),
                try account(member, in: db) == nil
            else { throw Failure.badInvitation }
            return Invited(
                invitation: invitation,
                member: member,
                roles: roles,
                supplier: supplier,
                token: token,
                until: until
            )
        }
    }

    /// Invites whoever shall own the house. Only the house itself does, at the machine it runs on:
    /// whoever can start it on its keys owns it already.
    package struct Found: Command {
        package static let name = "accounts.found"
        package static let principals = [Principal.Kind.system]

        package var invitation: ID<Invitation>
        package var token: String
        package var until: Int64

        package init(invitation: ID<Invitation> = ID(), token: String, until: Int64) {
            self.invitation = invitation
            self.token = token
            self.until = until
        }

        package func decide(_ db: Database) throws -> Invited {
            guard try account(Principal.owner.id, in: db) == nil else {
                throw Failure.badInvitation
            }
            return Invited(
                invitation: invitation,
                member: Principal.owner.id,
                roles: [],
                supplier: nil,
                token: token,
                until: until
            )
        }
    }

    /// Somebody was invited.
    package struct Invited: MemberEvent, Hashable {
        package static let name = "accounts.invited.v1"

        package let invitation: ID<Invitation>
        package let member: ID<Principal>
        package let roles: [Role]
        package let supplier: String?
        package let token: String
        package let until: Int64
        /// Who vouches for them, and the keyed digest of who they are there.
        package var provider: String?
        package var identity: String?
    }
}
