package import Kernel

extension Accounts {
    /// Adds a passkey to an account, so that losing one loses nothing.
    package struct AddPasskey: OwnCommand {
        package static let name = "accounts.add-passkey"

        package var member: ID<Principal>
        package var ceremony: Ceremony

        package init(member: ID<Principal>, ceremony: Ceremony) {
            self.member = member
            self.ceremony = ceremony
        }

        package func decide(_ db: Database) throws -> PasskeyAdded {
            guard try account(member, in: db) != nil else { throw Failure.unknownAccount }
            let passkey = try ceremony.made()
            guard try known(passkey.credential, in: db) == nil else { throw Failure.passkeyTaken }
            guard try passkeys(of: member, in: db).count < passkeysMax else {
                throw Failure.tooManyPasskeys
            }
            return PasskeyAdded(member: member, passkey: passkey)
        }
    }

    /// A passkey was added.
    package struct PasskeyAdded: MemberEvent, Hashable {
        package static let name = "accounts.passkey-added.v1"

        package let member: ID<Principal>
        package let passkey: Passkey
    }

    /// Removes a passkey, and ends every session that it began.
    package struct RemovePasskey: OwnCommand {
        package static let name = "accounts.remove-passkey"

        package var member: ID<Principal>
        package var credential: String

        package init(member: ID<Principal>, credential: String) {
            self.member = member
            self.credential = credential
        }

        package func decide(_ db: Database) throws -> PasskeyRemoved {
            let all = try passkeys(of: member, in: db)
            guard all.contains(where: { $0.credential == credential }) else {
                throw Failure.badCeremony
            }
            guard all.count > 1 else { throw Failure.lastPasskey }
            return PasskeyRemoved(member: member, credential: credential)
        }
    }

    /// A passkey was removed.
    package struct PasskeyRemoved: MemberEvent, Hashable {
        package static let name = "accounts.passkey-removed.v1"

        package let member: ID<Principal>
        package let credential: String
    }
}
