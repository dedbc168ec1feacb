import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("A member", .serialized)
struct MemberTests {
    @Test(
        "is enrolled, acts in their role, is suspended and reinstated",
        arguments: Dialect.allCases
    )
    func lives(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, _) = try await house.create()
        let lead = try await home.enrol(.securityLead)
        let clerk = try await home.enrol(.contractor)
        try await home.ledger.perform(
            Access.Suspend(member: clerk.member, reason: "left"),
            as: lead.principal
        )
        #expect(
            try await home.refusal {
                try await home.weigh(ID(), as: clerk.principal)
            }?.determining.first == "suspended-means-no"
        )
        await #expect(throws: Access.Failure.alreadySuspended) {
            try await home.ledger.perform(
                Access.Suspend(member: clerk.member, reason: "again"),
                as: .owner
            )
        }
        try await home.ledger.perform(
            Access.Reinstate(member: clerk.member, reason: "back"),
            as: lead.principal
        )
        try await home.ledger.perform(
            Access.Assign(member: clerk.member, roles: [.auditor]),
            as: .owner
        )
        let known = try await home.ledger.store.read { try Access.members(in: $0) }
        // Two who were enrolled in one millisecond are listed in the order of their identifiers.
        #expect(Set(known.map(\.roles)) == [[.securityLead], [.auditor]])
        #expect(known.allSatisfy { !$0.isSuspended })
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("is enrolled once, with a key that is one, in roles that there are")
    func refuses() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, _) = try await house.create()
        let one = try await home.enrol(.auditor)
        await #expect(throws: Access.Failure.alreadyEnrolled) {
            try await home.ledger.perform(
                Access.Enrol(member: ID(), key: one.key, roles: [.auditor]),
                as: .owner
            )
        }
        await #expect(throws: Access.Failure.badKey) {
            try await home.ledger.perform(
                Access.Enrol(member: ID(), key: "abc", roles: [.auditor]),
                as: .owner
            )
        }
        await #expect(throws: Access.Failure.badRoles) {
            try await home.ledger.perform(Access.Assign(member: one.member, roles: []), as: .owner)
        }
        await #expect(throws: Access.Failure.unknownMember) {
            try await home.ledger.perform(
                Access.Assign(member: ID(), roles: [.auditor]),
                as: .owner
            )
        }
        try await home.close()
    }

    @Test("who is erased as a person is no member any more, and what they asked is gone")
    func erased() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, policy) = try await house.create()
        let clerk = try await home.enrol(.contractor)
        _ = try await home.refusal { try await home.weigh(ID(), as: clerk.principal) }
        try await home.ledger.perform(
            Vault.Erase(subject: ID(raw: clerk.member.raw), reason: "asked for it"),
            as: .owner
        )
        #expect(try await home.ledger.store.read { try Access.members(in: $0) }.isEmpty)
        let rules = try RuleSet(RuleSet.standardText)
        let seen = try await WhatIf(rules, instead: rules, since: 0, in: home.ledger, policy)
        // The enrolment and the refusal went with the member's key.
        #expect(seen.erased == 2)
        #expect(seen.asked == 1)
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
        try await home.close()
    }

    @Test("proves who they are by a file and its passphrase")
    func keys() throws {
        var generator = SystemRandomNumberGenerator()
        let made = try MemberKey.create(
            passphrase: "open",
            parameters: .fast,
            using: &generator
        )
        let opened = try MemberKey(text: made.text) { "open" }
        #expect(opened.key == made.key.key)
        #expect(opened.principal.factors == 2)
        let statement = Access.statement(ID(), "digest")
        let signature = try opened.sign(statement)
        #expect(MemberKey.verify(signature, of: statement, by: made.key.key))
        #expect(!MemberKey.verify(signature, of: statement + [0], by: made.key.key))
        #expect(!MemberKey.verify(signature.uppercased(), of: statement, by: made.key.key))
        #expect(throws: MemberKey.Refusal.wrongPassphrase) {
            try MemberKey(text: made.text) { "shut" }
        }
        // Somebody else's name on one's own key is found out where keys are compared; a text that
        // was cut or altered is none.
        #expect(throws: MemberKey.Refusal.notAKey) {
            try MemberKey(text: String(made.text.dropFirst())) { "open" }
        }
        let altered = made.text.replacing("public \(made.key.key)", with: "public 00")
        #expect(throws: MemberKey.Refusal.notAKey) { try MemberKey(text: altered) { "open" } }
    }
}
