import Markup
import Testing

@Suite("A page about a person")
struct EscapingTests {
    @Test(
        "shows what they wrote, and runs none of it",
        arguments: [
            ("<b>", "&lt;b&gt;"),
            ("x\"\u{301} onfocus=y", "x&quot;\u{301} onfocus=y"),
            ("'\u{300}x", "&#39;\u{300}x"),
            ("&amp;", "&amp;amp;"),
            ("</title><script>f()", "&lt;/title&gt;&lt;script&gt;f()"),
            ("日本語 ÅÄÖ \u{1F469}\u{200D}\u{1F4BB}", "日本語 ÅÄÖ \u{1F469}\u{200D}\u{1F4BB}"),
            ("tab\tand\nline", "tab\tand\nline"),
            ("carriage\rreturn", "carriage&#13;return"),
            ("nul\u{0}bell\u{7}", "nul\u{FFFD}bell\u{FFFD}"),
            ("\u{FFFE}\u{FFFF}\u{FFFD}\u{FF01}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FF01}"),
            ("", ""),
        ]
    )
    func escapes(theirs: String, shown: String) {
        let attribute: HTML = "<p title=\"\(theirs)\"></p>"
        #expect(attribute.description == "<p title=\"\(shown)\"></p>")
        let single: HTML = "<p title='\(theirs)'></p>"
        #expect(single.description == "<p title='\(shown)'></p>")
        let text: HTML = "<p>\(theirs)</p>"
        #expect(text.description == "<p>\(shown)</p>")
        #expect(HTML(text: theirs).description == shown)
    }

    @Test("escapes every byte of ASCII that a parser could read", arguments: UInt8(0)...0x7F)
    func escapesBytes(byte: UInt8) {
        let html: HTML = "\(String(UnicodeScalar(byte)))"
        let written = html.bytes
        #expect(!written.contains(where: { "<>\"'".utf8.contains($0) || $0 < 9 }))
        #expect(byte == UInt8(ascii: "&") ? written.count == 5 : true)
    }

    @Test("lets pieces of page through as they are, alone, in rows and not at all")
    func nests() {
        let cell: HTML = "<td>\("<")</td>"
        let missing: HTML? = nil
        let row: HTML = "<tr>\(cell)\([cell, cell])\(missing)</tr>"
        let one = "<td>&lt;</td>"
        #expect(row.description == "<tr>" + one + one + one + "</tr>")
        #expect((cell + cell).description == one + one)
    }

    @Test("takes a text for text, even where it was put together to look like a page")
    func distrustsStrings() {
        let forged = "<b>" + "bold" + "</b>"
        let html: HTML = "<p>\(forged)\(forged.dropFirst(3))\(Optional(1) ?? 0)</p>"
        #expect(html.description == "<p>&lt;b&gt;bold&lt;/b&gt;bold&lt;/b&gt;1</p>")
    }

    @Test("writes an attribute, and none where there is none")
    func attributes() {
        let current: Attribute? = Attribute("aria-current", "\"><script>")
        let none: Attribute? = nil
        let html: HTML = "<a href=\"/\"\(current)\(none)>x</a><p\(Attribute("hidden"))></p>"
        #expect(
            html.description
                == """
                <a href="/" aria-current="&quot;&gt;&lt;script&gt;">x</a><p hidden=""></p>
                """
        )
    }

    @Test(
        "follows only links that run nothing",
        arguments: [
            ("javascript:alert(1)", false), ("JaVa\tScript:alert(1)", false),
            (" \u{1}javascript:alert(1)", false), ("data:text/html,x", false),
            ("vbscript:x", false), ("file:///etc/passwd", false), ("blob:x", false),
            ("javascript\u{301}:x", false), ("https://example.org/a:b", true),
            ("HTTP://example.org", true), ("mailto:dpo@example.org", true), ("/vault/1", true),
            ("#proof", true), ("?page=a:b", true), ("report.json", true), ("", true),
        ]
    )
    func judgesLinks(link: String, passes: Bool) {
        let html: HTML = "<a href=\"\(link)\">x</a>"
        #expect(html.description.contains("about:invalid") == !passes)
        let prefixed: HTML = "<a href=\"/search?q=\(link)&amp;r=\(link)\">x</a>"
        #expect(!prefixed.description.contains("about:invalid"))
    }
}
