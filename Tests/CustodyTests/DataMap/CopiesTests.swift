import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("Copies across sources")
struct CopiesTests {
    private static let words = (0..<400).map { "w\($0 * 7_919 % 1_009)" }

    @Test("are families with the one that was there first", arguments: Dialect.allCases)
    func families(dialect: Dialect) async throws {
        let fixture = try MapHome(dialect)
        defer { fixture.remove() }
        let text = Self.words.joined(separator: " ")
        let edited = (Self.words.dropFirst(10) + ["and", "an", "end"]).joined(separator: "\n")
        try fixture.put(text, as: "a/original.txt")
        try fixture.put(text, as: "b/copy.txt")
        try fixture.put(edited, as: "b/edited.md")
        try fixture.put(Self.words.reversed().joined(separator: " "), as: "b/stranger.txt")
        let rows = (0..<40).map { "Anna \($0),anna\($0)@harbour.example,\($0 * 37)" }
        try fixture.put("name,email,pay\n" + rows.joined(separator: "\n"), as: "a/staff.csv")
        let turned = rows.map { $0.split(separator: ",").reversed().joined(separator: ",") }
        try fixture.put("pay,email,name\n" + turned.joined(separator: "\n"), as: "b/export.csv")
        for name in ["a/original.txt", "a/staff.csv"] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
                ofItemAtPath: fixture.data + "/" + name
            )
        }
        let home = try await fixture.home()
        for name in ["a", "b"] {
            let source = try await fixture.add(fixture.data + "/" + name, named: name, in: home)
            try await _ = fixture.scan(in: home).run(source, as: .owner)
        }
        let families = try await DataMap.copies(in: home.ledger)
        let shown = families.map { family in
            (
                family.kind,
                family.members.map { $0.path?.reveal(for: Occasion("a test")) { $0 } ?? "?" }
            )
        }
        #expect(shown.count == 2)
        let texts = try #require(shown.first { $0.0 == .text })
        #expect(texts.1.first == "original.txt")
        #expect(Set(texts.1) == ["original.txt", "copy.txt", "edited.md"])
        let tables = try #require(shown.first { $0.0 == .table })
        #expect(tables.1 == ["staff.csv", "export.csv"])
        let flows = try await home.ledger.store.read { try DataMap.flows(and: [], in: $0) }
        #expect(flows.map(\.isFinding) == [true])
        #expect(flows.first?.source == "a")
        #expect(flows.first?.recipient == "b")
        try await home.close()
    }

    @Test("raise an alert beyond a limit, and are no finding once declared")
    func limits() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("Anna Schmidt, anna@harbour.example", as: "a/one.txt")
        try fixture.put("Anna Schmidt, anna@harbour.example", as: "b/two.txt")
        let home = try await fixture.home()
        for measure in [DataMap.Measure.dispersion, .copies] {
            let limit = DataMap.Limit(measure: measure, value: measure == .copies ? 5 : 1.5)
            try await home.ledger.perform(limit, as: .owner)
        }
        for name in ["a", "b"] {
            let source = try await fixture.add(fixture.data + "/" + name, named: name, in: home)
            try await _ = fixture.scan(in: home).run(source, as: .owner)
        }
        let alerts = try await home.ledger.store.read { try DataMap.alerts(in: $0) }
        #expect(alerts.map(\.measure) == ["dispersion"])
        #expect(alerts.first?.value == 2)
        let trend = try await home.ledger.store.read { try DataMap.trend(in: $0) }
        #expect(trend.map(\.measures.dispersion) == [1, 2])
        let flows = try await home.ledger.store.read { try DataMap.flows(and: [], in: $0) }
        let from = try #require(flows.first?.source)
        let source = try #require(
            try await home.ledger.store.read { try DataMap.source(named: from, in: $0) }
        )
        let declare = DataMap.Declare(
            source: source.id,
            recipient: try #require(flows.first?.recipient),
            purpose: "keep a backup"
        )
        try await home.ledger.perform(declare, as: .owner)
        let declared = try await home.ledger.store.read { try DataMap.flows(and: [], in: $0) }
        #expect(declared.map(\.isFinding) == [false])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("are gathered once, and again when a scan has ended")
    func shelf() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let text = Self.words.joined(separator: " ")
        try fixture.put(text, as: "a.txt")
        try fixture.put(text, as: "b.txt")
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        let shelf = DataMap.CopyShelf()
        #expect(try await shelf.families(in: home.ledger).isEmpty)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        async let one = shelf.families(in: home.ledger)
        async let other = shelf.families(in: home.ledger)
        #expect(try await one.map(\.members.count) == [2])
        #expect(try await other.map(\.members.count) == [2])
        try fixture.put(text, as: "c.txt")
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        #expect(try await shelf.families(in: home.ledger).map(\.members.count) == [3])
        try await DataMap.remove(source, because: "a test", in: home, as: .owner)
        #expect(try await shelf.families(in: home.ledger).isEmpty)
        try await home.close()
    }

    @Test("are told at the end of a scan, and not looked for again where nothing changed",
        arguments: Dialect.allCases)
    func told(dialect: Dialect) async throws {
        let fixture = try MapHome(dialect)
        defer { fixture.remove() }
        let text = Self.words.joined(separator: " ")
        let count = DataMap.FoundFamily.membersMax + 5
        for number in 0..<count { try fixture.put(text, as: "a/\(number).txt") }
        // A tenth more: a sketch that misses it is a matter of chance, and not of this world's.
        let more = (0..<40).map { "x\($0)" }.joined(separator: " ")
        try fixture.put(text + " " + more, as: "b/edited.txt")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
            ofItemAtPath: fixture.data + "/a/0.txt"
        )
        let home = try await fixture.home()
        let a = try await fixture.add(fixture.data + "/a", named: "a", in: home)
        let b = try await fixture.add(fixture.data + "/b", named: "b", in: home)
        for source in [a, b] { try await _ = fixture.scan(in: home).run(source, as: .owner) }
        func told() async throws -> DataMap.CopyFamily? {
            try await home.ledger.store.read { try DataMap.toldFamilies(in: $0).first }
        }
        let family = try #require(try await told())
        #expect(family.items == count + 1)
        #expect(family.sources == 2)
        #expect(family.members.count == DataMap.FoundFamily.membersMax)
        #expect(family.members.first?.isOriginal == true)
        let found = try #require(try await DataMap.copies(in: home.ledger).first)
        #expect(found.members.count == count + 1)
        let first = found.members.prefix(family.members.count)
        #expect(first.map(\.item) == family.members.map(\.item))
        #expect(found.members.count { $0.likeness < 1 } == 1)

        let before = try await home.ledger.store.read { try DataMap.settled(in: $0) }
        #expect(before.1 == nil)
        try await _ = fixture.scan(in: home).run(b, as: .owner)
        #expect(try await told()?.items == count + 1)
        try FileManager.default.removeItem(atPath: fixture.data + "/b/edited.txt")
        try await _ = fixture.scan(in: home).run(b, as: .owner)
        #expect(try await told()?.items == count)
        #expect(try await told()?.sources == 1)
        try await expectRebuildable(home)

        // Something went with its source: what was told of it falls away, and is told anew.
        try await DataMap.remove(a, because: "a test", in: home, as: .owner)
        #expect(try await told() == nil)
        #expect(try await home.ledger.store.read { try DataMap.settled(in: $0).1 } == [])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("and the map itself are drawn anew after a scan, and tell what is said of a source")
    func drawn() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let shelf = DataMap.ChartShelf()
        #expect(try await shelf.chart(now: 0, in: home.ledger).areas.isEmpty)
        let source = try await fixture.add(in: home)
        #expect(try await shelf.chart(now: 0, in: home.ledger).areas.map(\.items) == [0])
        try fixture.put("Ada Byron, ada@harbour.example", as: "a.txt")
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        #expect(try await shelf.chart(now: 0, in: home.ledger).areas.map(\.items) == [1])
        try await home.ledger.perform(
            DataMap.Describe(source: source.id, particulars: .init(purpose: "count ships")),
            as: .owner
        )
        let area = try await shelf.chart(now: 0, in: home.ledger).areas.first
        #expect(area?.source.purpose == "count ships")
        try await DataMap.remove(source, because: "a test", in: home, as: .owner)
        #expect(try await shelf.chart(now: 0, in: home.ledger).areas.isEmpty)
        try await home.close()
    }
}
