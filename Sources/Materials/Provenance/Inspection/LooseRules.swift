/// The rules on Rust and Ruby that run when a package is built, installed or loaded: read line by
/// line, with comments left out. What comes together in one file is what counts.
struct LooseRules {
    /// Which language, for its comments and its words.
    enum Language { case rust, ruby }

    private struct Sight: OptionSet {
        let rawValue: UInt16
        static let network = Sight(rawValue: 1)
        static let process = Sight(rawValue: 2)
        static let decodes = Sight(rawValue: 4)
        static let executes = Sight(rawValue: 8)
        static let environment = Sight(rawValue: 16)
        static let secret = Sight(rawValue: 32)
        static let drop = Sight(rawValue: 64)
        static let fetches = Sight(rawValue: 128)
        static let keys = Sight(rawValue: 256)
        static let runs = Sight(rawValue: 512)
    }

    private static let words: [(Sight, Language, [String])] = [
        (
            .network, .ruby,
            [
                "Net::HTTP", "open-uri", "URI.open", "TCPSocket", "HTTParty", "Faraday",
                "RestClient", "URI.parse(", "OpenURI",
            ]
        ),
        (.process, .ruby, ["system(", "system ", "IO.popen", "Open3.", "exec(", "spawn(", "%x"]),
        (.decodes, .ruby, ["Base64.", "unpack(", "unpack1(", "Zlib::Inflate", "[\"", ".pack("]),
        (.executes, .ruby, ["eval(", "eval ", "instance_eval", "class_eval("]),
        (.environment, .ruby, ["ENV.to_h", "ENV.to_a", "ENV.each", "ENV.inspect", "ENV.map"]),
        (
            .network, .rust,
            ["TcpStream", "reqwest", "ureq::", "hyper::", "attohttpc", "minreq", "curl::"]
        ),
        (
            .process, .rust,
            [
                "Command::new(\"sh\"", "Command::new(\"bash\"", "Command::new(\"cmd",
                "Command::new(\"powershell", "Command::new(\"curl", "Command::new(\"wget",
                "Command::new(\"python", "Command::new(\"/", "Command::new(\"./",
            ]
        ),
        (.decodes, .rust, ["base64::", "STANDARD.decode", "hex::decode"]),
        (.environment, .rust, ["env::vars()"]),
        (
            .fetches, .rust,
            [
                "Command::new(\"curl", "Command::new(\"wget", "Command::new(\"powershell",
                "Command::new(\"certutil",
            ]
        ),
        (.fetches, .ruby, ["curl ", "wget "]),
        (.process, .ruby, ["`"]),
    ]

    /// What a line must hold for any rule to say something of it, beside what ``Signs`` asks of all.
    private static let rust = Grams([(1, asked(of: .rust).filter { $0.utf8.count >= 4 })])
    private static let ruby = Grams([(1, asked(of: .ruby).filter { $0.utf8.count >= 4 })])
    /// Words too short to be looked for by four bytes.
    private static let shortRuby = asked(of: .ruby).filter { $0.utf8.count < 4 }.map { Array($0.utf8) }

    private static func asked(of language: Language) -> [String] {
        words.filter { $0.1 == language }.flatMap(\.2) + Signs.commandPhrases + keyPatterns
    }

    private let language: Language
    private var rules: LineRules
    private var seen: Sight = []
    /// Whether a command stands beside the one that fetches.
    private var startsMore = false

    /// What one file shows.
    static func judge(
        _ bytes: [UInt8],
        _ language: Language,
        path: String,
        trigger: Trigger
    ) -> [Mark] {
        var rules = LooseRules(language, LineRules(path: path, trigger: trigger))
        let grams = language == .rust ? rust : ruby
        let short = language == .rust ? [] : shortRuby
        LineRules.read(bytes) { bytes, line in
            grams.groups(in: bytes, line) != 0 || !Signs.topics(in: bytes, line).isEmpty
                || short.contains { holds(bytes, line, $0) }
        } _: { line, number in
            guard !line.hasPrefix(language == .ruby ? "#" : "//") else { return }
            let here = rules.sights(in: line)
            rules.seen.formUnion(here)
            // A library may start and fetch whatever its callers ask it to.
            if trigger >= .import { rules.judge(line, here, number) }
        }
        rules.judgeTogether()
        return rules.rules.marks
    }

    private init(_ language: Language, _ rules: LineRules) {
        self.language = language
        self.rules = rules
    }

    private static func holds(
        _ bytes: borrowing Span<UInt8>,
        _ line: Range<Int>,
        _ wanted: [UInt8]
    ) -> Bool {
        guard let first = wanted.first, line.count >= wanted.count else { return false }
        for place in line.lowerBound...(line.upperBound - wanted.count)
        where bytes[place] == first {
            var count = 1
            while count < wanted.count, bytes[place + count] == wanted[count] { count += 1 }
            if count == wanted.count { return true }
        }
        return false
    }

    private func sights(in line: String) -> Sight {
        var here: Sight = []
        for (sight, of, words) in Self.words where of == language {
            if words.contains(where: { line.holds($0) }) { here.insert(sight) }
        }
        if Signs.secret(in: line) != nil { here.insert(.secret) }
        if Signs.dropPoint(in: line) != nil { here.insert(.drop) }
        if Self.isKeyPattern(line) { here.insert(.keys) }
        if language == .ruby, line.hasPrefix("eval(") || line.hasPrefix("eval ") {
            here.insert(.runs)
        }
        return here
    }

    private mutating func judge(_ line: String, _ here: Sight, _ number: Int) {
        if Signs.fetchAndRun(line) || Signs.handedShell(in: line) != nil {
            rules.add("NET-1", number, 100, "a command fetches something and runs it")
        }
        if here.contains([.executes, .network]) || here.contains([.executes, .drop]) {
            rules.add("NET-1", number, 100, "runs code that it has just fetched")
        }
        if here.contains([.decodes, .executes]) || here.contains([.decodes, .process]) {
            rules.add("EXEC-1", number, 100, "runs what was packed or encoded")
        }
        if here.contains(.process), !here.contains(.fetches) { startsMore = true }
    }

    private mutating func judgeTogether() {
        if seen.contains([.network, .keys]) {
            rules.add("CRED-1", 0, 80, "looks for the keys of wallets and speaks to the network")
        }
        guard rules.trigger >= .import else { return }
        if seen.contains([.network, .environment]) {
            rules.add("CRED-2", 0, 100, "takes all of the environment and speaks to the network")
        }
        if seen.contains([.network, .secret]) {
            rules.add("CRED-1", 0, 90, "looks where secrets lie and speaks to the network")
        }
        if seen.contains([.network, .runs]) {
            rules.add("NET-1", 0, 60, "fetches, and runs text as code")
        }
        guard rules.trigger == .install else { return }
        if seen.contains(.fetches), startsMore {
            rules.add("HOOK-1", 0, 80, "fetches something by a command and starts another")
        }
        if seen.contains([.network, .process]) {
            rules.add("HOOK-1", 0, 60, "speaks to the network and starts processes")
        } else if seen.contains(.network) {
            rules.add("HOOK-1", 0, 30, "speaks to the network")
        }
    }

    /// A pattern for keys, phrases or addresses of wallets.
    private static let keyPatterns = ["fA-F]{64}", "HJ-NP-Z", "0x[a-fA-F0-9]{40}", "Za-km-z]{87"]

    private static func isKeyPattern(_ line: some StringProtocol) -> Bool {
        keyPatterns.contains { line.holds($0) }
    }
}
