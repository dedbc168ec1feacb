import Kernel
package import Markup
package import People

/// A worker's projects, and for each what is still missing before a task.
package struct MyWorkPage: Sendable {
    let words: WorkWords
    let outlooks: [Workroom.Desk.Outlook]
    let record: Workroom.Desk.Record

    package init(
        _ outlooks: [Workroom.Desk.Outlook],
        record: Workroom.Desk.Record,
        words: WorkWords
    ) {
        self.outlooks = outlooks
        self.record = record
        self.words = words
    }

    package var page: Page {
        let currency = outlooks.first?.held.currency ?? "EUR"
        return Page(
            words.myWork,
            summary: HTML(text: words.myWorkSummary),
            figures: Figures([
                .init(amount(record.earned, currency, in: words.language), words.earned),
                .init(hours(record.hours), words.hours, note: words.hoursNote),
                .init(
                    record.hourly.map { amount(Int($0), currency, in: words.language) } ?? "–",
                    words.hourly,
                    note: words.hourlyNote
                ),
            ]),
            sections: [
                .init("projects", words.projects, projects),
                .init(
                    "help",
                    words.heard,
                    """
                    <ul><li><a href="/work/record">\(words.myRecord)</a></li>
                    <li><a href="/work/concern">\(words.concern)</a></li></ul>

                    """
                ),
            ]
        )
    }

    private func hours(_ hours: Double) -> String {
        let minutes = Int(hours * 60)
        return "\(minutes / 60) h \(minutes % 60) min"
    }

    private var projects: HTML {
        let rows: [[HTML]] = outlooks.map { outlook in
            let brief = outlook.begun.brief
            return [
                "<a href=\"/work/\(outlook.held.id)\">\(title(ofScope: brief.scope))</a>",
                state(outlook).html, missing(outlook),
                HTML(
                    text: amount(
                        outlook.begun.conditions.pay,
                        outlook.begun.conditions.currency,
                        in: words.language
                    )
                ),
                When(outlook.held.until, in: words.language, isDay: true).html,
            ]
        }
        return Listing(
            words.projects,
            [
                .init(words.project), .init(words.state), .init(words.missing),
                .number(words.payPerTask), .init(words.until),
            ],
            rows: rows,
            elsewhere: "",
            empty: Empty(.nothingYet, words.noProjects, in: words.language)
        ).html
    }

    private func state(_ outlook: Workroom.Desk.Outlook) -> Chip {
        if outlook.held.state == .ended { return Chip(.attention, words.ending) }
        return outlook.mayWork ? Chip(.good, words.ready) : Chip(.attention, words.notYet)
    }

    private func missing(_ outlook: Workroom.Desk.Outlook) -> HTML {
        let open = outlook.steps.filter { !$0.isDone }.map { words.name(of: $0.step) }
        return HTML(text: open.joined(separator: ", "))
    }
}
