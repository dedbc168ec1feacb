import Foundation
import Testing

@testable import Custody
@testable import Defence
@testable import Kernel
@testable import People
@testable import Provenance

@Suite("What was observed draws the graph by itself", .serialized)
struct ObservedTests {
    /// A supplier whose tool is made of the poisoned component, and somebody whom it sent.
    private func scene(
        _ dialect: Dialect = .sqlite
    ) async throws -> (chronicle: Chronicle, hand: Hand) {
        let chronicle = try await Chronicle(dialect)
        try await chronicle.perform(
            Dependencies.Record(
                subject: "harbour-tool",
                digest: Chronicle.digest,
                components: [Chronicle.poisoned],
                supplier: "harbour"
            )
        )
        let hand = Hand()
        try await chronicle.happen(hand.made())
        try await hand.begin(in: chronicle)
        try await chronicle.happen(hand.enrolled(from: "harbour"))
        return (chronicle, hand)
    }

    @Test(
        "from a supplier's bill to its people, what they were given, whose data it is and for whom",
        arguments: Dialect.allCases
    )
    func whole(dialect: Dialect) async throws {
        let (chronicle, hand) = try await scene(dialect)
        defer { chronicle.remove() }
        chronicle.turn(to: 10)
        let session = ID<Accounts.Session>()
        let until = Chronicle.morning + 600 * Chronicle.minute
        try await chronicle.happen(
            Accounts.SessionBegun(
                member: hand.member,
                session: session,
                token: "t",
                agent: "a",
                factors: 2,
                until: until
            )
        )
        let lease = ID<Workroom.Lease>()
        try await chronicle.happen(hand.leased(lease, until: 40))
        let blast = try await chronicle.blast(15, 30)
        #expect(
            blast.reached.map { $0.node.kind.word + ":" + $0.node.name } == [
                "tool:harbour-tool", "secret:key/" + hand.enrolled(from: nil).key.prefix(16),
                "secret:session/\(session)", "supplier:harbour", "worker:\(hand.member)",
                "dataset:\(hand.document)", "dataset:release/\(hand.release)",
                "dataset:tasks/\(hand.project)/\(hand.release)", "client:bank", "client:north",
            ]
        )
        let evidence = try #require(blast.evidence[hand.tasks])
        #expect(evidence.isObserved && evidence.basis == "workroom.leased.v1")
        #expect(evidence.until == Chronicle.morning + 40 * Chronicle.minute)
        #expect(blast.evidence.count == blast.reached.count, "each step is known by an event")
        #expect(blast.evidence[Node(.client, "north")]?.detail == "label moods")
        #expect(blast.remarks.isEmpty)
        #expect(try await chronicle.isRebuilt())
    }

    @Test("a lease before the window is not reached; one that overlaps it is; nor is one after")
    func leases() async throws {
        let (chronicle, hand) = try await scene()
        defer { chronicle.remove() }
        let (early, late) = (ID<Workroom.Lease>(), ID<Workroom.Lease>())
        chronicle.turn(to: 10)
        try await chronicle.happen(hand.leased(early, until: 40))
        chronicle.turn(to: 20)
        try await chronicle.happen(hand.submitted(early))
        chronicle.turn(to: 100)
        try await chronicle.happen(hand.leased(late, until: 130))
        chronicle.turn(to: 110)
        try await chronicle.happen(Workroom.Returned(lease: late))
        func holds(_ first: Int64, _ last: Int64) async throws -> Bool {
            try await chronicle.blast(first, last).reached.contains { $0.node == hand.tasks }
        }
        // Taken at 10 until 40, handed in at 20; taken at 100 until 130, given back at 110.
        #expect(try await !holds(0, 9))
        #expect(try await holds(0, 10))
        #expect(try await holds(19, 25))
        #expect(try await !holds(20, 99))
        #expect(try await holds(20, 100))
        #expect(try await holds(109, 300))
        #expect(try await !holds(110, 300))
        #expect(try await chronicle.isRebuilt())
    }

    @Test("one that runs out by itself ends when it was meant to, and what was known is kept")
    func known() async throws {
        let (chronicle, hand) = try await scene()
        defer { chronicle.remove() }
        let lease = ID<Workroom.Lease>()
        chronicle.turn(to: 10)
        try await chronicle.happen(hand.leased(lease, until: 40))
        #expect(try await chronicle.blast(39, 50).reached.contains { $0.node == hand.tasks })
        #expect(try await !chronicle.blast(40, 50).reached.contains { $0.node == hand.tasks })
        chronicle.turn(to: 20)
        try await chronicle.happen(hand.submitted(lease))
        func then(_ known: Int64?) async throws -> Bool {
            try await chronicle.blast(25, 50, known: known).reached.contains {
                $0.node == hand.tasks
            }
        }
        // Before it was handed in, it was meant to go on; before it was taken, it was not known.
        #expect(try await !then(nil))
        #expect(try await then(15))
        #expect(try await !then(5))
        #expect(try await !then(30))
    }

    @Test("who is placed elsewhere is with one supplier after the other, and sessions end")
    func placing() async throws {
        let (chronicle, hand) = try await scene()
        defer { chronicle.remove() }
        let session = ID<Accounts.Session>()
        chronicle.turn(to: 10)
        try await chronicle.happen(
            Accounts.SessionBegun(
                member: hand.member,
                session: session,
                token: "t",
                agent: "a",
                factors: 2,
                until: .max
            )
        )
        chronicle.turn(to: 30)
        let suspended = Access.Suspended(whom: .supplier("harbour"), reason: "a test")
        try await chronicle.happen(suspended)
        try await chronicle.happen(Access.Placed(member: hand.member, supplier: "quay"))
        func names(_ first: Int64, _ last: Int64) async throws -> Set<Provenance.Reach.Kind> {
            Set(try await chronicle.blast(first, last).reached.map(\.node.kind))
        }
        #expect(try await names(20, 25).isSuperset(of: [.worker, .secret]))
        #expect(try await names(31, 40) == [.tool, .supplier])
        let harbour = Node(.secret, "session/\(session)")
        let early = try await chronicle.blast(from: hand.worker, 20, 25).reached.map(\.node)
        let late = try await chronicle.blast(from: hand.worker, 31, 40).reached.map(\.node)
        #expect(early.contains(harbour) && !late.contains(harbour))
        // A struck key lets nobody in, and another one is theirs from then on.
        chronicle.turn(to: 50)
        try await chronicle.happen(Access.Revoked(member: hand.member, reason: "a test"))
        #expect(try await chronicle.blast(from: hand.worker, 51, 60).reached.isEmpty)
        #expect(try await chronicle.isRebuilt())
    }

    @Test("what is destroyed is out of reach, and who is erased is in no edge of theirs")
    func erasure() async throws {
        let (chronicle, hand) = try await scene()
        defer { chronicle.remove() }
        chronicle.turn(to: 10)
        let release = Node(.dataset, "release/\(hand.release)")
        func documents(_ first: Int64, _ last: Int64) async throws -> Int {
            try await chronicle.blast(from: release, first, last).reached
                .count { $0.node.kind == .dataset }
        }
        try await chronicle.happen(
            Vault.Shredded(document: hand.document, cause: .request, reason: "a test")
        )
        #expect(try await documents(0, 9) == 1)
        #expect(try await documents(11, 20) == 0)
        try await chronicle.happen(hand.leased(ID(), until: 60))
        try await chronicle.happen(
            Vault.Erased(
                subject: ID(raw: hand.member.raw),
                documents: [],
                shared: [],
                reason: "a test"
            )
        )
        let kinds = Set(try await chronicle.blast(0, 20).reached.map(\.node.kind))
        #expect(kinds == [.tool, .supplier])
        let left = try await chronicle.blast(from: hand.worker, 11, 20).reached.map(\.node)
        #expect(left.contains(hand.tasks) && !left.contains { $0.kind == .secret })
        #expect(try await chronicle.isRebuilt())
    }
}
