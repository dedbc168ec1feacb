import Documents
import Foundation
import Testing

@testable import Custody

/// Whether this machine can confine a reader; without that the tests below say nothing.
let canConfine = FileManager.default.isExecutableFile(atPath: "/usr/bin/bwrap")

/// Reads a document the way the product does and keeps everything it says.
func readAll(
    _ path: String,
    with reader: DocumentReader = DocumentReader(workers: ReaderPool(size: 1))
) async throws -> (reading: Reading, records: [Record]) {
    var records: [Record] = []
    let reading = try await reader.read(path) { records.append($0) }
    return (reading, records)
}

extension [Record] {
    /// All values of the fields of that name, in order.
    func values(_ name: String) -> [String] {
        flatMap { $0.fields.filter { $0.name == name }.map(\.text) }
    }
}

@Suite("A hostile format, read in a box", .enabled(if: canConfine, "bubblewrap is missing"))
struct ReadingFormatsTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    @Test("a web page gives what is seen and what hides behind it")
    func page() async throws {
        let page = """
            <!DOCTYPE html><html><head><title>CV of Zoë</title>
            <meta name="author" content="Ada"><style>p{}</style></head>
            <body><!-- reject her --><h1>Zoë</h1><p>Lives in <b>Köln</b></p>
            <a href="mailto:zoe%40example.org">write</a>
            <input type="hidden" name="candidate" value="4711">
            <p style="display: none">pregnant</p><script>var pay = 1</script></body></html>
            """
        let path = try desk.put(page, as: "cv")
        let (reading, records) = try await readAll(path)
        #expect(reading.isWhole)
        #expect(reading.format == .html)
        #expect(records.values("text") == ["Zoë\n\nLives in Köln\nwrite"])
        #expect(records.values("title") == ["CV of Zoë"])
        #expect(records.values("comment") == [" reject her "])
        #expect(records.values("link") == ["mailto:zoe@example.org"])
        #expect(records.values("hidden.candidate") == ["4711"])
        #expect(records.values("hidden") == ["pregnant"])
        #expect(records.values("meta.author") == ["Ada"])
        #expect(records.values("script") == ["var pay = 1"])
    }

    @Test("a Word document gives its tables, its margins and what was deleted or hidden")
    func word() async throws {
        let body =
            Sample.paragraph("Ada Byron")
            + "<w:tbl><w:tr><w:tc>" + Sample.paragraph("pay") + "</w:tc><w:tc>"
            + Sample.paragraph("51000") + "</w:tc></w:tr></w:tbl>"
            + "<w:p><w:del w:author=\"Boss\"><w:r><w:delText>union</w:delText></w:r></w:del>"
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ill</w:t></w:r></w:p>"
        let properties = "<p xmlns:dc=\"x\"><dc:creator>Grace</dc:creator></p>"
        let relations =
            "<Relationships><Relationship TargetMode=\"External\" "
            + "Target=\"mailto:ada@example.org\"/></Relationships>"
        let bytes = Sample.docx(
            body,
            others: [
                ("word/header1.xml", Sample.wordPart("hdr", Sample.paragraph("secret"))),
                (
                    "word/comments.xml",
                    Sample.wordPart(
                        "comments",
                        "<w:comment w:author=\"Boss\">\(Sample.paragraph("too old"))</w:comment>"
                    )
                ),
                ("docProps/core.xml", properties), ("word/_rels/document.xml.rels", relations),
                ("word/media/image1.png", "II*\0 stands for a picture"),
            ]
        )
        let (reading, records) = try await readAll(try desk.put(bytes, as: "cv.docx"))
        #expect(reading.format == .docx)
        #expect(records.values("text") == ["Ada Byron\npay\t51000"])
        #expect(records.values("header") == ["secret"])
        #expect(records.values("comment") == ["too old"])
        #expect(records.values("comment.author") == ["Boss"])
        #expect(records.values("author") == ["Boss"])
        #expect(records.values("deleted") == ["union"])
        #expect(records.values("hidden") == ["ill"])
        #expect(records.values("property.creator") == ["Grace"])
        #expect(records.values("link") == ["mailto:ada@example.org"])
        #expect(!reading.isWhole, "nobody looked into the picture")
        #expect(reading.notices.map(\.container) == [["word/media/image1.png"]])
    }

    @Test("a mail gives its headers, its text and what is attached")
    func mail() async throws {
        let mail = """
            From: =?utf-8?Q?Zo=C3=AB?= <zoe@example.org>\r
            To: hr@example.org\r
            Subject: =?utf-8?B?QmV3ZXJi?=\r
             =?utf-8?B?dW5n?=\r
            Message-ID: <1@example.org>\r
            Content-Type: multipart/mixed; boundary="b"\r
            \r
            --b\r
            Content-Type: multipart/alternative; boundary=c\r
            \r
            --c\r
            Content-Type: text/plain; charset=iso-8859-2\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Gda=F1sk is soft=\r
            ly lit\r
            --c\r
            Content-Type: text/html\r
            \r
            <p>Not this</p>\r
            --c--\r
            --b\r
            Content-Type: text/csv\r
            Content-Disposition: attachment; filename*=utf-8''p%C3%A4y.csv\r
            Content-Transfer-Encoding: base64\r
            \r
            bmFtZSxwYXlfZXVyb3MKQWRhLDUxMDAwCg==\r
            --b--\r

            """
        let (reading, records) = try await readAll(try desk.put(mail, as: "one.eml"))
        #expect(reading.isWhole)
        #expect(reading.format == .mail)
        #expect(records.values("from") == ["Zoë <zoe@example.org>"])
        #expect(records.values("subject") == ["Bewerbung"])
        #expect(records.values("text") == ["Gdańsk is softly lit"])
        #expect(records.values("pay_euros") == ["51000"])
        #expect(records.last?.fields.first?.place.container == ["päy.csv"])
        #expect(records.first?.fields.first?.place.message == "1@example.org")
    }

    @Test("a mailbox gives its mails one by one, unquoted")
    func mailbox() async throws {
        let box = """
            From ada@example.org Mon Jan  5 10:00:00 2026
            From: ada@example.org
            Subject: one

            >From here on
            From what I hear, no

            From bob@example.org Mon Jan  5 11:00:00 2026
            From: bob@example.org
            Subject: two

            Bye

            """
        let (reading, records) = try await readAll(try desk.put(box, as: "inbox"))
        #expect(reading.format == .mailbox)
        #expect(reading.records == 2)
        #expect(records.values("subject") == ["one", "two"])
        #expect(records.values("text").first == "From here on\nFrom what I hear, no\n\n")
        #expect(records.map { $0.fields.first?.place.row } == [1, 2])
    }

    @Test("a mailbox may hold as many mails as fit, however few parts a document may have")
    func longMailbox() async throws {
        let mail = """
            From ada@example.org Mon Jan  5 10:00:00 2026
            From: ada@example.org
            Subject: A word with you
            Message-ID: <20260105100000.1234@mail.example.org>

            \(String(repeating: "Bye for now. ", count: 8))


            """
        var limits = Limits()
        limits.partsMax = 10
        let path = try desk.put(String(repeating: mail, count: 200), as: "inbox")
        let reader = DocumentReader(workers: ReaderPool(size: 1), limits: limits)
        let (reading, records) = try await readAll(path, with: reader)
        #expect(reading.isWhole, "\(reading)")
        #expect(records.count == 200)
    }

    @Test("a PDF gives its pages and its properties")
    func pdf() async throws {
        let bytes = Sample.pdf(["First page of Ada", "Second page"])
        let (reading, records) = try await readAll(try desk.put(bytes, as: "cv.pdf"))
        #expect(reading.isWhole, "\(reading)")
        #expect(records.values("text") == ["First page of Ada", "Second page"])
        #expect(records.map { $0.fields.first?.place.page } == [1, 2])
        #expect(records.values("property.author") == ["Ada Byron"])
    }

    @Test("a Slack export gives messages as people saw them, and no keys to files")
    func slack() async throws {
        let users = """
            [{"id":"U1","name":"ada","profile":{"real_name":"Ada Byron","email":"ada@x.org"}}]
            """
        let day = """
            [{"type":"message","user":"U1","ts":"1.1","thread_ts":"1.0",
              "text":"hi <@U1>, see <https://x.org/cv|her CV> &amp; <mailto:a@x.org|a@x.org>",
              "files":[{"name":"cv.pdf","url_private":"https://files.slack.com/f?t=xoxe-1"}]}]
            """
        let bytes = Sample.zip(texts: [
            ("general/2024-05-31.json", day), ("channels.json", "[{\"id\":\"C1\",\"name\":\"g\"}]"),
            ("users.json", users),
        ])
        let (reading, records) = try await readAll(try desk.put(bytes, as: "export.zip"))
        #expect(reading.format == .slackExport)
        #expect(records.values("user") == ["Ada Byron"])
        #expect(
            records.values("text") == ["hi @Ada Byron, see her CV (https://x.org/cv) & a@x.org"]
        )
        #expect(records.values("profile.email") == ["ada@x.org"])
        #expect(records.values("thread") == ["1.0"])
        #expect(!records.contains { $0.fields.contains { $0.text.contains("xoxe") } })
        #expect(reading.notices.contains { $0.kind == .withheld })
        #expect(records.first { $0.kind == .message }?.fields.first?.place.message == "1.1")
    }

    @Test("an archive gives each document in it, with its path")
    func archive() async throws {
        let inner = Sample.zip(texts: [("deep/list.csv", "first_name,pay\nAda,1\n")])
        let bytes = Sample.zip([("a.txt", Array("hello".utf8)), ("b/in.zip", inner)])
        let (reading, records) = try await readAll(try desk.put(bytes, as: "all.zip"))
        #expect(reading.isWhole)
        #expect(records.values("text") == ["hello"])
        #expect(
            records.last?.fields.first?.place.container == ["b/in.zip", "deep/list.csv"]
        )
        #expect(records.map(\.index) == [0, 1])
    }

    @Test("a page in another alphabet is read in the character set it declares")
    func charset() async throws {
        let page =
            Array("<html><meta charset=\"iso-8859-2\"><p>Gda".utf8) + [0xF1]
            + Array("sk</p></html>".utf8)
        let (_, records) = try await readAll(try desk.put(page, as: "a.html"))
        #expect(records.values("text") == ["Gdańsk"])
    }

    @Test("a mail whose text is only a page shows the page, and pages attached are read apart")
    func pages() async throws {
        let mail = """
            From: a@x.org
            To: b@x.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>Zoë</p><!-- aside -->
            --b
            Content-Type: text/html; name=cv.html

            <title>CV</title><p>attached</p>
            --b
            Content-Type: message/rfc822

            From: c@x.org
            To: d@x.org

            inner
            --b--
            """
        let (reading, records) = try await readAll(try desk.put(mail, as: "a.eml"))
        #expect(reading.isWhole)
        #expect(records.values("text") == ["Zoë", "attached", "inner"])
        #expect(records.values("comment") == [" aside "])
        #expect(records.values("from") == ["a@x.org", "c@x.org"])
        #expect(
            records.map { $0.fields.last?.place.container } == [
                [], ["cv.html"], ["attachment 2.eml"],
            ]
        )
    }

    @Test("a published sample of a Slack export is read whole", .enabled(if: sampleFolder != nil))
    func publishedSample() async throws {
        let path = try #require(sampleFolder) + "/detection/slack_export_sample.zip"
        let (reading, records) = try await readAll(path)
        #expect(reading.isWhole)
        #expect(reading.format == .slackExport)
        #expect(records.count { $0.kind == .message } > 10)
        #expect(records.values("user").allSatisfy { $0.contains(" ") }, "names, not identifiers")
    }
}

/// Where data of others lies, if it is there: it is not part of this repository.
private let sampleFolder = ProcessInfo.processInfo.environment["CORDON_DATA"]
