import Foundation
import Testing

@testable import Custody
@testable import Defence
@testable import Kernel
@testable import People
@testable import Provenance

@Suite("What was said by hand beside what was observed", .serialized)
struct RemarkTests {
    private func said(
        _ chronicle: Chronicle,
        _ from: String,
        _ to: String,
        since minutes: Int64
    ) async throws {
        let since = Chronicle.morning + minutes * Chronicle.minute
        try await chronicle.perform(Dependencies.Connect(from: from, to: to, since: since))
    }

    @Test("is told once: said twice, said for longer, or of somebody who was elsewhere")
    func remarks() async throws {
        let chronicle = try await Chronicle()
        defer { chronicle.remove() }
        let hands = [Hand(), Hand(), Hand()]
        for hand in hands.prefix(2) {
            try await chronicle.happen(hand.enrolled(from: "harbour"))
        }
        try await chronicle.happen(hands[2].enrolled(from: "quay"))
        try await said(chronicle, "supplier:harbour", "worker:\(hands[0].member)", since: 5)
        try await said(chronicle, "supplier:harbour", "worker:\(hands[1].member)", since: -9)
        try await said(chronicle, "supplier:harbour", "worker:\(hands[2].member)", since: 0)
        chronicle.turn(to: 20)
        let start = Node(.supplier, "harbour")
        let blast = try await chronicle.blast(from: start, 6, 30)
        let kinds = Dictionary(
            uniqueKeysWithValues: blast.remarks.map { ($0.to.name, $0.kind) }
        )
        #expect(
            kinds == [
                hands[0].member.description: .twice,
                hands[1].member.description: .longer,
                hands[2].member.description: .elsewhere("quay"),
            ]
        )
        // What was observed is what it is known by.
        #expect(blast.evidence[hands[0].worker]?.basis == "access.enrolled.v1")
        #expect(blast.evidence[hands[2].worker]?.isObserved == false)
    }

    @Test("is ended by hand, and what was observed is not")
    func disconnecting() async throws {
        let chronicle = try await Chronicle()
        defer { chronicle.remove() }
        let hand = Hand()
        try await chronicle.happen(hand.enrolled(from: "harbour"))
        let end = Dependencies.Disconnect(
            from: "supplier:harbour",
            to: "worker:\(hand.member)",
            until: Chronicle.morning + 9
        )
        await #expect(throws: Dependencies.Failure.notConnected) {
            try await chronicle.perform(end)
        }
        try await said(chronicle, "supplier:harbour", "worker:\(hand.member)", since: 0)
        try await chronicle.perform(end)
        let start = Node(.supplier, "harbour")
        #expect(try await chronicle.blast(from: start, 5, 6).reached.count == 2)
    }

    @Test("an inventory serves whoever it names, until the next names somebody else")
    func suppliers() async throws {
        let chronicle = try await Chronicle()
        defer { chronicle.remove() }
        for (minutes, supplier) in [(0, "harbour"), (30, "quay")] as [(Int64, String)] {
            chronicle.turn(to: minutes)
            try await chronicle.perform(
                Dependencies.Record(
                    subject: "gateway",
                    digest: Chronicle.digest,
                    components: [Chronicle.poisoned],
                    supplier: supplier
                )
            )
        }
        func suppliers(_ first: Int64, _ last: Int64) async throws -> [String] {
            try await chronicle.blast(first, last).reached.map(\.node)
                .filter { $0.kind == .supplier }.map(\.name)
        }
        #expect(try await suppliers(0, 29) == ["harbour"])
        #expect(try await suppliers(10, 40) == ["harbour", "quay"])
        #expect(try await suppliers(30, 40) == ["quay"])
        await #expect(throws: Dependencies.Failure.badSupplier) {
            try await chronicle.perform(
                Dependencies.Record(
                    subject: "gateway",
                    digest: Chronicle.digest,
                    components: [],
                    supplier: "Anna Schmidt"
                )
            )
        }
    }

    @Test("people of reached documents are counted, by what the map found of the same content")
    func countries() async throws {
        let chronicle = try await Chronicle()
        defer { chronicle.remove() }
        let hand = Hand()
        try await chronicle.happen(hand.made())
        try await chronicle.happen(
            DataMap.Assessed(
                document: hand.document,
                path: Personal("staff.csv"),
                format: "csv",
                fingerprint: "f1",
                bytes: 1,
                records: 1,
                state: .assessed,
                findings: [:]
            )
        )
        let source = ID<DataMap.Source>()
        try await chronicle.happen(observed("f1", ["DE": 3, "PL": 1], in: source))
        let release = Node(.dataset, "release/\(hand.release)")
        let blast = try await chronicle.blast(from: release, 0, 10)
        let countries = blast.reached.map(\.node).filter { $0.kind == .country }
        #expect(countries.map(\.name) == ["DE", "PL"])
        #expect(blast.evidence[countries[0]]?.basis == "datamap.observed.v1")
        try await chronicle.happen(DataMap.Removed(source: source, reason: "a test"))
        let later = try await chronicle.blast(from: release, 0, 10)
        #expect(!later.reached.contains { $0.node.kind == .country })
        #expect(try await chronicle.isRebuilt())
    }

    private func observed(
        _ fingerprint: String,
        _ countries: [String: Int],
        in source: ID<DataMap.Source>
    ) -> DataMap.Observed {
        let content = DataMap.Content(
            fingerprint: fingerprint,
            bytes: 10,
            format: "csv",
            records: 1,
            state: .assessed,
            findings: [:],
            countries: countries,
            decades: [:],
            people: [],
            isCrowd: false,
            sketches: [],
            keys: []
        )
        let seen = DataMap.Observation(
            item: "a1",
            path: Personal("staff.csv"),
            hint: "h",
            exposure: .owner,
            rights: "",
            content: content
        )
        return DataMap.Observed(source: source, pass: ID(), batch: nil, observations: [seen])
    }
}
