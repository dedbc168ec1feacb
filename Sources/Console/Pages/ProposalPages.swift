import Kernel
package import Markup
package import People

/// Rules on their way to being adopted: proposed by one person, looked at and adopted by another.
package enum ProposalPages {
    /// A place to write other rules in, beginning with those in force.
    package static func new(text: String, mark: String) -> Page {
        Page(
            "Propose other rules",
            crumbs: [.init("Policies", link: "/policies"), .init("Propose")],
            summary: """
                Nothing changes until somebody else adopts them. The charter is not among them: it \
                holds whatever is adopted.
                """,
            figures: Figures([]),
            sections: [
                .init(
                    "rules",
                    "Rules",
                    Ask(
                        "/policies/propose",
                        mark: mark,
                        button: "Propose these rules",
                        note: "This is recorded in the log.",
                        fields: """
                            \(Blank("reason", "Why", hint: "Without names; it is kept."))\
                            \(TextBlank(
                                "text",
                                "All rules",
                                hint: "In Cedar, each with its @id. `cordon policy schema` prints "
                                    + "the words.",
                                rows: 24,
                                value: text
                            ))
                            """
                    ).html
                )
            ]
        )
    }

    static func chip(_ state: Access.Proposition.State) -> Chip {
        let kind: Chip.Kind =
            switch state {
            case .open: .attention
            case .adopted: .good
            case .withdrawn: .idle
            }
        return Chip(kind, state.rawValue)
    }
}

/// One proposal, with what stands in its way and what whoever looks can do about it.
package struct ProposalPage: Sendable {
    private let proposal: Access.Proposition
    private let proposer: String
    private let adopter: String?
    /// What the strict check has against it.
    private let problems: [String]
    /// What it would have answered otherwise, once somebody looked.
    private let seen: WhatIf?
    private let hasWeighed: Bool
    private let isOwn: Bool
    /// What a passkey is asked; nil for who needs none.
    private let terms: PasskeyAsk.Terms?
    private let words: Words
    private let mark: String

    package init(
        _ proposal: Access.Proposition,
        proposer: String,
        adopter: String?,
        problems: [String],
        seen: WhatIf?,
        hasWeighed: Bool,
        isOwn: Bool,
        terms: PasskeyAsk.Terms?,
        words: Words,
        mark: String
    ) {
        self.proposal = proposal
        self.proposer = proposer
        self.adopter = adopter
        self.problems = problems
        self.seen = seen
        self.hasWeighed = hasWeighed
        self.isOwn = isOwn
        self.terms = terms
        self.words = words
        self.mark = mark
    }

    private var path: String { "/policies/proposals/\(proposal.id)" }

    package var page: Page {
        var sections = [Page.Section("record", "Record", record)]
        if !problems.isEmpty {
            let list: [HTML] = problems.map { "<li>\($0)</li>\n" }
            sections.append(.init("problems", "What stands against it", "<ul>\(list)</ul>\n"))
        }
        if proposal.state == .open {
            sections.append(.init("what-if", "What it would have changed", changes))
            sections.append(.init("decide", "Decide", decision))
        }
        sections.append(
            .init(
                "rules",
                "Rules",
                "<details><summary>Read them</summary><pre>\(proposal.text)</pre></details>\n"
            )
        )
        return Page(
            "Proposed rules",
            crumbs: [.init("Policies", link: "/policies"), .init("Proposed rules")],
            summary: "One proposes, another looks at what would have been different, and adopts.",
            figures: figures,
            sections: sections
        )
    }

    private var figures: Figures {
        guard let seen else { return Figures([]) }
        return Figures([
            .init(grouped(seen.asked), "Questions of a month"),
            .init(grouped(seen.changed), "Answered otherwise"),
        ])
    }

    private var record: HTML {
        Fields([
            ("State", ProposalPages.chip(proposal.state).html),
            ("Why", HTML(text: proposal.reason)), ("Proposed by", "\(Foreign(proposer))"),
            ("On", Moment(seconds: Int(proposal.time / 1000)).html),
            ("Adopted by", adopter.map { "\(Foreign($0))" }),
            ("Adopted on", proposal.adopted.map { Moment(seconds: Int($0 / 1000)).html }),
            ("Digest", "\(Hash(proposal.digest))"), ("In place of", "\(Hash(proposal.base))"),
        ]).html
    }

    private var changes: HTML {
        guard let seen else {
            return Ask(
                path + "/weigh",
                mark: mark,
                button: "Ask the last month’s questions again",
                note: "That you looked is recorded: whoever adopts has to have."
            ).html
        }
        let rows: [[HTML]] = seen.changes.prefix(Listing.rowCountMax).map { change in
            [
                "<code>\(change.action)</code>", HTML(text: change.kind),
                HTML(text: change.before.allows ? "allowed" : "refused"),
                (change.after.allows ? Chip(.attention, "allowed") : Chip(.note, "refused")).html,
                HTML(text: change.after.rules.joined(separator: ", ")),
                Moment(seconds: Int(change.time / 1000)).html,
            ]
        }
        return """
            \(Listing(
                "Questions that were really asked",
                [
                    .init("Act"), .init("Who"), .init("Was"), .init("Would be"), .init("Rules"),
                    .init("When"),
                ],
                rows: rows,
                elsewhere: "in `cordon policy what-if`",
                empty: Empty(.nothingMatches, "Every question would have been answered the same.")
            ))
            """
    }

    private var decision: HTML {
        let back: HTML = "<input type=\"hidden\" name=\"back\" value=\"\(path)\"/>\n"
        return "\(adoption(back))\(Ask(path + "/withdraw", mark: mark, button: "Withdraw it"))"
    }

    private func adoption(_ back: HTML) -> HTML {
        if isOwn { return "<p>You proposed these rules: somebody else adopts them.</p>\n" }
        guard hasWeighed else {
            return "<p>Look first at what they would have changed.</p>\n"
        }
        guard let terms else {
            return Ask(
                path + "/adopt",
                mark: mark,
                button: "Adopt these rules",
                note: "They hold from the next act on. This is recorded in the log.",
                isGrave: true,
                fields: back
            ).html
        }
        return PasskeyAsk(
            .ask,
            path + "/adopt",
            mark: mark,
            terms: terms,
            button: "Sign these rules with a passkey, and adopt them",
            words: words,
            fields: back
        ).html
    }
}
