import Foundation
import Testing

@testable import Provenance

@Suite("Advisories")
struct AdvisoryTests {
    /// Made for these tests, one trap of real data each.
    static let records: [String] = {
        let url = Bundle.module.resourceURL?.appending(path: "Fixtures/advisories.jsonl")
        let text = url.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
        return text.split(separator: "\n").map(String.init)
    }()

    static func index(_ lines: [String] = records) throws -> AdvisoryIndex {
        var set = AdvisorySet()
        set.read(Array(lines.joined(separator: "\n").utf8), named: "records.jsonl")
        #expect(set.faultCount == 0, "\(set.faults)")
        return try AdvisoryIndex(AdvisoryIndex.compile(set, at: Instant(seconds: 7)))
    }

    private func names(_ assessment: Assessment) -> [[String]] {
        guard case .affected(let matches) = assessment else { return [] }
        return matches.map(\.names)
    }

    @Test(
        "ranges, versions by name, aliases and malware are weighed together",
        arguments: [
            ("1.0", [["MAL-4"], ["CVE-1", "T-1", "T-2"]]),
            ("1.4.9", [["CVE-1", "T-1"]]),
            ("2.4", [["CVE-1", "T-1"]]),
            ("9.9", [["CVE-1", "T-1"]]),
        ]
    )
    func affected(version: String, expected: [[String]]) throws {
        let index = try Self.index()
        #expect(names(index.assess(PackageName(.pypi, "A.B__C"), version: version)) == expected)
    }

    @Test("a version outside every range is clear, and nothing unknown ever is")
    func clear() throws {
        let index = try Self.index()
        let name = PackageName(.pypi, "a-b-c")
        for version in ["1.5", "1.9", "2.4.1", "3"] {
            #expect(index.assess(name, version: version) == .clear)
        }
        let unheard = index.assess(PackageName(.pypi, "unheard-of"), version: "1")
        #expect(unheard == .notAssessed(.package))
        #expect(index.assess(PackageName(.go, "x"), version: "1") == .notAssessed(.ecosystem))
        #expect(index.assess(name, version: nil) == .notAssessed(.version))
    }

    @Test("what cannot be placed is possibly affected")
    func uncertain() throws {
        let index = try Self.index()
        for version in ["latest", "1.0.0"] {
            let answer = index.assess(PackageName(.npm, "left"), version: version)
            guard case .affected(let matches) = answer else {
                Issue.record("\(answer)")
                continue
            }
            #expect(matches[0].record.summary == "new")
        }
    }

    @Test("the release of a distribution tells advisories apart")
    func debian() throws {
        let index = try Self.index()
        let bookworm = PackageName(.debian, "curl", release: "12")
        #expect(names(index.assess(bookworm, version: "7.88.1-10")) == [["T-6"]])
        #expect(index.assess(bookworm, version: "7.88.1-10+deb12u5") == .clear)
        let trixie = PackageName(.debian, "curl", release: "13")
        #expect(index.assess(trixie, version: "7.0") == .notAssessed(.ecosystem))
    }

    @Test("malware is known by its words, and outranks a critical score")
    func malware() throws {
        let index = try Self.index()
        let answer = index.assess(PackageName(.maven, "g:a"), version: "1")
        guard case .affected(let matches) = answer else { return #expect(Bool(false)) }
        #expect(matches[0].record.kind == .malware)
    }

    @Test(
        "scores are those of the specification's calculator",
        arguments: [
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
            ("CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 1.8),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9),
            ("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0),
        ]
    )
    func scores(vector: String, score: Double) {
        #expect(CVSS.score(vector) == score)
    }

    @Test(
        "an index that is cut short or changed at random is refused or answers, never traps",
        arguments: 0..<60
    )
    func hostile(seed: Int) throws {
        var set = AdvisorySet()
        set.read(Array(Self.records.joined(separator: "\n").utf8), named: "r.jsonl")
        var bytes = AdvisoryIndex.compile(set, at: Instant(seconds: 7))
        if seed < 20 { bytes.removeLast(min(bytes.count, seed * 40)) }
        for step in 0..<8 { bytes[(seed * 7_919 + step * 104_729) % bytes.count] ^= 0xFF }
        guard let index = try? AdvisoryIndex(bytes) else { return }
        _ = index.assess(PackageName(.pypi, "a-b-c"), version: "1.0")
        _ = index.assess(PackageName(.debian, "curl", release: "12"), version: "1.0")
    }

    @Test(
        "moments are read and written",
        arguments: [
            ("2026-03-24T15:35:32Z", "2026-03-24T15:35:32Z"),
            ("2026-03-24T16:35:32.123+01:00", "2026-03-24T15:35:32Z"),
            ("1969-12-31", "1969-12-31T00:00:00Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
        ]
    )
    func moments(text: String, plain: String) throws {
        #expect(try #require(Instant(text)).description == plain)
    }
}
