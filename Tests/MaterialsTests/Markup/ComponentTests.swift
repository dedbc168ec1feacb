import Foundation
import FoundationXML
import Markup
import Testing

/// Every way a text has of breaking a page, in one line each.
private let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onfocus=alert(1)",
    "]]>&\u{0}\u{1B}[31m\u{FFFE}", "\u{202E}fdp.exe \u{2066}x", "--><!--", "{{x}}${x}",
    String(repeating: "long", count: 75),
]

/// Whether `html` is well-formed on its own; its tags close, and no text of theirs opens one.
private func isWellFormed(_ html: HTML) -> Bool {
    let parser = XMLParser(data: Data(("<div>" as HTML + html + "</div>").bytes))
    return parser.parse()
}

private func names(in html: HTML) -> Set<String> {
    final class Collector: NSObject, XMLParserDelegate {
        var names: Set<String> = []
        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            names.insert(name)
            names.formUnion(attributes.keys.map { "@" + $0 })
        }
    }
    let collector = Collector()
    let parser = XMLParser(data: Data(("<div>" as HTML + html + "</div>").bytes))
    parser.delegate = collector
    _ = parser.parse()
    return collector.names
}

private func components(_ text: String) -> [(String, HTML)] {
    let empty = Empty(.nothingYet, text)
    let amounts = [Amount(text, 2), Amount("b", 1), Amount("none", .nan, text)]
    let page = Page(
        text,
        crumbs: [.init(text, link: text), .init(text)],
        summary: "\(text)",
        figures: Figures([.init(text, text, note: text)]),
        sections: [.init("one", text, "\(text)")]
    )
    return [
        ("chip", Chip(.good, text).html), ("foreign", Foreign(text).html),
        ("hash", Hash(text).html), ("progress", Progress(text, done: 3, of: 9).html),
        ("endless", Progress(text, done: 3, of: 0).html), ("empty", empty.html),
        ("fields", Fields([(text, "\(text)"), ("left out", nil)]).html),
        ("page", page.body),
        (
            "table",
            Table(
                text,
                [.init(text), .number(text), .init(text), .number(text)],
                rows: [["\(text)", "1", "\(text)", "\(text)"]],
                total: 99,
                elsewhere: text,
                empty: empty
            ).html
        ),
        ("bars", BarChart("a", text, finding: text, unit: text, amounts).html),
        ("stack", StackedChart("b", text, finding: text, [.init(text, amounts)]).html),
        (
            "bullet",
            BulletChart(
                "c",
                text,
                finding: text,
                measure: amounts[0],
                before: amounts[1],
                limit: Amount(text, 1),
                end: 4
            ).html
        ),
        (
            "lines",
            LineChart(
                "d",
                text,
                finding: text,
                [.init(text, amounts), .init("b", amounts.reversed())]
            ).html
        ),
    ]
}

@Suite("A component")
struct ComponentTests {
    @Test("stays whole whatever text it is given", arguments: hostile)
    func hostileText(text: String) {
        for ((name, attacked), (_, plain)) in zip(components(text), components("plain")) {
            #expect(isWellFormed(attacked), "\(name) is not well-formed")
            // Cutting a hash in three is the one thing that depends on the text.
            let more = names(in: attacked).subtracting(names(in: plain))
            #expect(more.subtracting(["span", "@class", "@title"]).isEmpty, "\(name): \(more)")
        }
    }

    @Test("that is a table has a caption, scopes, and names for what folds")
    func table() {
        let html = components("x").first { $0.0 == "table" }?.1.description ?? ""
        #expect(html.contains("<caption>x <span class=\"muted\">The first 1 of 99;"))
        #expect(html.components(separatedBy: "scope=\"col\"").count == 5)
        #expect(html.contains("<th scope=\"row\">x</th>"))
        #expect(html.components(separatedBy: "data-label").count == 2)
    }

    @Test("that is a table shows one page of rows and says how many there are")
    func capped() {
        let rows = (0..<10_000).map { ["\($0)" as HTML] }
        let html = Table(
            "Files",
            [.init("File")],
            rows: rows,
            elsewhere: "in report.json",
            empty: Empty(.nothingYet, "")
        ).html.description
        #expect(html.components(separatedBy: "<tr>").count == Table.rowCountMax + 2)
        #expect(html.contains("The first 50 of 10,000; all of them are in report.json."))
    }

    @Test("that is an empty table says which nothing it is")
    func emptyTable() {
        let html = Table(
            "Secrets",
            [.init("Kind")],
            rows: [],
            elsewhere: "",
            empty: Empty(.nothingMatches, "No secret was found.")
        ).html.description
        let shown = "<strong>Nothing found.</strong> No secret was found."
        #expect(html == "<p class=\"empty\">\(shown)</p>\n")
    }

    @Test("that is a hash keeps the whole for copying")
    func hash() {
        #expect(
            Hash("0123456789abcdef0123").html.description
                == """
                <code class="hash" title="0123456789abcdef0123">01234567<span class="middle">\
                89abcdef</span>0123</code>
                """
        )
        #expect(Hash("short").html.description == "<code class=\"hash\">short</code>")
    }

    @Test("that is a name shows the marks that would reorder it")
    func bidi() {
        let html = Foreign("cv\u{202E}fdp.exe").html.description
        #expect(html == "<bdi>cv‹U+202E›fdp.exe</bdi>")
    }

    @Test(
        "that is a sentence shows what is typed as code, and nothing else as markup",
        arguments: [
            ("Run `cordon verify`.", "Run <code>cordon verify</code>."),
            ("`a` and `<b>`", "<code>a</code> and <code>&lt;b&gt;</code>"),
            ("it`s <i>", "it`s &lt;i&gt;"),
            ("`a` it`s", "<code>a</code> it`s"),
            ("", ""), ("`", "`"),
        ]
    )
    func prose(_ text: String, _ shown: String) {
        #expect(HTML(prose: text).description == shown)
    }

    @Test("that is a chart draws its bars from zero, and says the same in words and in a table")
    func bars() {
        let amounts = [Amount("a", 1), Amount("b", 4), Amount("c", 0)]
        let html = BarChart("x", "T", finding: "b leads", unit: "N", amounts).html.description
        #expect(html.contains("width=\"100.00%\"") && html.contains("width=\"25.00%\""))
        #expect(html.contains("<desc id=\"x-desc\">b leads</desc>"))
        #expect(html.contains("aria-labelledby=\"x-title x-desc\""))
        #expect(html.contains("<th scope=\"row\">c</th><td class=\"number\">0</td>"))
    }

    @Test("that is a page takes four figures and no fifth")
    func figures() async {
        await #expect(processExitsWith: .failure) {
            _ = Figures(Array(repeating: .init("1", "file"), count: 5))
        }
    }

    @Test("knows that critical is worse than high")
    func severities() {
        #expect(Severity.allCases.sorted() == [.low, .medium, .high, .critical])
        #expect(Severity.critical.chip.html.description.contains("danger"))
    }
}
