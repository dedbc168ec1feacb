import Annotation
import Custody
import Defence
import Foundation
import Kernel
import People
import Provenance
import Sealing
import Support
import Testing

@testable import Server

@Suite("Containing a component")
struct ContainmentTests {
    private static let poisoned = "pkg:pypi/litellm@1.82.8"
    private static let evidence = String(repeating: "ab", count: 32)

    /// A contractor at work on a task, whose tool is made of the component.
    private struct Scene {
        let house: ServedHouse
        let worker: Browser
        let member: ID<Principal>
        let engagement: ID<Workroom.Engagement>
        let document = ID<Vault.Document>()

        var ledger: Ledger { house.home.ledger }

        init(_ house: ServedHouse) async throws {
            self.house = house
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            worker = try await owner.invite("contractor", house, name: "Wim")
            let found = try await house.home.ledger.store.read { db in
                try Accounts.accounts(after: nil, limit: 10, in: db).map(\.member)
                    .first { $0 != Principal.owner.id }
            }
            member = try #require(found)
            engagement = ID<Workroom.Engagement>()
            try await offer()
            try await connect()
        }

        private func offer() async throws {
            let project = ID<Workroom.Project>()
            try await ledger.perform(
                Workroom.Begin(
                    project: project,
                    brief: .init(
                        scope: "Say how it sounds",
                        purpose: "mood-labels",
                        client: "a test",
                        escalation: "somebody",
                        notice: "everything"
                    ),
                    conditions: .init(goldPerMille: 0, repeatPerMille: 0, pay: 40, masked: []),
                    questions: [
                        Prompt("mood", about: "text", .classes(["glad", "sad"], several: false))
                    ]
                ),
                as: .owner
            )
            try await ledger.perform(
                Workroom.Guide(project: project, text: "# Read", reason: "first"),
                as: .owner
            )
            let item = Item(name: "one", fields: [.init("text", .string("Hello"))])
            try await ledger.perform(
                Workroom.Add(project: project, sheets: [.init(item: item)]),
                as: .owner
            )
            try await ledger.perform(
                Workroom.Engage(
                    engagement: engagement,
                    worker: member,
                    project: project,
                    terms: .init(until: 4_000_000_000_000, noticeDays: 14, hourly: 1_800)
                ),
                as: .owner
            )
        }

        /// Takes a task up, in the browser.
        func takeUp() async throws {
            let path = "/work/\(engagement)"
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            #expect(try await worker.act(path + "/accept", whole).status == 303)
            #expect(try await worker.act(path + "/next", [:]).location == path + "/task")
        }

        private func connect() async throws {
            try await ledger.perform(
                Dependencies.Record(
                    subject: "label-gateway",
                    digest: ContainmentTests.evidence,
                    components: [ContainmentTests.poisoned]
                ),
                as: .owner
            )
            for (from, to) in [
                ("tool:label-gateway", "worker:\(member)"),
                ("worker:\(member)", "dataset:\(document)"),
                ("tool:label-gateway", "worker:nobody-of-ours"),
            ] {
                try await ledger.perform(
                    Dependencies.Connect(from: from, to: to, since: 0),
                    as: .owner
                )
            }
        }

        func plan() async throws -> Containment {
            try await ledger.store.read { db in
                try Containment(
                    of: .init(.component, ContainmentTests.poisoned),
                    between: Instant(seconds: 0),
                    and: Instant(seconds: 4_000_000_000),
                    in: db
                )
            }
        }

        func carryOut(isDrill: Bool) async throws -> Dependencies.Quarantine {
            try await plan().carryOut(
                on: ledger,
                as: .owner,
                reason: "a poisoned release",
                evidence: ContainmentTests.evidence,
                isDrill: isDrill
            )
        }
    }

    @Test("ends sessions, strikes keys, returns tasks; a drill counts and does none of it")
    func contains() async throws {
        try await ServedHouse.serving { house in
            let scene = try await Scene(house)
            try await scene.takeUp()
            let drill = try await scene.carryOut(isDrill: true)
            #expect(drill.done == .init(suspended: 1, revoked: 1, returned: 1))
            #expect(drill.took >= 0)
            #expect(try await scene.worker.get("/account").status == 200)
            let held = try await scene.plan().plan.leases.count
            #expect(held == 1)

            let incident = try await scene.carryOut(isDrill: false)
            #expect(incident.done == drill.done)
            // The open session is dead, and the task can be had by somebody else.
            #expect(try await scene.worker.get("/account").status != 200)
            let after = try await scene.plan().plan
            #expect(after == Containment.Plan())
            let member = scene.member
            let left = try await scene.ledger.store.read { db in
                try (
                    Accounts.passkeys(of: member, in: db).count,
                    Access.member(member, in: db)?.isKeyStruck,
                    Dependencies.incidents(in: db).map(\.isDrill)
                )
            }
            #expect(left.0 == 0 && left.1 == true)
            #expect(left.2.sorted { !$0 && $1 } == [false, true])
            // A second order finds nothing more to do.
            #expect(try await scene.carryOut(isDrill: false).done == .init())
            let grown = try await scene.ledger.contents()
            try await scene.ledger.rebuild()
            #expect(try await scene.ledger.contents() == grown)
        }
    }

    @Test("refuses what a struck key signs, also once its member is let in again")
    func keys() async throws {
        try await ServedHouse.serving { house in
            let ledger = house.home.ledger
            var generator = SystemRandomNumberGenerator()
            func make() throws -> MemberKey {
                try MemberKey.create(
                    passphrase: "a test",
                    parameters: Argon2id(memory: 19 << 10, passes: 1, lanes: 1),
                    using: &generator
                ).key
            }
            let key = try make()
            let enrol = Access.Enrol(member: key.member, key: key.key, roles: [.auditor])
            try await ledger.perform(enrol, as: .owner)
            let program = Browser(house)
            program.saysOrigin = nil
            func status(_ key: MemberKey) async throws -> Int {
                let until = Int64(Date().timeIntervalSince1970 * 1000) + 60_000
                let token = try MemberToken.make(by: key, for: house.origin, until: until)
                let headers = [("authorization", "Bearer \(token)")]
                return try await program.get("/api/v1/leaves", headers).status
            }
            #expect(try await status(key) == 200)
            let parts = [Self.poisoned]
            try await ledger.perform(
                Dependencies.Record(subject: "t", digest: Self.evidence, components: parts),
                as: .owner
            )
            try await ledger.perform(
                Dependencies.Connect(from: "tool:t", to: "worker:\(key.member)", since: 0),
                as: .owner
            )
            let containment = try await ledger.store.read { db in
                try Containment(
                    of: .init(.component, Self.poisoned),
                    between: Instant(seconds: 0),
                    and: Instant(seconds: 4_000_000_000),
                    in: db
                )
            }
            _ = try await containment.carryOut(
                on: ledger,
                as: .owner,
                reason: "a poisoned release",
                evidence: Self.evidence,
                isDrill: false
            )
            #expect(try await status(key) == 401)
            try await ledger.perform(
                Access.Reinstate(member: key.member, reason: "clean again"),
                as: .owner
            )
            #expect(try await status(key) == 401)
            await #expect(throws: Access.Failure.alreadyRevoked) {
                try await ledger.perform(
                    Access.Revoke(member: key.member, reason: "again"),
                    as: .owner
                )
            }
            // With another key they are who they were.
            let other = try make()
            try await ledger.perform(
                Access.Enrol(member: key.member, key: other.key, roles: [.auditor]),
                as: .owner
            )
            let member = try await ledger.store.read { try Access.member(key.member, in: $0) }
            #expect(member?.key == other.key && member?.roles == [.auditor])
        }
    }
}
