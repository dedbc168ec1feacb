import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("An access review", .serialized)
struct ReviewTests {
    private static let day: Int64 = 86_400_000

    /// Whether the gate lets somebody weigh rules, as an auditor may.
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

    private func begin(_ home: Home, as key: MemberKey) async throws {
        try await home.ledger.perform(
            Access.Review(now: House.noon, due: House.noon + 14 * Self.day),
            as: key.principal
        )
    }

    private func certify(
        _ member: MemberKey,
        _ role: Role,
        keeps: Bool,
        in home: Home,
        as key: MemberKey
    ) async throws {
        try await home.ledger.perform(
            Access.Certify(member: member.member, role: role, keeps: keeps, reason: "a test"),
            as: key.principal
        )
    }

    @Test("lets lapse what nobody decided by its day", arguments: Dialect.allCases)
    func lapses(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let kept = try await home.enrol(.auditor)
        let forgotten = try await home.enrol(.auditor)
        let ended = try await home.enrol(.auditor)
        let lead = try await home.enrol(.securityLead)
        try await begin(home, as: lead)
        try await certify(kept, .auditor, keeps: true, in: home, as: lead)
        try await certify(ended, .auditor, keeps: false, in: home, as: lead)
        #expect(try await mayWeigh(forgotten, in: home))
        #expect(try await !mayWeigh(ended, in: home))
        house.wait(14 * Self.day)
        #expect(try await mayWeigh(kept, in: home))
        #expect(try await !mayWeigh(forgotten, in: home))
        // The lead's own role lapsed too; the owner gives roles anew.
        try await home.ledger.perform(
            Access.Assign(member: forgotten.member, roles: [.auditor]),
            as: .owner
        )
        #expect(try await mayWeigh(forgotten, in: home))
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("is decided by nobody about themselves, and of nothing that is not under review")
    func alone() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let other = try await home.enrol(.dataProtectionOfficer)
        let auditor = try await home.enrol(.auditor)
        await #expect(throws: Access.Failure.notUnderReview) {
            try await certify(auditor, .auditor, keeps: true, in: home, as: lead)
        }
        try await begin(home, as: lead)
        let own = try await home.refusal {
            try await certify(lead, .securityLead, keeps: true, in: home, as: lead)
        }
        #expect(own != nil)
        try await certify(lead, .securityLead, keeps: true, in: home, as: other)
        let outsider = try await home.refusal {
            try await certify(auditor, .auditor, keeps: true, in: home, as: auditor)
        }
        #expect(outsider != nil)
        await #expect(throws: Access.Failure.badDue) {
            try await home.ledger.perform(
                Access.Review(now: House.noon, due: House.noon + 91 * Self.day),
                as: lead.principal
            )
        }
        // Whatever whoever asks takes for now: a review that is over already would end every role.
        for (now, due) in [(House.noon, House.noon), (0, 1), (0, House.noon - 1)] {
            let past = try await home.refusal {
                try await home.ledger.perform(
                    Access.Review(now: now, due: due),
                    as: lead.principal
                )
            }
            #expect(past?.determining == ["reviews-end-in-time-to-come"])
        }
        try await home.close()
    }
}
