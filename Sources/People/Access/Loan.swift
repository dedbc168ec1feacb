package import Kernel

extension ThingKind {
    /// A role for a while, asked for or lent.
    package static let loan = ThingKind("Loan")
}

extension Access {
    /// A role for a while.
    package enum Loan {}

    /// Hours that a role is lent at most: three days.
    package static let loanHoursMax = 72

    /// Asks for a role for a while, with a reason. Somebody else lends it.
    package struct Ask: MemberCommand {
        package static let name = "access.ask"
        package static let circumstances = [granted, Accounts.whose]

        package var loan: ID<Loan>
        package var member: ID<Principal>
        package var role: Role
        /// From 1 to ``Access/loanHoursMax``, from when it is lent.
        package var hours: Int
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(
            loan: ID<Loan> = ID(),
            member: ID<Principal>,
            role: Role,
            hours: Int,
            reason: String
        ) {
            self.loan = loan
            self.member = member
            self.role = role
            self.hours = hours
            self.reason = reason
        }

        package func circumstances(in db: Database) -> Attributes {
            ["roles": .list([role.rawValue]), "account": .text(member.description)]
        }

        package func decide(_ db: Database) throws -> Asked {
            try check(reason: reason)
            guard (1...loanHoursMax).contains(hours) else { throw Failure.badHours }
            guard let known = try Access.member(member, in: db) else {
                throw Failure.unknownMember
            }
            guard !known.roles.contains(role), !role.isOutsider else { throw Failure.badRoles }
            guard try Access.loan(loan, in: db) == nil else { throw Failure.notOpen }
            return Asked(loan: loan, member: member, role: role, hours: hours, reason: reason)
        }
    }

    /// A role was asked for.
    package struct Asked: MemberEvent, Hashable {
        package static let name = "access.asked.v1"

        package let loan: ID<Loan>
        package let member: ID<Principal>
        package let role: Role
        package let hours: Int
        package let reason: String
    }

    /// Lends a role that somebody else asked for. It ends by itself: the gate looks at the time.
    package struct Lend: Command {
        package static let name = "access.lend"
        package static let thing = ThingKind.loan
        package static let circumstances = [granted]

        package var loan: ID<Loan>

        package init(loan: ID<Loan>) { self.loan = loan }

        package func thing(in db: Database) -> Thing { Thing(.loan, loan) }
        package func circumstances(in db: Database) throws -> Attributes {
            granting(try Access.loan(loan, in: db).map { [$0.role] } ?? [])
        }

        package func decide(_ db: Database) throws -> Lent {
            guard let found = try Access.loan(loan, in: db) else { throw Failure.unknownLoan }
            guard found.state == .asked else { throw Failure.loanSettled }
            return Lent(loan: loan, member: found.member, role: found.role, hours: found.hours)
        }
    }

    /// A role was lent, for so many hours from then on.
    package struct Lent: MemberEvent, Hashable {
        package static let name = "access.lent.v1"

        package let loan: ID<Loan>
        package let member: ID<Principal>
        package let role: Role
        package let hours: Int
    }

    /// Takes back a role before its time is over, or what was asked for.
    package struct TakeBack: Command {
        package static let name = "access.take-back"
        package static let thing = ThingKind.loan

        package var loan: ID<Loan>

        package init(loan: ID<Loan>) { self.loan = loan }

        package func thing(in db: Database) -> Thing { Thing(.loan, loan) }

        package func decide(_ db: Database) throws -> TakenBack {
            guard let found = try Access.loan(loan, in: db) else { throw Failure.unknownLoan }
            guard found.state != .over else { throw Failure.loanSettled }
            return TakenBack(loan: loan, member: found.member)
        }
    }

    /// A role was taken back.
    package struct TakenBack: MemberEvent, Hashable {
        package static let name = "access.taken-back.v1"

        package let loan: ID<Loan>
        package let member: ID<Principal>
    }
}
