internal import Markup

extension ReportPage {
    /// What remains risky, before everything else.
    var remaining: Page.Section {
        let warnings = report.warnings
        guard !warnings.isEmpty else {
            let none = noneFound(
                "No remaining risk is known. That is what the run could see, not a promise: "
                    + "somebody who knows a person may still recognise them by what they wrote."
            )
            return .init("remaining", "What remains risky", none.html)
        }
        return .init(
            "remaining",
            "What remains risky",
            """
            <ul class="warnings">
            \(warnings.prefix(Table.rowCountMax).map(draw))</ul>
            \(rest(of: warnings.count))
            """
        )
    }

    private func draw(_ risk: ReleaseReport.RemainingRisk) -> HTML {
        """
        <li class="\(risk.severity.kind.rawValue)">
        <h3>\(risk.severity.chip) \(risk.title)</h3>
        <div><p>\(HTML(prose: risk.explanation))</p>
        <p><strong>What to do:</strong> \(HTML(prose: risk.advice))</p></div>
        </li>

        """
    }

    private func rest(of count: Int) -> HTML? {
        guard count > Table.rowCountMax else { return nil }
        return explained(
            "The worst \(Table.rowCountMax) of \(grouped(count)); all of them are "
                + Self.elsewhere + "."
        )
    }

    /// What the release is for, and which one it is.
    var purpose: Page.Section {
        let purpose = report.purpose
        let until = purpose.until.map { Moment(seconds: $0).dayHTML }
        return .init(
            "purpose",
            "Purpose and release",
            Fields([
                ("Purpose", "\(purpose.text)"),
                ("Legal basis", "\(purpose.legalBasis)"),
                ("Recipient", purpose.recipient.map { "\($0)" } ?? "Nobody named"),
                ("May be used until", until ?? "No end set"),
                ("Release", "<code>\(report.release)</code>"),
                ("Made", Moment(seconds: report.madeAt).html),
                ("Made by", "Cordon \(report.tool)"),
                ("Recorded in", "<code>\(report.origin)</code>"),
            ]).html
        )
    }
}
