package import Kernel

/// Who may do what, and who says so.
///
/// Members are enrolled with a key of their own and have roles; rules, written in Cedar, say what
/// each role may. The charter holds always; the rest is adopted by two people: one proposes, both
/// can see what it would have changed, another adopts. Until something is adopted, the rules that
/// come with the program are in force.
package enum Access {
    /// A set of rules on its way to being adopted.
    package enum Proposal {}

    /// Roles one member may have: there are no more.
    static let rolesMax = Role.allCases.count
    /// Bytes of a reason.
    package static let reasonMax = 500

    /// The room, in a house with `others`: from all of them follows what rules can be about.
    package static func room(beside others: [Room]) -> Room {
        // Rules are checked against everything the house can do, this room's own acts included.
        let schema = HouseSchema(of: others + [Self.described()])
        return Self.described(with: [MemberFacts.source, ProposalFacts.source(under: schema)])
    }

    /// Every room of a house with `others`: those of its people, of which the rules that come with
    /// the program speak, and this one last.
    package static func house(of others: [Room]) -> [Room] {
        let rooms = others + [Accounts.room, Sight.room]
        return rooms + [room(beside: rooms)]
    }

    private static func described(with sources: [AttributeSource]? = nil) -> Room {
        Room(
            name: "access",
            summary: "Enrol people, give them roles, and adopt the rules of who may do what",
            tables: AccessTables.all,
            projections: AccessTables.projections,
            verbs: [
                Verb(Enrol.self, summary: "Take somebody in, by the key they made"),
                Verb(Assign.self, summary: "Say which roles a member has"),
                Verb(Place.self, summary: "Say which supplier sent a member"),
                Verb(Ask.self, summary: "Ask for a role for a while"),
                Verb(Lend.self, summary: "Lend a role that somebody else asked for"),
                Verb(TakeBack.self, summary: "Take back a role before its time is over"),
                Verb(Review.self, summary: "Have every role kept or ended by a person, by a day"),
                Verb(Certify.self, summary: "Keep a role under review, or end it"),
                Verb(Suspend.self, summary: "Shut out a member, a supplier's people or everyone"),
                Verb(Revoke.self, summary: "Strike a member's keys, passkeys and codes, for good"),
                Verb(Reinstate.self, summary: "Let in again whoever was shut out"),
            ],
            acts: [
                Act(Propose.self, summary: "Propose rules in place of those in force"),
                Act(Weigh.self, summary: "Look at what proposed rules would have answered"),
                Act(Adopt.self, summary: "Adopt rules that somebody else proposed"),
                Act(Withdraw.self, summary: "Take a proposal back"),
            ],
            attributes: (sources ?? [
                AttributeSource(MemberFacts.declared) { _, _ in [:] },
                AttributeSource(ProposalFacts.declared, of: .proposal) { _, _ in [:] },
            ]) + [MemberFacts.accountSource, LoanTables.source]
        )
    }

    /// Why this room says no.
    package enum Failure: Kernel.Failure, Equatable {
        case unknownMember
        case alreadyEnrolled
        case badKey
        case badRoles
        case badReason
        case badSupplier
        case badWhom
        case unknownSupplier
        case notSuspended
        case alreadySuspended
        case shutOut
        case badHours
        case unknownLoan
        case loanSettled
        case badDue
        case nothingToReview
        case notUnderReview
        case alreadyRevoked
        case unknownProposal
        case notOpen
        case nothingWeighed
        case stale
        case noChange
        case unreadable(place: String)

        package var message: String {
            switch self {
            case .unknownMember: "There is no such member."
            case .alreadyEnrolled: "This member or key is enrolled already."
            case .badKey: "This is not a member's public key. Copy it from `cordon keys member`."
            case .badRoles:
                "Give one or more roles, each once: "
                    + Role.allCases.map(\.rawValue).joined(separator: ", ") + "."
            case .badReason: "State a reason, in at most \(reasonMax) bytes and without names."
            case .badSupplier:
                "A supplier goes by 1 to 40 small letters, digits and hyphens, as in harbour-staff."
            case .badWhom: "Say who is meant: one member, one supplier, or everyone."
            case .unknownSupplier: "No member was sent by a supplier of this name."
            case .notSuspended: "They are not suspended."
            case .alreadySuspended: "They are suspended already."
            case .shutOut: "This member is suspended. Reinstate them first."
            case .badHours: "A role is lent for 1 to \(loanHoursMax) hours."
            case .unknownLoan: "Nobody asked for this."
            case .loanSettled: "This was settled before."
            case .badDue: "A review is decided within \(reviewDaysMax) days, and not in the past."
            case .nothingToReview: "Nobody has a role that could be reviewed."
            case .notUnderReview: "This role is not under review."
            case .alreadyRevoked: "This member's keys are struck already."
            case .unknownProposal: "There is no such proposal."
            case .notOpen: "This proposal was adopted or withdrawn before."
            case .nothingWeighed: "Nothing was weighed: say how much was asked and changed."
            case .stale: "Other rules are in force than those this was proposed to replace."
            case .noChange: "These are the rules in force already."
            case .unreadable(let place):
                "These rules cannot be read: \(place). `cordon policy check` shows the place."
            }
        }
    }

    static func check(reason: String) throws(Failure) {
        guard (1...reasonMax).contains(reason.utf8.count) else { throw .badReason }
    }

    static func check(roles: [Role]) throws(Failure) {
        guard (1...rolesMax).contains(roles.count), Set(roles).count == roles.count else {
            throw .badRoles
        }
    }
}

extension ThingKind {
    /// A member, as one who is enrolled, suspended or given roles.
    package static let account = ThingKind("Account")
    /// A set of rules on its way to being adopted.
    package static let proposal = ThingKind("Proposal")
}
