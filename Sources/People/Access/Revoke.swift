package import Kernel

extension Access {
    /// Strikes a member's keys: what they signed stays theirs, and nothing that is signed with them
    /// from now on is anybody's.
    ///
    /// Suspending shuts a member out, and reinstating lets the same keys in again. Whoever may have
    /// lost a key to somebody else needs another one: passkeys, codes and sessions go, and the key
    /// of their file is struck. They come back by enrolling with a new key for their file; to the
    /// console, by a letter of the owner's that leads to the same account (`Accounts.Readmit`).
    package struct Revoke: MemberCommand {
        package static let name = "access.revoke"

        package var member: ID<Principal>
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(member: ID<Principal>, reason: String) {
            self.member = member
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Revoked {
            try check(reason: reason)
            guard let known = try Access.member(member, in: db) else {
                throw Failure.unknownMember
            }
            guard !known.isKeyStruck else { throw Failure.alreadyRevoked }
            return Revoked(member: member, reason: reason)
        }
    }

    /// A member's keys were struck.
    package struct Revoked: MemberEvent, Hashable {
        package static let name = "access.revoked.v1"

        package let member: ID<Principal>
        package let reason: String
    }

    /// What stands in the place of a key that was struck: sixteen zero bytes and the member's own
    /// number, so that no two are alike. It verifies nothing.
    static func struckKey(of member: ID<Principal>) -> String {
        struckStart + member.description.filter { $0 != "-" }.lowercased()
    }

    static let struckStart = String(repeating: "0", count: 32)
}

extension Access.Member {
    /// Whether the key was struck.
    package var isKeyStruck: Bool { key.hasPrefix(Access.struckStart) }
}
