import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("Rules are adopted", .serialized)
struct AdoptionTests {
    /// The program's rules, and one more.
    private static let more =
        RuleSet.standardText + """

            @id("nobody-shreds-on-fridays")
            @reason("It is Friday.")
            forbid (principal, action == Cordon::Action::"vault.shred", resource);

            """

    @Test("by two people, and rule the next command of every process")
    func everywhere() async throws {
        let house = try House(.postgresql)
        defer { house.remove() }
        let (home, policy) = try await house.create()
        // Another process on the same home, with its rules compiled already.
        let (other, otherPolicy) = try await house.open()
        let lead = try await home.enrol(.securityLead)
        let proposal = try await home.propose(Self.more)
        try await other.weigh(proposal, as: lead.principal)
        let before = try await other.ledger.store.read { try otherPolicy.rules(in: $0).digest }
        try await home.adopt(proposal, by: lead)
        let ruling = try await other.refusal {
            try await other.ledger.perform(
                Vault.Shred(document: ID(), reason: "a test"),
                as: .owner
            )
        }
        #expect(ruling?.determining == ["nobody-shreds-on-fridays"])
        #expect(ruling?.reasons == ["It is Friday."])
        #expect(ruling?.set == RuleSet.digest(of: Self.more))
        #expect(ruling?.set != before)
        let own = try await home.ledger.store.read { try policy.rules(in: $0).digest }
        #expect(own == ruling?.set)
        try other.abandon()
        try await home.close()
    }

    @Test("and are still there after a restart and a rebuild", arguments: Dialect.allCases)
    func restarts(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let officer = try await home.enrol(.dataProtectionOfficer)
        let proposal = try await home.propose(Self.more)
        try await home.weigh(proposal, as: officer.principal)
        try await home.adopt(proposal, by: officer)
        try await home.close()
        let (again, policy) = try await house.open()
        let rules = try await again.ledger.store.read { try policy.rules(in: $0) }
        #expect(rules.text == Self.more)
        let grown = try await again.ledger.contents()
        try await again.ledger.rebuild()
        #expect(try await again.ledger.contents() == grown)
        // What was recorded of the adoption names the set that admitted it.
        let events = try await again.ledger.store.read { db in
            try db.rows("SELECT id FROM ledger_event WHERE name = 'access.adopted.v1'")
                .map { $0.id(0, of: (any Event).self) }
        }
        let heard = try #require(try await again.ledger.heard(events[0]))
        #expect(heard.set == RuleSet.digest(of: RuleSet.standardText))
        #expect(heard.rule == "officers-and-security-change-rules")
        #expect(heard.question?.about["proposer"] == .text(Principal.owner.id.description))
        try await again.close()
    }

    @Test("but not by whoever proposed them, nor unweighed, unsigned or unsound")
    func refuses() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let officer = try await home.enrol(.dataProtectionOfficer)
        let own = try await home.propose(Self.more, as: lead.principal)
        try await home.weigh(own, as: lead.principal)
        #expect(
            try await home.refusal { try await home.adopt(own, by: lead) }?.determining
                == ["nobody-adopts-their-own-rules"]
        )
        #expect(
            try await home.refusal { try await home.adopt(own, by: officer) }?.determining
                == ["rules-are-looked-at-first"]
        )
        try await home.weigh(own, as: officer.principal)
        let unsigned = try await home.refusal {
            try await home.ledger.perform(Access.Adopt(proposal: own), as: officer.principal)
        }
        #expect(unsigned?.determining == ["members-sign-what-they-adopt"])
        // The owner proposed nothing here, and may adopt what the lead proposed.
        try await home.weigh(own, as: .owner)
        try await home.ledger.perform(Access.Adopt(proposal: own), as: .owner)
        let unsound = try await home.propose(
            "@id(\"a\") permit (principal, action, resource) when { principal.height > 1 };"
        )
        try await home.weigh(unsound, as: .owner)
        let refused = try await home.refusal {
            try await home.ledger.perform(Access.Adopt(proposal: unsound), as: .owner)
        }
        #expect(
            refused?.determining == [
                "nobody-adopts-their-own-rules", "rules-pass-the-strict-check",
                "rules-can-be-changed-again",
            ]
        )
        try await home.close()
    }

    @Test("but not when they lock everybody out, or others came first")
    func protects() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let lock = try await home.propose(
            "@id(\"nobody\") forbid (principal, action, resource);"
        )
        let next = try await home.propose(Self.more)
        for proposal in [lock, next] { try await home.weigh(proposal, as: lead.principal) }
        #expect(
            try await home.refusal { try await home.adopt(lock, by: lead) }?.determining
                == ["rules-can-be-changed-again"]
        )
        try await home.adopt(next, by: lead)
        #expect(
            try await home.refusal { try await home.adopt(lock, by: lead) }?.determining
                == ["rules-can-be-changed-again", "proposals-do-not-go-stale"]
        )
        await #expect(throws: Access.Failure.notOpen) {
            try await home.ledger.perform(Access.Withdraw(proposal: next), as: .owner)
        }
        try await home.ledger.perform(Access.Withdraw(proposal: lock), as: .owner)
        await #expect(throws: Access.Failure.notOpen) {
            try await home.weigh(lock, as: lead.principal)
        }
        try await home.close()
    }

    @Test("only when they can be read, change something, and are not stale from the start")
    func proposes() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        await #expect(throws: Access.Failure.noChange) {
            _ = try await home.propose(RuleSet.standardText)
        }
        await #expect(throws: Access.Failure.self) { _ = try await home.propose("permit (") }
        await #expect(throws: Access.Failure.stale) {
            try await home.ledger.perform(
                Access.Propose(base: "0", text: Self.more, reason: "a test"),
                as: .owner
            )
        }
        await #expect(throws: Access.Failure.unknownProposal) {
            try await home.weigh(ID(), as: .owner)
        }
        try await home.close()
    }
}
