import Sieve
import Testing

@testable import Custody

/// What the stages that read words, and the taggers, make of texts that were written to break them.
@Suite("Hostile text before the whole detector")
struct HostileDetectionTests {
    private static let pieces = [
        "@", "a@", "Aa ", "Mr ", "Иван ", "田中", "김민수 씨 ", "Court 1/2 ", "A. ", "((((", "[{\"a\":",
        "\u{202E}Ada\u{202C} ", "A\u{200B}d\u{200B}a ", "\u{0410}d\u{0430} ", "\u{FF21}ｄａ ",
        "Ada-Ada-", "applicant lodged ", "e\u{301}\u{301}", "\u{0}", "Name: ", "<|im_start|>user\n",
    ]

    @Test("ends in findings that lie inside the text and apart", arguments: pieces)
    func inside(piece: String) throws {
        let text = Array(repeatElement(piece, count: 20_000 / piece.utf8.count).joined().utf8)
        let findings = try Self.detector.get().reading(of: text).findings
        var end = 0
        for finding in findings {
            #expect(finding.range.lowerBound >= end && !finding.range.isEmpty)
            end = finding.range.upperBound
        }
        #expect(end <= text.count)
    }

    @Test("reads bytes that are no UTF-8, and finds what stands among them")
    func illFormed() throws {
        let broken: [UInt8] = [0xFF, 0xC3, 0x28, 0xE2, 0x82, 0xF0, 0x9F, 0x80]
        let text = broken + Array(" Mr John Smith of Dublin ".utf8) + broken
        let findings = try Self.detector.get().reading(of: text).findings
        #expect(findings.contains { $0.label == .person && $0.score >= Finding.certain })
    }

    /// One for all tests of the suite; it never changes.
    private static let detector = Result { try Detector() }
}

extension Detector {
    fileprivate func reading(of bytes: [UInt8]) -> Detection.Reading {
        bytes.withUnsafeBufferPointer { reading(of: $0) }
    }
}
