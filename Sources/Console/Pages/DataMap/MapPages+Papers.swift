package import Custody
import Kernel
package import Markup

extension MapPages {
    package static func record(_ record: DataMap.RecordOfProcessing) -> Page {
        var page = DataMap.RecordPage(record).page
        page.crumbs = crumbs + [.init("Record of processing")]
        page.sections.append(
            .init(
                "forms",
                "Other forms",
                """
                <ul>
                <li><a href="/map/record">English</a> · \
                <a href="/map/record?language=fr" lang="fr">français</a></li>
                <li><a href="/map/record?side=processor">As a processor</a>, Art. 30(2)</li>
                <li><a href="/map/record.csv?language=\(record.language.rawValue)">As a table</a> \
                (CSV)</li>
                </ul>

                """
            )
        )
        return page
    }

    package static func screening(_ screenings: [DataMap.Screening]) -> Page {
        let due = screenings.count(where: \.isDue)
        let parts: [HTML] = screenings.map { screening in
            """
            <h3>\(screening.name) \(screening.isDue ? Chip(.attention, "due") : Chip(.idle,
                "not due so far"))</h3>
            \(Listing(
                "Cases and criteria of \(screening.name)",
                [.init("What"), .init("Rule"), .init("Answer"), .init("Why")],
                rows: screening.criteria.map { criterion in
                    [
                        HTML(text: criterion.title), HTML(text: criterion.source),
                        chip(criterion.answer).html, HTML(text: criterion.reason),
                    ]
                },
                elsewhere: "in `cordon datamap screening`",
                empty: Empty(.nothingYet, "")
            ))
            """
        }
        return Page(
            "Impact assessments",
            crumbs: crumbs + [.init("Screening")],
            summary: """
                Whether an impact assessment is due (GDPR Art. 35): the cases of Art. 35(3) and \
                the nine criteria of WP 248, as far as the map can answer them.
                """,
            figures: Figures([
                .init(grouped(screenings.count), "Sources"), .init(grouped(due), "Due"),
            ]),
            sections: [
                .init(
                    "sources",
                    "By source",
                    parts.isEmpty
                        ? Empty(.nothingYet, "There is no source on the map yet.").html
                        : "\(parts)"
                )
            ]
        )
    }

    private static func chip(_ answer: DataMap.Screening.Answer) -> Chip {
        switch answer {
        case .yes: Chip(.attention, "yes")
        case .no: Chip(.good, "no")
        case .ask: Chip(.note, "ask")
        }
    }

    /// Where somebody's question is asked, and what it is answered with.
    package static func about(_ passages: [DataMap.Passage]?, mark: String) -> Page {
        Page(
            "What is held about one person",
            crumbs: crumbs + [.init("About one person")],
            summary: """
                Every source is asked for one person, and what it says of them is read again where \
                it lies, with everybody else masked (GDPR Art. 15).
                """,
            figures: Figures(
                passages.map { [.init(grouped($0.count), "Items that name them")] } ?? []
            ),
            sections: (passages.map { [.init("answer", "Answer", answer($0))] } ?? []) + [
                .init(
                    "question",
                    "Who asks",
                    Ask(
                        "/map/about",
                        mark: mark,
                        button: "Look for them",
                        note: "Nothing that is entered here is kept.",
                        fields: """
                            \(Blank("email", "E-mail address", isNeeded: false))\
                            \(Blank("staff", "Staff number", isNeeded: false))\
                            \(Blank("name", "Whole name",
                                hint: "Alone, it finds namesakes too.", isNeeded: false))
                            """
                    ).html
                )
            ]
        )
    }

    /// Records of one item that are shown; the rest is in the answer of the command.
    private static let recordsMax = 10

    private static func answer(_ passages: [DataMap.Passage]) -> HTML {
        guard !passages.isEmpty else {
            return Empty(.nothingMatches, "No source names a person of this description.").html
        }
        let parts: [HTML] = passages.map { passage in
            let records: [HTML] = passage.records.prefix(recordsMax).map { record in
                Fields(
                    record.map { line in
                        let text = line.text.reveal(for: Occasion("answering who asks")) { $0 }
                        return (line.field, "\(Foreign(text))")
                    }
                ).html
            }
            return """
                <h3>\(passage.source): \(path(passage.path, passage.item, isShown: true))</h3>
                \(Fields([
                    ("So since", Moment(seconds: Int(passage.since / 1000)).html),
                    ("Kinds of data", HTML(text: passage.labels.joined(separator: ", "))),
                    (
                        "Found by",
                        HTML(text: passage.isByNameAlone
                            ? "the name alone: a namesake, perhaps" : "address or number")
                    ),
                    ("Not read again", passage.obstacle.map { HTML(text: $0) }),
                ]))\(records)
                """
        }
        return "\(parts)"
    }
}
