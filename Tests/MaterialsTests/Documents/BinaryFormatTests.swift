import Foundation
import Testing

@testable import Documents

/// A small document of our own making, from the folder of fixtures.
func fixture(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil))
    return [UInt8](try Data(contentsOf: url))
}

/// Unpacks nothing: for documents that hold nothing packed.
private func noInflate(_ bytes: [UInt8]) throws(NotAssessed) -> [UInt8]? { nil }

private func noCharset(_ bytes: [UInt8], _ name: String) -> [UInt8]? { nil }

extension [Record] {
    func texts(_ name: String) -> [String] {
        flatMap { $0.fields.filter { $0.name == name }.map(\.text) }
    }
}

@Suite("A format of bytes")
struct BinaryFormatTests {
    @Test("of a workbook from before 2007 gives its sheets as tables, hidden ones too")
    func workbook() throws {
        let file = try CompoundFile(try fixture("pay.xls"))
        let (format, contents) = try file.contents(noCharset)
        #expect(format == .xls)
        let first = try #require(contents.records.first)
        let names = ["name", "email", "salary", "hired"]
        #expect(first.fields.map(\.name) == names)
        #expect(
            first.fields.map(\.text) == ["Ada Byron", "ada@example.org", "51000", "2020-01-02"]
        )
        #expect(first.fields[3].place == Place(container: ["Pay"], row: 2, column: 4))
        let long = contents.records.flatMap(\.fields).first { $0.place.container == ["Reviews"] }
        #expect(long?.text.split(separator: " ").count == 2_400, "it goes on in a second record")
        #expect(contents.records.texts("hidden.sheet") == ["Reviews"])
    }

    @Test("of a workbook of Excel 95 gives the same, in its code page")
    func oldWorkbook() throws {
        let file = try CompoundFile(try fixture("pay95.xls"))
        let (format, contents) = try file.contents(noCharset)
        #expect(format == .xls)
        #expect(contents.notices.isEmpty)
        let first = try #require(contents.records.first)
        #expect(first.fields.map(\.name) == ["name", "pay", "hired"])
        #expect(first.fields.map(\.text) == ["Zoë Kowalska", "51000", "2020-01-02"])
        #expect(first.fields[2].place == Place(container: ["Pay"], row: 2, column: 3))
        let old = contents.records.flatMap(\.fields).first { $0.place.container == ["Old"] }
        #expect(old?.text == "on leave")
        #expect(contents.records.texts("hidden.sheet") == ["Old"])
        #expect(contents.records.texts("header") == ["Confidential"])
        #expect(contents.records.texts("comment") == ["too old"])
    }

    @Test("of a letter from before 2007 gives its pieces, notes and headers")
    func letter() throws {
        let (format, contents) = try CompoundFile(try fixture("letter.doc")).contents(noCharset)
        #expect(format == .doc)
        #expect(contents.records.texts("text") == ["Dear Ada Byron,\nplease come on Monday."])
        #expect(contents.records.texts("footnote") == ["she is ill"])
        #expect(contents.records.texts("header") == ["Zoë Kowalska"])
        let text = try #require(contents.records.first?.fields.first)
        #expect(text.place(at: 20).paragraph == 2)
    }

    @Test("of an Outlook message gives people, words, what is attached, and a message inside")
    func message() throws {
        let (format, contents) = try CompoundFile(try fixture("note.msg")).contents(noCharset)
        #expect(format == .outlookMessage)
        #expect(contents.records.texts("from") == ["Zoë Kowalska"])
        #expect(contents.records.texts("recipient") == ["Ada Byron", "ada@example.org"])
        #expect(contents.records.texts("date") == ["2023-11-14T22:13:20Z"])
        #expect(
            contents.records.texts("text") == [
                "Please see what is attached.", "She asked for more pay.",
            ]
        )
        #expect(contents.parts.map(\.name) == ["pay.csv"])
        #expect(contents.records.last?.fields.first?.place.container == ["Her review"])
    }

    @Test("of a Parquet table gives its rows, dates as dates and lists as several values")
    func parquet() throws {
        var records: [Record] = []
        try ParquetFile.read(
            try fixture("people.parquet"),
            sizeMax: 1 << 20,
            inflate: noInflate
        ) { contents in
            records += contents.records
            #expect(contents.notices.isEmpty)
        }
        #expect(records.texts("name") == ["Ada Byron", "Zoë Kowalska"])
        #expect(records.texts("hired") == ["2020-01-02", "2021-03-04"])
        #expect(records.texts("skills") == ["welding", "tax"])
        #expect(records.texts("note") == ["", "on leave"])
        #expect(records.last?.fields.first?.place == Place(row: 2, column: 1))
    }

    @Test("of a photograph says who took it, and where")
    func photograph() throws {
        let picture = try PictureMetadata.read(try fixture("words.jpg"), inflate: noInflate)
        #expect(picture.size?.width == 760)
        let found = Dictionary(uniqueKeysWithValues: picture.fields.map { ($0.name, $0.text) })
        #expect(found["gps"] == "48.85667, -2.35083")
        #expect(found["property.author"] == "Grace Murray")
    }

    @Test(
        "of a recording gives its words with their times, and is not called clean",
        arguments: [
            ("interview.mp4", "My name is Ada Byron", 0, "Interview with Ada Byron"),
            ("talk.mkv", "Zoe speaks", 1_010, "Talk by Ada Byron"),
        ]
    )
    func recording(name: String, words: String, time: Int, title: String) throws {
        let contents = MediaFile.read(try fixture(name))
        let text = try #require(contents.records.first?.fields.first)
        #expect(text.text == words)
        #expect(text.place(at: 3).time == time)
        #expect(contents.records.texts("property.title") == [title])
        #expect(contents.notices.contains { $0.leavesDoubt })
    }

    @Test("of rich text gives what is seen, and apart from it what is not")
    func richText() throws {
        let text = #"""
            {\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}
            {\info{\author Grace}}\f0 Zo\'eb lives in K\u246?ln\par {\v secret}{\deleted gone}
            {\f1 \'cc\'e8\'f0} {\field{\*\fldinst HYPERLINK "mailto:a@x.org"}{\fldrslt mail}}
            {\*\annotation too old}{\footnote note}\par \u-10179?\u-8704? end}
            """#
        let contents = try RichText.read(Array(text.utf8)) { bytes, name in
            name == "windows-1251" ? Array("Мир".utf8) : nil
        }
        #expect(contents.records.texts("text") == ["Zoë lives in Köln\nМир mail\n😀 end"])
        #expect(contents.records.texts("hidden") == ["secret"])
        #expect(contents.records.texts("deleted") == ["gone"])
        #expect(contents.records.texts("comment") == ["too old"])
        #expect(contents.records.texts("footnote") == ["note"])
        #expect(contents.records.texts("code") == ["HYPERLINK \"mailto:a@x.org\""])
        #expect(contents.notices.isEmpty)
    }

    @Test("that breaks off is not called clean")
    func brokenOff() throws {
        let contents = try RichText.read(Array("{\\rtf1 Ada".utf8), noCharset)
        #expect(contents.records.texts("text") == ["Ada"])
        #expect(contents.notices.contains { $0.leavesDoubt })
    }

    @Test(
        "of numbers gives dates where the number format says so",
        arguments: [
            (14, nil, 43_832.0, "2020-01-02"), (22, nil, 43_832.5, "2020-01-02 12:00:00"),
            (164, "dd/mm/yyyy;@", 1.0, "1900-01-01"), (164, "[h]:mm", 0.25, "06:00:00"),
            (164, "#,##0.00 \"days\"", 5.0, nil), (0, nil, 43_832.0, nil),
            (164, "[$-409]d-mmm-yy", 61.0, "1900-03-01"),
        ] as [(Int, String?, Double, String?)]
    )
    func dates(number: Int, code: String?, value: Double, shown: String?) {
        let shape = SerialDate.shape(of: number, code: code)
        #expect(SerialDate().text(of: value, as: shape) == shown)
    }

    @Test("of days since 1904 counts from there")
    func oldDates() {
        let calendar = SerialDate(startsIn1904: true)
        #expect(calendar.text(of: 0, as: .date) == "1904-01-01")
        #expect(calendar.text(of: 42_370, as: .date) == "2020-01-02")
    }
}
