import Sieve
import Testing

@testable import Example

@Suite("Marked text")
struct MarkedTests {
    private let name = Marked("Zoë 👍", .person, of: "p1")

    private func surfaces(_ text: Marked) -> [String] {
        let scalars = Array(text.text.unicodeScalars)
        return text.spans.map { span in
            var surface = ""
            surface.unicodeScalars.append(contentsOf: scalars[span.start..<span.end])
            return surface
        }
    }

    @Test("keeps its marks through templates, escapes and cuts")
    func follows() {
        let line: Marked = "ß: \(name)\u{301}, \"\(name)\""
        #expect(surfaces(line) == ["Zoë 👍", "Zoë 👍"])
        let entities = line.rewritten(Markup.entities)
        #expect(surfaces(entities) == ["Zo&#235; &#128077;", "Zo&#235; &#128077;"])
        #expect(surfaces(line.wrapped(at: 6)[1]) == ["Zoë 👍"])
    }

    @Test("is quoted as RFC 4180 asks, and marks stay inside the quotes")
    func quotes() {
        let line = Dialect.plain.line(["a;b", "c\n\"\(name)\"", ""])
        #expect(line.text == "a;b,\"c\n\"\"Zoë 👍\"\"\",\n")
        #expect(surfaces(line) == ["Zoë 👍"])
    }

    @Test("is written as JSON in both spellings")
    func json() {
        let node = Node.object([("who", .text(name)), ("n", .number(3)), ("none", .list([]))])
        #expect(node.written().text == "{\"who\":\"Zoë 👍\",\"n\":3,\"none\":[]}")
        #expect(surfaces(node.written(.escapes)) == ["Zo\\u00eb \\ud83d\\udc4d"])
    }

    @Test("loses only what a small character set cannot write")
    func confines() {
        let text = Marked("Łucja Müller – şah", .person, of: "p1")
        #expect(Charset.windows1252.confine(text).text == "Lucja Müller – sah")
        #expect(Charset.windows1252.encode("é–€") == [0xE9, 0x96, 0x80])
    }

    @Test("travels by mail in lines that mail allows")
    func transfers() {
        let lines = Transfer.quotedPrintable(String(repeating: "é=", count: 40))
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(Transfer.quotedPrintable("a b ") == ["a b=20"])
        #expect(Transfer.base64(Array("foobar!".utf8)) == "Zm9vYmFyIQ==")
        #expect(Transfer.encodedWords("plain") == "plain")
        #expect(Transfer.encodedWords("Zoë") == "=?utf-8?B?Wm/Dqw==?=")
    }
}
