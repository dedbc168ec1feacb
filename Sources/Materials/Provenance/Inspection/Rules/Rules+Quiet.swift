/// What is done so that nobody notices: programs that start unseen, secrets that are told to an
/// address and to nobody else, code that is put among another's.
extension ScriptRules {
    mutating func judgeQuiet() {
        judgeUnseen()
        judgeLateCode()
        judgePlanted()
        judgeReplaced()
        judgeWiping()
        judgeSifting()
    }

    /// Whether all of the environment is handed to a call, rather than to functions of the
    /// script's own that pick some of it.
    func sendsWhole(_ call: Script.Call) -> Bool {
        guard let flows = script.flows else { return false }
        let bit = ScriptFlows.environment
        return flows.withoutHanded(bit, call.arguments, script.text.tokens) != 0
    }

    // MARK: - Programs

    /// A program that is fetched, freed and started so that nobody sees it or what it says. What it
    /// is, nobody is told either: no digest holds it.
    private mutating func judgeUnseen() {
        guard network != nil, process != nil, writes != nil else { return }
        let start = script.calls.first {
            $0.kind.contains(.process) && isUnseen($0) && isMute($0) && freesNear($0)
        }
        guard let start, !holdsDigest else { return }
        let why = "fetches a program, and starts it so that nobody sees it"
        add("DROP-3", start.line, start.trigger, early(start.trigger, 80, else: 60), why)
    }

    /// Whether what a process says is thrown away.
    private func isMute(_ call: Script.Call) -> Bool {
        let silent = call.arguments.count { place in
            let token = script.text.tokens[place]
            guard token.kind == .name || token.count < 12 else { return false }
            return ["DEVNULL", "ignore", "/dev/null"].contains(script.string(place))
        }
        return silent >= (script.language == .python ? 2 : 1)
    }

    /// Code that was packed, written to where it does not last, and run by an interpreter once
    /// somebody asks for something else.
    private mutating func judgeLateCode() {
        guard process != nil, writes != nil else { return }
        let packed: Script.Flow = [.decoded, .hidden, .blob]
        let start = script.calls.first { call in
            guard call.kind.contains(.process), call.trigger == .call,
                script.flow(in: call.arguments).contains([.interpreter, .passing])
            else { return false }
            return script.calls.contains { other in
                script.text.tokens[other.start].scope == script.text.tokens[call.start].scope
                    && (isWriting(other) || other.last == "write")
                    && !script.flow(in: other.arguments).isDisjoint(with: packed)
            }
        }
        guard let start else { return }
        let why = "writes what was packed to a passing file, and has an interpreter run it"
        add("EXEC-2", start.line, start.trigger, 60, why)
    }

    /// A piece of code that fetches and runs, which is written to a file.
    private mutating func judgePlanted() {
        guard writes != nil else { return }
        for place in script.literals {
            let text = script.string(place)
            guard Signs.fetchesAndRuns(text), !Signs.isProse(text) else { continue }
            let trigger = script.trigger(at: place)
            let line = Int(script.text.tokens[place].line)
            let why = "writes code that runs what it fetches"
            add("WORM-3", line, trigger, early(trigger, 80, else: 60), why)
        }
    }

    /// What is fetched when it is installed, and written among the other packages that are.
    private mutating func judgeReplaced() {
        guard network ?? .call >= .install, !holdsDigest, !fetchesFromRegistry, namesOthers else {
            return
        }
        let write = script.calls.first { call in
            call.trigger >= .install && isWriting(call) && !writesSettings(call)
                && !script.flow(in: call.arguments).contains(.passing)
        }
        guard let write else { return }
        let why = "fetches something, and writes among the other packages that are installed"
        add("WORM-4", write.line, write.trigger, 60, why)
    }

    /// Whether it names the folder of what is installed, and not its own corner there.
    private var namesOthers: Bool {
        script.text.tokens.contains { token in
            guard token.kind == .string, (12...120).contains(token.count) else { return false }
            let text = script.string(of: token)
            return text.holds("node_modules") && !text.holds(".cache") && !text.holds(".bin")
        }
    }

    /// An order to remove all there is, where visitors of a server are answered.
    private mutating func judgeWiping() {
        guard process != nil, script.text.uses("req") || script.text.uses("request") else { return }
        let all: Set = [
            "rm -rf *", "rm -rf .", "rm -rf ./*", "rm -rf /", "rm -rf /*", "rm -rf ~", "rd /s /q .",
            "rd /s /q *", "del /s /q *", "del /f /s /q *", "rmdir /s /q .",
        ]
        guard let place = script.literals.first(where: { all.contains(script.string($0)) }) else {
            return
        }
        let line = Int(script.text.tokens[place].line)
        let why = "holds an order to remove all there is, and answers visitors"
        add("WIPE-1", line, script.trigger(at: place), 60, why)
    }

    /// Whether it looks up which packages somebody may publish, or packs others than its own.
    var findsPackages: Bool {
        let asks = [
            "maintainer:", "/-/v1/search", "ls-packages", "access list", "access ls", "npm pack",
            "/-/org/", "/-/user/", "user/packages", "npm view", "npm search",
        ]
        return script.text.tokens.contains { token in
            guard token.kind == .string, (7...400).contains(token.count) else { return false }
            let text = script.string(of: token)
            return asks.contains { text.holds($0) }
        }
    }

    // MARK: - Secrets

    /// Whether a call sends something, waits for no answer and minds no failure; where nothing
    /// else is asked of the same house, no user wants that.
    func isSilent(_ call: Script.Call) -> Bool {
        guard isForgotten(call), swallows(call) else { return false }
        return !script.calls.contains {
            isActingOnNetwork($0) && asksOwn($0) && !isForgotten($0)
        }
    }

    /// Words behind a call within which its failure is dropped.
    private static let swallowMax = 60

    /// Whether a failure of a call is dropped, or it is made where nobody hears of one.
    private func swallows(_ call: Script.Call) -> Bool {
        let tokens = script.text.tokens
        let end = min(tokens.count - 2, call.arguments.upperBound + Self.swallowMax)
        guard call.arguments.upperBound < end else { return false }
        for place in call.arguments.upperBound..<end where tokens[place].kind == .name {
            switch script.language {
            case .javascript:
                guard tokens[place].isName(.catch) else { continue }
                return isEmpty(behind: place)
            case .python:
                guard script.string(place) == "except" else { continue }
                let next = tokens[place...].prefix(12).first { token in
                    token.kind == .name && ["pass", "return"].contains(script.string(of: token))
                }
                return next != nil || script.text.uses("Thread")
            }
        }
        return script.language == .python && script.text.uses("Thread")
    }

    /// `catch(() => {})`, `catch {}`, `catch (e) { }`
    private func isEmpty(behind place: Int) -> Bool {
        let tokens = script.text.tokens
        let last = min(tokens.count - 1, place + 9)
        for next in (place + 1)..<max(place + 1, last) where tokens[next].isMark(0x7B) {
            var close = next + 1
            while close < tokens.count, tokens[close].kind == .lineEnd { close += 1 }
            return script.isMark(close, 0x7D)
        }
        // `catch(() => 0)`: no body at all.
        return tokens[place..<last].contains { $0.isMark(0x3D, 0x3E) }
    }

    /// Whether a secret only stands where a host is told who asks, and what it answers is used.
    func isBearing(_ call: Script.Call) -> Bool {
        guard !isForgotten(call) else { return false }
        let near = script.text.tokens[max(0, call.start - 80)..<call.arguments.upperBound]
        let texts = near.filter { $0.kind == .string && (6...16).contains($0.count) }
            .map { script.string(of: $0) }
        return texts.contains("Authorization") && texts.contains { $0.hasPrefix("Bearer ") }
    }

    // MARK: - Sifting

    /// Bytes of a script in which what it looks for and where it sends belong together.
    private static let siftedMax = 40_000

    /// Secrets that are picked by their names out of what others hand over, where something is sent
    /// to an address of its own. Who only hides them says so.
    private mutating func judgeSifting() {
        guard network != nil, script.text.source.count <= Self.siftedMax, sendsToOwn,
            let place = sifted, !hidesWhatItFinds
        else { return }
        let trigger = script.trigger(at: place)
        let line = Int(script.text.tokens[place].line)
        let why = "picks out what is named like a secret, and speaks to an address of its own"
        add("SIFT-1", line, trigger, 60, why)
    }

    /// Where secrets are told by their names: in a pattern, or in a list.
    private var sifted: Int? {
        let tokens = script.text.tokens
        var listed: Set<String> = []
        for place in tokens.indices {
            let token = tokens[place]
            guard token.kind == .string || token.kind == .pattern, token.count >= 3,
                token.count < 200
            else { continue }
            let bytes = patternBytes(token)
            if bytes.contains(0x7C), Signs.secretWords(in: bytes) >= 2 { return place }
            guard token.kind == .string, token.count <= 20 else { continue }
            let text = script.string(place).lowercased()
            guard Signs.secretHeaders.contains(text), isListed(place) else { continue }
            listed.insert(text)
            if listed.count >= 2 { return place }
        }
        return nil
    }

    private func patternBytes(_ token: ScriptToken) -> ArraySlice<UInt8> {
        token.kind == .pattern
            ? script.text.source[Int(token.value)..<Int(token.value + token.count)]
            : script.text.bytes(token)
    }

    /// Whether a string is one of several between brackets.
    private func isListed(_ place: Int) -> Bool {
        (script.isMark(place + 1, 0x2C) || script.isMark(place - 1, 0x2C))
            && !script.isMark(place - 1, 0x3A)
    }

    /// Whether the script says that what it finds is hidden.
    var hidesWhatItFinds: Bool {
        let folded = script.text.source.map(\.lowered)
        return ["redact", "mask", "scrub", "sanitiz", "censor", "filtered", "***", "obfuscat"]
            .contains { folded.holds($0) }
    }
}

extension Signs {
    /// Headers of a request that open something.
    static let secretHeaders: Set = [
        "authorization", "cookie", "x-api-key", "proxy-authorization", "x-auth-token",
        "x-access-token", "set-cookie", "api-key", "x-amz-security-token",
    ]

    /// How many words for what opens something a text holds.
    static func secretWords(in bytes: ArraySlice<UInt8>) -> Int {
        let folded = bytes.map(\.lowered)
        return ["key", "secret", "token", "passw", "mnemonic", "credential", "private", "cookie"]
            .count { folded.holds($0) }
    }
}
