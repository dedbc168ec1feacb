import Custody
import Foundation
import Markup
import Testing

private func shown(_ report: ReleaseReport) -> String {
    ReportPage(report).page.body.description
}

@Suite("What a report says")
struct ReportWordsTests {
    @Test("begins with what was cut and what remains")
    func summary() {
        let text = shown(Specimen.rich)
        #expect(text.contains("Of 21,377 identifiers in 413 files, 21,209 were cut for the"))
        #expect(text.contains("<a href=\"#remaining\">5 risks remain</a>, the worst of them high"))
        #expect(text.contains("99.2\u{A0}%"))
    }

    @Test("says which nothing it is where there is nothing")
    func empties() {
        let text = shown(Specimen.empty)
        #expect(text.contains("Nothing came in, so nothing was released"))
        #expect(text.contains("<strong>Nothing yet.</strong> No file came in;"))
        #expect(text.contains("<strong>Not shown.</strong> Rows before and after"))
        var clean = Specimen.rich
        clean.secrets = []
        #expect(shown(clean).contains("<strong>Nothing found.</strong> No key, token or password"))
    }

    @Test("puts the worst first, and adds what the figures say")
    func warnings() {
        var report = Specimen.rich
        report.outcome.risk?.after = 0.2
        let warnings = report.warnings
        #expect(warnings.map(\.severity) == [.high, .high, .medium, .medium, .medium, .low])
        #expect(warnings.contains { $0.title.contains("above its limit") })
        #expect(Specimen.empty.warnings.isEmpty)
    }

    @Test("never tells the name of a file that holds a secret")
    func secretPlaces() {
        var report = Specimen.rich
        let file = ReleaseReport.FileName(7, "passwords-of-anna.txt")
        report.secrets = [.init("token", file: file, position: "line 2")]
        #expect(!shown(report).contains("passwords-of-anna"))
        #expect(shown(report).contains("<td>File 7</td><td>line 2</td>"))
    }

    @Test("shows rows only where they were asked for, and warns beside them")
    func samples() {
        var report = Specimen.rich
        #expect(!shown(report).contains("Values before and after"))
        report.samples = [.init(file: .init(1), field: "name", before: "Ana", after: "Eva")]
        #expect(shown(report).contains("Do not pass the page on with it."))
        #expect(shown(report).contains("<bdi>Ana</bdi>"))
    }

    @Test("is the same bytes for the same figures")
    func stable() {
        #expect(shown(Specimen.rich) == shown(Specimen.rich))
        var turned = Specimen.rich
        turned.findings.reverse()
        turned.map.reverse()
        #expect(shown(turned) == shown(Specimen.rich))
    }

    @Test("survives being written and read", arguments: [Specimen.rich, Specimen.empty])
    func codable(report: ReleaseReport) throws {
        let bytes = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(ReleaseReport.self, from: bytes) == report)
    }
}
