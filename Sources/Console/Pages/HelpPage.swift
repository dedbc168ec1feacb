package import Markup

package enum HelpPage {
    package static let page = Page(
        "Help",
        summary: "What is where, and which keys lead there.",
        figures: Figures([]),
        sections: [
            .init(
                "rooms",
                "Rooms",
                Fields([
                    ("Data", "What the vault holds, and what is in it."),
                    ("Findings", "What the detectors were not sure of; settle it here."),
                    ("Releases", "Copies cut down to a purpose; verify them here."),
                    ("My work", "What you are engaged for, your tasks and your record."),
                    ("Projects", "What outside hands work on, and what their labels are worth."),
                    ("People and access", "Invite, suspend, reinstate."),
                    ("Policies", "Which rule lets whom do what."),
                    ("Ledger", "What happened, with proofs that anybody can check."),
                ]).html
            ),
            .init(
                "keys",
                "Keys",
                Fields([
                    (
                        "g, then a letter",
                        "goes to a room: d data, f findings, r releases, w my work, t projects, "
                            + "p people, o policies, l ledger, h home, a account"
                    ),
                    ("j, k", "moves over the rows of a table"),
                    ("o", "opens the row"),
                    ("?", "leads here"),
                    ("Off", "Under your account, Settings. Keys do nothing while you type."),
                ]).html
            ),
        ]
    )
}
