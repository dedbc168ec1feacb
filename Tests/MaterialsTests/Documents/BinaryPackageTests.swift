import Testing

@testable import Documents

/// Builds the parts of a binary workbook, record by record.
enum WideBook {
    static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func record(_ kind: Int, _ body: [UInt8] = []) -> [UInt8] {
        func sevens(_ number: Int) -> [UInt8] {
            var (left, bytes) = (number, [UInt8]())
            repeat {
                bytes.append(UInt8(left & 0x7F) | (left > 0x7F ? 0x80 : 0))
                left >>= 7
            } while left > 0
            return bytes
        }
        return sevens(kind) + sevens(body.count) + body
    }

    static func wide(_ text: String) -> [UInt8] {
        little(text.utf16.count, 4) + text.utf16.flatMap { little(Int($0), 2) }
    }

    static func cell(_ kind: Int, _ column: Int, _ format: Int, _ value: [UInt8]) -> [UInt8] {
        record(kind, little(column, 4) + little(format, 4) + value)
    }

    static func double(_ value: Double) -> [UInt8] {
        let pattern = value.bitPattern
        return (0..<8).map { UInt8(truncatingIfNeeded: pattern >> (8 * $0)) }
    }

    static let workbook =
        record(153, little(0, 8))
        + record(156, little(0, 4) + little(1, 4) + wide("rId1") + wide("Pay"))
        + record(156, little(2, 4) + little(2, 4) + wide("rId2") + wide("Old"))
        + record(39, little(0, 9) + wide("salaries") + little(0, 8))

    static let styles =
        record(44, little(164, 2) + wide("yyyy\\-mm\\-dd")) + record(617, little(2, 4))
        + record(47, little(0, 2) + little(0, 2) + little(0, 12))
        + record(47, little(0, 2) + little(164, 2) + little(0, 12)) + record(618)

    static let strings =
        record(159, little(2, 8)) + record(19, [0] + wide("name"))
        + record(19, [0] + wide("Zoë Kowalska")) + record(160)

    static let sheet =
        record(0, little(0, 4)) + cell(7, 0, 0, little(0, 4)) + cell(6, 1, 0, wide("pay"))
        + cell(6, 2, 0, wide("hired")) + record(0, little(1, 4)) + cell(7, 0, 0, little(1, 4))
        + cell(2, 1, 0, little(51_000 << 2 | 2, 4)) + cell(5, 2, 1, double(43_832))
        + record(0, little(2, 4)) + cell(62, 0, 0, [0] + wide("Ada Byron"))
        + record(16, little(0, 4) + double(0.5))
        + cell(8, 2, 0, wide("gone") + wide("mailto:ada@x.org"))
        + record(479, little(0, 2) + wide("Confidential"))

    static let comments =
        record(632, wide("The boss")) + record(635, little(0, 4) + little(1, 8) + little(0, 24))
        + record(637, [1] + wide("too old\n"))

    static let parts = [
        BinaryPackage.Part(name: "xl/workbook.bin", bytes: workbook),
        BinaryPackage.Part(name: "xl/styles.bin", bytes: styles),
        BinaryPackage.Part(name: "xl/sharedStrings.bin", bytes: strings),
        BinaryPackage.Part(name: "xl/comments1.bin", bytes: comments),
        BinaryPackage.Part(name: "xl/worksheets/sheet1.bin", bytes: sheet),
        BinaryPackage.Part(
            name: "xl/worksheets/sheet2.bin",
            bytes: record(0, little(8, 4)) + cell(6, 2, 0, wide("on leave"))
        ),
        BinaryPackage.Part(
            name: "xl/pivotCache/pivotCacheRecords1.bin",
            bytes: record(24, wide("Grace Hopper"))
        ),
    ]

    static let relations = [
        "rId1": "xl/worksheets/sheet1.bin", "rId2": "xl/worksheets/sheet2.bin",
    ]
}

@Suite("A binary workbook")
struct BinaryPackageTests {
    private func read(
        _ parts: [BinaryPackage.Part]
    ) throws(NotAssessed) -> (rows: [Record], around: Contents) {
        var rows: [Record] = []
        let around = try BinaryPackage.read(parts, relations: WideBook.relations) {
            rows += $0
        }
        return (rows, around)
    }

    @Test("gives its sheets as tables, with dates, and what stands around them")
    func sheets() throws {
        let (rows, around) = try read(WideBook.parts)
        let first = try #require(rows.first)
        #expect(first.fields.map(\.name) == ["name", "pay", "hired"])
        #expect(first.fields.map(\.text) == ["Zoë Kowalska", "51000", "2020-01-02"])
        #expect(first.fields[2].place == Place(container: ["Pay"], row: 2, column: 3))
        #expect(rows[1].fields.map(\.text) == ["Ada Byron", "0.5", "gone"])
        let old = try #require(rows.flatMap(\.fields).last { !$0.text.isEmpty })
        #expect(old.text == "on leave")
        #expect(old.place == Place(container: ["Old"], row: 9, column: 3))
        #expect(around.notices.isEmpty)
        #expect(around.records.texts("hidden.sheet") == ["Old"])
        #expect(around.records.texts("name") == ["salaries"])
        #expect(around.records.texts("comment.author") == ["The boss"])
        #expect(around.records.texts("comment") == ["too old"])
        #expect(around.records.texts("formula").joined().contains("mailto:ada@x.org"))
        #expect(around.records.texts("sheet").joined().contains("Confidential"))
        #expect(around.records.texts("pivotCacheRecords").joined().contains("Grace Hopper"))
        let comment = around.records.flatMap(\.fields).first { $0.name == "comment" }
        #expect(comment?.place.row == 2)
    }

    @Test("that breaks off gives what stands before, and says so")
    func short() throws {
        var parts = WideBook.parts
        let cut = Array(WideBook.sheet.dropLast(20))
        parts[4] = .init(name: parts[4].name, bytes: cut)
        let (rows, around) = try read(parts)
        #expect(rows.first?.fields.first?.text == "Zoë Kowalska")
        #expect(around.notices.map(\.detail) == ["a sheet that breaks off"])
    }

    @Test("gives a sheet that the workbook does not list as a hidden one")
    func unlisted() throws {
        let parts = Array(WideBook.parts.dropFirst())
        let (rows, _) = try read(parts)
        #expect(rows.flatMap(\.fields).contains { $0.text == "on leave" })
    }
}
