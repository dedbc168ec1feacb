import Kernel
package import Markup
package import People

/// Every role that waits to be kept or ended; what nobody decides by its day lapses.
package enum ReviewPage {
    /// One role under review, and whose it is.
    package struct Entry: Sendable {
        package let item: Access.UnderReview
        package let name: String
        /// When they last signed in, in milliseconds since 1970; nil where nobody saw it.
        package let seen: Int64?

        package init(item: Access.UnderReview, name: String, seen: Int64?) {
            self.item = item
            self.name = name
            self.seen = seen
        }
    }

    /// - Parameters:
    ///   - now: in milliseconds since 1970.
    ///   - due: the day that is proposed, as ISO 8601 writes it.
    package static func page(
        _ entries: [Entry],
        now: Int64,
        due: String,
        mark: String
    ) -> Page {
        let lapsed = entries.count { $0.item.hasLapsed(at: now) }
        return Page(
            "Access review",
            crumbs: [.init("People and access", link: "/people"), .init("Access review")],
            summary: """
                Each role is kept or ended by a person other than who has it. What nobody decides \
                by its day lapses, and is given back by deciding, or by assigning roles anew.
                """,
            figures: Figures([
                .init(grouped(entries.count - lapsed), "To decide"),
                .init(grouped(lapsed), "Lapsed"),
            ]),
            sections: [
                .init("roles", "Roles", roles(entries, now, mark)),
                .init(
                    "begin",
                    "Begin a review",
                    Ask(
                        "/access-review",
                        mark: mark,
                        button: "Review every role",
                        note: "Those who decide nothing lose nothing before this day.",
                        fields: Blank("due", "Decided by", kind: .date, value: due).html
                    ).html
                ),
            ]
        )
    }

    private static func roles(_ entries: [Entry], _ now: Int64, _ mark: String) -> HTML {
        let rows: [[HTML]] = entries.map { entry in
            let item = entry.item
            return [
                "\(Foreign(entry.name))", HTML(text: item.role.rawValue),
                entry.seen.map { Moment(seconds: Int($0 / 1_000)).dayHTML } ?? "never seen",
                item.hasLapsed(at: now)
                    ? Chip(.danger, "lapsed").html
                    : Moment(seconds: Int(item.due / 1_000)).dayHTML,
                decide(item, entry.name, mark),
            ]
        }
        return Listing(
            "Under review, the first to be due first",
            [
                .init("Who"), .init("Role"), .init("Last signed in"), .init("By"),
                .init("Decide"),
            ],
            rows: rows,
            elsewhere: "behind these",
            empty: Empty(.nothingMatches, "Nothing is under review.")
        ).html
    }

    private static func decide(
        _ item: Access.UnderReview,
        _ name: String,
        _ mark: String
    ) -> HTML {
        """
        <form method="post" action="/access-review/decide">
        <input type="hidden" name="form" value="\(mark)"/>
        <input type="hidden" name="member" value="\(item.member)"/>
        <input type="hidden" name="role" value="\(item.role.rawValue)"/>
        <input type="text" name="reason" required="" maxlength="500" \
        aria-label="Why \(name) keeps or loses \(item.role.rawValue)" placeholder="Why"/>
        <button name="keeps" value="yes" class="quiet">Keep</button>
        <button name="keeps" value="no" class="quiet">End</button></form>

        """
    }
}
