package import Kernel
package import Markup
package import People

/// Somebody with an account, as pages show them.
package struct Shown: Sendable {
    package let member: ID<Principal>
    /// What they want to be called; nil once they are forgotten.
    package let name: String?
    package let roles: [String]
    /// Who sent them, where somebody did.
    package let supplier: String?
    package let isSuspended: Bool
    /// Whether their keys were struck, so that nothing of theirs signs in.
    package let isStruck: Bool
    /// In milliseconds since 1970.
    package let since: Int64

    package init(
        member: ID<Principal>,
        name: String?,
        roles: [String],
        supplier: String? = nil,
        isSuspended: Bool,
        isStruck: Bool = false,
        since: Int64
    ) {
        self.member = member
        self.name = name
        self.roles = roles
        self.supplier = supplier
        self.isSuspended = isSuspended
        self.isStruck = isStruck
        self.since = since
    }

    var chip: Chip {
        if isSuspended { return Chip(.danger, "suspended") }
        return isStruck ? Chip(.attention, "struck") : Chip(.good, "active")
    }

    var title: String { name ?? "Somebody forgotten" }
}

package enum PeoplePages {
    package static func list(
        _ people: [Shown],
        letters: [Accounts.Letter],
        suppliers: [Access.Supplier],
        lendings: [LoanSection.Asked],
        count: Int,
        older: String?,
        mark: String,
        at time: Int64
    ) -> Page {
        let next: HTML? = older.map { "<p><a href=\"/people?after=\($0)\">Further people</a></p>" }
        let waiting: [[HTML]] = letters.map { letter in
            [
                "<code>\(letter.id.description.suffix(8))</code>",
                HTML(text: letter.roles.map(\.rawValue).joined(separator: ", ")),
                letter.until < time ? Chip(.idle, "expired").html : Chip(.note, "open").html,
                Moment(seconds: Int(letter.until / 1000)).html,
            ]
        }
        return Page(
            "People and access",
            summary: "Who has an account here, what for, and who is on the way in.",
            figures: Figures([.init(grouped(count), "Accounts")]),
            sections: [
                .init(
                    "accounts",
                    "Accounts",
                    """
                    <div id="people-list">\(Listing(
                        "Accounts",
                        [.init("Name"), .init("Roles"), .init("State"), .init("Since")],
                        rows: people.map(row),
                        elsewhere: "on the following pages",
                        empty: Empty(.nothingYet, "Whoever takes up an invitation appears here.")
                    ))</div>\(next)
                    """
                ),
                .init("suppliers", "Suppliers", PeopleGroup.suppliers(suppliers)),
                LoanSection.toDecide(lendings, mark: mark, at: time),
                .init("invite", "Invite somebody", invite(mark)),
                .init(
                    "letters",
                    "Invitations that wait",
                    Listing(
                        "Invitations",
                        [.init("Invitation"), .init("Roles"), .init("State"), .init("Until")],
                        rows: waiting,
                        elsewhere: "in the log",
                        empty: Empty(.nothingYet, "Invitations wait here until they are taken up.")
                    ).html
                ),
            ]
        )
    }

    private static func invite(_ mark: String) -> HTML {
        let roles = Role.allCases.map { ($0.rawValue, $0.rawValue) }
        return Ask(
            "/people/invite",
            mark: mark,
            button: "Make an invitation",
            note: "This is recorded in the log.",
            fields: """
                \(Choice("role", "What they shall be here", roles))\
                \(supplierBlank(value: ""))
                """
        ).html
    }

    private static func supplierBlank(value: String) -> Blank {
        Blank(
            "supplier",
            "Supplier that sends them",
            hint: "Small letters, digits and hyphens; empty for your own staff.",
            value: value,
            lengthMax: 40,
            isNeeded: false
        )
    }

    /// Somebody in a list of people.
    static func row(_ person: Shown) -> [HTML] {
        [
            "<a href=\"/people/\(person.member)\">\(Foreign(person.title))</a>",
            HTML(text: person.roles.joined(separator: ", ")), person.chip.html,
            Moment(seconds: Int(person.since / 1000)).dayHTML,
        ]
    }

    /// The link is shown once: the house keeps only its digest.
    package static func invited(link: String, until: Int64) -> Page {
        Page(
            "Invitation made",
            crumbs: [.init("People and access", link: "/people"), .init("Invitation")],
            summary: """
                Hand this link over yourself. It lets one person in, once, until \
                \(Moment(seconds: Int(until / 1000))), and is not shown again.
                """,
            figures: Figures([]),
            sections: [.init("link", "Their link", "<pre>\(link)</pre>")]
        )
    }

    package static func person(
        _ person: Shown,
        sessions: Int,
        abilities: [Reach.Ability],
        mark: String
    ) -> Page {
        let rows: [[HTML]] = abilities.map { ability in
            ["<code>\(ability.action)</code>", chip(ability.cell).html]
        }
        return Page(
            person.title,
            crumbs: [.init("People and access", link: "/people"), .init(person.title)],
            summary: "What this person is here, and what the rules let them do.",
            figures: Figures([.init(grouped(sessions), "Open sessions")]),
            sections: [
                .init(
                    "record",
                    "Record",
                    Fields([
                        ("Member", "\(Hash(person.member.description))"),
                        ("State", person.chip.html),
                        ("Roles", HTML(text: person.roles.joined(separator: ", "))),
                        ("Supplier", person.supplier.map(PeopleGroup.link)),
                        ("Since", Moment(seconds: Int(person.since / 1000)).html),
                    ]).html
                ),
                .init(
                    "act",
                    person.isSuspended ? "Let them in again" : "Shut them out",
                    """
                    \(change(of: person, mark))\(Ask(
                        "/people/\(person.member)/sessions",
                        mark: mark,
                        button: "End their sessions",
                        fields: back(to: person)
                    ))
                    """
                ),
            ] + readmission(of: person, mark) + [
                .init("place", "Who sent them", place(person, mark)),
                .init(
                    "abilities",
                    "What they may do",
                    Listing(
                        "By the rules in force",
                        [.init("Act"), .init("Answer")],
                        rows: rows,
                        elsewhere: "under Policies",
                        empty: Empty(.nothingMatches, "The rules let them do nothing.")
                    ).html
                ),
            ]
        )
    }

    /// The way back for whoever's keys were struck, once they are shut out no more.
    private static func readmission(of person: Shown, _ mark: String) -> [Page.Section] {
        guard person.isStruck, !person.isSuspended else { return [] }
        let reason = Blank("reason", "Why", hint: "Without names; it is kept.")
        let ask = Ask(
            "/people/\(person.member)/readmit",
            mark: mark,
            button: "Make a letter back",
            note: "This is recorded in the log.",
            fields: "\(back(to: person))\(reason)"
        )
        let words: HTML = """
            <p class="muted">Their passkeys, codes and key file were struck. A letter leads them \
            back to this account: name, roles, supplier and record stay, and they make a new \
            passkey.</p>

            """
        return [.init("readmit", "Invite them back", "\(words)\(ask)")]
    }

    private static func back(to person: Shown) -> HTML {
        "<input type=\"hidden\" name=\"back\" value=\"/people/\(person.member)\"/>\n"
    }

    private static func place(_ person: Shown, _ mark: String) -> HTML {
        Ask(
            "/people/\(person.member)/place",
            mark: mark,
            button: "Keep this",
            note: "This is recorded in the log.",
            fields: supplierBlank(value: person.supplier ?? "").html
        ).html
    }

    /// Out, or in again.
    private static func change(of person: Shown, _ mark: String) -> Ask {
        let back = Self.back(to: person)
        let reason = Blank("reason", "Why", hint: "Without names; it is kept.")
        return person.isSuspended
            ? Ask(
                "/people/\(person.member)/reinstate",
                mark: mark,
                button: "Reinstate this account",
                note: "This is recorded in the log.",
                fields: "\(back)\(reason)"
            )
            : Ask(
                "/people/\(person.member)/suspend",
                mark: mark,
                button: "Suspend this account",
                note: "Ends every session at once. This is recorded in the log.",
                isGrave: true,
                fields: "\(back)\(reason)"
            )
    }

    static func chip(_ cell: PermissionMatrix.Cell) -> Chip {
        switch cell {
        case .always: Chip(.good, "always")
        case .never: Chip(.idle, "never")
        case .sometimes: Chip(.note, "sometimes")
        }
    }
}
