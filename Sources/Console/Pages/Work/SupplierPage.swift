import Kernel
package import Markup
package import People

/// How mature each supplier is, by what was seen of it: what may leave the house rests on it.
package enum SupplierPage {
    /// One supplier that sent somebody, with what was last said of it.
    package struct Entry: Sendable {
        package let name: String
        package let members: Int
        package let rating: Workroom.Rating?
        /// What was seen.
        package let evidence: String?

        package init(name: String, members: Int, rating: Workroom.Rating?, evidence: String?) {
            self.name = name
            self.members = members
            self.rating = rating
            self.evidence = evidence
        }
    }

    static func name(of maturity: Workroom.Maturity) -> String {
        switch maturity {
        case .basic: "1, contracts and training seen"
        case .assessed: "2, conditions, devices and premises assessed"
        case .audited: "3, audited by somebody independent"
        }
    }

    /// - Parameters:
    ///   - now: in milliseconds since 1970.
    ///   - until: the day that is proposed as the last, as ISO 8601 writes it.
    package static func page(
        _ entries: [Entry],
        now: Int64,
        until: String,
        mark: String
    ) -> Page {
        let rows: [[HTML]] = entries.map { entry in
            [
                HTML(text: entry.name), HTML(text: grouped(entry.members)),
                HTML(text: entry.rating.map { name(of: $0.maturity) } ?? "nothing said"),
                entry.rating.map { Moment(seconds: Int($0.until / 1_000)).dayHTML } ?? "",
                state(entry, now: now, mark: mark), HTML(text: entry.evidence ?? ""),
            ]
        }
        let counting = entries.count { entry in
            entry.rating.map { $0.confirmer != nil && $0.until > now } ?? false
        }
        return Page(
            "Suppliers",
            crumbs: [.init("People and access", link: "/people"), .init("Suppliers")],
            summary: """
                Data about people leaves the house only to a supplier that was audited, and \
                specially protected data not at all, unless two people adopt another rule.
                """,
            figures: Figures([
                .init(grouped(entries.count), "Suppliers"),
                .init(grouped(counting), "With a rating that counts"),
            ]),
            sections: [
                .init(
                    "suppliers",
                    "How mature each is",
                    Listing(
                        "Suppliers that sent somebody",
                        [
                            .init("Supplier"), .number("People"), .init("Maturity"),
                            .init("Until"), .init("State"), .init("Seen"),
                        ],
                        rows: rows,
                        elsewhere: "behind these",
                        empty: Empty(.nothingYet, "Say who sent a person, under People and access.")
                    ).html
                ),
                .init("rate", "Say how mature one is", rate(entries, until, mark)),
            ]
        )
    }

    private static func state(_ entry: Entry, now: Int64, mark: String) -> HTML {
        guard let rating = entry.rating else { return Chip(.idle, "unknown").html }
        guard rating.until > now else { return Chip(.attention, "over").html }
        guard rating.confirmer == nil else { return Chip(.good, "counts").html }
        return """
            \(Chip(.note, "said by one"))
            <form method="post" action="/suppliers/confirm">
            <input type="hidden" name="form" value="\(mark)"/>
            <input type="hidden" name="supplier" value="\(entry.name)"/>
            <input type="hidden" name="rating" value="\(rating.event)"/>
            <button class="quiet">Confirm</button></form>

            """
    }

    private static func rate(_ entries: [Entry], _ until: String, _ mark: String) -> HTML {
        guard !entries.isEmpty else {
            return "<p class=\"muted\">No supplier is known yet.</p>\n"
        }
        return Ask(
            "/suppliers",
            mark: mark,
            button: "Say so",
            note: "It counts once somebody else confirmed it.",
            fields: """
                \(Choice("supplier", "Supplier", entries.map { ($0.name, $0.name) }))\
                \(Choice(
                    "maturity", "Maturity",
                    Workroom.Maturity.allCases.map { ("\($0.rawValue)", name(of: $0)) }
                ))\
                \(Blank("until", "Last day", kind: .date, value: until))\
                \(TextBlank("evidence", "What was seen, and where it is filed", rows: 3))
                """
        ).html
    }
}
