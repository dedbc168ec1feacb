package import Markup

package enum HelpPage {
    /// What each room is for, in the words of the rail; the search looks through these too.
    package static let rooms = [
        (title: "Data", meaning: "What the vault holds, and what is in it."),
        (title: "Findings", meaning: "What the detectors were not sure of; settle it here."),
        (title: "Releases", meaning: "Copies cut down to a purpose; verify them here."),
        (title: "Dependencies", meaning: "What everything is made of, and what it could reach."),
        (title: "My work", meaning: "What you are engaged for, your tasks and your record."),
        (title: "Projects", meaning: "What outside hands work on, and what labels are worth."),
        (title: "People and access", meaning: "Invite, place, suspend and reinstate."),
        (title: "Policies", meaning: "Which rule lets whom do what; propose and adopt others."),
        (title: "Ledger", meaning: "What happened, with proofs that anybody can check."),
    ]

    package static let page = Page(
        "Help",
        summary: "What is where, and which keys lead there.",
        figures: Figures([]),
        sections: [
            .init(
                "rooms",
                "Rooms",
                Fields(rooms.map { ($0.title, HTML(text: $0.meaning)) }).html
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
                    ("/", "goes to the search"),
                    ("j, k", "moves over the rows of a table"),
                    ("o", "opens the row"),
                    ("?", "leads here"),
                    ("Off", "Under your account, Settings. Keys do nothing while you type."),
                ]).html
            ),
        ]
    )
}
