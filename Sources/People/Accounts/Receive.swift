package import Kernel

extension Accounts {
    /// Invites somebody for whom an identity provider vouches: what they take up is linked to who
    /// they are there, by the provider's own name for them and never by an address.
    package struct Receive: Command {
        package static let name = "accounts.receive"
        package static let principals = [Principal.Kind.system]

        package var invitation: ID<Invitation>
        package var member: ID<Principal>
        package var provider: String
        /// Keyed digest of provider and subject.
        package var identity: String
        package var roles: [Role]
        /// Keyed digest of the letter's secret.
        package var token: String
        /// Until when it can be taken up, in milliseconds since 1970.
        package var until: Int64

        package init(
            invitation: ID<Invitation> = ID(),
            member: ID<Principal> = ID(),
            provider: String,
            identity: String,
            roles: [Role],
            token: String,
            until: Int64
        ) {
            self.invitation = invitation
            self.member = member
            self.provider = provider
            self.identity = identity
            self.roles = roles
            self.token = token
            self.until = until
        }

        package func decide(_ db: Database) throws -> Invited {
            guard let known = try Accounts.provider(provider, in: db) else {
                throw Failure.unknownProvider
            }
            try Access.check(roles: roles)
            // What the owner listed, and nothing that the door could make of it.
            guard Set(roles).isSubset(of: known.roles),
                try Accounts.member(identity: identity, in: db) == nil
            else { throw Failure.badInvitation }
            var invited = Invited(
                invitation: invitation,
                member: member,
                roles: roles,
                supplier: nil,
                token: token,
                until: until
            )
            invited.provider = provider
            invited.identity = identity
            return invited
        }
    }

    /// Who somebody is here, by who they are at their provider.
    package static func member(
        identity: String,
        in db: Database
    ) throws -> ID<Principal>? {
        try db.row("SELECT member FROM accounts_identity WHERE identity = \(identity)")?.id(0)
    }

    /// Whether somebody comes by a provider, and so not without it: who has left the organisation
    /// has left the house.
    static func isBound(_ member: ID<Principal>, in db: Database) throws -> Bool {
        try db.row("SELECT 1 FROM accounts_identity WHERE member = \(member)") != nil
    }
}
