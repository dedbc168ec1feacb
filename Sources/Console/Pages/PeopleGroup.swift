package import Kernel
package import Markup
package import People

/// Those a supplier sent, or everyone: shut out by one act, and let in again by one.
package struct PeopleGroup: Sendable {
    private let whom: Access.Whom
    package let isSuspended: Bool
    package let members: Int
    private let sessions: Int
    private let next: ID<Principal>?
    private let mark: String

    /// - Parameters:
    ///   - sessions: how many browsers are signed in.
    ///   - next: the last one on this page, where there are further ones.
    package init(
        whom: Access.Whom,
        isSuspended: Bool,
        members: Int,
        sessions: Int,
        next: ID<Principal>?,
        mark: String
    ) {
        self.whom = whom
        self.isSuspended = isSuspended
        self.members = members
        self.sessions = sessions
        self.next = next
        self.mark = mark
    }

    private var title: String {
        switch whom {
        case .supplier(let name): "Everybody from \(name)"
        case .member, .everyone: "Everyone"
        }
    }

    private var chip: Chip { isSuspended ? Chip(.danger, "suspended") : Chip(.good, "active") }

    /// The group, with the `people` of one page.
    package func page(of people: [Shown]) -> Page {
        let further: HTML? = next.map {
            "<p><a href=\"/people/\(whom)?after=\($0)\">Further people</a></p>"
        }
        return Page(
            title,
            crumbs: [.init("People and access", link: "/people"), .init(title)],
            summary: "Shut out by one act, and let in again by one.",
            figures: Figures([
                .init(grouped(members), "Members"), .init(grouped(sessions), "Open sessions"),
            ]),
            sections: [
                .init("state", "State", Fields([("State", chip.html)]).html),
                .init(
                    "act",
                    isSuspended ? "Let them in again" : "Shut them out",
                    "\(meaning)\(ask)"
                ),
                .init(
                    "members",
                    "Members",
                    """
                    \(Listing(
                        "Members",
                        [.init("Name"), .init("Roles"), .init("State"), .init("Since")],
                        rows: people.map(PeoplePages.row),
                        elsewhere: "on the following pages",
                        empty: Empty(.nothingYet, "Members who have an account appear here.")
                    ))\(further)
                    """
                ),
            ]
        )
    }

    /// What the act does, before it is done.
    private var meaning: HTML {
        switch (whom, isSuspended) {
        case (.everyone, false):
            """
            <p>Ends every session at once, yours and the owner’s too. Nobody can sign in or do \
            anything but the owner, who alone can let everyone in again: here, by signing in with \
            their passkey, or at the machine with <code>cordon access reinstate --everyone</code>.\
            </p>

            """
        case (.everyone, true):
            "<p>Whoever was shut out for a reason of their own stays out for that one.</p>\n"
        case (_, false):
            """
            <p>Ends their sessions at once, gives their tasks back, and refuses whatever they ask \
            for. Whoever is sent later is shut out too.</p>

            """
        case (_, true):
            """
            <p>It takes somebody else than who shut them out. Whoever was shut out for a reason of \
            their own stays out for that one.</p>

            """
        }
    }

    private var ask: Ask {
        let fields: HTML = """
            <input type="hidden" name="back" value="/people/\(whom)"/>
            \(Blank("reason", "Why", hint: "Without names; it is kept."))
            """
        let them = whom == .everyone ? "everyone" : "all of them"
        return Ask(
            "/people/\(whom)/\(isSuspended ? "reinstate" : "suspend")",
            mark: mark,
            button: isSuspended ? "Reinstate \(them)" : "Suspend \(them)",
            note: "This is recorded in the log.",
            isGrave: !isSuspended,
            fields: fields
        )
    }

    static func link(_ supplier: String) -> HTML {
        "<a href=\"/people/\(Access.Whom.supplier(supplier))\">\(supplier)</a>"
    }

    /// Every supplier, and the way to shut the house.
    static func suppliers(_ suppliers: [Access.Supplier]) -> HTML {
        let rows: [[HTML]] = suppliers.map { supplier in
            [
                link(supplier.name), HTML(text: grouped(supplier.members)),
                supplier.isSuspended
                    ? Chip(.danger, "suspended").html : Chip(.good, "active").html,
            ]
        }
        return """
            \(Listing(
                "Suppliers",
                [.init("Supplier"), .number("Members"), .init("State")],
                rows: rows,
                elsewhere: "in `/api/v1/suppliers`",
                empty: Empty(.nothingYet, "Whoever sends people here appears here.")
            ))<p><a href="/suppliers">How mature each is</a> · \
            <a href="/access-review">Access review</a>. In an emergency: \
            <a href="/people/everyone">shut out everyone</a>.</p>

            """
    }
}
