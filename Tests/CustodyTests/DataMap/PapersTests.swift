import Console
import Foundation
import Markup
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("The record of processing")
struct PapersTests {
    private static let fields: [DataMap.RecordOfProcessing.Side: Set<String>] = [
        .controller: [
            "30(1)(a)", "30(1)(b)", "30(1)(c)", "30(1)(d)", "30(1)(e)", "30(1)(f)", "30(1)(g)",
        ],
        .processor: ["30(2)(a)", "30(2)(b)", "30(2)(c)", "30(2)(d)"],
    ]

    @Test("has every field of its article, with the blanks flagged", arguments: [
        DataMap.RecordOfProcessing.Side.controller, .processor,
    ], DataMap.PaperLanguage.allCases)
    func isWhole(
        side: DataMap.RecordOfProcessing.Side,
        language: DataMap.PaperLanguage
    ) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("Anna Schmidt <b>is ill</b> with asthma.", as: "a.txt")
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        var house = DataMap.House()
        house.controller = Personal("Harbour Line <Ltd>")
        try await home.ledger.perform(DataMap.Introduce(house: house), as: .owner)
        let record = try await DataMap.recordOfProcessing(
            side,
            in: language,
            now: Int64(Date().timeIntervalSince1970 * 1000),
            and: { _ in [] },
            of: home.ledger
        )
        let all = record.house + record.activities.flatMap(\.fields)
        #expect(Set(all.map(\.article)).isSuperset(of: try #require(Self.fields[side])))
        #expect(record.blanks > 0)
        let purpose = all.first { $0.text == "run the office" }
        #expect(purpose != nil)
        let page = DataMap.RecordPage(record)
        let html = Frame(.selfContained).document(page.page).bytes
        let text = String(decoding: html, as: UTF8.self)
        #expect(text.contains("Harbour Line &lt;Ltd&gt;"))
        #expect(text.contains(language == .french ? "à compléter" : "to be filled in"))
        let lines = String(decoding: page.csv, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 1 + all.count)
        try await home.close()
    }

    @Test("goes with a screening that says why an assessment is due, or whom to ask")
    func screens() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put(
            "Anna Schmidt, anna@harbour.example: Anna Schmidt is ill with asthma.",
            as: "a.txt"
        )
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        let screening = try #require(
            try await home.ledger.store.read { db in
                try DataMap.screenings(now: 0, and: [], in: db).first
            }
        )
        func answer(_ source: String) -> DataMap.Screening.Answer? {
            screening.criteria.first { $0.source == source }?.answer
        }
        #expect(answer("WP 248, 4") == .yes)
        #expect(answer("WP 248, 7") == .yes)
        #expect(answer("35(3)(b)") == .no)
        #expect(answer("WP 248, 2") == .ask)
        #expect(screening.isDue)
        let lineage = try await home.ledger.store.read { db in
            try DataMap.lineage(origin: "test", producer: "https://cordon.invalid/test", in: db)
        }
        let json = String(decoding: try Canonical.encode(lineage), as: UTF8.self)
        #expect(json.contains("\"eventType\":\"COMPLETE\""))
        #expect(json.contains("\"name\":\"share\""))
        try await home.close()
    }
}
