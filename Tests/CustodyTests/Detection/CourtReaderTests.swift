import Sieve
import Testing

@testable import Custody

@Suite("A decision of a court")
struct CourtReaderTests {
    /// What `body` makes of the draft of a text that has been cut into words.
    private func reading<Result>(_ text: String, _ body: (Draft) -> Result) throws -> Result {
        let detector = try Detector.ofRules()
        var text = text
        return text.withUTF8 { bytes in
            body(detector.draft(of: bytes, language: .english, field: nil, passages: false))
        }
    }

    @Test(
        "has dates that begin and end with themselves",
        arguments: [
            ("between 3 May 1998 and 2 June 1999", ["3 May 1998", "2 June 1999"]),
            ("July and December 1995", ["July and December 1995"]),
            ("since 1997", ["1997"]),
            ("until", []),
        ]
    )
    func dates(run: String, expected: [String]) throws {
        let parts = try reading(run) { draft in
            CourtDates.parts(of: draft.words.indices, draft).map { part in
                String(decoding: draft.text[slice(part, draft)], as: UTF8.self)
            }
        }
        #expect(parts == expected)
    }

    @Test("has dates that say which part of a month is meant")
    func openings() throws {
        let text = "by the end of October 1997"
        let part = try reading(text) { draft -> String in
            let last = draft.words.indices.suffix(2)
            let parts = CourtDates.parts(of: last, draft)
            return String(decoding: draft.text[slice(parts[0], draft)], as: UTF8.self)
        }
        #expect(part == "end of October 1997")
    }

    private func slice(_ words: Range<Int>, _ draft: Draft) -> Range<Int> {
        Int(draft.words[words.lowerBound].start)..<Int(draft.words[words.upperBound - 1].end)
    }

    @Test(
        "is masked with the quotes and the apostrophe of what is masked",
        arguments: [
            ("sentenced to two years’ imprisonment", "two years", Label.date, "two years’"),
            ("the school “Patronat” closed", "Patronat", .organization, "“Patronat”"),
            ("the applicants’ lawyer", "applicants", .person, "applicants"),
        ]
    )
    func marks(text: String, stretch: String, label: Label, expected: String) throws {
        let marked = try reading(text) { draft -> String in
            let bytes = Array(text.utf8)
            guard let found = bytes.firstRange(of: Array(stretch.utf8)) else { return "" }
            return String(decoding: bytes[NameEnds.quoted(found, label, draft)], as: UTF8.self)
        }
        #expect(marked == expected)
    }

    @Test("is masked the sooner the fewer words are lost by it")
    func prices() {
        let bounds = DetectionMode.masking.bounds
        let prices = [1, 3, 10, 100, 100_000].map { bounds.mask(hiding: $0, isAlone: false) }
        #expect(prices == prices.sorted())
        #expect(prices.allSatisfy { (0.01...0.75).contains($0) })
        // What names somebody alone is masked however many words that costs.
        #expect(bounds.mask(hiding: 100_000, isAlone: true) <= 0.2)
        let search = DetectionMode.search.bounds
        #expect(search.mask(hiding: 1, isAlone: true) == search.mask)
        #expect(search.mask(hiding: 900, isAlone: false) == search.mask)
    }
}
