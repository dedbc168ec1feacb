import Console
import Crypto
import Custody
import Foundation
import Markup
import Testing

/// The four reports that every rule is tried on.
enum ReportSpecimen: String, CaseIterable, CustomTestStringConvertible {
    case rich, empty, hostile, huge

    var testDescription: String { rawValue }

    var report: ReleaseReport {
        switch self {
        case .rich: Specimen.rich
        case .empty: Specimen.empty
        case .hostile: Specimen.hostile
        case .huge: Specimen.huge
        }
    }

    var document: HTML {
        let page = ReportPage(report)
        return Frame(.selfContained, bar: page.bar).document(page.page)
    }
}

@Suite("The report of a release")
struct ReportPageTests {
    @Test("is well-formed, whatever was in it", arguments: ReportSpecimen.allCases)
    func wellFormed(specimen: ReportSpecimen) {
        #expect(ReportOutline(specimen.document.bytes).isWellFormed)
    }

    @Test("runs nothing and loads nothing", arguments: ReportSpecimen.allCases)
    func harmless(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        let names = Set(outline.elements.map(\.name))
        let forbidden = ["script", "img", "iframe", "object", "form", "link", "base", "image"]
        #expect(names.isDisjoint(with: forbidden))
        #expect(outline.named("style").count == 1)
        for attribute in outline.elements.flatMap(\.attributes.keys) {
            #expect(!attribute.hasPrefix("on") && attribute != "style" && attribute != "src")
        }
        for link in outline.values(of: "href") { #expect(link.hasPrefix("#"), "\(link)") }
        for fill in outline.values(of: "fill") { #expect(fill.hasPrefix("url(#")) }
    }

    @Test(
        "names each thing once, and every reference leads somewhere",
        arguments: ReportSpecimen.allCases
    )
    func references(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        let ids = outline.values(of: "id")
        #expect(Set(ids).count == ids.count)
        let labels = outline.values(of: "aria-labelledby").flatMap { $0.split(separator: " ") }
        let links = outline.values(of: "href").map { $0.dropFirst() }
        let grains = outline.values(of: "fill").map { $0.dropFirst(5).dropLast() }
        for reference in labels + links + grains {
            #expect(ids.contains(String(reference)), "\(reference)")
        }
    }

    @Test("has one first heading and skips no level", arguments: ReportSpecimen.allCases)
    func headings(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        let levels = outline.elements.compactMap { element in
            ["h1": 1, "h2": 2, "h3": 3, "h4": 4][element.name]
        }
        #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }

    @Test("has its landmarks, and a way past the menu", arguments: ReportSpecimen.allCases)
    func landmarks(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        #expect(outline.named("main").count == 1 && outline.named("header").count == 1)
        let navigation = outline.named("nav")
        #expect(
            navigation.allSatisfy {
                $0.attributes["aria-label"] != nil || $0.attributes["aria-labelledby"] != nil
            }
        )
        #expect(outline.named("a").first?.attributes["href"] == "#main")
    }

    @Test(
        "captions every table and says what each head is the head of",
        arguments: ReportSpecimen.allCases
    )
    func tables(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        for (index, _) in outline.named("table").enumerated() {
            let inside = outline.elements.filter { $0.table == index + 1 }
            #expect(inside.filter { $0.name == "caption" }.count == 1)
            #expect(inside.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
            let rows = inside.filter { $0.name == "tr" && $0.path.last == "tbody" }.count
            let heads = inside.filter { $0.attributes["scope"] == "row" }.count
            #expect(rows == heads && rows > 0 && rows <= Table.rowCountMax)
        }
    }

    @Test("describes every chart in words and in a table", arguments: ReportSpecimen.allCases)
    func charts(specimen: ReportSpecimen) {
        let outline = ReportOutline(specimen.document.bytes)
        let figures = outline.named("figure").count
        #expect(outline.named("svg").filter { $0.attributes["role"] == "img" }.count == figures)
        #expect(outline.named("title").count == figures + 1)
        #expect(outline.named("desc").count == figures)
        #expect(outline.named("details").count == figures + 1)
    }

    @Test("stays small with ten thousand files, and tells how many there are")
    func huge() {
        let document = ReportSpecimen.huge.document
        #expect(document.bytes.count < 150_000)
        let note = "The first 50 of 10,000; all of them are in report.json."
        #expect(document.description.contains(note))
    }

    @Test("shows hostile names as they are written")
    func hostile() {
        let outline = ReportOutline(ReportSpecimen.hostile.document.bytes)
        for text in Specimen.hostileTexts where text.unicodeScalars.allSatisfy(isPlain) {
            #expect(outline.text.contains(text), "\(text)")
        }
        #expect(outline.text.contains("cv‹U+202E›fdp.exe"))
    }

    private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0x202E && scalar.value != 0xFFFE
    }
}
