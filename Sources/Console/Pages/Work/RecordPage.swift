package import Kernel
package import Markup
package import People

/// Everything that is held about one worker's work: to see, to take along, to dispute.
package struct RecordPage: Sendable {
    let record: Workroom.Desk.Record
    let projects: [ID<Workroom.Project>: String]
    let currency: String
    let words: WorkWords
    let mark: String

    package init(
        _ record: Workroom.Desk.Record,
        projects: [ID<Workroom.Project>: String],
        currency: String,
        words: WorkWords,
        mark: String
    ) {
        self.record = record
        self.projects = projects
        self.currency = currency
        self.words = words
        self.mark = mark
    }

    package var page: Page {
        Page(
            words.myRecord,
            crumbs: [.init(words.myWork, link: "/work"), .init(words.myRecord)],
            summary: HTML(text: words.recordSummary),
            figures: Figures([
                .init(amount(record.earned, currency, in: words.language), words.earned),
                .init(
                    record.hourly.map { amount(Int($0), currency, in: words.language) } ?? "–",
                    words.hourly,
                    note: words.hourlyNote
                ),
                .init("\(record.submissions.count)", words.tasksDone),
                .init("\(record.reveals)", words.reveals),
            ]),
            sections: [
                .init("submissions", words.submissions, submissions),
                .init("engagements", words.engagements, engagements),
                .init("looks", words.looks, looks),
                .init("raised", words.raisedList, raised),
                .init("dispute", words.dispute, dispute ?? .none),
            ]
        )
    }

    private var submissions: HTML {
        let latest = Array(record.submissions.reversed().prefix(Listing.rowCountMax))
        let rows: [[HTML]] = latest.map { submission in
            [
                "<code>\(submission.lease.description.suffix(8))</code>",
                When(submission.time, in: words.language).html,
                chip(submission.state).html,
                HTML(text: amount(submission.pay, currency, in: words.language)),
                HTML(text: "\((submission.seconds + 59) / 60)"),
                remedy(submission),
            ]
        }
        return """
            <p><a class="verb" href="/work/record/file">\(words.download)</a></p>
            \(Listing(
                words.submissions,
                [
                    .init(words.submission), .init(words.when), .init(words.state),
                    .number(words.pay), .number(words.minutes), .init(words.reason),
                ],
                rows: rows,
                total: record.submissions.count,
                elsewhere: words.download,
                empty: Empty(.nothingYet, words.nothingHandedIn, in: words.language)
            ))
            """
    }

    private func chip(_ state: String) -> Chip {
        let kind: Chip.Kind =
            switch state {
            case "accepted": .good
            case "rejected", "upheld": .danger
            case "contested": .attention
            default: .note
            }
        // The word of a submission that was accepted is not the one of terms that were.
        return Chip(kind, state == "accepted" ? words.done : words.state(state))
    }

    private func remedy(_ submission: Workroom.Desk.Record.Submission) -> HTML {
        let reason: HTML? = submission.reason.map { "<p dir=\"auto\">\($0)</p>\n" }
        let due: HTML? = submission.due.map { due in
            let day = When(due, in: words.language, isDay: true).html
            return "<p class=\"muted\">\(words.contestUntil) \(day)</p>"
        }
        guard submission.state == "rejected" else { return "\(reason)\(due)" }
        let lease = submission.lease.description
        return """
            \(reason)<form method="post" action="/work/contest/\(lease)">
            <input type="hidden" name="form" value="\(mark)"/>
            <input type="text" name="reason" required="" maxlength="500" \
            aria-label="\(words.contestWhy)" placeholder="\(words.contestWhy)"/>
            <button>\(words.contest)</button></form>
            <p class="hint">\(words.contestNote)</p>

            """
    }

    private var engagements: HTML {
        let rows: [[HTML]] = record.engagements.map { engagement in
            [
                """
                <a href="/work/\(engagement.engagement)">\
                \(projects[engagement.project] ?? words.project)</a>
                """,
                HTML(text: words.state(engagement.state)),
                When(engagement.until, in: words.language, isDay: true).html,
                HTML(text: "\(engagement.trainingMinutes)"),
                HTML(text: "\(engagement.waitingMinutes)"),
            ]
        }
        return Listing(
            words.engagements,
            [
                .init(words.project), .init(words.state), .init(words.until),
                .number(words.training), .number(words.waiting),
            ],
            rows: rows,
            elsewhere: words.download,
            empty: Empty(.nothingYet, words.noProjects, in: words.language)
        ).html
    }

    private var looks: HTML {
        let rows: [[HTML]] = record.notes.reversed().map { note in
            [
                HTML(text: words.state(note.kind)),
                When(note.time, in: words.language).html,
                "<code>\(note.actor.description.suffix(8))</code>",
                said(note),
            ]
        }
        return Listing(
            words.looks,
            [
                .init(words.what), .init(words.when), .init(words.who), .init(words.reason),
            ],
            rows: rows,
            elsewhere: words.download,
            empty: Empty(.nothingYet, words.nobodyLooked, in: words.language)
        ).html
    }

    private func said(_ note: Workroom.Desk.Record.Note) -> HTML {
        let due: HTML? = note.due.map { due in
            let day = When(due, in: words.language, isDay: true).html
            return " <span class=\"muted\">\(words.disputeUntil) \(day)</span>"
        }
        return "<span dir=\"auto\">\(note.reason ?? "")</span>\(due)"
    }

    private var raised: HTML {
        let rows: [[HTML]] = record.escalations.reversed().map { escalation in
            [
                HTML(text: words.topic(escalation.topic)),
                When(escalation.opened, in: words.language).html,
                HTML(text: escalation.words),
                HTML(text: escalation.answer ?? words.noAnswerYet),
            ]
        }
        return Listing(
            words.raisedList,
            [
                .init(words.topic), .init(words.when), .init(words.inYourWords),
                .init(words.answer),
            ],
            rows: rows,
            elsewhere: words.download,
            empty: Empty(.nothingYet, words.nothingRaised, in: words.language)
        ).html
    }

    private var dispute: HTML? {
        guard !record.engagements.isEmpty else { return nil }
        let choices = record.engagements.map {
            ($0.engagement.description, projects[$0.project] ?? words.project)
        }
        return Ask(
            "/work/record/dispute",
            mark: mark,
            button: words.dispute,
            note: words.logged,
            fields: """
                \(Choice("engagement", words.project, choices))\
                \(TextBlank("words", words.disputeWhy, rows: 3))
                """
        ).html
    }
}
