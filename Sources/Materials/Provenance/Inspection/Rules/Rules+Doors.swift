/// Doors that are left open, and what passes through another's hands: a request that says what is
/// run, a second address that sees what the first is given, another package's code that is changed.
extension ScriptRules {
    /// What one call opens.
    mutating func judgeDoors(_ call: Script.Call, _ flow: Script.Flow) {
        let runs = call.kind.contains(.process) || call.kind.contains(.execution)
        if runs, script.flow(in: firstArgument(of: call)).contains(.request) {
            add(
                "BACK-1",
                call.line,
                call.trigger,
                early(call.trigger, 80, else: 60),
                "runs what a request says"
            )
        }
        judgeMadeFunction(call, flow)
        if call.last == "_load", call.name.hasSuffix("constructor._load") {
            add("EXEC-3", call.line, call.trigger, 60, "loads modules behind the loader's back")
        }
    }

    /// The words before a call's first comma.
    func firstArgument(of call: Script.Call) -> Range<Int> {
        var depth = 0
        for place in call.arguments {
            let token = script.text.tokens[place]
            if token.isMark(0x28) || token.isMark(0x5B) || token.isMark(0x7B) { depth += 1 }
            if token.isMark(0x29) || token.isMark(0x5D) || token.isMark(0x7D) { depth -= 1 }
            if depth == 0, token.isMark(0x2C) { return call.arguments.lowerBound..<place }
        }
        return call.arguments
    }

    /// `f.constructor(text)()`, `Reflect.construct(f.constructor, […])`: a function made of text,
    /// without a word that says so.
    private mutating func judgeMadeFunction(_ call: Script.Call, _ flow: Script.Flow) {
        guard script.language == .javascript else { return }
        let isMaker = call.last == "constructor" && !call.name.hasPrefix("this.")
        let isReflected =
            call.name == "Reflect.construct"
            && call.arguments.prefix(8).contains { script.text.tokens[$0].isName(.constructor) }
        let isStarted = script.isMark(call.arguments.upperBound + 1, 0x28)
        guard isReflected || (isMaker && isStarted),
            !flow.isDisjoint(with: [.decoded, .blob, .hidden])
        else {
            return
        }
        let points = early(call.trigger, 80, else: 60)
        add("EXEC-1", call.line, call.trigger, points, "makes a function of what was encoded")
    }

    /// What is told by several places of a script together.
    mutating func judgeHandedOn() {
        judgeTakenBuiltins()
        judgeSecondAddress()
        judgeOtherHouses()
        judgeCopies()
        judgeRedirects()
        judgePatching()
    }

    /// `exec` and `eval` that are taken out of a table of names, or handed about as values, where
    /// something is decoded.
    private mutating func judgeTakenBuiltins() {
        guard script.language == .python else { return }
        let tokens = script.text.tokens
        let decodes = script.calls.contains { $0.kind.contains(.decoding) }
        for place in script.text.taken where tokens.indices.contains(place) {
            let trigger = script.trigger(at: place)
            add(
                "EXEC-3",
                Int(tokens[place].line),
                trigger,
                early(trigger, decodes ? 80 : 60, else: decodes ? 60 : 40),
                "takes what runs code out of the world's table of names"
            )
        }
        let decodesEarly = script.calls.contains {
            $0.kind.contains(.decoding) && $0.trigger >= .import
        }
        guard decodesEarly else { return }
        for place in tokens.indices.dropFirst().dropLast()
        where tokens[place].isName(.exec) || tokens[place].isName(.eval) {
            let (before, next) = (tokens[place - 1], tokens[place + 1])
            let isHanded =
                before.isMark(0x28) || before.isMark(0x2C) || before.isMark(0x3D)
                || before.isName(.return)
            let isValue = next.isMark(0x29) || next.isMark(0x2C) || next.kind == .lineEnd
            let trigger = script.trigger(at: place)
            guard isHanded, isValue, trigger >= .import, !script.isImporting(place) else {
                continue
            }
            add(
                "EXEC-1",
                Int(tokens[place].line),
                trigger,
                70,
                "hands about what runs code, beside what is decoded"
            )
        }
    }

    // MARK: - A second address

    private static let opening: Set = [
        "connect", "login", "createConnection", "authenticate", "createTransport", "createClient",
        "createPool", "connectAsync", "auth", "simple_bind_s", "bind",
    ]

    /// A secret that one host was to be told, which another is told as well: one that nobody named.
    private mutating func judgeSecondAddress() {
        guard script.isFollowed, script.carries([.secretName]) else { return }
        let tokens = script.text.tokens
        let opens = tokens.indices.dropLast(2).contains { place in
            guard tokens[place].kind == .name, tokens[place + 1].isMark(0x28), place > 0,
                tokens[place - 1].isMark(0x2E) || tokens[place - 1].isMark(0x3F, 0x2E),
                Self.opening.contains(script.string(place))
            else { return false }
            let flow = script.flow(in: (place + 2)..<ScriptFlows.closing(place + 1, tokens))
            return flow.contains(.secretName) && !flow.contains(.address)
        }
        guard opens else { return }
        let tells = script.calls.first { call in
            guard isActingOnNetwork(call), asksOwn(call), !Self.opening.contains(call.last) else {
                return false
            }
            return script.flow(in: call.arguments).contains(.secretName)
        }
        guard let tells else { return }
        let why = "tells an address of its own the secret that another host is opened with"
        add("KEY-3", tells.line, tells.trigger, early(tells.trigger, 80, else: 60), why)
    }

    private static let bases: Set = [
        "base_url", "baseURL", "baseUrl", "api_base", "apiBase", "basePath", "endpoint_url",
        "api_url", "apiUrl", "endpoint", "host", "proxy",
    ]

    /// The secret of a known house beside an address that is not the house's, for its client.
    private mutating func judgeOtherHouses() {
        guard !script.addresses.isEmpty else { return }
        var houses: Set<String> = []
        for place in script.tellingNames {
            guard let setting = script.setting(at: place, of: script.name(at: place)),
                Signs.isSecretSetting(setting)
            else { continue }
            guard let house = Signs.house(ofSetting: setting), Signs.owners[house] != nil else {
                return
            }
            houses.insert(house)
        }
        guard houses.count == 1, let house = houses.first else { return }
        for place in script.addresses {
            guard let key = key(before: place), Self.bases.contains(key),
                let host = Signs.host(in: script.string(place)),
                !Signs.isOwned(host, by: house), Signs.namesHost(script.string(place))
            else { continue }
            let line = Int(script.text.tokens[place].line)
            let why = "hands the secret of \(house) to another house, \(host)"
            add("TAP-3", line, script.trigger(at: place), 60, why)
        }
    }

    /// The key that a value belongs to: `base_url` of `base_url=x or "…"` and of
    /// `"base_url": "…"`.
    private func key(before place: Int) -> String? {
        let tokens = script.text.tokens
        var back = place - 1
        let first = max(1, place - 16)
        while back > first {
            let token = tokens[back]
            if token.isMark(0x3D) || token.isMark(0x3A) { return script.string(back - 1) }
            if token.isMark(0x2C) || token.isMark(0x7B) { return nil }
            back -= 1
        }
        return nil
    }

    // MARK: - What is sent on

    /// A letter that goes to one more than it was written to.
    private mutating func judgeCopies() {
        guard namesCopies else { return }
        let tokens = script.text.tokens
        for (place, token) in tokens.enumerated() where token.kind == .string {
            guard (6...80).contains(token.count), place >= 2 else { continue }
            let bytes = script.text.bytes(token)
            guard bytes.contains(0x40), bytes.last?.isLetter == true else { continue }
            guard Signs.isLetterBox(bytes), copies(before: place) else { continue }
            let trigger = script.trigger(at: place)
            add("MAIL-1", Int(token.line), trigger, 60, "sends a copy of each letter to one more")
        }
    }

    /// Whether a copy that nobody sees is spoken of at all.
    private var namesCopies: Bool {
        ["bcc", "Bcc", "BCC", "addBcc", "addBCC", "add_bcc", "setBcc"]
            .contains { script.text.uses($0) }
            || script.text.tokens.contains { token in
                token.kind == .string && token.count == 3
                    && script.string(of: token).lowercased() == "bcc"
            }
    }

    /// `bcc: "…"`, `message["Bcc"] = "…"`, `addBcc("…")`, `["…"]` behind any of these.
    private func copies(before place: Int) -> Bool {
        var back = place - 1
        let first = max(0, place - 6)
        while back >= first {
            let token = script.text.tokens[back]
            if token.kind == .name || token.kind == .string {
                return script.string(back).lowercased().hasSuffix("bcc")
            }
            guard token.kind == .mark, !token.isMark(0x2C) || back == place - 1 else {
                return false
            }
            back -= 1
        }
        return false
    }

    // MARK: - Another's code

    /// Code that is written into another package where that lies.
    private mutating func judgePatching() {
        guard script.language == .javascript, writes != nil else { return }
        let tokens = script.text.tokens
        let folder = tokens.indices.first { place in
            guard tokens[place].kind == .string, (12...80).contains(tokens[place].count) else {
                return false
            }
            let text = script.string(place)
            return text == "node_modules" || text.holds("node_modules/")
        }
        guard let folder else { return }
        let code = tokens.indices.first { place in
            guard tokens[place].kind == .string, tokens[place].count >= 30 else { return false }
            return Signs.isJavaScript(script.string(place))
        }
        guard let code else { return }
        let trigger = max(script.trigger(at: code), script.trigger(at: folder))
        let line = Int(tokens[code].line)
        let why = "writes code into another package, " + trigger.words
        add("WORM-3", line, trigger, early(trigger, 80, else: 60), why)
    }
}
