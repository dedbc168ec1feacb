/// What the pages that everybody meets say, in one language: signing in, one's own account, and
/// what stands in the way. One value per language, so that a translator reads one file.
package struct Words: Sendable {
    package let language: Language
    package let skip: String
    package let rooms: String
    package let signIn: String
    package let signInSummary: String
    package let usePasskey: String
    package let needsScript: String
    package let noPasskey: String
    package let codesHint: String
    package let handle: String
    package let handleHint: String
    package let code: String
    package let recoveryCode: String
    package let useCodes: String
    package let search: String
    package let signOut: String
    package let organisation: String
    package let signInWith: String
    package let vouched: String
    package let vouchedWhole: String
    package let vouchedHalf: String
    package let goOn: String
    package let link: String
    package let linkWith: String
    package let linkSummary: String
    package let linkHeard: String
    package let linkGiven: String
    package let unlink: String
    package let returning: String
    package let returnSummary: String
    package let join: String
    package let joinSummary: String
    package let display: String
    package let displayHint: String
    package let makePasskey: String
    package let recorded: String
    package let prove: String
    package let proveSummary: String
    package let account: String
    package let accountSummary: String
    package let passkeys: String
    package let added: String
    package let lastUsed: String
    package let copies: String
    package let onManyDevices: String
    package let onOneDevice: String
    package let remove: String
    package let addPasskey: String
    package let sessions: String
    package let began: String
    package let ends: String
    package let thisOne: String
    package let end: String
    package let endAll: String
    package let wayBack: String
    package let wayBackSummary: String
    package let setUpCodes: String
    package let roles: String
    package let settings: String
    package let theme: String
    package let density: String
    package let languages: String
    package let keys: String
    package let save: String
    package let backHome: String
    package let myWork: String
    package let concern: String
    package let notHere: String
    package let notFromHere: String
    package let tooOften: String
    package let otherAddress: String
    package let notUnderstood: String
    package let didNotWork: String
    package let home: String
    package let help: String
    package let somebody: String
    package let ruleSays: String
    let railShort: String
    let crumbs: String
    let themes: [Settings.Theme: String]
    let densities: [Settings.Density: String]
    let brokenStart: String
    let titles: [Int: String]

    /// Something is broken, with the number that the operator finds in the records.
    package func broken(_ reference: String) -> String { brokenStart + " " + reference }

    func name(of theme: Settings.Theme) -> String { themes[theme] ?? theme.rawValue }
    func name(of density: Settings.Density) -> String { densities[density] ?? density.rawValue }

    /// The heading of a page that says why there is no other.
    package func title(of status: Int) -> String { titles[status] ?? titles[400] ?? notUnderstood }
}

extension Words {
    package static let english = Words(
        language: .english,
        skip: "Skip to the page",
        rooms: "Rooms",
        signIn: "Sign in",
        signInSummary:
            "Your passkey says who you are: a finger, a face or a code on your own device.",
        usePasskey: "Sign in with a passkey",
        needsScript: "Passkeys need JavaScript. Without it, sign in with codes below.",
        noPasskey: "Without a passkey",
        codesHint: "Both are needed: the code that your telephone shows, and one of your sheet. "
            + "Each is good once.",
        handle: "Sign-in name",
        handleHint: "3 to 40 small letters, digits, dots and hyphens. Only you need to know it.",
        code: "Code on your telephone",
        recoveryCode: "Code of your sheet",
        useCodes: "Sign in with codes",
        search: "Search",
        signOut: "Sign out",
        organisation: "By your organisation",
        signInWith: "Sign in with",
        vouched: "Your organisation knows you",
        vouchedWhole: "It says that you proved who you are there. Nothing more is needed.",
        vouchedHalf: "One proof more is needed here: your passkey.",
        goOn: "Go on",
        link: "Link this account",
        linkWith: "Link this account with",
        linkSummary: "From then on you sign in there, and then with your passkey. Your roles are "
            + "those that your organisation says you have. Who leaves it has left this house too.",
        linkHeard: "It says who you are there. Go on to link that to your account here.",
        linkGiven: "Your organisation's sign-in made this account, and goes with it.",
        unlink: "Sign in without it again",
        returning: "Welcome back",
        returnSummary: "Make a new passkey for your account: the old ones were struck. Everything "
            + "else is as you left it.",
        join: "You are invited",
        joinSummary: "Choose how you are called here and make a passkey. No password is needed.",
        display: "Your name",
        displayHint: "As your colleagues know you. It is sealed under a key of your own.",
        makePasskey: "Make a passkey and join",
        recorded: "This is recorded in the log.",
        prove: "Prove that it is you",
        proveSummary:
            "What you are about to do is grave, so it asks for a proof that is minutes old.",
        account: "Your account",
        accountSummary: "What proves that you are you, and where you are signed in.",
        passkeys: "Passkeys",
        added: "Added",
        lastUsed: "Last used",
        copies: "Kept",
        onManyDevices: "on all your devices",
        onOneDevice: "on one device",
        remove: "Remove",
        addPasskey: "Add a passkey",
        sessions: "Where you are signed in",
        began: "Began",
        ends: "Ends",
        thisOne: "this browser",
        end: "End",
        endAll: "End all of them",
        wayBack: "A way back",
        wayBackSummary: "For the day you lose your passkeys: codes on your telephone, "
            + "and a sheet of codes that you keep elsewhere.",
        setUpCodes: "Set up codes",
        roles: "Roles",
        settings: "Settings",
        theme: "Light or dark",
        density: "Rows",
        languages: "Language",
        keys: "Single keys lead to rooms",
        save: "Save these settings",
        backHome: "Go to the first page",
        myWork: "My work",
        concern: "Report a concern",
        notHere:
            "There is nothing at this address, or nothing that you may see. Check the address, "
            + "or ask whoever sent you here what it is about.",
        notFromHere: "This form did not come from your own page, or the page was too old. Go back, "
            + "reload it, and send it again.",
        tooOften: "That was too often. Wait a minute and try again.",
        otherAddress: "The house does not answer to this name. Use the address you were given.",
        notUnderstood: "This could not be understood. Go back, check the form and send it again.",
        didNotWork: "That did not work. Check what you typed, or ask who invited you for help.",
        home: "Home",
        help: "Help",
        somebody: "Somebody",
        ruleSays: "",
        railShort: "short",
        crumbs: "Breadcrumb",
        themes: [.auto: "as the system", .light: "light", .dark: "dark"],
        densities: [.roomy: "roomy", .compact: "compact"],
        brokenStart: "Something here is broken; nothing was changed. Try again in a minute. If it "
            + "lasts, tell the operator this number:",
        titles: [
            400: "Not understood", 403: "Not allowed", 404: "Nothing here for you",
            405: "This address does nothing of the kind",
            421: "Another address", 422: "That does not work", 429: "Too often",
            503: "Something is broken",
        ]
    )
}
