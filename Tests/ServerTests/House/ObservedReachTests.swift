import Annotation
import Custody
import Defence
import Foundation
import Kernel
import People
import Provenance
import Testing

@testable import Server

/// A supplier's bill, somebody whom it sent, a release and a task of it: nothing else is said, and
/// nothing was connected by hand.
@Suite("What a poisoned part of a supplier's reached, by what happened alone")
struct ObservedReachTests {
    private static let poisoned = "pkg:pypi/litellm@1.82.8"
    private static let evidence = String(repeating: "ab", count: 32)

    private struct Scene {
        let house: ServedHouse
        let owner: Browser
        let worker: Browser
        let member: ID<Principal>
        let engagement = ID<Workroom.Engagement>()
        let project = ID<Workroom.Project>()
        let release = ID<Release.Edition>()
        let document = ID<Vault.Document>()

        var ledger: Ledger { house.home.ledger }

        init(_ house: ServedHouse) async throws {
            self.house = house
            owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            worker = try await owner.invite("contractor", house, name: "Wim")
            let found = try await house.home.ledger.store.read { db in
                try Accounts.accounts(after: nil, limit: 10, in: db).map(\.member)
                    .first { $0 != Principal.owner.id }
            }
            member = try #require(found)
            try await ledger.perform(
                Dependencies.Record(
                    subject: "harbour-tool",
                    digest: ObservedReachTests.evidence,
                    components: [ObservedReachTests.poisoned],
                    supplier: "harbour"
                ),
                as: .owner
            )
            let place = Access.Place(member: member, supplier: "harbour")
            try await ledger.perform(place, as: .owner)
            try await hold()
            try await offer()
        }

        /// A sealed document, and a release that was made of it.
        private func hold() async throws {
            let vault = Strongroom(ledger: ledger, folder: house.home.path + "/vault")
            var bytes = Array("a CV".utf8)[...]
            _ = try await vault.seal(
                try #require(Vault.Card(name: "cv.txt", media: "text/plain")),
                document: document,
                people: [Vault.Person(marks: []), Vault.Person(marks: [])],
                as: .owner
            ) { buffer in
                let count = min(buffer.count, bytes.count)
                buffer.copyBytes(from: bytes.prefix(count))
                bytes = bytes.dropFirst(count)
                return count
            }
            let made = """
                {"release":"\(release)","manifest":"\(ObservedReachTests.evidence)",\
                "purpose":"label moods","basis":"contract","recipient":"north",\
                "until":"2030-01-01","records":1,"documents":["\(document)"],"excess":[]}
                """
            let make = try JSONDecoder().decode(Release.Make.self, from: Data(made.utf8))
            try await ledger.perform(make, as: .owner)
        }

        private func offer() async throws {
            try await ledger.perform(
                Workroom.Begin(
                    project: project,
                    brief: .init(
                        scope: "Say how it sounds",
                        purpose: "mood-labels",
                        client: "bank",
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
                Workroom.Add(project: project, sheets: [.init(item: item)], release: release),
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

        /// What can be reached from now on, for an hour.
        func plan() async throws -> Containment {
            let now = Int64(Date().timeIntervalSince1970)
            return try await ledger.store.read { db in
                try Containment(
                    of: .init(.component, ObservedReachTests.poisoned),
                    between: Instant(seconds: now),
                    and: Instant(seconds: now + 3_600),
                    in: db
                )
            }
        }
    }

    @Test("is found, and ends with one act: session, lease and keys")
    func whole() async throws {
        try await ServedHouse.serving { house in
            let scene = try await Scene(house)
            // Before anything was leased, the worker is reached, and no data.
            let before = try await scene.plan()
            #expect(!before.reached.contains { $0.node.kind == .dataset })
            try await scene.takeUp()
            let containment = try await scene.plan()
            let names = containment.reached.map { $0.node.kind.word + ":" + $0.node.name }
            for name in [
                "tool:harbour-tool", "supplier:harbour", "worker:\(scene.member)",
                "dataset:tasks/\(scene.project)/\(scene.release)",
                "dataset:release/\(scene.release)", "dataset:\(scene.document)", "client:bank",
                "client:north",
            ] {
                #expect(names.contains(name), "\(name)")
            }
            #expect(names.contains { $0.hasPrefix("secret:session/") })
            #expect(containment.strangers == 0)
            #expect(containment.blast.people.count == 2)
            let isAllObserved = containment.blast.evidence.values.allSatisfy(\.isObserved)
            #expect(isAllObserved)
            #expect(containment.plan.leases.count == 1)

            let incident = try await containment.carryOut(
                on: scene.ledger,
                as: .owner,
                reason: "a poisoned release",
                evidence: Self.evidence,
                isDrill: false
            )
            #expect(incident.done == .init(suspended: 1, revoked: 1, returned: 1, held: 1))
            #expect(try await scene.worker.get("/account").status != 200)
            let member = scene.member
            let left = try await scene.ledger.store.read { db in
                try Workroom.openLeases(of: member, in: db)
            }
            #expect(left.isEmpty)
            // The graph knows that session, key and lease are over: a second later nothing of
            // them can be reached.
            try await Task.sleep(for: .milliseconds(1_100))
            let after = try await scene.plan().reached.map(\.node.kind)
            #expect(after == [.tool, .supplier, .worker])
            #expect(try await scene.ledger.rehearseRebuild().different.isEmpty)
        }
    }

    @Test("stands on its page, each step with the leaf that says so")
    func page() async throws {
        try await ServedHouse.serving { house in
            let scene = try await Scene(house)
            try await scene.takeUp()
            let page = try await scene.owner.get(
                "/dependencies/blast?component=pkg%3Apypi%2Flitellm%401.82.8"
                    + "&from=2020-01-01T00%3A00%3A00Z&until=2099-01-01T00%3A00%3A00Z"
            )
            #expect(page.status == 200)
            #expect(page.body.contains("leased, <a href=\"/ledger/"))
            #expect(page.body.contains("released for ") && page.body.contains("label moods"))
            #expect(page.body.contains("are about 2 people"))
            #expect(!page.body.contains("said by hand"))
        }
    }
}
