import Custody
import Defence
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("The permission matrix")
struct MatrixTests {
    private static let rooms = Access.house(
        of: [DataMap.room, Vault.room, Release.room, Workroom.room, Dependencies.room]
    )
    private static let schema = HouseSchema(of: rooms)
    private static let made = Result {
        try PermissionMatrix(of: RuleSet(RuleSet.standardText), under: schema)
    }

    @Test("is in the documents as it is")
    func page() throws {
        let rules = try RuleSet(RuleSet.standardText)
        let table = try Self.made.get().markdown(of: rules)
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/permissions.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.hasSuffix(table), "print it with `cordon policy matrix`")
    }

    @Test("says what the gate says", arguments: Role.allCases)
    func agrees(role: Role) throws {
        let rules = try RuleSet(RuleSet.standardText)
        let policy = try HousePolicy(of: Self.rooms)
        let matrix = try Self.made.get()
        let column = try #require(matrix.columns.firstIndex(of: role.rawValue))
        for row in matrix.rows {
            let act = try #require(Self.schema.acts[row.action])
            var answers: Set<Bool> = []
            for sample in Sample.all(for: act) {
                let question = Question(
                    principal: Principal(id: Sample.asker, kind: .member, factors: 2),
                    action: act.name,
                    thing: act.thing == .house ? .house : Thing(act.thing, "1"),
                    facts: Attributes(
                        [
                            "enrolled": .flag(true), "suspended": .flag(false),
                            "roles": .list([role.rawValue]),
                        ].merging(sample.facts.facts) { old, _ in old }
                    ),
                    about: sample.about,
                    circumstances: sample.circumstances,
                    time: House.noon
                )
                answers.insert(try policy.ruling(on: question, under: rules).allows)
            }
            switch row.cells[column] {
            case .always: #expect(answers == [true], "\(act.name)")
            case .never: #expect(answers == [false], "\(act.name)")
            case .sometimes: #expect(answers.contains(false), "\(act.name)")
            }
        }
    }
}

/// Questions of many kinds about one command, without regard to any rule.
private struct Sample {
    let facts: Attributes
    let about: Attributes
    let circumstances: Attributes

    static let asker = ID<Principal>()

    static func all(for act: Act) -> [Sample] {
        let people: [Attributes] = [
            [:],
            [
                "trainedUntil": .moment(House.noon + 1), "contractUntil": .moment(House.noon + 1),
                "purposes": .list(["a"]),
            ],
        ]
        let things: [Attributes] =
            switch act.thing {
            case .document: [[:], ["sensitivity": .number(0)], ["sensitivity": .number(3)]]
            case .account:
                [
                    [:], ["isOutsider": .flag(true)], ["isOutsider": .flag(false)],
                    ["shutBy": .text(asker.description)],
                ]
            case .loan: [[:], ["asker": .text(asker.description)]]
            default: [[:]]
            }
        let circumstances: [Attributes] =
            act.circumstances.contains { $0.name == "roles" }
            ? [["roles": .list(["contractor"])], ["roles": .list(["auditor"])]]
            : act.circumstances.contains { $0.name == "reach" }
                ? [["reach": .text("member")], ["reach": .text("everyone")]]
                : act.circumstances.contains { $0.name == "account" }
                    ? [["account": .text(asker.description)], ["account": .text("another")]]
                    : [[:]]
        return people.flatMap { facts in
            things.flatMap { about in
                circumstances.map { Sample(facts: facts, about: about, circumstances: $0) }
            }
        }
    }
}

@Suite("The difference of two sets of rules")
struct DifferenceTests {
    private let schema = HouseSchema(of: House.rooms)

    @Test("is nothing between a set and itself")
    func same() throws {
        let text = "@id(\"a\") permit (principal is Cordon::Owner, action, resource);"
        let again = "@id(\"b\") permit (principal is Cordon::Owner, action, resource);"
        let difference = try PolicyDifference(RuleSet(text), RuleSet(again), under: schema)
        #expect(difference.changes.isEmpty)
        #expect(difference.unmodelled.isEmpty)
        #expect(difference.cases == 0, "what is ruled alike is not gone through")
        #expect(difference.alike > 0)
    }

    @Test("is nothing where the same is said otherwise, which is gone through")
    func saidOtherwise() throws {
        let text = "@id(\"a\") permit (principal is Cordon::Owner, action, resource);"
        let other = """
            @id("a") permit (principal is Cordon::Owner, action, resource)
            when { resource has sensitivity || !(resource has sensitivity) };
            """
        let difference = try PolicyDifference(RuleSet(text), RuleSet(other), under: schema)
        #expect(difference.changes.isEmpty)
        #expect(difference.cases > 0)
    }

    @Test("is what a rule adds, for whom and when")
    func adds() throws {
        let base = "@id(\"a\") permit (principal is Cordon::Owner, action, resource);"
        let more =
            base + """
                @id("b") permit (
                  principal in Cordon::Role::"auditor",
                  action == Cordon::Action::"vault.open",
                  resource
                ) when { resource has sensitivity && resource.sensitivity == 0 };
                """
        let difference = try PolicyDifference(RuleSet(base), RuleSet(more), under: schema)
        #expect(difference.unmodelled.isEmpty)
        let change = try #require(difference.changes.first)
        #expect(difference.changes.count == 1)
        #expect(change.action == "vault.open")
        #expect(change.roles == ["auditor"])
        #expect(change.isOpened)
        #expect(change.allowing == ["b"])
        #expect(difference.alike > 0)
        #expect(change.given.contains("resource.sensitivity = 0"))
        #expect(change.given.contains("not principal.suspended"))
        let back = try PolicyDifference(RuleSet(more), RuleSet(base), under: schema)
        #expect(back.changes.map(\.isOpened) == [false])
    }
}

@Suite("What would have been", .serialized)
struct ReplayTests {
    @Test("is asked of what was recorded, refusals included", arguments: Dialect.allCases)
    func replays(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, policy) = try await house.create()
        let clerk = try await home.enrol(.auditor)
        house.wait(10_000)
        let since = House.noon + 5_000
        let suspend = Access.Suspend(member: clerk.member, reason: "a test")
        let refused = try await home.refusal {
            try await home.ledger.perform(suspend, as: clerk.principal)
        }
        #expect(refused?.allows == false)
        let done = try await home.ledger.perform(suspend, as: .owner)
        let rules = try RuleSet(
            """
            @id("auditors") permit (principal in Cordon::Role::"auditor", action, resource);
            """
        )
        let current = try await home.ledger.store.read { try policy.rules(in: $0) }
        let seen = try await WhatIf(
            rules,
            instead: current,
            since: since,
            in: home.ledger,
            policy
        )
        #expect(seen.asked == 2)
        #expect(seen.changed == 2)
        #expect(seen.changes.map(\.after.allows) == [true, false])
        #expect(seen.changes[1].event == done.id.description)
        #expect(seen.changes[1].before.rules == ["the-owner-may"])
        let heard = try #require(try await home.ledger.heard(done.id))
        #expect(heard.question?.thing == Thing(.account, clerk.member))
        #expect(heard.set == current.digest)
        try await home.close()
    }

    @Test("is computed for nobody whom the gate does not let weigh", arguments: Dialect.allCases)
    func asksFirst(dialect: Dialect) async throws {
        let house = try House(dialect)
        defer { house.remove() }
        let (home, policy) = try await house.create()
        let (auditor, worker) = (try await home.enrol(.auditor), try await home.enrol(.contractor))
        let proposal = ID<Access.Proposal>()
        let base = try await home.ledger.store.read { try Access.digestInForce(in: $0) }
        try await home.ledger.perform(
            Access.Propose(
                proposal: proposal,
                base: base,
                text: "@id(\"nothing\") forbid (principal, action, resource);",
                reason: "a test"
            ),
            as: .owner
        )
        func weigh(_ proposal: ID<Access.Proposal>, _ principal: Principal) async throws -> WhatIf {
            try await WhatIf.weighing(
                proposal,
                since: House.noon,
                in: home.ledger,
                policy,
                as: principal
            )
        }
        // Also of what is not there: whoever may not ask is not told.
        for asked in [proposal, ID()] {
            await #expect(throws: Refusal.self) { try await weigh(asked, worker.principal) }
        }
        await #expect(throws: Access.Failure.unknownProposal) {
            try await weigh(ID(), auditor.principal)
        }
        let seen = try await weigh(proposal, auditor.principal)
        #expect(seen.changed > 0)
        let weighers = try await home.ledger.store.read {
            try Access.weighers(of: proposal.description, in: $0)
        }
        #expect(weighers == [auditor.member.description])
        try await home.close()
    }
}

@Suite("Who can reach what", .serialized)
struct ReachTests {
    @Test("is what the gate itself answers")
    func agrees() async throws {
        let house = try House()
        defer { house.remove() }
        let (home, policy) = try await house.create()
        var keys: [MemberKey] = []
        for role in Role.allCases { keys.append(try await home.enrol(role)) }
        try await home.ledger.perform(
            Access.Suspend(member: keys[1].member, reason: "a test"),
            as: .owner
        )
        let document = Thing(.document, ID<Vault.Document>())
        let people = try await Reach.people(
            doing: "vault.hold",
            on: document,
            at: House.noon,
            in: home.ledger,
            policy
        )
        #expect(people.count == Role.allCases.count + 2)
        let may = people.filter(\.isAllowed)
        #expect(may.map(\.kind).sorted() == ["member", "member", "owner", "system"])
        for key in keys {
            let person = people.first { $0.principal == key.member.description }
            let abilities = try await Reach.abilities(
                of: key.principal,
                at: House.noon,
                in: home.ledger,
                policy
            )
            let hold = abilities.first { $0.action == "vault.hold" }
            #expect(hold?.cell == (person?.isAllowed == true ? .always : .never))
            // What the gate does when they really ask.
            let refusal = try await home.refusal {
                do {
                    try await home.ledger.perform(
                        Vault.Hold(document: ID(), reason: "a test"),
                        as: key.principal
                    )
                } catch Vault.Failure.unknown {
                    // The gate let it pass; the vault has no such document.
                }
            }
            #expect((refusal == nil) == person?.isAllowed)
        }
        try await home.close()
    }
}
