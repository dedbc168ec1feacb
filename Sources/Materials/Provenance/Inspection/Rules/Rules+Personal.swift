/// What is taken from people and sent away, before anybody asked for anything.
extension ScriptRules {
    /// Whether what it asks of the user's own folder is a number that it made up and keeps there,
    /// so that one machine is told from another.
    private var keepsOwnMark: Bool {
        ["uuid4", "uuid1", "randomUUID", "uuidv4"].contains { script.text.uses($0) }
            && script.calls.contains { call in
                isWriting(call)
                    && script.flow(in: call.start..<call.arguments.upperBound).contains(.home)
            }
    }

    /// What a call that sends carries of somebody's own.
    mutating func judgeTaken(_ call: Script.Call, _ flow: Script.Flow) {
        guard call.trigger >= .import, isActingOnNetwork(call) else { return }
        func tell(_ rule: String, _ points: Int, _ what: String) {
            add(rule, call.line, call.trigger, points, "sends " + what + ", " + call.trigger.words)
        }
        // Which machine it is says which program is fetched, where that is held to a digest.
        if flow.contains(.output) { tell("CRED-3", holdsDigest ? 30 : 80, "what a command said") }
        if flow.contains(.watched) { tell("SPY-1", 80, "what is shown, copied or typed") }
        if flow.contains(.home), !isOpening(call) {
            tell("CRED-4", keepsOwnMark ? 30 : 70, "what stands in the user's own folder")
        }
        if flow.contains(.secretSetting) {
            tell("CRED-5", isForeign(call, flow) ? 80 : 60, "a secret of the environment")
        }
        if call.trigger == .install, sendsBody(call) { tell("HOOK-3", 45, "something") }
        if flow.contains(.given), namesAddress(call) || asksOwn(call) {
            tell("TAP-1", 80, "what another module's function is given, whose place it took")
        }
    }

    /// Whether only the address itself comes from the user's folder: `urlopen(name)` opens what a
    /// setting there names, and sends nothing of it.
    private func isOpening(_ call: Script.Call) -> Bool {
        let first = call.arguments.lowerBound
        guard !call.arguments.isEmpty, script.text.tokens[first].kind == .name else { return false }
        let isAlone = call.arguments.count == 1 || script.isMark(first + 1, 0x2C)
        return isAlone
            && !script.flow(in: (first + 1)..<call.arguments.upperBound).contains(.home)
    }

    /// Whether a call sends something, rather than to ask for something.
    private func sendsBody(_ call: Script.Call) -> Bool {
        if call.last == "post" || call.last == "put" { return true }
        return call.arguments.contains { place in
            let token = script.text.tokens[place]
            guard token.kind == .string, token.count == 4 else { return false }
            return script.string(place) == "POST"
        }
    }

    /// Whether a call names an address of its own.
    private func namesAddress(_ call: Script.Call) -> Bool {
        call.arguments.contains { place in
            script.text.tokens[place].kind == .string && script.string(place).hasPrefix("http")
        }
    }

    /// Keys that are listened to, and functions nobody can name.
    mutating func judgePersonal(_ call: Script.Call, _ flow: Script.Flow) {
        if Signs.hooksKeys(call.name, call.last) {
            let isSent = call.trigger >= .import && network ?? .call >= .import
            add(
                "SPY-1",
                call.line,
                call.trigger,
                isSent ? 100 : early(call.trigger, 60, else: sendsToOwn ? 60 : 10),
                "listens to every key" + (isSent ? " and can send them" : "")
            )
        }
        guard call.name == Script.unnamed,
            !flow.isDisjoint(with: [.network, .decoded, .blob])
        else { return }
        add(
            "EXEC-3",
            call.line,
            call.trigger,
            early(call.trigger, 90, else: 20),
            "looks up what it calls, and hands it what was fetched or packed"
        )
    }

    /// What is copied and changed, and where money goes.
    mutating func judgeSwaps() {
        let found = (script.literals + script.patterns).count { place in
            let bytes = script.text.bytes(script.text.tokens[place])
            return Signs.isWalletPattern(String(decoding: bytes, as: UTF8.self))
        }
        guard found > 0 else { return }
        let reads =
            [Word.pyperclip, .clipboard_get].contains { script.tells($0) }
            || (script.tells(.clipboard) && script.readsClipboard)
            || (process != nil && script.runsClipboard)
        let isNative = script.tells(.GetClipboardData) && script.tells(.SetClipboardData)
        let sets =
            script.pairsWallets(from: 1)
            && ["clipboardData", "setData", "writeText"].contains {
                script.text.uses($0)
            }
        if reads || isNative || sets {
            add("CLIP-1", 0, .import, 80, "looks for wallets in what is copied")
        } else if found >= 2, !script.takenOver.isEmpty {
            add("CLIP-1", 0, .import, 80, "looks for wallets in what others send and receive")
        }
    }
}
