import Documents
import Testing

@testable import Custody

@Suite(
    "An office document that is records, read in a box",
    .enabled(if: canConfine, "bubblewrap is missing")
)
struct ReadingRecordsTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func read(_ name: String) async throws -> (reading: Reading, records: [Record]) {
        try await readAll(try desk.put(try document(name), as: name))
    }

    @Test("gives the tables of a binary workbook, hidden ones too, and its properties")
    func workbook() async throws {
        let (reading, records) = try await read("book.xlsb")
        #expect(reading.format == .xlsx)
        #expect(reading.isWhole, "\(reading)")
        let rows = records.filter { $0.kind == .row }
        #expect(rows.first?.fields.map(\.name) == ["name", "pay", "hired"])
        #expect(rows.first?.fields.map(\.text) == ["Zoë Kowalska", "51000", "2020-01-02"])
        #expect(records.values("column 3") == ["on leave"], "the hidden sheet")
        #expect(records.values("hidden.sheet") == ["Old"])
        #expect(records.values("property.creator") == ["Ada"])
    }

    @Test("gives what an old workbook draws, packed, and what was dropped into it")
    func drawings() async throws {
        let (reading, records) = try await read("dropped.xls")
        #expect(reading.format == .xls)
        #expect(reading.isWhole, "\(reading)")
        #expect(records.values("text").contains("Grace Hopper"))
        #expect(records.values("text").contains("Zoë Kowalska is on leave"))
    }
}
