import Documents
import Testing

@testable import Custody

@Suite(
    "A document that declares entities of its own",
    .enabled(if: canConfine, "bubblewrap is missing")
)
struct DeclaredEntitiesTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func read(
        _ declarations: String,
        _ body: String
    ) async throws -> (reading: Reading, records: [Record]) {
        let content = """
            <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE o \(declarations)>
            <o xmlns:text="t" xmlns:xlink="x"><text:p>\(body)</text:p></o>
            """
        let manifest = """
            <!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>
            """
        let bytes = Sample.zip(texts: [
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ])
        let reader = DocumentReader(workers: ReaderPool(size: 1))
        return try await readAll(try desk.put(bytes, as: "letter.odt"), with: reader)
    }

    @Test("is read with each written out, in words and in attributes")
    func written() async throws {
        let (reading, records) = try await read(
            """
            [<!ENTITY firm "Meier &amp; S&#246;hne"><!ENTITY who "Zo&#235; of &firm;">
            <!ENTITY unused SYSTEM "file:///etc/passwd">]
            """,
            "Dear &who;, <text:a xlink:href=\"http://x.org/&firm;/a\">see</text:a>"
        )
        #expect(reading.isWhole, "\(reading.notices)")
        #expect(records.values("text") == ["Dear Zoë of Meier & Söhne, see"])
        #expect(records.values("link") == ["http://x.org/Meier & Söhne/a"])
    }

    @Test("and names a document type elsewhere is read, which is left where it is")
    func elsewhere() async throws {
        let (reading, records) = try await read("SYSTEM \"http://x.org/letter.dtd\"", "Dear Ada")
        #expect(reading.isWhole, "\(reading.notices)")
        #expect(records.values("text") == ["Dear Ada"])
    }

    /// A billion laughs: each of ten entities names the one before it ten times.
    private static let laughs =
        "[<!ENTITY e0 \"ha\">"
        + (1...9).map { level in
            let named = String(repeating: "&e\(level - 1);", count: 10)
            return "<!ENTITY e\(level) \"\(named)\">"
        }.joined() + "]"

    @Test(
        "is refused where it swells, turns in a circle, reaches out or hides markup",
        arguments: [
            (laughs, "&e9;", "XML whose entities swell without end"),
            (laughs, "<text:a xlink:href=\"&e9;\">x</text:a>", "swell without end"),
            ("[<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]", "&a;", "swell without end"),
            ("[<!ENTITY a SYSTEM \"file:///etc/passwd\">]", "&a;", "outside it"),
            ("SYSTEM \"http://x.org/a.dtd\"", "&a;", "outside it"),
            ("[<!ENTITY % a SYSTEM \"http://x.org/a\"> %a;]", "x", "written by others"),
            ("[<!ENTITY a \"<text:p>x</text:p>\">]", "&a;", "hold markup"),
        ]
    )
    func refused(declarations: String, body: String, reason: String) async throws {
        let (reading, records) = try await read(declarations, body)
        #expect(!reading.isWhole)
        #expect(
            reading.notices.contains { $0.detail.contains(reason) },
            "\(reading.notices.map(\.detail))"
        )
        #expect(!records.values("text").joined().contains("root:"))
        #expect(records.values("text").joined().utf8.count < 1_024)
    }

    @Test("and names a long one again and again is refused before it fills the memory")
    func repeated() async throws {
        let long = String(repeating: "long words ", count: 4_000)
        let body = String(repeating: "&a;</text:p><text:p>", count: 2_000)
        let (reading, _) = try await read("[<!ENTITY a \"\(long)\">]", body)
        #expect(reading.notices.contains { $0.detail.contains("swell") })
        #expect(!reading.isWhole)
    }
}
