package import Kernel

extension Accounts {
    /// Links one's account to who one is at an organisation's identity provider, and signs in there
    /// from then on.
    ///
    /// What the provider says is checked at the door, which hands over the digest of who it named.
    package struct Link: OwnCommand {
        package static let name = "accounts.link"

        package var member: ID<Principal>
        package var provider: String
        /// Keyed digest of provider and subject.
        package var identity: String

        package init(member: ID<Principal>, provider: String, identity: String) {
            self.member = member
            self.provider = provider
            self.identity = identity
        }

        package func decide(_ db: Database) throws -> Linked {
            guard try account(member, in: db) != nil else { throw Failure.unknownAccount }
            // A house has to open when a provider does not: its owner comes without one.
            guard member != Principal.owner.id else { throw Failure.ownersComeAlone }
            guard try Accounts.provider(provider, in: db) != nil else {
                throw Failure.unknownProvider
            }
            guard try Accounts.member(identity: identity, in: db) == nil,
                try !isBound(member, in: db)
            else { throw Failure.linkedAlready }
            return Linked(member: member, provider: provider, identity: identity)
        }
    }

    /// An account was linked to somebody at a provider.
    package struct Linked: MemberEvent, Hashable {
        package static let name = "accounts.linked.v1"

        package let member: ID<Principal>
        package let provider: String
        package let identity: String
    }

    /// Signs in without the provider again, by one's own passkey.
    ///
    /// Only who was invited by a person may: an account that a provider gave somebody ends with
    /// their place in that organisation, and not when they please.
    package struct Unlink: OwnCommand {
        package static let name = "accounts.unlink"

        package var member: ID<Principal>

        package init(member: ID<Principal>) { self.member = member }

        package func decide(_ db: Database) throws -> Unlinked {
            guard let account = try account(member, in: db) else { throw Failure.unknownAccount }
            guard try isBound(member, in: db) else { throw Failure.notLinked }
            guard account.inviter != Principal.system.id else { throw Failure.givenThere }
            guard try !passkeys(of: member, in: db).isEmpty else { throw Failure.lastWayIn }
            return Unlinked(member: member)
        }
    }

    /// An account was taken apart from its provider.
    package struct Unlinked: MemberEvent, Hashable {
        package static let name = "accounts.unlinked.v1"

        package let member: ID<Principal>
    }

    /// How a member comes in by an organisation.
    package struct Binding: Sendable, Hashable {
        package let provider: String
        /// Whether the account was the provider's gift, and so is not for its member to take apart.
        package let isGiven: Bool
    }

    /// By which provider a member comes; nil where they come by themselves.
    package static func binding(
        of member: ID<Principal>,
        in db: Database
    ) throws -> Binding? {
        let row = try db.row("SELECT provider FROM accounts_identity WHERE member = \(member)")
        guard let row, let account = try account(member, in: db) else { return nil }
        return Binding(provider: row.text(0), isGiven: account.inviter == Principal.system.id)
    }
}
