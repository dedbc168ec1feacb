package import Kernel
package import Markup
package import People

package enum PolicyPages {
    package static func list(
        text: String,
        digest: String,
        acts: [Act],
        proposals: [Access.Proposition]
    ) -> Page {
        let rows: [[HTML]] = acts.map { act in
            [
                "<a href=\"/policies/explain?act=\(act.name)\"><code>\(act.name)</code></a>",
                HTML(text: act.summary), HTML(text: act.thing.name),
            ]
        }
        let open: [[HTML]] = proposals.map { proposal in
            [
                link("/policies/proposals/\(proposal.id)", proposal.id.description),
                ProposalPages.chip(proposal.state).html, HTML(text: proposal.reason),
                Moment(seconds: Int(proposal.time / 1000)).html,
            ]
        }
        return Page(
            "Policies",
            summary: "Who may do what, and which rule says so. Changing a rule takes two people.",
            figures: Figures([.init(grouped(acts.count), "Acts that rules decide")]),
            sections: [
                .init(
                    "proposals",
                    "Proposals",
                    """
                    \(Listing(
                        "Proposals",
                        [.init("Proposal"), .init("State"), .init("Why"), .init("When")],
                        rows: open,
                        elsewhere: "in the log",
                        empty: Empty(.nothingYet, "Rules that somebody proposes appear here.")
                    ))<p><a href="/policies/propose">Propose other rules</a></p>

                    """
                ),
                .init("acts", "Who may…", everyAct(rows)),
                .init(
                    "rules",
                    "Rules in force",
                    """
                    \(Fields([("Digest", "\(Hash(digest))")]))
                    <details><summary>Read them</summary><pre>\(text)</pre></details>

                    """
                ),
            ]
        )
    }

    private static func everyAct(_ rows: [[HTML]]) -> HTML {
        // All of them, in tables of one page each: nobody looks for an act on another page.
        let parts = stride(from: 0, to: rows.count, by: Listing.rowCountMax).map { start in
            Listing(
                start == 0 ? "Acts" : "Acts, continued",
                [.init("Act"), .init("What it does"), .init("Acts on")],
                rows: Array(rows[start..<min(start + Listing.rowCountMax, rows.count)]),
                elsewhere: "below",
                empty: Empty(.nothingYet, "The house can do nothing yet.")
            ).html
        }
        return "\(parts)"
    }

    package static func explain(
        _ act: Act,
        people: [(person: Reach.Person, name: String)]
    ) -> Page {
        let rows: [[HTML]] = people.map { entry in
            let (person, name) = entry
            return [
                "\(Foreign(name))", HTML(text: person.roles.joined(separator: ", ")),
                person.isAllowed ? Chip(.good, "allowed").html : Chip(.idle, "refused").html,
                HTML(text: person.rules.joined(separator: ", ")),
                HTML(text: person.reasons.joined(separator: " ")),
            ]
        }
        return Page(
            act.name,
            crumbs: [.init("Policies", link: "/policies"), .init(act.name)],
            summary: "\(act.summary): who may, and which rule says so. The gate’s own answer, now.",
            figures: Figures([
                .init(grouped(people.filter(\.person.isAllowed).count), "May"),
                .init(grouped(people.filter { !$0.person.isAllowed }.count), "May not"),
            ]),
            sections: [
                .init(
                    "people",
                    "People",
                    Listing(
                        "Answers",
                        [
                            .init("Who"), .init("Roles"), .init("Answer"), .init("Rules"),
                            .init("Because"),
                        ],
                        rows: rows,
                        elsewhere: "in `cordon policy explain`",
                        empty: Empty(.nothingYet, "There is nobody to ask about.")
                    ).html
                )
            ]
        )
    }
}
