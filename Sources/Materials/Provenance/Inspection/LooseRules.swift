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

    private let path: String
    private let language: Language
    private let trigger: Trigger
    private var seen: Sight = []
    /// Whether a command stands beside the one that fetches.
    private var startsMore = false
    private var marks: [Mark] = []

    /// What one file shows.
    static func judge(
        _ bytes: [UInt8],
        _ language: Language,
        path: String,
        trigger: Trigger
    ) -> [Mark] {
        var rules = LooseRules(path: path, language: language, trigger: trigger)
        let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let plain = line.trimmed
            guard !plain.hasPrefix(language == .ruby ? "#" : "//") else { continue }
            let here = rules.sights(in: plain)
            rules.seen.formUnion(here)
            // A library may start and fetch whatever its callers ask it to.
            if trigger >= .import { rules.judge(plain, here, number) }
        }
        rules.judgeTogether()
        return rules.marks
    }

    private init(path: String, language: Language, trigger: Trigger) {
        self.path = path
        self.language = language
        self.trigger = trigger
    }

    private mutating func add(_ rule: String, _ line: Int, _ points: Int, _ why: String) {
        guard !marks.contains(where: { $0.rule == rule }) else { return }
        marks.append(
            Mark(
                rule: rule,
                file: path,
                line: line,
                trigger: trigger,
                why: why + ", " + trigger.words,
                points: points
            )
        )
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
            add("NET-1", number, 100, "a command fetches something and runs it")
        }
        if here.contains([.executes, .network]) || here.contains([.executes, .drop]) {
            add("NET-1", number, 100, "runs code that it has just fetched")
        }
        if here.contains([.decodes, .executes]) || here.contains([.decodes, .process]) {
            add("EXEC-1", number, 100, "runs what was packed or encoded")
        }
        if here.contains(.process), !here.contains(.fetches) { startsMore = true }
    }

    private mutating func judgeTogether() {
        if seen.contains([.network, .keys]) {
            add("CRED-1", 0, 80, "looks for the keys of wallets and speaks to the network")
        }
        guard trigger >= .import else { return }
        if seen.contains([.network, .environment]) {
            add("CRED-2", 0, 100, "takes all of the environment and speaks to the network")
        }
        if seen.contains([.network, .secret]) {
            add("CRED-1", 0, 90, "looks where secrets lie and speaks to the network")
        }
        if seen.contains([.network, .runs]) {
            add("NET-1", 0, 60, "fetches, and runs text as code")
        }
        guard trigger == .install else { return }
        if seen.contains(.fetches), startsMore {
            add("HOOK-1", 0, 80, "fetches something by a command and starts another")
        }
        if seen.contains([.network, .process]) {
            add("HOOK-1", 0, 60, "speaks to the network and starts processes")
        } else if seen.contains(.network) {
            add("HOOK-1", 0, 30, "speaks to the network")
        }
    }

    /// A pattern for keys, phrases or addresses of wallets.
    private static func isKeyPattern(_ line: some StringProtocol) -> Bool {
        let text = String(line)
        return text.holds("fA-F]{64}") || text.holds("HJ-NP-Z") || text.holds("0x[a-fA-F0-9]{40}")
            || text.holds("Za-km-z]{87")
    }
}
