package import Kernel

extension Accounts {
    /// Takes up an invitation: from now on whoever holds this passkey is this member.
    package struct Join: Command {
        package static let name = "accounts.join"
        package static let principals = [Principal.Kind.system]

        package var invitation: ID<Invitation>
        /// Keyed digest of the letter's secret, which whoever asks has shown to hold.
        package var token: String
        /// How they want to be called.
        package var display: Personal<String>
        /// Keyed digest of the name they sign in by.
        package var handle: String
        package var ceremony: Ceremony
        /// When it is asked, in milliseconds since 1970.
        package var now: Int64

        package init(
            invitation: ID<Invitation>,
            token: String,
            display: Personal<String>,
            handle: String,
            ceremony: Ceremony,
            now: Int64
        ) {
            self.invitation = invitation
            self.token = token
            self.display = display
            self.handle = handle
            self.ceremony = ceremony
            self.now = now
        }

        package func decide(_ db: Database) throws -> Joined {
            guard let letter = try Accounts.letter(invitation, in: db), letter.token == token,
                now <= letter.until, try account(letter.member, in: db) == nil
            else { throw Failure.badInvitation }
            let isNamed = display.reveal(for: Occasion("measuring a name")) { name in
                (1...nameMax).contains(name.utf8.count)
            }
            guard isNamed else { throw Failure.badName }
            // Two letters for one person elsewhere become one account here.
            if let identity = letter.identity {
                guard try Accounts.member(identity: identity, in: db) == nil else {
                    throw Failure.badInvitation
                }
            }
            let isTaken = try db.row("SELECT 1 FROM accounts_account WHERE handle = \(handle)")
            guard isTaken == nil else { throw Failure.nameTaken }
            let passkey = try ceremony.made()
            guard try known(passkey.credential, in: db) == nil else { throw Failure.passkeyTaken }
            return Joined(
                invitation: invitation,
                member: letter.member,
                roles: letter.roles,
                supplier: letter.supplier,
                display: display,
                handle: handle,
                passkey: passkey
            )
        }
    }

    /// Somebody took up their invitation.
    package struct Joined: MemberEvent, Hashable {
        package static let name = "accounts.joined.v1"

        package let invitation: ID<Invitation>
        package let member: ID<Principal>
        package let roles: [Role]
        package let supplier: String?
        package let display: Personal<String>
        package let handle: String
        package let passkey: Passkey
    }
}
