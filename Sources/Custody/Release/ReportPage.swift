package import Markup

// The page that a data protection officer opens, prints and files. Warnings first; then what the
// release is for, what came in, what was found, what was done about it, and how to check all of it
// without us. Lists are cut at one page of rows with the count told; `report.json` has all of them.

/// A release's report as a page.
package struct ReportPage: Sendable {
    /// The same figures for machines, in the same folder.
    package static let machineReadable = "report.json"

    let report: ReleaseReport

    package init(_ report: ReleaseReport) {
        self.report = report
    }

    /// The report, ready to be hung in a frame.
    package var page: Page {
        Page(
            "Release report",
            summary: summary,
            figures: figures,
            sections: [
                remaining, purpose, sources, findings, map, special, secrets, plan, outcome,
                review, duplicates, samples, proof, verification, words,
            ]
        )
    }

    /// What stands at the top of every page of the report: which release, made when.
    package var bar: HTML {
        """
        <span class="muted">Release <code>\(report.release)</code></span>\
        <span class="muted end">\(Moment(seconds: report.madeAt))</span>
        """
    }

    private var summary: HTML {
        guard report.files > 0 else {
            return "Nothing came in, so nothing was released for “\(report.purpose.text)”."
        }
        let warnings = report.warnings
        let rest: HTML =
            switch warnings.first {
            case .some(let worst):
                """
                <a href="#remaining">\(counted(warnings.count, "risk remains", "risks remain"))\
                </a>, the worst of \(warnings.count == 1 ? "it" : "them") \(worst.severity.rawValue)
                """
            case .none: "no remaining risk is known"
            }
        return """
            Of \(counted(report.outcome.identifiers.before, "identifier")) in \
            \(counted(report.files, "file")), \(grouped(report.identifiersCut)) were cut for the \
            purpose “\(report.purpose.text)”; \(rest).
            """
    }

    private var figures: Figures {
        let outcome = report.outcome
        let unread = report.sources.notAssessed.count
        let risk = outcome.risk
        let limit = risk.flatMap { risk in
            risk.limit.map { "was \(percent(risk.before)), limit \(percent($0))" }
                ?? "was \(percent(risk.before)), no limit set"
        }
        return Figures([
            .init(
                grouped(outcome.records.after),
                "Records released",
                note: "of \(grouped(outcome.records.before)) that came in"
            ),
            .init(
                outcome.identifiers.before > 0
                    ? percent(
                        Double(report.identifiersCut),
                        of: Double(outcome.identifiers.before)
                    ) : "None",
                "Identifiers cut",
                note: outcome.identifiers.before > 0
                    ? "\(grouped(outcome.identifiers.after)) kept, as planned" : "none came in"
            ),
            .init(
                risk.map { percent($0.after) } ?? "Unknown",
                "Re-identification risk",
                note: limit ?? "not estimated"
            ),
            .init(grouped(unread), "Files not assessed", note: "of \(grouped(report.files))"),
        ])
    }

    // The parts of the page that more than one section uses.

    /// Where a list that was cut can be read whole.
    static let elsewhere = "in " + machineReadable

    /// A file by its number and, where the report has it, its name.
    func name(_ file: ReleaseReport.FileName) -> HTML {
        guard let name = file.name else { return "File \(file.number)" }
        return "\(Foreign(name)) <span class=\"muted\">(file \(file.number))</span>"
    }

    func count(_ number: Int) -> HTML {
        HTML(text: grouped(number))
    }

    /// A paragraph of ours that says how to read what follows.
    func explained(_ words: String) -> HTML {
        "<p class=\"muted\">\(words)</p>\n"
    }

    /// Nothing of the kind, or nothing to find it in: two different nothings.
    func noneFound(_ words: String) -> Empty {
        report.files > 0
            ? Empty(.nothingMatches, words)
            : Empty(.nothingYet, "No file came in; this is filled from what is read.")
    }
}
