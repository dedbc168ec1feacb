import Custody
import Testing

@testable import Kernel
@testable import People

@Suite("The rules of the house")
struct RulesTests {
    private let policy: HousePolicy
    private let rules: RuleSet

    init() throws {
        policy = try HousePolicy(of: House.rooms)
        rules = try RuleSet(RuleSet.standardText)
    }

    private func ruling(
        _ action: String,
        on kind: ThingKind = .document,
        by roles: Role...,
        factors: Int = 2,
        facts more: [String: Attributes.Fact] = [:],
        about: Attributes = [:],
        circumstances: Attributes = [:],
        rules text: String? = nil
    ) throws -> Ruling {
        let facts: [String: Attributes.Fact] = [
            "enrolled": .flag(true), "suspended": .flag(false),
            "roles": .list(roles.map(\.rawValue)),
        ]
        let question = Question(
            principal: Principal(id: ID(), kind: .member, factors: factors),
            action: action,
            thing: kind == .house ? .house : Thing(kind, "1"),
            facts: Attributes(facts.merging(more) { _, new in new }),
            about: about,
            circumstances: circumstances,
            time: House.noon
        )
        return try policy.ruling(on: question, under: text.map { try RuleSet($0) } ?? rules)
    }

    @Test("let the owner do everything that is the owner's to do", arguments: House.rooms)
    func owner(room: Room) throws {
        // Two acts take somebody who asked before, and one a day to come: the charter looks.
        let asked = ["access.adopt", "access.lend", "access.review"]
        for act in room.acts where act.principals.contains(.owner) && !asked.contains(act.name) {
            let question = Question(
                principal: .owner,
                action: act.name,
                thing: act.thing == .house ? .house : Thing(act.thing, "1"),
                time: House.noon
            )
            let ruling = try policy.ruling(on: question, under: rules)
            #expect(ruling.allows, "\(act.name)")
            #expect(ruling.determining == ["the-owner-may"])
        }
    }

    @Test(
        "give each role its own",
        arguments: [
            ("vault.hold", Role.securityLead, true), ("vault.shred", .securityLead, false),
            ("vault.shred", .dataProtectionOfficer, true), ("vault.open", .engineer, false),
            ("vault.seal", .engineer, true), ("vault.open", .auditor, false),
            ("vault.open", .vendorManager, false), ("vault.open", .contractor, false),
        ]
    )
    func roles(action: String, role: Role, allows: Bool) throws {
        #expect(try ruling(action, by: role).allows == allows)
    }

    @Test("say no to whoever is suspended, a stranger, or signed in by one proof")
    func charter() throws {
        let no = try ruling("vault.hold", by: .securityLead, facts: ["suspended": .flag(true)])
        #expect(no.determining == ["suspended-means-no"])
        #expect(no.reasons[0].hasPrefix("This account is suspended. Ask"))
        #expect(no.trace == ["suspended-means-no forbids it"])
        let unknown: [String: Attributes.Fact] = ["enrolled": .flag(false)]
        let stranger = try ruling("vault.hold", by: .securityLead, facts: unknown)
        #expect(stranger.determining == ["strangers-stay-out"])
        let careless = try ruling("vault.hold", by: .securityLead, factors: 1)
        #expect(careless.determining == ["two-factors-or-no-session"])
    }

    @Test("let no adopted permit outvote the charter")
    func outvotes() throws {
        let all = "@id(\"all\") permit (principal, action, resource);"
        #expect(try ruling("vault.open", by: .contractor, rules: all).allows)
        let no = try ruling("vault.open", by: .auditor, factors: 1, rules: all)
        #expect(!no.allows)
    }

    /// The program's rules, and a permit that lets contractors open originals.
    private static let generous =
        RuleSet.standardText
        + "@id(\"open\") permit (principal, action == Cordon::Action::\"vault.open\", resource);"

    @Test(
        "keep outsiders from data without training, contract and purpose, all of them valid",
        arguments: [
            (["trainedUntil", "contractUntil", "purposes"], House.noon + 1, []),
            (["contractUntil", "purposes"], House.noon + 1, ["no-data-without-training"]),
            (["trainedUntil", "purposes"], House.noon + 1, ["no-data-without-contract"]),
            (["trainedUntil", "contractUntil"], House.noon + 1, ["no-data-without-purpose"]),
            (
                ["trainedUntil", "contractUntil", "purposes"], House.noon,
                ["no-data-without-training", "no-data-without-contract"]
            ),
        ] as [([String], Int64, [String])]
    )
    func outsiders(known: [String], until: Int64, forbids: [String]) throws {
        var facts: [String: Attributes.Fact] = [:]
        for name in known { facts[name] = name == "purposes" ? .list(["a"]) : .moment(until) }
        let ruling = try ruling(
            "vault.open",
            by: .contractor,
            facts: facts,
            about: ["sensitivity": .number(1)],
            rules: Self.generous
        )
        #expect(ruling.allows == forbids.isEmpty)
        if !forbids.isEmpty { #expect(ruling.determining == forbids) }
    }

    @Test(
        "keep outsiders from documents that name people, or of which nobody knows",
        arguments: [(0, true), (1, true), (2, false), (3, false), (nil, false)] as [(Int64?, Bool)]
    )
    func tiers(sensitivity: Int64?, allows: Bool) throws {
        let about: Attributes = sensitivity.map { ["sensitivity": .number($0)] } ?? [:]
        let ruling = try ruling(
            "vault.open",
            by: .contractor,
            facts: [
                "trainedUntil": .moment(.max), "contractUntil": .moment(.max),
                "purposes": .list(["a"]),
            ],
            about: about,
            rules: Self.generous
        )
        #expect(ruling.allows == allows)
    }

    @Test("let vendor managers enrol and suspend contractors only")
    func vendors() throws {
        for (roles, allows) in [(["contractor"], true), (["security-lead"], false)] {
            let ruling = try ruling(
                "access.enrol",
                on: .account,
                by: .vendorManager,
                circumstances: ["roles": .list(roles)]
            )
            #expect(ruling.allows == allows)
        }
        for (about, allows) in [(true, true), (false, false)] {
            let ruling = try ruling(
                "access.suspend",
                on: .account,
                by: .vendorManager,
                about: ["isOutsider": .flag(about)]
            )
            #expect(ruling.allows == allows)
        }
    }

    @Test("tell who was refused what came nearest, and nothing about anybody")
    func traces() throws {
        let ruling = try ruling(
            "access.enrol",
            on: .account,
            by: .vendorManager,
            circumstances: ["roles": .list(["security-lead"])]
        )
        #expect(ruling.determining == [])
        #expect(
            ruling.reasons == [
                "No rule allows this.",
                "What comes nearest: A vendor manager enrols contractors, and nobody else.",
            ]
        )
        #expect(
            ruling.trace == [
                "vendor-managers-enrol-contractors lacks context.roles == [\"contractor\"]"
            ]
        )
        let other = try self.ruling("vault.shred", by: .auditor)
        #expect(other.trace == ["officers-govern-data is for others"])
    }

    @Test("refuse a command that no room declares, and one that is not for this kind of principal")
    func unknown() throws {
        #expect(try !ruling("vault.burn", by: .securityLead).allows)
        let expire = Question(
            principal: .owner,
            action: "vault.expire",
            thing: Thing(.document, "1"),
            time: 0
        )
        #expect(try !policy.ruling(on: expire, under: rules).allows)
    }

    @Test("have names, which the charter's are not among")
    func names() {
        #expect(throws: (any Error).self) { try RuleSet("permit (principal, action, resource);") }
        #expect(throws: (any Error).self) {
            try RuleSet("@id(\"suspended-means-no\") permit (principal, action, resource);")
        }
    }
}
