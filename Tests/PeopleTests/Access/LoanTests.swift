import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("A role for a while", .serialized)
struct LoanTests {
    /// Whether the gate lets somebody draw up rules.
    private func mayWeigh(_ key: MemberKey, in home: Home) async throws -> Bool {
        do {
            try await home.weigh(ID(), as: key.principal)
            return true
        } catch is Refusal {
            return false
        } catch Access.Failure.unknownProposal {
            return true
        }
    }

    @Test("is lent by somebody else, and over when its time is", arguments: Dialect.allCases)
    func lent(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let engineer = try await home.enrol(.engineer)
        let lead = try await home.enrol(.securityLead)
        let loan = ID<Access.Loan>()
        try await home.ledger.perform(
            Access.Ask(
                loan: loan,
                member: engineer.member,
                role: .auditor,
                hours: 2,
                reason: "an inquiry"
            ),
            as: engineer.principal
        )
        #expect(try await !mayWeigh(engineer, in: home), "asking gives nothing")
        try await home.ledger.perform(Access.Lend(loan: loan), as: lead.principal)
        #expect(try await mayWeigh(engineer, in: home))
        house.wait(2 * 3_600_000 - 1)
        #expect(try await mayWeigh(engineer, in: home))
        // Nothing runs meanwhile: the gate looks at the time.
        house.wait(1)
        #expect(try await !mayWeigh(engineer, in: home))
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("is lent by nobody to themselves, and asked for by nobody for somebody else")
    func alone() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let contractor = try await home.enrol(.contractor)
        let own = Access.Ask(
            member: lead.member,
            role: .dataProtectionOfficer,
            hours: 1,
            reason: "a test"
        )
        try await home.ledger.perform(own, as: lead.principal)
        #expect(
            try await home.refusal {
                try await home.ledger.perform(Access.Lend(loan: own.loan), as: lead.principal)
            }?.determining == ["nobody-lends-to-themselves"]
        )
        for asker in [lead, contractor] {
            let theirs = Access.Ask(
                member: contractor.member,
                role: .auditor,
                hours: 1,
                reason: "a test"
            )
            let refusal = try await home.refusal {
                try await home.ledger.perform(theirs, as: asker.principal)
            }
            #expect(refusal != nil)
        }
        for (hours, role) in [(0, Role.auditor), (73, .auditor), (1, .contractor)] {
            let bad = Access.Ask(member: lead.member, role: role, hours: hours, reason: "a test")
            await #expect(throws: Access.Failure.self) {
                try await home.ledger.perform(bad, as: lead.principal)
            }
        }
        try await home.close()
    }

    @Test("is given back, or taken back, before its time is over")
    func back() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let engineer = try await home.enrol(.engineer)
        let other = try await home.enrol(.engineer)
        let loan = ID<Access.Loan>()
        try await home.ledger.perform(
            Access.Ask(
                loan: loan,
                member: engineer.member,
                role: .auditor,
                hours: 72,
                reason: "an inquiry"
            ),
            as: engineer.principal
        )
        try await home.ledger.perform(Access.Lend(loan: loan), as: .owner)
        let refusal = try await home.refusal {
            try await home.ledger.perform(Access.TakeBack(loan: loan), as: other.principal)
        }
        #expect(refusal != nil)
        try await home.ledger.perform(Access.TakeBack(loan: loan), as: engineer.principal)
        #expect(try await !mayWeigh(engineer, in: home))
        await #expect(throws: Access.Failure.loanSettled) {
            try await home.ledger.perform(Access.Lend(loan: loan), as: .owner)
        }
        try await home.close()
    }
}
