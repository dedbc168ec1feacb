/// What is told of at any moment, and what waits for a call.
extension LooseRules {
    /// What one line alone gives away, whenever it runs.
    mutating func judgeAnywhere(_ line: String, _ here: Sight, _ number: Int) {
        for house in Signs.houses(in: line) { houses.insert(house) }
        if here.contains(.request) { asked = number }
        // What a visitor says, and a shell to say it to.
        if !here.isDisjoint(with: [.process, .starts]), here.contains(.shell), asked != Int.min,
            number - asked <= Self.doorMax
        {
            rules.add("BACK-1", number, 60, "runs what visitors of a page send")
        }
        judgeKey(line, here, number)
        if here.contains(.aside) { aside = number }
        if silent == nil, aside != Int.min, number - aside <= Self.asideMax,
            !here.isDisjoint(with: [.network, .asks]), Self.namesSecret(line)
        {
            silent = number
        }
        judgeHarm(line, number)
        if Signs.botActs.contains(where: { line.holds($0) }) { relays.append((line, number)) }
        guard rules.trigger == .call else { return }
        let isRun = !here.isDisjoint(with: [.executes, .process])
        if here.contains(.decodes), here.contains(.executes) || line.holds("system(") {
            rules.add("EXEC-1", number, 60, "runs what was packed or encoded")
        } else if isRun, here.contains(.executes), here.contains(.network) {
            rules.add("NET-1", number, 60, "runs code that it has just fetched")
        }
    }

    /// Who is told of what other code is given, and speaks to an address of its own.
    mutating func judgeTaps() {
        let isOwn = !addresses.isEmpty || seen.contains(.hidden) || anywhere.contains(.dials)
        guard anywhere.contains(.network), isOwn else { return }
        if anywhere.contains(.taps) {
            rules.add("TAP-1", 0, 60, "is told of what other code is given, and can send it")
        } else if anywhere.contains([.covers, .secretName, .own]) {
            rules.add("TAP-1", 0, 60, "takes the place of what is given secrets, and can send them")
        }
    }

    /// A shell that is told what was mixed with a key.
    mutating func judgeTurned() {
        guard seen.contains([.turns, .shell]), !seen.isDisjoint(with: [.starts, .process]) else {
            return
        }
        let points = rules.trigger >= .import ? 100 : 60
        rules.add("EXEC-1", 0, points, "has a shell run words that were turned into others")
    }

    /// Lines between what is asked of a request and what runs it.
    private static let doorMax = 8

    /// A tree that is nobody's but the user's, removed; and a shell that speaks over a connection.
    private mutating func judgeHarm(_ line: String, _ number: Int) {
        let removes = ["remove_dir_all(", "RemoveAll(", "rm_rf", "rm_r(", "remove_entry"]
            .contains { line.holds($0) }
        let isHome = [
            "\"HOME\"", "home_dir()", "UserHomeDir", "Dir.home", "ENV['HOME']", "(\"/\")",
        ]
        .contains { line.holds($0) }
        if removes, isHome {
            rules.add("WIPE-1", number, 80, "removes what is not its own")
        }
        if line.holds("from_raw_fd("), line.holds("stdin") || line.holds("stdout") {
            rules.add("SHELL-1", number, 80, "puts a connection in the place of input and output")
        }
    }

    /// Lines within which what is done beside belongs to the line that says so.
    private static let asideMax = 8

    /// Whether a value on a line is called as what opens something.
    private static func namesSecret(_ line: String) -> Bool {
        let bare = LooseLanguage.withoutStrings(line)
        return keyNames.contains { bare.holds($0) }
            || [
                "refresh_token", "access_token", "client.secret", "client_secret", "password",
                "api_secret", "session_token", "credentials", "refreshToken", "accessToken",
                "clientSecret", "Password",
            ].contains { bare.holds($0) }
    }

    private static let keyNames = [
        "mnemonic", "seed_phrase", "seedPhrase", "private_key", "privateKey", "PrivateKey",
        "secret_key", "secretKey", "SecretKey", "keypair", "passphrase", "privkey",
    ]

    /// What opens a wallet or an account, on the line that speaks to an address which it names.
    private mutating func judgeKey(_ line: String, _ here: Sight, _ number: Int) {
        guard line.holds("://"), !Self.isLocal(line) else { return }
        let bare = LooseLanguage.withoutStrings(line)
        let speaks =
            !here.isDisjoint(with: [.network, .asks])
            || [".post(", ".get(", ".Post(", ".send(", "http_request("].contains { bare.holds($0) }
        guard speaks else { return }
        let isEncoded = ["base64", "hex.", "unpack", "bin2hex", "EncodeTo"].contains {
            bare.holds($0)
        }
        let isKey = Self.keyNames.contains { bare.holds($0) }
        guard isKey || (isEncoded && here.contains(.secretName)) else { return }
        rules.add("KEY-1", number, 60, "sends a secret that it was given to an address of its own")
    }

    private static func isLocal(_ line: String) -> Bool {
        line.holds("://localhost") || line.holds("://127.") || line.holds("://0.0.0.0")
    }

    /// What bots are told through other hosts, once all addresses are known.
    mutating func judgeRelays() {
        if let silent, !addresses.isEmpty || seen.contains(.hidden) {
            let why = "sends a secret that it was given beside, and waits for no answer"
            rules.add("KEY-4", silent, 60, why)
        }
        for (line, number) in relays where Signs.relaysBot(line, addresses) {
            rules.add("TAP-2", number, 60, "hands a bot's token to another host than its own")
        }
    }

    /// A word of what acts that a line writes in pieces.
    mutating func judgePieces(_ line: String, _ written: String, _ number: Int) {
        let words = [
            "system", "shell_exec", "passthru", "base64_decode", "eval", "/bin/sh", "/bin/bash",
            "curl ", "wget ", "Net::HTTP", "Kernel", "https://", "http://", "TcpStream",
            "powershell", "proc_open", "assert", "create_function", "popen", "Process", ".ssh/",
            "\"curl\"", "\"wget\"", "\"bash\"", "\"nc\"", "\"sh\"", "/dev/tcp",
        ]
        // Only what is cut within itself: a line that is too long is cut between words.
        guard let word = words.first(where: { line.holds($0) && !written.holds($0) }) else {
            return
        }
        seen.insert(.hidden)
        rules.add("HIDE-2", number, 60, "writes \(word) in pieces")
    }

    /// Words that are numbers, or encoded.
    mutating func judgeHidden(
        _ found: (place: Int, word: String),
        _ bytes: [UInt8],
        _ wanted: (Int) -> Bool
    ) {
        let number = 1 + bytes[..<found.place].count { $0 == .newline }
        guard wanted(number) else { return }
        seen.insert(.hidden)
        // What acts may stand in another function of the same file.
        let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
        let acts = language.words.contains { sight, words in
            !sight.isDisjoint(with: [.network, .process, .starts, .executes])
                && words.contains { text.holds($0) }
        }
        let isCalled = found.word.hasPrefix("a function")
        let points = acts || isCalled ? 60 : 30
        rules.add("HIDE-2", number, points, "hides what it says: \(found.word)")
    }

    /// Whether a bare connection goes to a host that stands on its line.
    private var dialsOwn: Bool { seen.contains(.dialsOwn) }

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
        if seen.contains([.dials, .process]), !language.isExact, dialsOwn {
            rules.add("NET-1", 0, 60, "starts what a host of its own says")
        }
        if seen.contains([.network, .runs]), isOwn {
            rules.add("NET-1", 0, language.runsText ? 60 : 30, "fetches, and runs text as code")
        }
        if seen.contains([.network, .writes, .drop]), !seen.contains(.digest),
            seen.contains(.shell) || seen.contains(.own),
            !seen.isDisjoint(with: [.starts, .process])
        {
            rules.add("DROP-2", 0, 60, "has a shell run what it fetched to a passing folder")
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
        let words = line.utf8.split { !($0 &- 0x41 < 26 || $0.isDigit || $0 == 0x5F) }
        return words.compactMap { word in
            guard word.count >= 6 else { return nil }
            let name = String(Substring(word))
            return isSecretSetting(name) ? house(ofSetting: name) : nil
        }
    }

    /// What a messenger's bots are asked to do.
    static let botActs = ["/sendMessage", "/sendDocument", "/getUpdates", "/sendPhoto"]

    /// The way a messenger's bots are spoken to, at a host that is not the messenger's: who stands
    /// there sees the token and all that is said.
    ///
    /// - Parameter others: the addresses that are named elsewhere, where the text names none.
    static func relaysBot(_ text: String, _ others: String = "") -> Bool {
        guard botActs.contains(where: { text.holds($0) }), let bot = text.range(ofText: "/bot")
        else { return false }
        let isFirst = text.range(ofText: "://").map { $0.upperBound < bot.lowerBound } ?? false
        let named = isFirst ? String(text[..<bot.lowerBound]) : ""
        let isNamed = named.utf8.contains(0x2E) && !named.utf8.contains(0x7B)
        let hosts = isNamed ? named : others
        return hosts.holds("://") && !hosts.holds("telegram.org") && !hosts.holds("://localhost")
            && !hosts.holds("://127.")
    }
}
