/// What waits for a call. A library may send what it is given to whom it is told; what it takes by
/// itself and sends to an address of its own is another thing.
extension ScriptRules {
    /// Whether a call speaks to an address that the script names itself.
    func asksOwn(_ call: Script.Call) -> Bool {
        script.flow(in: call.start..<call.arguments.upperBound).contains(.address)
            || isInOwn(call)
    }

    /// Whether a call stands in what is handed to one that asks such an address.
    private func isInOwn(_ call: Script.Call) -> Bool {
        script.language == .javascript
            && script.calls.contains {
                isActingOnNetwork($0) && $0.arguments.contains(call.start)
                    && script.flow(in: $0.arguments.prefix(12)).contains(.address)
            }
    }

    /// Whether code that is run comes from an address of the script's own. Bundles give few names
    /// to many things, so that there the two must stand side by side.
    func isFetchedFromOwn(_ call: Script.Call, _ flow: Script.Flow) -> Bool {
        switch script.language {
        case .python: return flow.contains(.address) || asksOwn(call)
        case .javascript:
            return script.calls.contains {
                isActingOnNetwork($0) && abs($0.start - call.start) < Self.wordsNear
                    && isWithin(call, $0)
                    && script.flow(in: $0.arguments.prefix(16)).contains(.address)
            }
        }
    }

    /// Whether a call stands in the function of another, or in one within it.
    private func isWithin(_ call: Script.Call, _ other: Script.Call) -> Bool {
        let wanted = script.text.tokens[other.start].scope
        var scope = script.text.tokens[call.start].scope
        while scope != wanted {
            guard scope > 0 else { return false }
            scope = script.text.scopes[Int(scope)].parent
        }
        return true
    }

    /// Words within which what is fetched and what is run belong together.
    private static let wordsNear = 200

    /// Whether a process is told what to do by an address of the script's own: a line for a shell,
    /// rather than a program that was fetched to be used.
    func isTold(_ call: Script.Call, _ flow: Script.Flow) -> Bool {
        guard flow.contains(.address) || asksOwn(call) else { return false }
        let shells = [
            "system", "popen", "exec", "execSync", "getoutput", "create_subprocess_shell",
        ]
        if shells.contains(call.last) { return true }
        return call.arguments.contains { script.string($0) == "shell" }
    }

    /// What a call sends that nobody gave it, to an address that nobody named.
    mutating func judgeTakenLater(_ call: Script.Call, _ flow: Script.Flow) {
        guard call.trigger == .call, isActingOnNetwork(call), asksOwn(call) else { return }
        func tell(_ rule: String, _ points: Int, _ what: String) {
            let why = "sends \(what) to an address of its own, " + call.trigger.words
            add(rule, call.line, call.trigger, points, why)
        }
        if flow.contains(.foreign), isForeign(call, flow), !isBearing(call) {
            tell("CRED-5", 60, "somebody else's secret of the environment")
        }
        if flow.contains(.secretFile), !exchangesGrant(call),
            let kinds = graveKinds ?? elsewhereKinds
        {
            tell("CRED-1", 60, "what it read from \(kinds)")
        }
        if flow.contains(.given) {
            tell("TAP-1", 60, "what another module's function is given, whose place it took")
        }
        // Who passes requests on knows many addresses, and is told to by another file.
        let isPassing = script.addresses.count > Self.routesMax || script.known(call.name) != nil
        if flow.contains(.request), !isPassing, isForgotten(call), !hidesWhatItFinds {
            tell("TAP-1", 60, "what a visitor sent")
        }
        if flow.contains(.secretName) || flow.contains(.wallet) {
            if isReckoning(call) { tell("KEY-2", 60, "what it was only to reckon with") }
            if isSilent(call) { tell("KEY-4", 60, "a secret that it was given, and tells nobody") }
        }
        if smuggles(call, flow) {
            tell("KEY-2", 60, "a secret that it was given, in other letters")
        }
        if flow.contains(.watched) { tell("SPY-1", 60, "what is shown, copied or typed") }
    }

    /// Addresses beyond which a script is one that passes requests on.
    private static let routesMax = 3

    /// Whether a call hands in a grant and takes the token that it is given for it (RFC 6749,
    /// section 4).
    private func exchangesGrant(_ call: Script.Call) -> Bool {
        !isForgotten(call)
            && script.text.tokens.contains { token in
                token.kind == .string && token.count == 10
                    && script.text.bytes(token).elementsEqual("grant_type".utf8)
            }
    }

    /// Whether nobody waits for what a call gives: who passes a request on gives back what comes.
    func isForgotten(_ call: Script.Call) -> Bool {
        let tokens = script.text.tokens
        var back = call.start - 1
        let first = max(0, call.start - 12)
        while back >= first {
            let token = tokens[back]
            if token.kind == .lineEnd || token.isMark(0x3B) || token.isMark(0x7B) { return true }
            if token.isMark(0x3D) || token.isName(.return) || token.isName(.with) { return false }
            back -= 1
        }
        return true
    }

    /// Whether a call stands in a function whose name says that it only reckons: what it is given
    /// has no reason to leave.
    private func isReckoning(_ call: Script.Call) -> Bool {
        var scope = Int(script.text.tokens[call.start].scope)
        while scope > 0 {
            let one = script.text.scopes[scope]
            if let name = one.name, !one.runsInPlace {
                let folded = script.text.lexicon.text(name).lowercased()
                return [
                    "hash", "encrypt", "decrypt", "hmac", "strength", "derive", "otp", "entropy",
                    "passphrase", "generate", "verify", "checksum", "redact", "mask", "encode",
                ].contains { folded.holds($0) }
            }
            scope = Int(one.parent)
        }
        return false
    }

    /// Whether it speaks at all to an address of its own.
    var sendsToOwn: Bool {
        script.calls.contains { $0.kind.contains(.network) && asksOwn($0) }
    }

    /// A secret that was given for something else, in other letters, where no service looks for it.
    private func smuggles(_ call: Script.Call, _ flow: Script.Flow) -> Bool {
        guard flow.contains([.secretName, .encoded]), script.known(call.name) == nil else {
            return false
        }
        return !script.text.tokens.contains { token in
            guard token.kind == .string, (5...40).contains(token.count) else { return false }
            let text = script.string(of: token)
            return text.hasPrefix("Basic") || text.hasPrefix("Bearer")
                || text.lowercased().hasPrefix("authorization")
        }
    }

    /// Places of secrets that no service asks for, or several at once; nil when it names none.
    private var graveKinds: String? {
        let kinds = Set(
            script.literals.filter { !Signs.isProse(script.string($0)) }
                .compactMap { Signs.secret(in: script.string($0)) }
        )
        let grave: Set = ["SSH keys", "wallets", "browser stores", "shell history", "passwords"]
        guard kinds.count >= 2 || !kinds.isDisjoint(with: grave) else { return nil }
        return kinds.sorted().joined(separator: ", ")
    }

    /// What another file of the package read, or what the cloud says; nil where this one names
    /// places of its own.
    private var elsewhereKinds: String? {
        let texts = script.literals.map { script.string($0) }
        if texts.contains(where: Signs.asksRole) { return "the machine's own role" }
        return texts.contains { Signs.secret(in: $0) != nil } ? nil : "places of another file"
    }

    /// Whether a secret's house is none of the hosts that the script names.
    func isForeign(_ call: Script.Call, _ flow: Script.Flow) -> Bool {
        guard flow.contains(.foreign), asksOwn(call) else { return false }
        let hosts = script.addresses.map { script.string($0).lowercased() }
        var houses: Set<String> = []
        for place in script.tellingNames {
            guard let setting = script.setting(at: place, of: script.name(at: place)) else {
                continue
            }
            if Signs.isSecretSetting(setting), let house = Signs.house(ofSetting: setting) {
                houses.insert(house)
            }
        }
        for token in script.text.tokens where token.kind == .string && token.count <= 40 {
            let text = script.string(of: token)
            if let house = Signs.houses(in: text).first { houses.insert(house) }
        }
        guard !houses.isEmpty else { return true }
        return houses.allSatisfy { house in !hosts.contains { $0.holds(house) } }
    }

    /// What a bot is told, at a host that is not its messenger's.
    mutating func judgeRelay(_ text: String, _ line: Int, _ trigger: Trigger) {
        guard network != nil else { return }
        let others = script.addresses.map { script.string($0) }.joined(separator: " ")
        // The messenger's host may stand in a table of its own, without what comes before it.
        let isNamed = script.text.tokens.contains { token in
            token.kind == .string && token.count <= 40
                && script.string(of: token).holds("telegram.org")
        }
        guard Signs.relaysBot(text, isNamed ? "" : others) else { return }
        add("TAP-2", line, trigger, 60, "hands a bot's token to another host than its own")
    }

    /// What is typed into a page, sent as the address of a picture.
    mutating func judgePixels() {
        guard script.language == .javascript, script.carries([.watched]) else { return }
        let tokens = script.text.tokens
        for place in tokens.indices.dropFirst(2).dropLast()
        where tokens[place].isMark(0x3D) && tokens[place - 2].isMark(0x2E) {
            guard script.string(place - 1) == "src" else { continue }
            var end = place + 1
            while end < tokens.count, end - place < 60, !tokens[end].isMark(0x3B) { end += 1 }
            guard script.flow(in: place..<end).contains([.address, .watched]) else { continue }
            let trigger = script.trigger(at: place)
            let line = Int(tokens[place].line)
            add("SPY-1", line, trigger, 60, "sends what is typed as the address of a picture")
        }
    }

    /// A workflow that is written into a repository and pushed, or one that tells its secrets.
    mutating func judgeWorkflows() {
        guard writes != nil else { return }
        let texts = script.text.tokens.indices.filter { script.text.tokens[$0].kind == .string }
        guard let folder = texts.first(where: { script.string($0).holds(".github") }) else {
            return
        }
        let names = texts.contains { script.string($0).holds("workflows") }
        let tells = texts.contains { script.string($0).holds("toJSON(secrets)") }
        let pushes = script.calls.contains { call in
            call.kind.contains(.process)
                && call.arguments.prefix(12).contains { place in
                    script.string(place) == "push" || script.string(place).holds("git push")
                }
        }
        guard names, tells || pushes else { return }
        let trigger = script.trigger(at: folder)
        add(
            "WORM-2",
            Int(script.text.tokens[folder].line),
            trigger,
            60,
            "writes a workflow into a repository" + (tells ? " that tells its secrets" : "")
        )
    }

    // MARK: - What is fetched and started

    /// A program that is fetched to a passing folder and started, without a digest that says which.
    mutating func judgeDropping() {
        guard network != nil, process != nil else { return }
        let start = script.calls.first { call in
            guard call.kind.contains(.process) else { return false }
            return freesNear(call) || isUnseen(call)
                || (script.flow(in: call.arguments).contains([.interpreter, .passing])
                    && hidesNear(call))
        }
        guard let start, fetchesOwn(near: start), isPassing(start), !holdsDigest else { return }
        add(
            "DROP-2",
            start.line,
            start.trigger,
            60,
            "fetches a program to a passing folder and starts it"
        )
    }

    /// Code that is fetched to a file and loaded from there.
    mutating func judgeLoading() {
        guard network != nil, !holdsDigest else { return }
        let loads = script.calls.first { call in
            let names = ["run_path", "load_source", "spec_from_file_location", "SourceFileLoader"]
            let isLoading =
                names.contains(call.last) || call.name == "require" || call.name == "import"
            guard isLoading, let first = call.arguments.first,
                script.text.tokens[first].kind != .string || names.contains(call.last)
            else { return false }
            return script.flow(in: call.arguments).contains(.passing)
        }
        guard let loads, fetchesOwn(near: loads) else { return }
        add(
            "NET-1",
            loads.line,
            loads.trigger,
            early(loads.trigger, 90, else: 60),
            "loads code that it has just fetched to a passing folder"
        )
    }

    /// Lines within which what is fetched, freed and started belongs together.
    private static let reach = 60

    func isNear(_ one: Script.Call, _ other: Script.Call) -> Bool {
        abs(one.line - other.line) <= Self.reach
    }

    func freesNear(_ call: Script.Call) -> Bool {
        script.calls.contains {
            isNear($0, call) && ($0.last.hasPrefix("chmod") || makesExecutable($0))
        }
    }

    /// Whether a process is started so that nobody sees it, and outlives what starts it.
    func isUnseen(_ call: Script.Call) -> Bool {
        call.arguments.contains { place in
            [
                "start_new_session", "preexec_fn", "detached", "unref", "windowsHide",
                "creationflags", "CREATE_NO_WINDOW", "nohup", "close_fds",
            ].contains(script.string(place))
        }
    }

    /// Whether what starts beside it is to outlive it unseen, or comes from a host in digits.
    private func hidesNear(_ call: Script.Call) -> Bool {
        let words: Set = ["start_new_session", "preexec_fn", "creationflags", "detached"]
        let isUnseen = script.text.tokens.contains { token in
            abs(Int(token.line) - call.line) <= 8 && (token.kind == .name || token.count < 20)
                && words.contains(script.string(of: token))
        }
        return isUnseen
            || script.addresses.contains { Signs.dropPoint(in: script.string($0)) != nil }
    }

    private func isPassing(_ call: Script.Call) -> Bool {
        if script.flow(in: call.arguments).contains(.passing) { return true }
        return script.calls.contains {
            isNear($0, call) && $0.last.hasPrefix("chmod")
                && script.flow(in: $0.arguments).contains(.passing)
        }
    }

    /// Whether something is fetched nearby from an address that the script names.
    private func fetchesOwn(near call: Script.Call) -> Bool {
        guard !script.addresses.isEmpty || script.text.folded.contains(where: { $1 == .hidden })
        else { return false }
        return script.calls.contains {
            isNear($0, call) && (isActingOnNetwork($0) || fetchesByCommand($0))
        }
    }

    /// Whether what is fetched is one of its own releases, or held to a digest; and nothing of it
    /// is started so that nobody sees it.
    var fetchesRelease: Bool {
        let hosts = script.addresses.map { script.string($0) }.filter { Signs.namesHost($0) }
        guard !hosts.contains(where: { Signs.dropPoint(in: $0) != nil }),
            !script.calls.contains(where: { $0.kind.contains(.process) && isUnseen($0) })
        else { return false }
        let isOwn =
            !hosts.isEmpty
            && hosts.allSatisfy { host in
                Signs.forges.contains { host.holds($0) } && host.holds("/releases")
            }
        return isOwn || holdsDigest
    }

    /// Whether what is fetched may be held to a digest or a signature.
    var holdsDigest: Bool {
        [
            "sha256", "sha512", "hashlib", "createHash", "checksum", "integrity", "digest", "md5",
            "sha1", "hexdigest",
        ].contains { script.text.uses($0) }
    }
}
