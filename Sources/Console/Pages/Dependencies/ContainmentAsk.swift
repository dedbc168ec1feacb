package import Defence
import Kernel
package import Markup
import Provenance

/// What containing a component would do, before it is done, and the forms that order it.
package struct ContainmentAsk: Markup.Component {
    private let containment: Containment
    private let mark: String
    private let mayOrder: Bool

    /// - Parameters:
    ///   - mark: what every form of the session carries.
    ///   - mayOrder: whether the rules let whoever looks open an incident.
    package init(_ containment: Containment, mark: String, mayOrder: Bool) {
        self.containment = containment
        self.mark = mark
        self.mayOrder = mayOrder
    }

    package var html: HTML {
        """
        <p>One act shuts out what it could reach. The graph is asked again when the order is \
        given; now it would do this:</p>
        \(Fields([
            ("Members suspended", HTML(text: grouped(containment.plan.suspended.count))),
            ("Keys struck", HTML(text: grouped(containment.plan.revoked.count))),
            ("Tasks taken back", HTML(text: grouped(containment.plan.leases.count))),
            ("Documents held", HTML(text: grouped(containment.plan.held.count))),
        ]))\(whom)\(held)\(mayOrder ? orders : refusal)
        """
    }

    private var whom: HTML? {
        let suspended = Set(containment.plan.suspended)
        let struck = Set(containment.plan.revoked)
        let members = suspended.union(struck).sorted { $0.description < $1.description }
        guard !members.isEmpty else { return nil }
        return Listing(
            "Who would be shut out",
            [.init("Member"), .init("Suspended"), .init("Keys struck")],
            rows: members.map { member in
                [
                    link("/people/\(member)", member.description),
                    suspended.contains(member) ? "yes" : "they are already",
                    struck.contains(member) ? "yes" : "they are already",
                ]
            },
            elsewhere: "in `cordon dependencies contain --drill`",
            empty: Empty(.nothingMatches, "No member was reached.")
        ).html
    }

    private var held: HTML? {
        guard !containment.plan.held.isEmpty else { return nil }
        return Listing(
            "What would be held as evidence",
            [.init("Document")],
            rows: containment.plan.held.map { [link("/data/\($0)", $0.description)] },
            elsewhere: "in `cordon dependencies contain --drill`",
            empty: Empty(.nothingMatches, "No document was reached.")
        ).html
    }

    private var refusal: HTML {
        "<p>The owner or a security lead can order it, or rehearse it.</p>\n"
    }

    private var orders: HTML {
        """
        <p>Sessions end at once and tasks come back. Keys that were struck sign for nobody, also \
        once their member is let in again. Letting somebody in again takes somebody else than who \
        shut them out.</p>
        \(Ask(
            "/dependencies/contain",
            mark: mark,
            button: "Contain it",
            note: "This is recorded in the log.",
            isGrave: true,
            fields: "\(hidden)\(Blank("reason", "Why", hint: "Without names; it is kept."))"
        ))\(Ask(
            "/dependencies/drill",
            mark: mark,
            button: "Rehearse it",
            note: "Counts and measures, and shuts out nobody. This is recorded in the log.",
            fields: """
                \(hidden)\(Blank(
                    "occasion",
                    "Occasion of the drill",
                    hint: "Without names; it is kept."
                ))
                """
        ))
        """
    }

    /// What the order is about, and where to come back to when somebody proves who they are.
    private var hidden: HTML {
        let name = JudgedComponent.encoded(containment.start.name)
        let (first, last) = (containment.first.description, containment.last.description)
        let back =
            "/dependencies/blast?component=\(name)&from=\(JudgedComponent.encoded(first))"
            + "&until=\(JudgedComponent.encoded(last))"
        return """
            <input type="hidden" name="component" value="\(containment.start.name)"/>
            <input type="hidden" name="from" value="\(first)"/>
            <input type="hidden" name="until" value="\(last)"/>
            <input type="hidden" name="back" value="\(back)"/>

            """
    }
}
