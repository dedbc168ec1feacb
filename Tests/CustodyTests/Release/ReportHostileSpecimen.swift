import Custody
import Markup
import Sieve

extension Specimen {
    /// Every way a text has of breaking a page, a table or a reader.
    static let hostileTexts = [
        "<script>alert(document.domain)</script>",
        "\"\u{301}><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><style>*{display:none}</style>",
        "cv\u{202E}fdp.exe",
        "السيرة الذاتية - محمد.pdf",
        "Z\u{35B}\u{334}\u{33C}a\u{33F}\u{316}l\u{30B}\u{324}g\u{343}\u{339}o.docx",
        "javascript:alert(1)",
        "nul\u{0} escape\u{1B}[31m \u{FFFE}",
        String(repeating: "Lebenslauf_", count: 27) + "ü.pdf",
    ]

    /// A report whose every text was chosen by somebody who means harm.
    static var hostile: ReleaseReport {
        var report = rich
        let texts = hostileTexts
        report.tool = texts[0]
        report.origin = texts[1]
        report.release = texts[2]
        report.purpose = .init(
            texts[3],
            legalBasis: texts[0],
            recipient: texts[4],
            until: .init(Int32.min)
        )
        report.sources = .init(
            formats: texts.map { .init($0, files: 1, bytes: 1, records: 1) },
            notAssessed: texts.enumerated().map { index, text in
                .init(.init(index + 1, text), bytes: 12, reason: text)
            }
        )
        report.findings = texts.map { .init(.person, source: $0, format: $0, sure: 3) }
        report.map = texts.map { .init($0, source: $0, records: 9) }
        report.plan = texts.map { .init($0, isField: true, treatment: $0, reason: $0) }
        report.cuts = texts.map { .init($0, count: 1, characters: 1) }
        report.secrets = texts.map { .init($0, file: .init(1, $0), position: $0) }
        report.special = texts.map {
            .init(.health, findings: 1, records: 1, treatment: $0)
        }
        report.review.accepted = texts.map { .init($0, count: 1, by: $0, at: 0, reason: $0) }
        report.duplicates = .init([
            .init(
                kept: .init(1, texts[5]),
                leftOut: texts.map { .init(2, $0) },
                isExact: false
            )
        ])
        report.remaining = texts.map { .init(.critical, $0, explanation: $0, advice: $0) }
        report.samples = texts.map {
            .init(file: .init(1, $0), field: $0, before: $0, after: $0)
        }
        report.outcome.risk = .init(before: .nan, after: .infinity, limit: -1, method: texts[0])
        report.proof = .init(
            leaves: texts.enumerated().map { .init($0, $1) },
            treeSize: .max,
            root: texts[9],
            checkpoint: texts.joined(separator: "\n"),
            verifierKey: texts[9],
            witnesses: texts.map { .init($0, hasSigned: false) }
        )
        return report
    }

    /// Ten thousand files, each with something to say.
    static var huge: ReleaseReport {
        var report = rich
        let files = 1...10_000
        report.sources.notAssessed = files.map {
            .init(.init($0, "archive/\($0).pdf"), bytes: $0, reason: "protected by a password")
        }
        report.secrets = files.map { .init("AWS key", file: .init($0), position: "line 1") }
        report.findings = files.map {
            .init(.person, source: "mailbox \($0 % 40)", format: "format \($0 % 30)", sure: $0)
        }
        report.map = files.map { .init("Names", source: "source \($0)", records: $0) }
        report.duplicates = .init([
            .init(kept: .init(1), leftOut: files.map { .init($0) }, isExact: true)
        ])
        report.plan = files.map {
            .init("column_\($0)", isField: true, treatment: "drop", reason: "Not needed")
        }
        return report
    }
}
