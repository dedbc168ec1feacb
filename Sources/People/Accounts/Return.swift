package import Kernel

extension Accounts {
    /// Invites somebody whose keys were struck back to the account that was theirs.
    ///
    /// They stay who they are: their name, their roles, who sent them and what is recorded about
    /// them. Only what they prove it with is new. The letter is handed over as any other is, and so
    /// it is for whoever invites to see that it reaches the right person.
    package struct Readmit: MemberCommand {
        package static let name = "accounts.readmit"

        package var invitation: ID<Invitation>
        package var member: ID<Principal>
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String
        /// Keyed digest of the letter's secret.
        package var token: String
        /// Until when it can be taken up, in milliseconds since 1970.
        package var until: Int64

        package init(
            invitation: ID<Invitation> = ID(),
            member: ID<Principal>,
            reason: String,
            token: String,
            until: Int64
        ) {
            self.invitation = invitation
            self.member = member
            self.reason = reason
            self.token = token
            self.until = until
        }

        package func decide(_ db: Database) throws -> Readmitted {
            try Access.check(reason: reason)
            let struck = try struck(member, in: db)
            return Readmitted(
                invitation: invitation,
                member: member,
                roles: struck.roles,
                supplier: struck.supplier,
                reason: reason,
                token: token,
                until: until
            )
        }
    }

    /// Somebody was invited back to their account.
    package struct Readmitted: MemberEvent, Hashable {
        package static let name = "accounts.readmitted.v1"

        package let invitation: ID<Invitation>
        package let member: ID<Principal>
        package let roles: [Role]
        package let supplier: String?
        package let reason: String
        package let token: String
        package let until: Int64
    }

    /// Takes up a letter that leads back: from now on whoever holds this passkey is that member.
    package struct Return: Command {
        package static let name = "accounts.return"
        package static let principals = [Principal.Kind.system]

        package var invitation: ID<Invitation>
        /// Keyed digest of the letter's secret, which whoever asks has shown to hold.
        package var token: String
        package var ceremony: Ceremony
        /// When it is asked, in milliseconds since 1970.
        package var now: Int64

        package init(
            invitation: ID<Invitation>,
            token: String,
            ceremony: Ceremony,
            now: Int64
        ) {
            self.invitation = invitation
            self.token = token
            self.ceremony = ceremony
            self.now = now
        }

        package func decide(_ db: Database) throws -> Returned {
            guard let letter = try Accounts.letter(invitation, in: db),
                letter.isOpened(by: token), now <= letter.until
            else { throw Failure.badInvitation }
            let struck = try struck(letter.member, in: db)
            let passkey = try ceremony.made()
            guard try known(passkey.credential, in: db) == nil else { throw Failure.passkeyTaken }
            return Returned(
                invitation: invitation,
                member: letter.member,
                // As they are by now: what was given or taken since the letter counts.
                roles: struck.roles,
                supplier: struck.supplier,
                passkey: passkey
            )
        }
    }

    /// Somebody came back to their account, with a new passkey.
    package struct Returned: MemberEvent, Hashable {
        package static let name = "accounts.returned.v1"

        package let invitation: ID<Invitation>
        package let member: ID<Principal>
        package let roles: [Role]
        package let supplier: String?
        package let passkey: Passkey
    }

    /// A member with an account whose keys were struck, and who is not shut out besides.
    private static func struck(
        _ member: ID<Principal>,
        in db: Database
    ) throws -> Access.Member {
        guard try account(member, in: db) != nil, let known = try Access.member(member, in: db)
        else { throw Failure.unknownAccount }
        guard known.isKeyStruck else { throw Failure.notStruck }
        guard !known.isSuspended else { throw Failure.suspended }
        return known
    }
}
