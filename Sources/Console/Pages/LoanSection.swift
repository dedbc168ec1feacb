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

    static func own(_ lendings: [Access.Lending], mark: String, at time: Int64) -> Page.Section {
        let rows: [[HTML]] = lendings.map { loan in
            [
                HTML(text: loan.role.rawValue), chip(loan, at: time).html, end(of: loan),
                loan.state == .asked || loan.holds(at: time)
                    ? Ask("/loans/\(loan.id)/end", mark: mark, button: "Give it back").html : .none,
            ]
        }
        let roles = Role.allCases.filter { !$0.isOutsider }.map { ($0.rawValue, $0.rawValue) }
        return .init(
            "loans",
            "A role for a while",
            """
            \(Listing(
                "Roles you asked for",
                [.init("Role"), .init("State"), .init("Until"), .init("End")],
                rows: rows,
                elsewhere: "in the log",
                empty: Empty(.nothingYet, "Ask for one when you need it; somebody else lends it.")
            ))\(Ask(
                "/account/loans",
                mark: mark,
                button: "Ask for this role",
                note: "This is recorded in the log.",
                fields: """
                    \(Choice("role", "Role", roles))\
                    \(Blank(
                        "hours",
                        "Hours",
                        hint: "1 to \(Access.loanHoursMax), from when it is lent.",
                        lengthMax: 2
                    ))\
                    \(Blank("reason", "Why", hint: "Without names; it is kept."))
                    """
            ))
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
                HTML(text: "\(loan.hours)"), HTML(text: entry.reason), chip(loan, at: time).html,
                end(of: loan), act.html,
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

    private static func chip(_ loan: Access.Lending, at time: Int64) -> Chip {
        switch loan.state {
        case .asked: Chip(.attention, "asked for")
        case .lent where loan.holds(at: time): Chip(.good, "lent")
        case .lent, .over: Chip(.idle, "over")
        }
    }
}
