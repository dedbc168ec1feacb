import Annotation
package import Kernel
package import Markup
package import People

/// One project: how far it is, what waits for a person, how far labels agree, what is not sure.
package struct ProjectPage: Sendable {
    package var progress: Workroom.Desk.Progress
    package var toJudge: [ID<Workroom.Lease>]
    package var contested: [ID<Workroom.Lease>]
    package var raised: [Workroom.Desk.Open]
    package var disputed: [Workroom.Desk.Disputed]
    package var stuck: [Workroom.Desk.Stuck]
    package var quality: [Workroom.Desk.Report]
    package var doubts: [Workroom.Desk.Doubt]
    package var drifts: [Workroom.Desk.Drift]
    package var engagements: [Workroom.Held]
    package var mark: String

    package init(
        progress: Workroom.Desk.Progress,
        toJudge: [ID<Workroom.Lease>],
        contested: [ID<Workroom.Lease>],
        raised: [Workroom.Desk.Open],
        disputed: [Workroom.Desk.Disputed],
        stuck: [Workroom.Desk.Stuck],
        quality: [Workroom.Desk.Report],
        doubts: [Workroom.Desk.Doubt],
        drifts: [Workroom.Desk.Drift],
        engagements: [Workroom.Held],
        mark: String
    ) {
        self.progress = progress
        self.toJudge = toJudge
        self.contested = contested
        self.raised = raised
        self.disputed = disputed
        self.stuck = stuck
        self.quality = quality
        self.doubts = doubts
        self.drifts = drifts
        self.engagements = engagements
        self.mark = mark
    }

    var path: String { "/projects/\(progress.project)" }

    package var page: Page {
        Page(
            title(ofScope: progress.scope),
            crumbs: [
                .init("Projects", link: "/projects"), .init(title(ofScope: progress.scope)),
            ],
            summary: "How far it is, what waits for a person, and what the labels are worth.",
            figures: Figures([
                .init(
                    grouped(progress.tasks),
                    "Tasks",
                    note: "\(progress.settled) sure, \(progress.ambiguous) ambiguous"
                ),
                .init(grouped(progress.labels), "Labels", note: "\(progress.accepted) accepted"),
                .init(grouped(progress.toJudge), "To judge"),
                .init(grouped(progress.contested), "Contested"),
            ]),
            sections: [
                .init("waiting", "Waits for a person", waiting),
                .init("agreement", "Agreement", agreement),
                .init("doubts", "Least sure", uncertain),
                .init("people", "People", people),
                .init("drift", "Readings that changed", drifted),
                .init("acts", "What can be done", acts),
            ]
        )
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 1_000).rounded()) / 10) %" }

    private func decimal(_ number: Double) -> String {
        let thousandths = Int((abs(number) * 1_000).rounded())
        let rest = String(thousandths % 1_000 + 1_000).dropFirst()
        return (number < 0 ? "−" : "") + "\(thousandths / 1_000)." + rest
    }

    private var agreement: HTML {
        let rows: [[HTML]] = quality.map { report in
            [
                HTML(text: report.question), HTML(text: grouped(report.labels)),
                HTML(text: report.alpha.map(decimal) ?? "unknown"),
                HTML(text: percent(report.agreement)), HTML(text: grouped(report.settled)),
                HTML(text: grouped(report.ambiguous)), HTML(text: percent(report.saving)),
            ]
        }
        return """
            \(Listing(
                "Agreement by question",
                [
                    .init("Question"), .number("Labels"), .number("Krippendorff’s alpha"),
                    .number("Agree with belief"), .number("Sure"), .number("Ambiguous"),
                    .number("Labels saved"),
                ],
                rows: rows,
                elsewhere: "in `cordon work quality`",
                empty: Empty(.nothingYet, "Questions of classes or preference show here.")
            ))<p class="muted">Alpha from 0.8 is firm, from 0.667 tentative; lower, mend the \
            guideline before blaming people. It measures the pool, not the truth.</p>

            """
    }

    private var uncertain: HTML {
        let rows: [[HTML]] = doubts.map { doubt in
            let beliefs = doubt.beliefs.prefix(3)
                .map { "\($0.kind) \(percent($0.probability))" }
                .joined(separator: ", ")
            let kind: Chip.Kind =
                doubt.state == "settled" ? .good : doubt.state == "open" ? .note : .attention
            return [
                "<code>\(doubt.task.description.suffix(8))</code>",
                HTML(text: doubt.question), HTML(text: beliefs),
                HTML(text: "\(doubt.labels)"), Chip(kind, doubt.state).html,
            ]
        }
        return Listing(
            "What is believed, by Dawid and Skene",
            [
                .init("Task"), .init("Question"), .init("Belief"), .number("Labels"),
                .init("State"),
            ],
            rows: rows,
            elsewhere: "in what is sealed",
            empty: Empty(.nothingYet, "Tasks with labels show here, the least sure first.")
        ).html
    }

    private var people: HTML {
        let scores = Dictionary(
            quality.flatMap(\.people).map { ($0.worker, $0) }
        ) { first, _ in first }
        let rows: [[HTML]] = engagements.map { held in
            let score = scores[held.worker]
            let interval = score.map { "\(percent($0.low)) to \(percent($0.high))" }
            return [
                link("\(path)/people/\(held.id)", held.worker.description),
                Chip(held.state == .accepted ? .good : .idle, held.state.rawValue).html,
                HTML(text: score.map { "\($0.judged)" } ?? "0"),
                HTML(text: score?.isComparable == true ? interval ?? "" : "too few"),
                HTML(text: score.map { "\($0.goldRight) of \($0.goldOf)" } ?? ""),
            ]
        }
        return """
            \(Listing(
                "People, by pseudonym",
                [
                    .init("Worker"), .init("State"), .number("Judged"),
                    .number("Right, 95 % interval"), .number("Gold"),
                ],
                rows: rows,
                elsewhere: "in `cordon work quality`",
                empty: Empty(.nothingYet, "Whoever is offered terms shows here.")
            ))<p class="muted">A score opens a review by a person. It decides nothing.</p>

            """
    }

    private var drifted: HTML {
        let rows: [[HTML]] = drifts.map { drift in
            var causes: [String] = []
            if drift.hasNewGuideline { causes.append("the guideline changed then") }
            if drift.others > 0 { causes.append("\(drift.others) others changed too: the tasks?") }
            return [
                "<code>\(drift.worker.description.suffix(8))</code>",
                HTML(text: drift.question),
                HTML(text: "\(percent(drift.before)) to \(percent(drift.since))"),
                Moment(seconds: Int(drift.began / 1_000)).html,
                HTML(text: causes.joined(separator: "; ")),
            ]
        }
        return """
            \(Listing(
                "Agreement that fell",
                [
                    .init("Worker"), .init("Question"), .number("Agreement"), .init("Since"),
                    .init("Look at first"),
                ],
                rows: rows,
                elsewhere: "in the labels",
                empty: Empty(.nothingMatches, "Nobody’s agreement fell for good.")
            ))<p class="muted">Cumulative sums against each person’s own first forty labels. \
            Somebody who reads as before shows here at most once in \
            \(grouped(Int(Workroom.Desk.driftFalseAlarm))) labels on average.</p>

            """
    }

    private var acts: HTML {
        """
        <p><a class="verb" href="\(path)/set-up">Guideline, modules, tasks, people</a></p>
        \(Ask("\(path)/settle", mark: mark, button: "Stop paying for what is sure",
            note: "Tasks on which people keep disagreeing stay ambiguous, as soft labels."))\
        \(Ask("\(path)/seal", mark: mark, button: "Seal the accepted labels",
            note: "They become a version in the vault, with where each label came from."))\
        \(Ask(
            "\(path)/export", mark: mark, button: "Download the accepted labels",
            note: "They leave the house with this; that is recorded.",
            fields: """
                \(Choice(
                    "format", "Format", ItemFormat.allCases.map { ($0.rawValue, $0.rawValue) },
                    chosen: "jsonl"
                ))\
                \(Blank("to", "Who receives them", hint: "A team or an organisation; no person.",
                    isNeeded: false))
                """
        ))

        """
    }
}
