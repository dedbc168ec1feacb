internal import Markup

extension ReportPage {
    /// What was decided about every field and every kind of finding, and why.
    var plan: Page.Section {
        .init(
            "plan",
            "What was decided",
            Table(
                "The plan: field or kind, treatment, reason",
                [.init("Field or kind"), .init("Treatment"), .init("Reason")],
                rows: report.plan.prefix(Table.rowCountMax).map { line in
                    [
                        line.isField
                            ? "<code>\(Foreign(line.subject))</code>" : "\(line.subject)",
                        "\(line.treatment)", "\(line.reason)",
                    ]
                },
                total: report.plan.count,
                elsewhere: Self.elsewhere,
                empty: Empty(.nothingYet, "No plan was made. Its lines would stand here.")
            ).html
        )
    }

    /// What was cut: before and after, and by which treatment.
    var outcome: Page.Section {
        .init("outcome", "What was cut", "\(changes)\(charts)\(cuts)")
    }

    private var changes: HTML {
        let outcome = report.outcome
        let rows: [(String, ReleaseReport.Change)] = [
            ("Records", outcome.records), ("Fields", outcome.fields),
            ("Identifiers", outcome.identifiers), ("Characters", outcome.characters),
            ("Groups of look-alike records", outcome.classes),
            ("Records in the smallest group", outcome.smallestClass),
        ]
        return Table(
            "Before and after",
            [.init("What is counted"), .number("Before"), .number("After"), .number("Kept")],
            rows: report.files == 0
                ? []
                : rows.map { name, change in
                    ["\(name)", count(change.before), count(change.after), kept(change)]
                },
            elsewhere: Self.elsewhere,
            empty: noneFound("Nothing was counted.")
        ).html
    }

    /// A share, where the count can only shrink; groups may well have grown.
    private func kept(_ change: ReleaseReport.Change) -> HTML {
        guard change.before > 0, change.after <= change.before else { return .none }
        return "\(percent(Double(change.after), of: Double(change.before)))"
    }

    private var charts: HTML? {
        let drawn = [characters, risk].compactMap { $0 }
        guard !drawn.isEmpty else { return nil }
        return "<div class=\"charts\">\n\(drawn)</div>\n"
    }

    private var characters: HTML? {
        let characters = report.outcome.characters
        guard characters.before > 0 else { return nil }
        let kept = min(characters.after, characters.before)
        let share = percent(Double(kept), of: Double(characters.before))
        return StackedChart(
            "chart-characters",
            "Text kept and cut, in characters",
            finding: "\(share) of the text was kept.",
            [
                .init(
                    "\(counted(characters.before, "character")) came in",
                    [Amount("Kept", kept), Amount("Cut", characters.before - kept)]
                )
            ]
        ).html
    }

    private var risk: HTML? {
        guard let risk = report.outcome.risk else { return nil }
        let chart = BulletChart(
            "chart-risk",
            "Risk that a record is led back to its person",
            finding: "\(percent(risk.after)) after, \(percent(risk.before)) before.",
            measure: Amount("After", risk.after, percent(risk.after)),
            before: Amount("Before", risk.before, percent(risk.before)),
            limit: risk.limit.map { Amount("Limit", $0, percent($0)) },
            end: 1
        )
        return "<div>\(chart)\(explained("The scale ends at 100 %. " + risk.method))</div>\n"
    }

    private var cuts: HTML {
        let cuts = report.cuts.sorted { $0.count > $1.count }
        return Table(
            "What each treatment did",
            [.init("Treatment"), .number("Times"), .number("Characters")],
            rows: cuts.map { ["\($0.treatment)", count($0.count), count($0.characters)] },
            elsewhere: Self.elsewhere,
            empty: noneFound("Nothing had to be cut.")
        ).html
    }
}
