import Kernel
import Markup
package import People

/// Roles for a while: asked for on one's own page, lent on the page of people.
package enum LoanSection {
    /// What somebody asked for, with who they are and why.
    package struct Asked: Sendable {
        package let loan: Access.Lending
        package let name: String
        package let reason: String

        package init(loan: Access.Lending, name: String, reason: String) {
            self.loan = loan
            self.name = name
            self.reason = reason
        }
    }

    static func own(
        _ lendings: [Access.Lending],
        words: PlaceWords,
        mark: String,
        at time: Int64
    ) -> Page.Section {
        let rows: [[HTML]] = lendings.map { loan in
            let back = Ask("/loans/\(loan.id)/end", mark: mark, button: words.giveBack)
            let isOpen = loan.state == .asked || loan.holds(at: time)
            return [
                HTML(text: loan.role.rawValue), chip(loan, words, at: time).html,
                loan.until.map { When($0, in: words.language).html } ?? .none,
                isOpen ? back.html : .none,
            ]
        }
        let list = Listing(
            words.loansAsked,
            [.init(words.role), .init(words.state), .init(words.until), .init(words.end)],
            rows: rows,
            elsewhere: words.inTheLog,
            empty: Empty(.nothingYet, words.noLoans, in: words.language)
        )
        return .init("loans", words.loan, "\(list)\(asking(words, mark))")
    }

    private static func asking(_ words: PlaceWords, _ mark: String) -> Ask {
        let roles = Role.allCases.filter { !$0.isOutsider }.map { ($0.rawValue, $0.rawValue) }
        return Ask(
            "/account/loans",
            mark: mark,
            button: words.askLoan,
            note: words.recorded,
            fields: """
                \(Choice("role", words.role, roles))\
                \(Blank("hours", words.hours, hint: words.hoursHint, lengthMax: 2))\
                \(Blank("reason", words.why, hint: words.whyHint))
                """
        )
    }

    static func toDecide(_ asked: [Asked], mark: String, at time: Int64) -> Page.Section {
        let rows: [[HTML]] = asked.map { entry in
            let loan = entry.loan
            let back: HTML = "<input type=\"hidden\" name=\"back\" value=\"/people\"/>\n"
            let act =
                loan.state == .asked
                ? Ask("/loans/\(loan.id)/lend", mark: mark, button: "Lend it", fields: back)
                : Ask("/loans/\(loan.id)/end", mark: mark, button: "Take it back", fields: back)
            return [
                "\(Foreign(entry.name))", HTML(text: loan.role.rawValue),
                HTML(text: "\(loan.hours)"), HTML(text: entry.reason),
                chip(loan, .english, at: time).html, end(of: loan), act.html,
            ]
        }
        return .init(
            "loans",
            "Roles for a while",
            Listing(
                "Asked for or lent",
                [
                    .init("Who"), .init("Role"), .number("Hours"), .init("Why"), .init("State"),
                    .init("Until"), .init("Decide"),
                ],
                rows: rows,
                elsewhere: "in the log",
                empty: Empty(.nothingYet, "Roles that somebody asks for appear here.")
            ).html
        )
    }

    private static func end(of loan: Access.Lending) -> HTML {
        loan.until.map { Moment(seconds: Int($0 / 1000)).html } ?? .none
    }

    private static func chip(
        _ loan: Access.Lending,
        _ words: PlaceWords,
        at time: Int64
    ) -> Chip {
        switch loan.state {
        case .asked: Chip(.attention, words.asked)
        case .lent where loan.holds(at: time): Chip(.good, words.lent)
        case .lent, .over: Chip(.idle, words.over)
        }
    }
}
