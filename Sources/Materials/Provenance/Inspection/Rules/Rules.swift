/// The rules on scripts. Each looks for one shape; points grow with how early the code runs.
struct ScriptRules {
    let script: Script
    let file: String
    private(set) var marks: [Mark] = []
    /// The earliest moment at which it reaches the network, starts a process, or writes a file.
    private(set) var network: Trigger?
    private(set) var process: Trigger?
    private(set) var writes: Trigger?

    /// How many strings it stands within.
    let depth: Int

    init(_ script: Script, file: String, depth: Int = 0) {
        self.script = script
        self.file = file
        self.depth = depth
        for call in script.calls {
            if call.kind.contains(.network) {
                let trigger = call.kind.contains(.preparing) ? .call : call.trigger
                network = max(network ?? .call, trigger)
            }
            if call.kind.contains(.process) {
                process = max(process ?? .call, call.trigger)
                if fetchesByCommand(call) { network = max(network ?? .call, call.trigger) }
            }
            if isWriting(call) { writes = max(writes ?? .call, call.trigger) }
        }
        for call in script.calls where isSending(call) {
            network = max(network ?? .call, call.trigger)
        }
        for call in script.calls { judge(call) }
        judgeLiterals()
        judgeDisguise()
        judgeOddities()
        judgeTwins()
        judgeReach()
    }

    mutating func add(
        _ rule: String,
        _ line: Int,
        _ trigger: Trigger,
        _ points: Int,
        _ why: String
    ) {
        // One of a kind at one trigger is enough to follow; more would only count twice.
        // The weightiest is kept: a light one before it must not hide it.
        if let known = marks.firstIndex(where: { $0.rule == rule && $0.trigger == trigger }) {
            guard marks[known].points < points else { return }
            marks.remove(at: known)
        }
        marks.append(
            Mark(rule: rule, file: file, line: line, trigger: trigger, why: why, points: points)
        )
    }

    func early(_ trigger: Trigger, _ points: Int, else other: Int) -> Int {
        trigger >= .import ? points : other
    }

    func isWriting(_ call: Script.Call) -> Bool {
        if call.kind.contains(.writing) { return true }
        guard call.kind.contains(.opening) else { return false }
        return call.arguments.contains { place in
            let token = script.text.tokens[place]
            return token.kind == .string && token.count <= 3
                && ["w", "wb", "w+", "wb+", "a", "ab"].contains(script.string(place))
        }
    }

    // MARK: - Calls

    private mutating func judge(_ call: Script.Call) {
        let flow = script.flow(in: call.arguments)
        if call.kind.contains(.execution) { judgeExecution(call, flow) }
        if call.kind.contains(.process) { judgeProcess(call, flow) }
        if call.kind.contains(.network) || isSending(call) {
            judgeNetwork(call, flow.isEmpty ? flow : handedFlow(call))
        }
        judgeOthers(call)
        judgePersonal(call, flow)
        judgeHarm(call, flow)
        judgeDoors(call, flow)
    }

    /// What a call is handed by itself: what a function among its arguments does later is no part
    /// of it.
    private func handedFlow(_ call: Script.Call) -> Script.Flow {
        guard script.language == .javascript else { return script.flow(in: call.arguments) }
        let tokens = script.text.tokens
        let own = tokens[call.start].scope
        return call.arguments.reduce(into: []) { flow, place in
            guard tokens[place].scope == own else { return }
            flow.formUnion(script.flow(in: place..<(place + 1)))
        }
    }

    private mutating func judgeExecution(_ call: Script.Call, _ flow: Script.Flow) {
        judgeInner(call)
        if flow.contains(.network) || isInCallback(call) {
            add(
                "NET-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: isFetchedFromOwn(call, flow) ? 70 : 40),
                "runs code that it has just fetched, " + call.trigger.words
            )
        } else if flow.contains(.decoded) || flow.contains(.blob) {
            add(
                "EXEC-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: flow.contains(.parameter) ? 25 : 60),
                "runs code that was packed or encoded, " + call.trigger.words
            )
        }
    }

    /// JavaScript acts on what it fetches in a function that it hands to the fetch.
    private func isInCallback(_ call: Script.Call) -> Bool {
        guard script.language == .javascript,
            call.arguments.contains(where: { script.text.tokens[$0].kind == .name })
        else { return false }
        return script.calls.contains {
            isActingOnNetwork($0) && $0.arguments.contains(call.start) && call.start > $0.start
        }
    }

    private mutating func judgeProcess(_ call: Script.Call, _ flow: Script.Flow) {
        let text = call.arguments.compactMap {
            script.text.tokens[$0].kind == .string ? script.string($0) : nil
        }.joined(separator: " ")
        if Signs.fetchAndRun(text) {
            add(
                "NET-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: Signs.isInstaller(text) ? 25 : 60),
                "a command fetches something and runs it, " + call.trigger.words
            )
        }
        if flow.contains(.network), call.trigger >= .import,
            call.arguments.contains(where: { script.string($0) == "stdin" })
        {
            add("SHELL-1", call.line, call.trigger, 100, "hands a process to a connection")
        }
        if flow.contains(.network), !call.arguments.isEmpty {
            add(
                "NET-1",
                call.line,
                call.trigger,
                early(call.trigger, 90, else: isTold(call, flow) ? 60 : 25),
                "runs commands that it is sent, " + call.trigger.words
            )
        }
        judgeCommand(text, call)
        if let shell = Signs.handedShell(in: text) {
            // What is encoded beside the command stands there to be read.
            let isMadeHere = shell == "encoded PowerShell" && encodesHere
            let points = isMadeHere ? 15 : early(call.trigger, 100, else: 40)
            add("SHELL-1", call.line, call.trigger, points, "starts \(shell)")
        }
        let asks = ["ping ", "nslookup ", "dig ", "curl ", "wget ", "host "]
        let tellsName = flow.contains(.identity) && asks.contains { text.holds($0) }
        if Signs.tellsWho(text) || tellsName, call.trigger >= .import {
            add(
                "ID-1",
                call.line,
                call.trigger,
                80,
                "a command tells a stranger who and where it runs, " + call.trigger.words
            )
        }
        if flow.contains(.decoded) || flow.contains(.blob) {
            add(
                "EXEC-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 25),
                "starts a process from what was packed or encoded, " + call.trigger.words
            )
        }
        // A setup.py has its own interpreter run much, and nothing that lies in a passing folder.
        let isOwnSetup = file == "setup.py" && !flow.contains(.passing)
        if flow.contains(.interpreter), call.trigger >= .import, isNearWriting(call),
            !isOwnSetup, !isOwnScript(text)
        {
            add(
                "EXEC-2",
                call.line,
                call.trigger,
                call.trigger == .import ? 70 : 60,
                "writes a file and runs an interpreter, " + call.trigger.words
            )
        }
        judgePublishing(text.lowercased(), call, flow)
    }

    /// Whether something is put into base sixty-four here, rather than brought along so.
    private var encodesHere: Bool {
        !Disguises.encodings(in: script.text).isEmpty
            || script.tellingNames.contains { script.text.tokens[$0].isName(.b64encode) }
    }

    private mutating func judgePublishing(
        _ folded: String,
        _ call: Script.Call,
        _ flow: Script.Flow
    ) {
        if folded.holds("npm publish") || folded.holds("twine upload")
            || (folded.holds("publish") && flow.contains(.secretFile))
        {
            let reads = script.text.tokens.indices.contains { place in
                guard script.text.tokens[place].kind == .string else { return false }
                let text = script.string(place)
                return [".npmrc", ".pypirc", "NPM_TOKEN", "_authToken"].contains { text.holds($0) }
            }
            if reads {
                // Who is asked to publish does so; a worm finds out by itself what there is.
                add(
                    "WORM-1",
                    call.line,
                    call.trigger,
                    early(call.trigger, 100, else: findsPackages ? 100 : 40),
                    "reads a registry token and publishes with it"
                )
            }
        }
    }

    private mutating func judgeCommand(_ text: String, _ call: Script.Call) {
        guard call.trigger >= .import else { return }
        if Signs.installsFromAddress(text) {
            add(
                "NET-1",
                call.line,
                call.trigger,
                80,
                "installs something from an address, " + call.trigger.words
            )
        }
        if Signs.unleashes(text) {
            add(
                "AI-1",
                call.line,
                call.trigger,
                90,
                "sets an assistant to work without asking, " + call.trigger.words
            )
        }
        if Signs.mines(text) {
            add("MINE-1", call.line, call.trigger, 100, "makes money on somebody else's machine")
        }
        if Signs.wipes(text) {
            add("WIPE-1", call.line, call.trigger, 100, "a command removes what is not its own")
        }
        if Signs.findsSecrets(text) {
            add(
                "CRED-1",
                call.line,
                call.trigger,
                100,
                "looks for secrets with a program made for it"
            )
        }
        // A shell and nothing to do for it: somebody else will say.
        let words = text.split(separator: " ")
        let isShell = ["/bin/sh", "/bin/bash", "sh", "bash", "cmd.exe", "cmd", "powershell.exe"]
            .contains(words.first.map(String.init) ?? "")
        let isBare = words.count == 1 || (words.count == 2 && words[1] == "-i")
        let isConnected = script.calls.contains {
            $0.trigger >= .import
                && ($0.name.hasPrefix("net.") || $0.name.hasPrefix("socket.")
                    || $0.name.hasPrefix("tls."))
        }
        if isShell, isBare, isConnected {
            add("SHELL-1", call.line, call.trigger, 90, "starts a shell beside a connection")
        }
    }

    /// Lines within which acts belong together.
    private static let nearness = 120

    /// Whether code is written near: to where it does not last, or of what was fetched or packed.
    private func isNearWriting(_ call: Script.Call) -> Bool {
        var signs: Script.Flow = [.passing, .network, .decoded, .blob, .hidden]
        // What comes from the package's own registry was published as it was, and is packed.
        if fetchesFromRegistry { signs.subtract([.network, .decoded]) }
        let isOfIt = !script.flow(in: call.arguments).isDisjoint(with: signs)
        return script.calls.contains { other in
            guard other.trigger >= .import, abs(other.line - call.line) <= Self.nearness,
                isWriting(other) || other.last == "write", !writesSettings(other)
            else { return false }
            return isOfIt && isWriting(other)
                || !script.flow(in: other.arguments).isDisjoint(with: signs)
                || other.arguments.prefix(12).contains { place in
                    script.text.tokens[place].kind == .string
                        && script.string(place).holds("import ")
                }
        }
    }

    /// Whether what is written is a file of settings, which no interpreter runs.
    func writesSettings(_ call: Script.Call) -> Bool {
        call.arguments.contains { place in
            script.text.tokens[place].kind == .string && script.string(place).hasSuffix(".json")
        }
    }

    /// The first of some calls around which the others stand, all of them run early.
    func together(_ kinds: [(Script.Call) -> Bool]) -> Script.Call? {
        let early = script.calls.filter { $0.trigger >= .import }
        guard let first = kinds.first else { return nil }
        return early.first { call in
            first(call)
                && kinds.dropFirst().allSatisfy { kind in
                    early.contains { abs($0.line - call.line) <= Self.nearness && kind($0) }
                }
        }
    }

    func isActingOnNetwork(_ call: Script.Call) -> Bool {
        call.kind.contains(.network) && !call.kind.contains(.preparing) || isSending(call)
    }

    /// `python setup.py`, `python -m pip`: what builds do.
    private func isOwnScript(_ text: String) -> Bool {
        [" setup.py", "-m pip", "-m build", "--version", "cmake", "-m compileall"].contains {
            (" " + text).holds($0)
        }
    }

    /// Whether a call stands where an object is made: whoever uses it runs that.
    private func isMaking(_ call: Script.Call) -> Bool {
        let scope = script.text.scopes[Int(script.text.tokens[call.start].scope)]
        return scope.name == Word.__init__.rawValue || scope.name == Word.constructor.rawValue
    }

    private func isSending(_ call: Script.Call) -> Bool {
        guard call.kind.contains(.sending), network != nil else { return false }
        if call.kind.contains(.network) { return true }
        // Through a session or connection that was made before.
        return script.flow(in: call.start..<call.arguments.lowerBound).contains(.network)
    }

    private mutating func judgeNetwork(_ call: Script.Call, _ flow: Script.Flow) {
        if flow.contains(.environment), sendsWhole(call) {
            add(
                "CRED-2",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: isMaking(call) || asksOwn(call) ? 60 : 30),
                "sends all of the environment away, " + call.trigger.words
            )
        }
        if flow.contains(.identity), call.trigger >= .import {
            add(
                "ID-1",
                call.line,
                call.trigger,
                80,
                "sends who and where it runs, " + call.trigger.words
            )
        }
        judgeTaken(call, flow)
        judgeTakenLater(call, flow)
        if flow.contains(.wallet), isActingOnNetwork(call), asksOwn(call) {
            add("KEY-1", call.line, call.trigger, 60, "sends what opens a wallet")
        }
        if flow.contains(.secretFile), call.trigger >= .import {
            add(
                "CRED-1",
                call.line,
                call.trigger,
                80,
                "sends what it read from a place of secrets, " + call.trigger.words
            )
        }
    }
}
