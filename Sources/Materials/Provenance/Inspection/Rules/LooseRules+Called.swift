/// What is told of at any moment, and what waits for a call.
extension LooseRules {
    /// What one line alone gives away, whenever it runs.
    mutating func judgeAnywhere(_ line: String, _ here: Sight, _ number: Int) {
        if line.holds("://") { addresses += line.lowercased() }
        for house in Signs.houses(in: line) { houses.insert(house) }
        if Signs.relaysBot(line) {
            rules.add("TAP-2", number, 60, "hands a bot's token to another host than its own")
        }
        guard rules.trigger == .call else { return }
        let isRun = !here.isDisjoint(with: [.executes, .process])
        if here.contains(.decodes), here.contains(.executes) || line.holds("system(") {
            rules.add("EXEC-1", number, 60, "runs what was packed or encoded")
        } else if isRun, here.contains(.executes), here.contains(.network) {
            rules.add("NET-1", number, 60, "runs code that it has just fetched")
        }
    }

    /// A word of what acts that a line writes in pieces.
    mutating func judgePieces(_ line: String, _ written: String, _ number: Int) {
        let words = [
            "system", "shell_exec", "passthru", "base64_decode", "eval", "/bin/sh", "/bin/bash",
            "curl ", "wget ", "Net::HTTP", "Kernel", "https://", "http://", "TcpStream",
            "powershell", "proc_open", "assert", "create_function", "popen", "Process", ".ssh/",
        ]
        // Only what is cut within itself: a line that is too long is cut between words.
        guard let word = words.first(where: { line.holds($0) && !written.holds($0) }) else {
            return
        }
        seen.insert(.hidden)
        rules.add("HIDE-2", number, 60, "writes \(word) in pieces")
    }

    /// Words that are numbers, or encoded.
    mutating func judgeHidden(_ bytes: [UInt8], _ wanted: (Int) -> Bool) {
        guard let found = HiddenWords.find(in: bytes) else { return }
        let number = 1 + bytes[..<found.place].count { $0 == .newline }
        guard wanted(number) else { return }
        seen.insert(.hidden)
        // What acts may stand in another function of the same file.
        let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
        let acts = language.words.contains { sight, words in
            !sight.isDisjoint(with: [.network, .process, .starts, .executes])
                && words.contains { text.holds($0) }
        }
        rules.add("HIDE-2", number, acts ? 60 : 30, "hides what it says: \(found.word)")
    }

    /// Whether secrets are taken whose house is none of the addresses named.
    private var isForeign: Bool {
        !houses.isEmpty && !addresses.isEmpty && houses.contains { !addresses.holds($0) }
    }

    /// What waits for a call: abilities, unless they fit together too well.
    mutating func judgeCalled() {
        judgeTakenLater()
        let isOwn = !addresses.isEmpty || seen.contains(.hidden) || seen.contains(.dials)
        let isTold = !seen.isDisjoint(with: [.own, .hidden, .dials])
        let isHidden = seen.contains(.drop) || seen.contains(.hidden)
        if !seen.isDisjoint(with: [.starts, .process]), seen.contains(.frees), isHidden,
            !seen.contains(.digest), seen.contains(.starts) || seen.contains(.network)
        {
            rules.add("DROP-2", 0, 60, "makes a file of a passing folder a program, and starts one")
        }
        if seen.contains([.network, .process]), seen.contains(.shell) || seen.contains(.drop) {
            rules.add(
                "NET-1",
                0,
                isTold && (language.isExact || seen.contains(.hidden)) ? 60 : 25,
                "speaks to the network and runs a shell"
            )
        }
        if seen.contains([.network, .runs]), isOwn {
            rules.add("NET-1", 0, language.runsText ? 60 : 30, "fetches, and runs text as code")
        }
        if seen.contains([.decodes, .process, .network]) {
            rules.add("EXEC-1", 0, 30, "unpacks something, fetches and starts processes")
        }
    }

    private mutating func judgeTakenLater() {
        let sends = seen.contains(.network) || seen.contains([.asks, .address])
        guard sends else { return }
        if seen.contains([.asks, .address, .setting]) {
            rules.add("CRED-5", 0, 60, "takes a secret of the environment, and asks an address")
        } else if seen.contains(.setting), isForeign {
            rules.add("CRED-5", 0, 60, "takes somebody else's secret, and asks an address")
        }
        if seen.contains([.secret, .setting]), seen.contains(.network) {
            rules.add("CRED-1", 0, 60, "looks where secrets lie and can send them")
        } else if seen.contains([.grave, .grasps]),
            !addresses.isEmpty || seen.contains(.hidden) || seen.contains(.dials)
        {
            rules.add("CRED-1", 0, 60, "reads where secrets lie and asks an address of its own")
        }
        if seen.contains(.environment) {
            rules.add("CRED-2", 0, 60, "takes all of the environment and speaks to the network")
        }
    }
}

/// What is asked of lines of any language.
extension Signs {
    static let graveKinds: Set = ["SSH keys", "wallets", "browser stores", "shell history"]

    /// The houses whose secret settings a line names.
    static func houses(in line: String) -> [String] {
        guard line.utf8.contains(0x5F) else { return [] }
        let words = line.split { !($0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")) }
        return words.compactMap { word in
            let name = String(word)
            return name.utf8.count >= 6 && isSecretSetting(name) ? house(ofSetting: name) : nil
        }
    }

    /// The way a messenger's bots are spoken to, at a host that is not the messenger's: who stands
    /// there sees the token and all that is said.
    static func relaysBot(_ text: String) -> Bool {
        guard let bot = text.range(ofText: "/bot"), let scheme = text.range(ofText: "://"),
            scheme.upperBound < bot.lowerBound
        else { return false }
        let host = text[scheme.upperBound..<bot.lowerBound]
        let rest = text[bot.upperBound...]
        let speaks = ["/sendMessage", "/sendDocument", "/getUpdates", "/sendPhoto"]
            .contains { rest.holds($0) }
        let isNamed = host.utf8.contains(0x2E) && !host.utf8.contains(0x7B)
        return speaks && isNamed && !host.holds("telegram.org") && !host.hasPrefix("localhost")
            && !host.hasPrefix("127.")
    }
}
