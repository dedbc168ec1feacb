import Console
import Custody
import Foundation
import Kernel
import Markup
import Sieve

/// What a run of `protect` tells at its end.
struct Summary {
    private let outcome: Release.Protection.Outcome
    private let out: String
    private let home: String

    init(_ outcome: Release.Protection.Outcome, out: String, home: String) {
        self.outcome = outcome
        self.out = out
        self.home = home
    }

    private struct Answer: Encodable {
        let release: String
        let out: String
        let index: Int
        let files: Int
        let notAssessed: Int
        let records: ReleaseReport.Change
        let identifiers: ReleaseReport.Change
        let characters: ReleaseReport.Change
        let secrets: Int
        let doubts: Int
        let duplicates: Int
        let resumed: Int
        let warnings: [String]
    }

    func show(on terminal: Terminal) throws {
        let report = outcome.report
        try terminal.answer(
            Answer(
                release: report.release,
                out: out,
                index: outcome.index,
                files: report.files,
                notAssessed: outcome.notAssessed.count,
                records: report.outcome.records,
                identifiers: report.outcome.identifiers,
                characters: report.outcome.characters,
                secrets: report.secrets.count,
                doubts: report.review.waiting,
                duplicates: report.duplicates.groups.count,
                resumed: outcome.documentsResumed,
                warnings: report.warnings.map(\.title)
            )
        )
        terminal.show("Cut down", TerminalTable(block: figures))
        terminal.show("Found", found)
        if !outcome.notAssessed.isEmpty {
            terminal.show("Not looked into", Self.unread(outcome.notAssessed))
        }
        terminal.show("Still risky", TerminalTable(["", ""], rows: warnings))
        terminal.say(
            "",
            "The release is in \(out). Open \(out)/report.html, then check it with:",
            "  ./cordon verify \(out)"
        )
    }

    private var figures: [(name: String, value: String)] {
        let report = outcome.report
        let figures = report.outcome
        func change(_ change: ReleaseReport.Change) -> String {
            "\(change.before) → \(change.after)"
        }
        var rows = [
            ("Files", "\(report.files)"),
            ("Records", change(figures.records)),
            ("Fields", change(figures.fields)),
            ("Identifiers", change(figures.identifiers)),
            ("Characters", change(figures.characters)),
        ]
        if let risk = figures.risk {
            rows.append(
                ("Re-identification risk", percent(risk.before) + " → " + percent(risk.after))
            )
        }
        if outcome.documentsResumed > 0 {
            rows.append(("Taken over from an earlier attempt", "\(outcome.documentsResumed) files"))
        }
        rows.append(("Leaf in the log", "\(outcome.index)"))
        return rows.map { (name: $0.0, value: $0.1) }
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

    private var found: TerminalTable {
        var counts: [String: Int] = [:]
        for finding in outcome.report.findings {
            counts[finding.label.rawValue, default: 0] += finding.count
        }
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12)
        return TerminalTable(
            ["Kind", "Findings"],
            numbers: [1],
            rows: rows.map { [$0.key, "\($0.value)"] }
        )
    }

    /// Lines of one table; more are counted.
    private static let linesMax = 20

    /// File names are for the screen of the person who gave them, and for no file.
    static func unread(_ files: [(name: Personal<String>, reason: String)]) -> TerminalTable {
        var rows = files.prefix(linesMax).map { name, reason in
            [name.reveal(for: Occasion("telling its owner what was not read")) { $0 }, reason]
        }
        if files.count > linesMax { rows.append(["and \(files.count - linesMax) more", ""]) }
        return TerminalTable(["File", "Why"], rows: rows)
    }

    private var warnings: [[String]] {
        outcome.report.warnings.map { [$0.severity.rawValue, $0.title] }
    }
}
