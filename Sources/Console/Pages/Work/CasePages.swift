import Annotation
package import Kernel
package import Markup
package import People

/// One submission before somebody who judges it, and one engagement before somebody who ends it.
package enum CasePages {
    package static func submission(
        _ found: Workroom.Desk.Case,
        scope: String,
        mark: String
    ) -> Page {
        let path = "/projects/\(found.project)"
        let id = String(found.lease.description.suffix(8))
        let shown: [HTML] = found.item.fields.map { field in
            let below = "\(path)/submissions/\(found.lease)"
            let drawn =
                TaskPage.medium(field, below: below, words: .english) ?? TaskPage.draw(field.value)
            return "<div class=\"shown\"><h3>\(field.name)</h3>\n\(drawn)</div>\n"
        }
        let answers = found.submitted.answers.sorted { $0.key < $1.key }.map { answer in
            (
                answer.key,
                said(answer.value.plain) as HTML?
            )
        }
        let record = Fields([
            ("State", Chip(found.state == "contested" ? .attention : .note, found.state).html),
            ("By", "<code>\(found.submitted.worker.description.suffix(8))</code>"),
            ("Guideline", HTML(text: "version \(found.submitted.guideline)")),
            ("Time taken", HTML(text: "\(found.submitted.seconds) s")),
            ("What was shown", "\(Hash(found.submitted.shown))"),
            ("Rejected, because", found.rejected.map { HTML(text: $0) }),
            ("Rejected by", found.judge.map { "<code>\($0.description.suffix(8))</code>" }),
            ("Contested, because", found.contested.map { HTML(text: $0) }),
            ("To be decided by", found.due.map { Moment(seconds: Int($0 / 1_000)).html }),
        ])
        return Page(
            "Submission \(id)",
            crumbs: [
                .init("Projects", link: "/projects"),
                .init(title(ofScope: scope), link: path), .init(id),
            ],
            summary: "What was shown, what was answered, and what becomes of it.",
            figures: Figures([]),
            sections: [
                .init("shown", "What was shown", "\(shown)"),
                .init("answer", "What was answered", "\(Fields(answers))"),
                .init("decide", "Decide", decide(found, path, mark)),
                .init("record", "Record", record.html),
            ]
        )
    }

    private static func decide(
        _ found: Workroom.Desk.Case,
        _ path: String,
        _ mark: String
    ) -> HTML {
        let path = "\(path)/submissions/\(found.lease)"
        switch found.state {
        case "given":
            return """
                \(Ask(
                    "\(path)/judge", mark: mark, button: "Accept",
                    fields: "<input type=\"hidden\" name=\"accepts\" value=\"yes\"/>"
                ))\(Ask(
                    "\(path)/judge", mark: mark, button: "Reject", note: rejects, isGrave: true,
                    fields: TextBlank("reason", "Why it is rejected", rows: 2).html
                ))
                """
        case "contested":
            return """
                <p class="muted">Whoever rejected it cannot review it; the rules see to that.</p>
                \(Ask(
                    "\(path)/review", mark: mark, button: "Decide",
                    note: "It stands in the worker’s record.",
                    fields: """
                        \(Choice("upholds", "Decision", [
                            ("no", "It counts, and is paid"), ("yes", "The rejection stands"),
                        ]))\(TextBlank("reason", "Why", rows: 2))
                        """
                ))
                """
        default: return "<p class=\"muted\">Nothing more is to be decided here.</p>\n"
        }
    }

    /// An answer as it is read: a text as it stands, anything else as it is written for machines.
    private static func said(_ answer: JSONValue) -> HTML {
        "<span dir=\"auto\">\(answer.text ?? String(decoding: answer.bytes, as: UTF8.self))</span>"
    }

    private static let rejects =
        "It is not paid then. The worker sees the reason, and can have somebody else review it."

    /// - Parameter record: what is held of their work, once somebody said why they look.
    package static func engagement(
        _ held: Workroom.Held,
        scope: String,
        record: Workroom.Desk.Record?,
        earliest: String,
        mark: String
    ) -> Page {
        let path = "/projects/\(held.project)"
        let id = String(held.worker.description.suffix(8))
        let end: HTML =
            held.state == .ended
            ? "<p class=\"muted\">It was ended, and runs until its last day.</p>\n"
            : Ask(
                "\(path)/people/\(held.id)/end",
                mark: mark,
                button: "Announce the end",
                note: "They read the reason, work and are paid until then, and can dispute it.",
                isGrave: true,
                fields: """
                    \(TextBlank("reason", "Why it ends", rows: 3))\
                    \(Blank("last", "Last day",
                        hint: "Not before the notice of \(held.noticeDays) days has run.",
                        kind: .date, value: earliest))
                    """
            ).html
        let look: HTML =
            record.map { told($0, in: held.currency) }
            ?? Ask(
                "\(path)/people/\(held.id)/look",
                mark: mark,
                button: "Look at their record",
                note: "They see that you looked, and why.",
                fields: Blank("why", "Why you need to see it").html
            ).html
        return Page(
            "Worker \(id)",
            crumbs: [
                .init("Projects", link: "/projects"),
                .init(title(ofScope: scope), link: path), .init(id),
            ],
            summary: "One worker’s terms on this project, under a pseudonym.",
            figures: Figures([]),
            sections: [
                .init(
                    "terms",
                    "Terms",
                    Fields([
                        ("State", HTML(text: held.state.rawValue)),
                        ("Last day", Moment(seconds: Int(held.until / 1_000)).dayHTML),
                        ("Notice", HTML(text: "\(held.noticeDays) days")),
                        ("Promised an hour", HTML(text: amount(held.hourly, held.currency))),
                        ("Guideline accepted", HTML(text: "version \(held.accepted)")),
                        ("Training", HTML(text: "\(held.minutes) min")),
                    ]).html
                ),
                .init("record", "Their record", look), .init("end", "End it", end),
            ]
        )
    }

    private static func told(_ record: Workroom.Desk.Record, in currency: String) -> HTML {
        let counts = Dictionary(grouping: record.submissions, by: \.state).mapValues(\.count)
        let states = counts.sorted { $0.key < $1.key }.map { ($0.key, HTML(text: "\($0.value)")) }
        return Fields(
            states.map { ($0.0, $0.1 as HTML?) } + [
                ("Hours", HTML(text: "\(Int(record.hours * 10)) tenths")),
                ("Earned", HTML(text: amount(record.earned, currency))),
                ("Hidden fields shown", HTML(text: "\(record.reveals)")),
            ]
        ).html
    }

    /// What was sealed, and whether it holds.
    package static func sealed(
        _ sealed: Workroom.Desk.Sealed,
        claims: [Claim],
        project: ID<Workroom.Project>
    ) -> Page {
        let rows: [[HTML]] = claims.map { claim in
            [
                HTML(text: claim.name), HTML(text: claim.statement),
                claim.result == .pass
                    ? Chip(.good, "holds").html : Chip(.danger, claim.result.rawValue).html,
            ]
        }
        return Page(
            "Labels sealed",
            crumbs: [
                .init("Projects", link: "/projects"),
                .init("Project", link: "/projects/\(project)"), .init("Sealed"),
            ],
            summary: "They are a version in the vault now, with where each label came from.",
            figures: Figures([
                .init(grouped(sealed.labels), "Labels"), .init(grouped(sealed.tasks), "Tasks"),
            ]),
            sections: [
                .init(
                    "record",
                    "Record",
                    Fields([
                        ("Document", link("/data/\(sealed.document)", sealed.document.description)),
                        ("Leaf", "<a href=\"/ledger/\(sealed.index)\">\(sealed.index)</a>"),
                        ("Folder", "<code>\(sealed.folder)</code>"),
                    ]).html
                ),
                .init(
                    "claims",
                    "Does it hold?",
                    Listing(
                        "Claims",
                        [.init("Claim"), .init("Statement"), .init("Result")],
                        rows: rows,
                        elsewhere: "in `cordon verify`",
                        empty: Empty(.nothingYet, "`cordon verify` checks the folder.")
                    ).html
                ),
            ]
        )
    }
}
