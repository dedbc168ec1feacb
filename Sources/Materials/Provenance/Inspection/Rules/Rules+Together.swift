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
                add(
                    "NET-2",
                    line,
                    trigger,
                    isActive ? isAddressed ? 60 : 25 : 15,
                    "speaks to \(host), where things are dropped and orders fetched"
                )
            }
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

    private mutating func judgeActing(_ text: String, _ line: Int, _ trigger: Trigger) {
        judgeMemory(text, line, trigger)
        if let shell = Signs.handedShell(in: text) {
            // A string alone may be a pattern that looks for such things.
            let isActing = process ?? .call >= .import
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
        if Signs.metadata(in: text) {
            add(
                "META-1",
                line,
                trigger,
                trigger >= .import && asksNear(line) ? 60 : 5,
                "asks the cloud for the machine's own credentials"
            )
        }
    }

    // MARK: - What is written so that nobody reads it

    /// Code that stands in strings, encoded; and names that no person gives.
    mutating func judgeDisguise() {
        judgeFolded()
        for (place, token) in script.text.tokens.enumerated() where token.kind == .string {
            guard token.count >= 7, token.count < 200_000, token.scope == 0 || early(place) else {
                continue
            }
            let bytes = script.text.bytes(token)
            guard let word = Signs.encodedCode(bytes) ?? spelled(token, bytes) else { continue }
            let trigger = script.trigger(at: place)
            add(
                "HIDE-2",
                Int(token.line),
                trigger,
                early(trigger, 60, else: 15),
                "hides code in a string: \(word)"
            )
        }
        if script.text.lexicon.strangeCount >= Self.strangeMin, strangeNames >= Self.strangeMin {
            add("HIDE-3", 0, .import, 60, "its names were made unreadable by a program")
        }
    }

    /// Code of six signs, and a key to somebody's machine.
    mutating func judgeOddities() {
        if let line = Disguises.signsOnly(script.text) {
            add(
                "HIDE-4",
                line,
                .import,
                80,
                "code of brackets and signs alone, which nobody writes"
            )
        }
        judgeKeys()
        judgePictures()
    }

    /// A key of somebody else's, written where it opens the machine.
    private mutating func judgeKeys() {
        guard writes != nil,
            script.literals.contains(where: { script.string($0).holds("authorized_keys") })
        else { return }
        let key = script.text.tokens.indices.first { place in
            let token = script.text.tokens[place]
            guard token.kind == .string, token.count >= 60 else { return false }
            let bytes = script.text.bytes(token)
            return bytes.starts(with: "ssh-rsa AAAA".utf8)
                || bytes.starts(with: "ssh-ed25519 AAAA".utf8)
        }
        if let key {
            let line = Int(script.text.tokens[key].line)
            add("PERS-2", line, script.trigger(at: key), 90, "lets a key into somebody's machine")
        }
    }

    /// Code that is made of a picture or a sound; one that only lies beside it says little.
    private mutating func judgePictures() {
        guard script.language == .python else { return }
        let runs = script.calls.filter {
            $0.kind.contains(.execution) && $0.trigger >= .import
        }
        guard let first = runs.first else { return }
        if let run = runs.first(where: { script.flow(in: $0.arguments).contains(.picture) }) {
            add("EXEC-4", run.line, run.trigger, 70, "runs code out of a picture or sound")
        } else if script.text.tokens.contains(where: {
            $0.kind == .string && Signs.namesPicture(script.text.bytes($0))
        }) {
            add("EXEC-4", first.line, first.trigger, 10, "runs code beside a picture or sound")
        }
    }

    /// A name of what acts, written in escapes although every letter of it is plain.
    private func spelled(_ token: ScriptToken, _ bytes: ArraySlice<UInt8>) -> String? {
        guard token.isDecoded, token.count <= 32 else { return nil }
        return ["child_process", "subprocess", "__import__", "builtins", "b64decode"].first {
            bytes.elementsEqual($0.utf8)
        }
    }

    /// How many such names are of variables or functions: keys of a table may be numbers.
    private var strangeNames: Int {
        let tokens = script.text.tokens
        var names: Set<Int32> = []
        for place in tokens.indices.dropLast() where tokens[place].kind == .name {
            let isKey =
                (place > 0 && tokens[place - 1].isMark(0x2E)) || tokens[place + 1].isMark(0x3A)
            guard !isKey, !names.contains(tokens[place].value),
                script.text.lexicon.isStrange(tokens[place].value)
            else { continue }
            names.insert(tokens[place].value)
            if names.count >= Self.strangeMin { break }
        }
        return names.count
    }

    /// Names of the form `_0x3fa2` from which on a program gave them.
    private static let strangeMin = 4

    private func early(_ place: Int) -> Bool { script.trigger(at: place) >= .import }

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
