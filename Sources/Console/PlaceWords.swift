package import People

/// What home, help, search and roles for a while say, in one language.
package struct PlaceWords: Sendable {
    let language: Language
    let greeting: String
    let homeSummary: String
    let documents: String
    let doubts: String
    let people: String
    let leaves: String
    let waiting: String
    let what: String
    let howMany: String
    let state: String
    let findings: String
    let proposed: String
    let open: String
    let advised: String
    let secondKey: String
    let inTheirRooms: String
    let nothingWaits: String
    let latest: String
    let help: String
    let helpSummary: String
    let rooms: String
    let keys: String
    let toRooms: String
    let toRoomsMeaning: String
    let toSearch: String
    let overRows: String
    let opensRow: String
    let leadsHere: String
    let off: String
    let offMeaning: String
    let search: String
    let searchSummary: String
    let typeSomething: String
    let notFound: String
    let nothingAsked: String
    let found: String
    let kind: String
    let about: String
    let longerWord: String
    let loan: String
    let loansAsked: String
    let role: String
    let until: String
    let end: String
    let inTheLog: String
    let noLoans: String
    let askLoan: String
    let recorded: String
    let hours: String
    let hoursHint: String
    let why: String
    let whyHint: String
    let giveBack: String
    let asked: String
    let lent: String
    let over: String
    /// What each room is for, in the words of the rail.
    package let meanings: [(sight: Sight, title: String, meaning: String)]
}

extension PlaceWords {
    /// What the room that is seen so is called.
    package func title(of sight: Sight) -> String {
        meanings.first { $0.sight == sight }?.title ?? sight.rawValue
    }

    package init(_ language: Language) {
        switch language {
        case .english: self = .english
        case .french: self = .french
        }
    }

    static let english = PlaceWords(
        language: .english,
        greeting: "Good day",
        homeSummary: "How things stand, and what waits for you.",
        documents: "Documents sealed",
        doubts: "Doubts to settle",
        people: "People",
        leaves: "Leaves in the log",
        waiting: "Waiting for you",
        what: "What",
        howMany: "How many",
        state: "State",
        findings: "Findings of doubt",
        proposed: "Proposed rules",
        open: "open",
        advised: "advised",
        secondKey: "A second passkey or codes, should you lose this one",
        inTheirRooms: "in their rooms",
        nothingWaits: "Nothing waits for you. What does appears here.",
        latest: "Latest releases",
        help: "Help",
        helpSummary: "What is where, and which keys lead there.",
        rooms: "Rooms",
        keys: "Keys",
        toRooms: "g, then a letter",
        toRoomsMeaning: "goes to a room: d data, f findings, r releases, w my work, t projects, "
            + "p people, o policies, l ledger, h home, a account",
        toSearch: "goes to the search",
        overRows: "moves over the rows of a table",
        opensRow: "opens the row",
        leadsHere: "leads here",
        off: "Off",
        offMeaning: "Under your account, Settings. Keys do nothing while you type.",
        search: "Search",
        searchSummary: "Among what you may see: rooms, acts, people by role or supplier, "
            + "projects, components, and things by their identifier. Never in what is about "
            + "people.",
        typeSomething: "Type a role, a supplier, a component, an act or an identifier.",
        notFound: "Nothing you may see goes by this. Names are not searched.",
        nothingAsked: "Nothing asked",
        found: "Found",
        kind: "Kind",
        about: "About",
        longerWord: "under a longer word",
        loan: "A role for a while",
        loansAsked: "Roles you asked for",
        role: "Role",
        until: "Until",
        end: "End",
        inTheLog: "in the log",
        noLoans: "Ask for one when you need it; somebody else lends it.",
        askLoan: "Ask for this role",
        recorded: "This is recorded in the log.",
        hours: "Hours",
        hoursHint: "1 to \(Access.loanHoursMax), from when it is lent.",
        why: "Why",
        whyHint: "Without names; it is kept.",
        giveBack: "Give it back",
        asked: "asked for",
        lent: "lent",
        over: "over",
        meanings: [
            (.data, "Data", "What the vault holds, and what is in it."),
            (.findings, "Findings", "What the detectors were not sure of; settle it here."),
            (.releases, "Releases", "Copies cut down to a purpose; verify them here."),
            (.dependencies, "Dependencies", "What everything is made of, and what it could reach."),
            (.work, "My work", "What you are engaged for, your tasks and your record."),
            (.projects, "Projects", "What outside hands work on, and what labels are worth."),
            (.people, "People and access", "Invite, place, suspend and reinstate."),
            (.policies, "Policies", "Which rule lets whom do what; propose and adopt others."),
            (.ledger, "Ledger", "What happened, with proofs that anybody can check."),
        ]
    )
}
