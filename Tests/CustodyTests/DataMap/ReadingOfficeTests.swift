import Documents
import Foundation
import Testing

@testable import Custody

/// A small document of our own making, from the folder of fixtures.
func document(_ name: String) throws -> [UInt8] {
    let path = "Fixtures/Formats/" + name
    let url = try #require(Bundle.module.url(forResource: path, withExtension: nil))
    return [UInt8](try Data(contentsOf: url))
}

@Suite("An office document, read in a box", .enabled(if: canConfine, "bubblewrap is missing"))
struct ReadingOfficeTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func read(
        _ bytes: [UInt8],
        as name: String
    ) async throws -> (reading: Reading, records: [Record]) {
        try await readAll(try desk.put(bytes, as: name))
    }

    @Test("that is a workbook gives tables with cells, and everything around them")
    func workbook() async throws {
        let (reading, records) = try await read(OfficeSample.workbook, as: "pay.xlsx")
        #expect(reading.format == .xlsx)
        #expect(reading.isWhole, "\(reading)")
        let rows = records.filter { $0.kind == .row }
        #expect(rows.first?.fields.map(\.name) == ["first_name", "hired", "pay"])
        #expect(rows.first?.fields.map(\.text) == ["Zoë", "2020-01-02", "51000"])
        let place = Place(container: ["Pay"], row: 2, column: 2)
        #expect(rows.first?.fields[1].place == place)
        #expect(records.values("column 3") == ["on leave"], "the hidden sheet")
        #expect(records.values("hidden.sheet") == ["Secret"])
        #expect(records.values("hidden.rows") == ["3"])
        #expect(records.values("hidden.columns") == ["3–3"])
        #expect(records.values("comment") == ["too old"])
        #expect(records.values("comment.author") == ["Boss"])
        let comment = records.flatMap(\.fields).first { $0.name == "comment" }
        #expect(comment?.place == Place(container: ["Pay"], row: 2, column: 1))
        #expect(records.values("name").contains("salaries"))
        #expect(records.values("formula") == ["HYPERLINK(\"mailto:z@x.org\")"])
        #expect(records.values("drawing") == ["in a box"])
        #expect(records.values("pivotCacheRecords") == ["Grace"])
        #expect(records.values("property.creator") == ["Ada"])
    }

    @Test("that is a presentation gives its slides in order, notes, comments and hidden ones")
    func slides() async throws {
        let (reading, records) = try await read(OfficeSample.slides, as: "talk.pptx")
        #expect(reading.format == .pptx)
        #expect(reading.isWhole, "\(reading)")
        #expect(records.values("text").prefix(2) == ["Second part first", "Hello Ada\na\tb"])
        #expect(records.first?.fields.first?.place.slide == 1)
        #expect(records.values("notes") == ["say her name"])
        #expect(records.values("comment") == ["remove this"])
        #expect(records.values("hidden.slide") == ["true"])
        #expect(records.values("description") == ["a face"])
        let notes = records.flatMap(\.fields).first { $0.name == "notes" }
        #expect(notes?.place.slide == 2)
    }

    @Test("that is an OpenDocument text gives what is seen and what is not")
    func text() async throws {
        let (reading, records) = try await read(OfficeSample.openText, as: "cv.odt")
        #expect(reading.format == .openDocument)
        #expect(reading.isWhole, "\(reading)")
        #expect(records.values("text") == ["Ada  Byron\nlives in"])
        #expect(records.values("deleted") == ["union"])
        #expect(records.values("hidden") == ["pregnant"])
        #expect(records.values("comment") == ["too old"])
        #expect(records.values("header") == ["Secret"])
        #expect(records.values("author") == ["Boss"])
        #expect(records.values("property.initial-creator") == ["Grace"])
    }

    @Test("that is an OpenDocument sheet gives its cells, repeated ones and typed ones too")
    func sheet() async throws {
        let (reading, records) = try await read(OfficeSample.openSheet, as: "pay.ods")
        #expect(reading.isWhole, "\(reading)")
        let rows = records.filter { $0.kind == .row }
        #expect(
            rows.map { $0.fields.map(\.text) } == [["Ada", "51000"], ["7", "7"], ["7", "7"]]
        )
        #expect(rows.first?.fields.map(\.name) == ["first_name", "pay_euros"])
        #expect(rows.last?.fields.last?.place == Place(container: ["Pay"], row: 4, column: 2))
    }

    @Test("that is locked, or broken inside, is said to be")
    func refusals() async throws {
        let locked = try await read(try document("locked.docx"), as: "a.docx")
        #expect(locked.reading.unassessed?.cause == .encrypted)
        let binary = Sample.zip(texts: [("xl/workbook.bin", "x"), ("[Content_Types].xml", "<a/>")])
        let (reading, _) = try await read(binary, as: "a.xlsb")
        #expect(reading.notices.map(\.detail) == ["a part that breaks off"])
        #expect(!reading.isWhole)
    }

    @Test(
        "from before 2007 is read by its content, whatever it is called",
        arguments: [
            ("pay.xls", Format.xls, "Zoë Kowalska"), ("letter.doc", .doc, "she is ill"),
            ("note.msg", .outlookMessage, "51000"),
        ]
    )
    func old(name: String, format: Format, words: String) async throws {
        let (reading, records) = try await read(try document(name), as: "unnamed")
        #expect(reading.format == format)
        #expect(reading.isWhole, "\(reading)")
        #expect(records.contains { $0.fields.contains { $0.text == words } })
    }
}
