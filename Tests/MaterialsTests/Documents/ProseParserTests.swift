import Testing

@testable import Documents

@Suite("Plain text")
struct ProseParserTests {
    @Test("is one record when it is short")
    func short() {
        #expect(read("one\n\ntwo", as: .text).shown == [["text=one\n\ntwo"]])
        #expect(read("", as: .text).isEmpty)
    }

    @Test(
        "is cut at paragraph ends when it is long, and nothing is lost",
        arguments: [
            ("A paragraph of some words.\n\n", "\n\n"), ("A line of some words\n", "\n"),
            ("word ", " "), ("é", "é"), ("x", "x"), ("😀", "😀"),
        ]
    )
    func long(unit: String, end: String) {
        let text = String(repeating: unit, count: 900_000 / unit.utf8.count)
        let records = read(text, as: .text, chunks: 100_000)
        #expect(records.text == text)
        #expect(records.count >= 4)
        for record in records {
            #expect(record.fields[0].text.utf8.count <= Limits.textSizeMax)
            #expect(record.fields[0].text.hasSuffix(end))
        }
    }

    @Test("knows where each of its pieces stands")
    func places() {
        let text = String(repeating: "A line of some words\n", count: 40_000)
        let records = read(text, as: .markdown)
        var offset = 0
        var line = 1
        for record in records {
            #expect(record.fields[0].place.offset == offset)
            #expect(record.fields[0].place.row == line)
            offset += record.fields[0].text.utf8.count
            line += record.fields[0].text.utf8.count { $0 == 0x0A }
        }
    }
}
