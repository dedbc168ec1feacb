/// What strings say, and what signs mean that come together.
extension ScriptRules {
    mutating func judgeLiterals() {
        var secrets: [Trigger: [String: Int]] = [:]
        for (place, topics) in zip(script.literals, script.topics) {
            let text = script.string(place)
            let trigger = script.trigger(at: place)
            let line = Int(script.text.tokens[place].line)
            if topics.contains(.secret), !Signs.isProse(text), let kind = Signs.secret(in: text) {
                secrets[trigger, default: [:]][kind] = line
            }
            if topics.contains(.drop), let host = Signs.dropPoint(in: text) {
                let isActive = trigger >= .import && network ?? .call >= .import
                // A library for such a host names it; what is stolen goes to one address.
                let isAddressed = !Signs.wantsToken(host) || Signs.holdsToken(text, of: host)
                let isLate = network != nil && Signs.wantsToken(host) && isAddressed
                add(
                    "NET-2",
                    line,
                    trigger,
                    isActive ? isAddressed ? 60 : 25 : isLate ? 60 : 15,
                    "speaks to \(host), where things are dropped and orders fetched"
                )
            }
            if topics.contains(.relay) { judgeRelay(text, line, trigger) }
            if topics.contains(.act) {
                judgeActing(text, line, trigger)
                judgeAddressed(place, text)
            }
        }
        judgeSecrets(secrets)
    }

    private mutating func judgeSecrets(_ secrets: [Trigger: [String: Int]]) {
        for (trigger, kinds) in secrets where kinds.count >= 2 && trigger >= .import {
            let line = kinds.values.min() ?? 0
            let names = kinds.keys.sorted().joined(separator: ", ")
            let sends = network ?? .call >= .import || process ?? .call >= .import
            add(
                "CRED-1",
                line,
                trigger,
                sends ? 100 : script.calls.isEmpty ? 15 : 40,
                "looks for \(names), " + trigger.words + (sends ? ", and can send them" : "")
            )
        }
        let grave: Set = ["SSH keys", "wallets", "browser stores", "AWS credentials"]
        for (trigger, kinds) in secrets where kinds.count == 1 && trigger >= .import {
            guard let (kind, line) = kinds.first, grave.contains(kind) else { continue }
            let isNear = script.calls.contains {
                $0.trigger >= .import && isActingOnNetwork($0) && abs($0.line - line) <= 40
            }
            guard isNear else { continue }
            add(
                "CRED-1",
                line,
                trigger,
                70,
                "looks for \(kind) and can send them, " + trigger.words
            )
        }
        let late = secrets[.call] ?? [:]
        if late.count + (namesKeyFiles ? 1 : 0) >= 2, sendsToOwn, sweeps {
            add(
                "CRED-1",
                late.values.min() ?? 0,
                .call,
                60,
                "goes through folders for " + late.keys.sorted().joined(separator: ", ")
                    + ", and speaks to an address of its own"
            )
        }
        if late.count >= 4, network != nil {
            add(
                "CRED-1",
                late.values.min() ?? 0,
                .call,
                30,
                "looks for " + late.keys.sorted().joined(separator: ", ") + " when it is called"
            )
        }
    }

    /// Whether folders are gone through, file by file.
    private var sweeps: Bool {
        ["walk", "rglob", "readdirSync", "readdir", "iglob", "glob", "scandir"]
            .contains { script.text.uses($0) }
    }

    /// Whether files of keys are picked by the ends of their names.
    private var namesKeyFiles: Bool {
        script.text.tokens.contains { token in
            token.kind == .string && (4...9).contains(token.count)
                && [".pem", ".key", ".p12", ".pfx", ".keystore"].contains(script.string(of: token))
        }
    }

    /// Whether what starts processes is handed to somebody else: `Thread(target=os.system, …)`.
    private var handsOver: Bool {
        script.tellingNames.contains { place in
            Signs.isProcess(script.name(at: place)) && !script.isMark(place + 1, 0x28)
                && !script.isImporting(place)
        }
    }

    private mutating func judgeActing(_ text: String, _ line: Int, _ trigger: Trigger) {
        judgeMemory(text, line, trigger)
        if let shell = Signs.handedShell(in: text) {
            // A string alone may be a pattern that looks for such things.
            let isActing = process ?? .call >= .import || (trigger >= .install && handsOver)
            let points = isActing ? early(trigger, 100, else: 40) : 20
            add("SHELL-1", line, trigger, points, "holds \(shell)")
        }
        if Signs.isCode(text), trigger >= .import {
            add(
                "EXEC-2",
                line,
                trigger,
                process ?? .call >= .import ? 100 : runsAnything ? 60 : 15,
                "carries code in a string that fetches or decodes and runs, " + trigger.words
            )
        }
        if let place = Signs.persistence(in: text),
            writes ?? .call >= .import
                || process ?? .call >= .import, trigger >= .import
        {
            add("PERS-1", line, trigger, 90, "writes \(place) to stay, " + trigger.words)
        }
        judgePlanting(text, line, trigger)
    }

    /// Whether a call asks somebody else than the registry that the package came from.
    func asksStrangers(_ call: Script.Call) -> Bool {
        isActingOnNetwork(call) && !asksRegistry(call)
    }

    /// Whether a call's own argument names the registry, or is a name in a script of which every
    /// address is the registry's. An address put together of pieces is nobody's.
    private func asksRegistry(_ call: Script.Call) -> Bool {
        let texts = call.arguments.prefix { !script.isMark($0, 0x2C) && !script.isMark($0, 0x29) }
            .filter { script.text.tokens[$0].kind == .string }.map { script.string($0) }
        if let first = texts.first { return Signs.isRegistry(first) }
        return namesOnlyRegistry
            && script.flow(in: call.arguments).isDisjoint(with: [.decoded, .blob])
    }

    /// Whether all that is asked is the registry that the package came from.
    var fetchesFromRegistry: Bool {
        let asked = script.calls.filter { $0.trigger >= .import && isActingOnNetwork($0) }
        return !asked.isEmpty && asked.allSatisfy(asksRegistry)
    }

    /// Whether every address that is named is one of the registry that the package came from.
    private var namesOnlyRegistry: Bool {
        var isNamed = false
        for token in script.text.tokens where token.kind == .string && token.count >= 10 {
            let bytes = script.text.bytes(token)
            guard bytes.starts(with: "http".utf8) else { continue }
            let text = script.string(of: token)
            guard text.holds("://") else { continue }
            guard Signs.isRegistry(text) else { return false }
            isNamed = true
        }
        return isNamed
    }

    /// Whether anything at all is run, written or sent early: strings alone do nothing.
    private var runsAnything: Bool {
        script.calls.contains { call in
            call.trigger >= .import
                && (!call.kind.isDisjoint(with: [.execution, .process, .network, .dynamic])
                    || isWriting(call))
        }
    }

    /// Whether somebody is asked early within a few lines.
    private func asksNear(_ line: Int) -> Bool {
        script.calls.contains {
            $0.trigger >= .import && isActingOnNetwork($0) && abs($0.line - line) <= 40
        }
    }

    /// What the machine or another program knows.
    private mutating func judgeMemory(_ text: String, _ line: Int, _ trigger: Trigger) {
        if text.holds("/proc/"), text.hasSuffix("/mem") {
            // Debuggers do when they are asked; whoever can send it is another thing.
            let late = network == nil ? 20 : 60
            add("MEM-1", line, trigger, early(trigger, 100, else: late), "reads another's memory")
        }
        if Signs.disguisesMetadata(text), network != nil {
            addDisguised(line, trigger)
        } else if Signs.metadata(in: text) {
            add(
                "META-1",
                line,
                trigger,
                trigger >= .import && asksNear(line) ? 60 : 5,
                "asks the cloud for the machine's own credentials"
            )
        }
    }

    // MARK: - What comes together

    /// Other people's money and memory.
    private mutating func judgeTheft() {
        judgeSwaps()
        if script.literals.contains(where: { script.string($0) == "eth_sendTransaction" }),
            script.tells(.request), holdsWallet
        {
            add("CLIP-1", 0, .import, 80, "changes where money is sent to")
        }
        judgeMachineCode()
    }

    /// Whether a string is an address where money is sent to.
    private var holdsWallet: Bool {
        script.text.tokens.contains { token in
            token.kind == .string && token.count == 42
                && script.text.bytes(token).starts(with: [0x30, 0x78])
        }
    }

    private static let machineCode: [Word] = [
        .VirtualAlloc, .VirtualProtect, .CreateThread, .CreateRemoteThread, .WriteProcessMemory,
        .PROT_EXEC, .CFUNCTYPE,
    ]

    private mutating func judgeMachineCode() {
        guard Self.machineCode.count(where: { script.tells($0) }) >= 2 else { return }
        let isEarly = script.tellingNames.contains { place in
            let token = script.text.tokens[place]
            return Self.machineCode.contains { token.isName($0) }
                && script.trigger(at: place) >= .import && !script.isImporting(place)
        }
        add(
            "MEM-2",
            0,
            isEarly ? .import : .call,
            isEarly ? 80 : 20,
            "runs bytes as machine code"
        )
    }

    mutating func judgeReach() {
        judgeTheft()
        judgeDropping()
        judgeLoading()
        judgeNumbers()
        judgeQuiet()
        judgePixels()
        judgeWorkflows()
        judgeActs()
        if let network, network == .install {
            let points = fetchesRelease ? 20 : 30
            add("HOOK-1", 0, .install, points, "speaks to the network when it is installed")
        }
        if let network, let process, network == .start || process == .start {
            add("HOOK-1", 0, .start, 100, "acts at every start of the interpreter")
        }
    }

    /// What calls do together that run early.
    private mutating func judgeActs() {
        guard script.calls.contains(where: { $0.trigger >= .import }) else { return }
        let wipes = together([
            { $0.last == "encrypt" }, { $0.last == "walk" },
            { $0.last == "remove" || $0.last == "unlink" },
        ])
        if let wipes {
            add("LOCK-1", wipes.line, wipes.trigger, 80, "puts files under a key and removes them")
        }
        let packs = script.calls.first { call in
            call.trigger >= .import
                && ["dumps", "stringify", "urlencode", "b64encode"].contains(call.last)
                && script.flow(in: call.arguments).contains(.environment)
        }
        if let packs, network ?? .call >= .import {
            add(
                "CRED-2",
                packs.line,
                network ?? .call,
                100,
                "takes all of the environment and speaks to the network, "
                    + (network ?? .call).words
            )
        }
        if process ?? .call >= .import { judgeFetching() }
        judgeUnpacking()
    }

    /// What fetches and starts processes, both early.
    private mutating func judgeFetching() {
        // A package's own registry is asked for what it was published with.
        let decodes = together([
            {
                $0.kind.contains(.decoding) && $0.name != "chr"
                    && !$0.name.hasSuffix("fromCharCode")
            },
            asksStrangers, { $0.kind.contains(.process) },
        ])
        if let decodes {
            add(
                "EXEC-2",
                decodes.line,
                decodes.trigger,
                70,
                "decodes, speaks to the network and starts processes, " + decodes.trigger.words
            )
        }
        let fetches =
            together([asksStrangers, isWriting, { $0.kind.contains(.process) }])
            ?? fetchedByCommand
        if let fetches {
            add(
                "NET-1",
                fetches.line,
                fetches.trigger,
                fetches.trigger == .install ? fetchesRelease ? 35 : 50 : 70,
                "fetches, writes and starts processes, " + fetches.trigger.words
            )
        }
    }
}
