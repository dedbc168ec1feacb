internal import Markup
internal import Sieve

extension ReportPage {
    /// What was found, by kind and by how sure it is.
    var findings: Page.Section {
        let kinds = kinds
        guard !kinds.isEmpty else {
            let none = noneFound(
                "No personal data and no secret was found. Check that the files are the right ones."
            )
            return .init("findings", "What was found", none.html)
        }
        return .init(
            "findings",
            "What was found",
            """
            \(explained("Counts of findings, never their values. Sure: score 0.85 and above. "
                + "Likely: 0.5 and above, treated all the same. Doubtful: below, for review."))\
            <div class="charts">
            \(leading(kinds))\(confidence(kinds))</div>
            \(table(of: kinds))\(byFormat)
            """
        )
    }

    /// Findings of one kind, over all sources and formats.
    private struct Kind {
        let label: Label
        var sure = 0
        var likely = 0
        var doubtful = 0

        var count: Int { sure + likely + doubtful }
    }

    /// The most frequent first; equal ones in the order of the label set.
    private var kinds: [Kind] {
        var kinds: [Label: Kind] = [:]
        for finding in report.findings where finding.count > 0 {
            kinds[finding.label, default: Kind(label: finding.label)].sure += finding.sure
            kinds[finding.label, default: Kind(label: finding.label)].likely += finding.likely
            kinds[finding.label, default: Kind(label: finding.label)].doubtful += finding.doubtful
        }
        let inOrder = Label.allCases.compactMap { kinds[$0] }
        return inOrder.enumerated()
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }

    private func leading(_ kinds: [Kind]) -> HTML {
        let all = kinds.reduce(0) { $0 + $1.count }
        let first = kinds.first.map { kind in
            "\(kind.label.words) lead with \(percent(Double(kind.count), of: Double(all)))."
        }
        return BarChart(
            "chart-kinds",
            "The most frequent kinds",
            finding: counted(all, "finding") + " of " + counted(kinds.count, "kind") + ". "
                + (first ?? ""),
            unit: "Findings",
            kinds.prefix(8).map { Amount($0.label.words, $0.count) }
        ).html
    }

    private func confidence(_ kinds: [Kind]) -> HTML {
        let bars = Label.Identification.allCases.compactMap { group in
            let members = kinds.filter { $0.label.identification == group }
            guard !members.isEmpty else { return nil as StackedChart.Whole? }
            return StackedChart.Whole(
                group.lead,
                [
                    Amount("Sure", members.reduce(0) { $0 + $1.sure }),
                    Amount("Likely", members.reduce(0) { $0 + $1.likely }),
                    Amount("Doubtful", members.reduce(0) { $0 + $1.doubtful }),
                ]
            )
        }
        let doubtful = kinds.reduce(0) { $0 + $1.doubtful }
        let all = kinds.reduce(0) { $0 + $1.count }
        return StackedChart(
            "chart-confidence",
            "How sure the findings are",
            finding: "\(percent(Double(doubtful), of: Double(all))) of all findings are doubtful.",
            bars
        ).html
    }

    private func table(of kinds: [Kind]) -> HTML {
        Table(
            "Findings by kind",
            [
                .init("Kind"), .number("Findings"), .number("Sure"), .number("Likely"),
                .number("Doubtful"), .init("Leads to a person"),
            ],
            rows: kinds.map { kind in
                [
                    "\(kind.label.words) <span class=\"code\">\(kind.label.rawValue)</span>",
                    count(kind.count), count(kind.sure), count(kind.likely),
                    count(kind.doubtful), "\(kind.label.identification.words)",
                ]
            },
            elsewhere: Self.elsewhere,
            empty: noneFound("No finding.")
        ).html
    }

    private var byFormat: HTML {
        var matrix = Matrix()
        for finding in report.findings where finding.count > 0 {
            matrix.add(finding.count, row: finding.label.words, column: finding.format)
        }
        return matrix.table(
            "Findings by kind and format",
            head: "Kind",
            empty: noneFound("No finding.")
        ).html
    }

    /// Which categories of data each source holds.
    var map: Page.Section {
        var matrix = Matrix()
        for entry in report.map where entry.records > 0 {
            matrix.add(entry.records, row: entry.category, column: entry.source)
        }
        return .init(
            "map",
            "Data map",
            """
            \(explained("Records of each source that hold something of a category."))\
            \(matrix.table(
                "Categories by source, in records",
                head: "Category",
                empty: noneFound("No source holds personal data that was recognised.")
            ))
            """
        )
    }
}
