package import Kernel

/// Who somebody is, before it is asked what they may do.
///
/// People come by invitation and sign in with passkeys; codes from a telephone are the way back for
/// who lost theirs. What they bring is checked where it is decided (`Ceremony`), so that no door
/// can forget to. Sessions are rows: what is ended here is ended in every process at once.
///
/// *Trusted?* For saying who asks. Whoever owns the tables finds public keys and keyed digests,
/// nothing to sign in with. Names and secrets are in the sealed bodies of events, and go with their
/// member's key.
package enum Accounts {
    /// A letter that lets one person in, once.
    package enum Invitation {}
    /// One browser, signed in.
    package enum Session {}

    /// Bytes of a name as it is shown.
    package static let nameMax = 80
    /// Passkeys of one member.
    static let passkeysMax = 10
    /// Sessions of one member; the oldest goes.
    static let sessionsMax = 20
    /// For how long a proof counts as fresh, in milliseconds.
    package static let freshness: Int64 = 300_000
    /// One-time codes for the day that telephone and passkeys are lost.
    package static let recoveryCount = 10

    package static let room = Room(
        name: "accounts",
        summary: "Invite people, know them again by their passkeys, and end their sessions",
        tables: AccountsTables.all,
        projections: AccountsTables.projections,
        verbs: [
            Verb(EndSessions.self, summary: "End a member's sessions, at once and everywhere")
        ],
        acts: [
            Act(Found.self, summary: "Invite whoever shall own the house"),
            Act(Invite.self, summary: "Invite somebody, with the roles they shall have"),
            Act(Join.self, summary: "Take up an invitation, with a passkey"),
            Act(BeginSession.self, summary: "Sign in"),
            Act(StepUp.self, summary: "Prove once more who one is, for a grave act"),
            Act(AddPasskey.self, summary: "Add a passkey to one's account"),
            Act(RemovePasskey.self, summary: "Remove a passkey, and end what it signed in"),
            Act(EnableCodes.self, summary: "Have a telephone and a sheet of codes as a way back"),
            Act(Trust.self, summary: "Let people come by an organisation's identity provider"),
            Act(Distrust.self, summary: "Let nobody come by an identity provider any more"),
            Act(Receive.self, summary: "Invite somebody for whom an identity provider vouches"),
            Act(Readmit.self, summary: "Invite somebody back whose keys were struck"),
            Act(Return.self, summary: "Come back to one's account, with a new passkey"),
            Act(Link.self, summary: "Sign in by one's organisation from now on"),
            Act(Unlink.self, summary: "Sign in by one's own passkey again"),
        ],
        reactions: [
            Reaction("enrol-who-joined", to: Joined.self) { joined -> Access.Enrol? in
                guard joined.member != Principal.owner.id else { return nil }
                return Access.Enrol(
                    member: joined.member,
                    key: joined.passkey.fingerprint,
                    roles: joined.roles,
                    supplier: joined.supplier
                )
            },
            Reaction("enrol-who-returned", to: Returned.self) { returned -> Access.Enrol? in
                Access.Enrol(
                    member: returned.member,
                    key: returned.passkey.fingerprint,
                    roles: returned.roles,
                    supplier: returned.supplier
                )
            },
        ]
    )

    /// Why this room says no. Whoever is not signed in is told one thing, whatever the reason.
    package enum Failure: Kernel.Failure, Equatable {
        case badInvitation
        case badName
        case nameTaken
        case badCeremony
        case passkeyTaken
        case tooManyPasskeys
        case lastPasskey
        case unknownAccount
        case suspended
        case usedCode
        case badSession
        case badProvider
        case providerTaken
        case unknownProvider
        case signInThere
        case notStruck
        case ownersComeAlone
        case linkedAlready
        case notLinked
        case givenThere
        case lastWayIn

        package var message: String {
            switch self {
            case .badInvitation:
                "This invitation does not hold: it was used, or its time is over. Ask for another."
            case .badName:
                "Give a name of 1 to \(nameMax) bytes, and a sign-in name of 3 to 40 "
                    + "small letters, digits, dots and hyphens."
            case .nameTaken: "This sign-in name cannot be had. Choose another."
            case .badCeremony: "The passkey did not answer as it should. Try again."
            case .passkeyTaken: "This passkey is in use already."
            case .tooManyPasskeys: "An account has \(passkeysMax) passkeys at most. Remove one."
            case .lastPasskey: "This is the only passkey of the account. Add another first."
            case .unknownAccount: "There is no such account."
            case .suspended: "This account is suspended."
            case .usedCode: "This code was used before."
            case .badSession: "There is no such session."
            case .badProvider:
                "Give a name of small letters, digits and hyphens, an issuer over https, the "
                    + "client it knows this house as, and at least one role."
            case .providerTaken: "This provider is trusted already. Remove it first."
            case .unknownProvider: "There is no such identity provider."
            case .signInThere: "This account signs in by its organisation."
            case .notStruck: "The keys of this account were not struck: it needs no way back."
            case .ownersComeAlone:
                "The owner signs in by a passkey alone: a house has to open when its provider "
                    + "does not."
            case .linkedAlready: "This account, or that sign-in, is linked already."
            case .notLinked: "This account is linked to no organisation."
            case .givenThere:
                "Your organisation's sign-in made this account, and goes with it. Ask whoever "
                    + "owns the house."
            case .lastWayIn: "This is the only way into the account. Add a passkey first."
            }
        }
    }

    /// Whether somebody can sign in by this name: it is typed, and stands in addresses.
    package static func isHandle(_ text: String) -> Bool {
        (3...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Says whose account an act is about, so that the rules can tell one's own from others'.
    static let whose = Declaration("account", .text, "The member whose account it is")
}
