/// The rules on Rust, Ruby, PHP and Go that run when a package is built, installed or loaded: read
/// line by line, with comments left out. What comes together in one file is what counts.
struct LooseRules {
    /// What a line does, by the words in it.
    struct Sight: OptionSet {
        let rawValue: UInt64
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
        /// What a visitor of a page sends.
        static let request = Sight(rawValue: 1_024)
        /// A place from which something is started again.
        static let stays = Sight(rawValue: 2_048)
        static let writes = Sight(rawValue: 4_096)
        /// A shell that a process is started with.
        static let shell = Sight(rawValue: 8_192)
        /// A setting whose name says that it opens something.
        static let setting = Sight(rawValue: 16_384)
        /// A digest that what is fetched is held to.
        static let digest = Sight(rawValue: 32_768)
        /// Asks what may be a file or an address.
        static let asks = Sight(rawValue: 65_536)
        static let address = Sight(rawValue: 131_072)
        /// Starts a process that nothing here names.
        static let starts = Sight(rawValue: 262_144)
        static let reads = Sight(rawValue: 524_288)
        /// Reads where a secret lies.
        static let grasps = Sight(rawValue: 1_048_576)
        /// Makes a file a program.
        static let frees = Sight(rawValue: 2_097_152)
        /// A secret of the environment that is another house's.
        static let foreign = Sight(rawValue: 4_194_304)
        /// Words that were turned into other letters or numbers.
        static let hidden = Sight(rawValue: 8_388_608)
        /// A place of secrets that no service asks for.
        static let grave = Sight(rawValue: 16_777_216)
        /// Speaks to an address that stands on the same line.
        static let own = Sight(rawValue: 67_108_864)
        /// Speaks over a bare connection.
        static let dials = Sight(rawValue: 33_554_432)
        /// Is told of what other code does and is given.
        static let taps = Sight(rawValue: 268_435_456)
        /// Puts a method in the place of another's.
        static let covers = Sight(rawValue: 536_870_912)
        /// Speaks over a bare connection to a host that stands on the same line.
        static let dialsOwn = Sight(rawValue: 2_147_483_648)
        /// A name that says it opens something.
        static let secretName = Sight(rawValue: 1_073_741_824)
        /// Takes in a file of settings, by a format that people write.
        static let settings = Sight(rawValue: 134_217_728)
        /// Mixes letters with a key, one by one.
        static let turns = Sight(rawValue: 1 << 32)
        /// The folder where a build tool keeps its settings, and the file that it keeps them in.
        static let toolHome = Sight(rawValue: 1 << 33)
        static let toolFile = Sight(rawValue: 1 << 34)
        /// Does something beside, so that nobody waits for it or hears that it failed.
        static let aside = Sight(rawValue: 1 << 35)
    }

    /// What a file says, whichever of its lines run when.
    struct Reading {
        let lines: [Line]
        /// What it hides, and where.
        let hidden: (place: Int, word: String)?
    }

    /// A line that a rule may say something of.
    struct Line {
        /// As it is written, and with what it puts together in one piece.
        let written: String
        let joined: String
        let number: Int
        /// What it does.
        let sights: Sight
    }

    let language: LooseLanguage
    var rules: LineRules
    var seen: Sight = []
    /// What all lines show, whenever they run.
    var anywhere: Sight = []
    /// The last line that takes something from a request.
    var asked = Int.min
    /// Whether a command stands beside the one that fetches.
    private var startsMore = false
    /// The houses whose secrets are asked for, and the addresses that are named.
    var houses: Set<String> = []
    var addresses = ""
    /// Lines that ask something of a messenger's bots.
    var relays: [(line: String, number: Int)] = []
    /// The last line that does something beside, and the first that sends a secret there.
    var aside = Int.min
    var silent: Int?

    /// What one file shows.
    static func judge(
        _ bytes: [UInt8],
        _ language: LooseLanguage,
        path: String,
        trigger: Trigger
    ) -> [Mark] {
        let rules = LooseRules(language, LineRules(path: path, trigger: trigger))
        return rules.judged(bytes, read(bytes, language)) { _ in true }
    }

    /// - Parameter wanted: the numbers of the lines that run at the trigger.
    private consuming func judged(
        _ bytes: [UInt8],
        _ reading: Reading,
        isHalf: Bool = false,
        on wanted: (Int) -> Bool
    ) -> [Mark] {
        var rules = self
        let trigger = rules.rules.trigger
        for one in reading.lines {
            let (line, here, number) = (one.joined, one.sights, one.number)
            rules.anywhere.formUnion(here)
            if line.holds("://") { rules.addresses += line.lowercased() }
            guard wanted(number) else { continue }
            if line != one.written { rules.judgePieces(line, one.written, number) }
            rules.judgeAnywhere(line, here, number)
            rules.seen.formUnion(here)
            // A library may start and fetch whatever its callers ask it to.
            if trigger >= .import { rules.judge(line, here, number) }
            if here.contains(.request), !here.isDisjoint(with: [.executes, .process]) {
                rules.rules.add("NET-1", number, 100, "runs what visitors of a page send")
            }
        }
        if let hidden = reading.hidden { rules.judgeHidden(hidden, bytes, wanted) }
        rules.judgeRelays()
        if !isHalf { rules.judgeTaps() }
        rules.judgeTogether()
        rules.rules.tellUnread(bytes)
        return rules.rules.marks
    }

    /// What one file shows, of which some lines run at a trigger and others when they are called.
    static func judge(
        _ bytes: [UInt8],
        _ language: LooseLanguage,
        path: String,
        trigger: Trigger,
        reaching reach: LineReach
    ) -> [Mark] {
        let reading = read(bytes, language)
        let early = LooseRules(language, LineRules(path: path, trigger: trigger))
        let late = LooseRules(language, LineRules(path: path, trigger: .call))
        return early.judged(bytes, reading, isHalf: true, on: reach.holds)
            + late.judged(bytes, reading) { !reach.holds($0) }
    }

    private static func read(_ bytes: [UInt8], _ language: LooseLanguage) -> Reading {
        var lines: [Line] = []
        LineRules.read(bytes, isJoined: true) { bytes, line in
            language.mayMatter(bytes, line)
        } _: { written, number in
            guard !language.isComment(written) else { return }
            let joined = LooseLanguage.joined(written)
            let here = sights(in: joined, language)
            lines.append(Line(written: written, joined: joined, number: number, sights: here))
        }
        return Reading(lines: lines, hidden: HiddenWords.find(in: bytes))
    }

    private init(_ language: LooseLanguage, _ rules: LineRules) {
        self.language = language
        self.rules = rules
    }

    private static func sights(in line: String, _ language: LooseLanguage) -> Sight {
        var here: Sight = []
        let topics = Signs.topics(in: line.utf8Span.span, 0..<line.utf8.count)
        let secret = topics.contains(.secret) ? Signs.secret(in: line) : nil
        for (sight, words) in language.words {
            if words.contains(where: { line.holds($0) }) { here.insert(sight) }
        }
        if !line.utf8.contains(0x5E) { here.remove(.turns) }
        if secret != nil { here.insert(.secret) }
        if topics.contains(.drop), Signs.dropPoint(in: line) != nil { here.insert(.drop) }
        if here.contains([.secret, .reads]) { here.insert(.grasps) }
        if topics.contains(.act) {
            if let place = Signs.persistence(in: line), place != ".profile",
                line.holds("\"") || line.holds("'")
            {
                here.insert(.stays)
            }
            if Signs.metadata(in: line) { here.insert(.secret) }
        }
        if line.holds("sha256") || line.holds("SHA256") || line.holds("Sha256") {
            here.insert(.digest)
        }
        // What is started inherits it: that sends nothing.
        if here.contains(.environment), line.holds(".Env = ") || line.holds("Env:") {
            here.remove(.environment)
        }
        if here.contains(.network), line.holds("://") { here.insert(.own) }
        if here.contains(.dials), namesHost(line) { here.insert(.dialsOwn) }
        if Signs.namesSecretSetting(line) { here.insert(.setting) }
        if let secret, Signs.graveKinds.contains(secret) { here.insert(.grave) }
        if LooseLanguage.keyPatterns.contains(where: { line.holds($0) }) { here.insert(.keys) }
        if language.evaluations.contains(where: { line.hasPrefix($0) }) { here.insert(.runs) }
        return here
    }

    /// Whether a string of a line is a host somewhere.
    private static func namesHost(_ line: String) -> Bool {
        line.utf8.split { $0 == 0x22 || $0 == 0x27 || $0 == 0x3A }.contains { part in
            let bytes = Array(part)
            return (7...60).contains(bytes.count) && Signs.isHost(bytes[...])
        }
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

    /// A shell at the other end of a connection.
    private mutating func judgeShell() {
        guard seen.contains([.dials, .shell]), !seen.isDisjoint(with: [.process, .starts]) else {
            return
        }
        let points = rules.trigger >= .import ? 100 : 60
        rules.add("SHELL-1", 0, points, "starts a shell, and speaks over a bare connection")
    }

    /// What no file of settings accounts for.
    private static let foreignSights: Sight = [.network, .drop, .hidden, .writes, .fetches]

    private mutating func judgeTogether() {
        judgeTurned()
        if seen.contains([.network, .keys]) {
            rules.add("CRED-1", 0, 80, "looks for the keys of wallets and speaks to the network")
        }
        judgeShell()
        guard rules.trigger >= .import else { return judgeCalled() }
        if seen.contains([.decodes, .runs]) {
            rules.add("EXEC-1", 0, 80, "runs text as code, and unpacks what was packed")
        }
        if seen.contains([.stays, .writes]) {
            rules.add("PERS-1", 0, 80, "writes to stay")
        }
        if !seen.isDisjoint(with: [.process, .starts]),
            seen.contains(.secret) || seen.contains(.setting),
            rules.trigger == .install || language.isExact
        {
            rules.add("CRED-1", 0, 80, "takes secrets and starts processes")
        }
        if seen.contains([.network, .setting]), language.isExact || rules.trigger == .install {
            rules.add("CRED-5", 0, 80, "takes a secret of the environment, and can send it")
        }
        if seen.contains([.asks, .address, .setting]) {
            rules.add("CRED-5", 0, 60, "takes a secret of the environment, and asks an address")
        }
        if seen.contains([.network, .environment]) {
            rules.add("CRED-2", 0, 100, "takes all of the environment and speaks to the network")
        }
        if seen.contains([.network, .secret]) {
            // A file of a library may do the one here and the other there.
            let isSure =
                rules.trigger >= .install || language.isExact
                || !seen.isDisjoint(with: [.drop, .environment, .grasps])
            let points = isSure ? 90 : 40
            rules.add("CRED-1", 0, points, "looks where secrets lie and speaks to the network")
        }
        if seen.contains([.network, .runs]) {
            rules.add("NET-1", 0, 60, "fetches, and runs text as code")
        }
        if language.isExact, !seen.isDisjoint(with: [.process, .starts]) {
            // What a file of settings says may be started: who wrote that asked for it.
            let isSetting = seen.contains(.settings) && seen.isDisjoint(with: Self.foreignSights)
            if isSetting {
                rules.add("PROC-1", 0, 45, "starts what a file of settings says")
            } else if seen.contains(.network) || seen.contains(.decodes) || seen.contains(.drop) {
                rules.add("EXEC-2", 0, 80, "fetches or unpacks something and starts processes")
            } else {
                rules.add("PROC-1", 0, seen.contains(.shell) ? 70 : 45, "starts processes")
            }
        } else if language.isExact, seen.contains(.network) {
            // Where its user says, or where it says itself.
            let isOwn = !addresses.isEmpty || seen.contains(.hidden)
            rules.add("NET-4", 0, isOwn ? 60 : 45, "speaks to the network")
        }
        if rules.trigger == .install { judgeInstalling() }
    }

    /// What a build or an installation does.
    private mutating func judgeInstalling() {
        if seen.contains([.writes, .toolHome, .toolFile]) {
            rules.add("PERS-1", 0, 80, "writes the settings of the tool that builds")
        }
        if seen.contains([.writes, .frees]), !seen.isDisjoint(with: [.process, .starts]) {
            rules.add("DROP-1", 0, 80, "writes a program and starts one")
        }
        if seen.contains(.fetches), startsMore {
            rules.add("HOOK-1", 0, 80, "fetches something by a command and starts another")
        }
        if seen.contains([.network, .process]) {
            // What is held to a digest is what its author chose.
            let points = seen.contains(.digest) ? 40 : 60
            rules.add("HOOK-1", 0, points, "speaks to the network and starts processes")
        } else if seen.contains(.network), !language.isExact {
            rules.add("HOOK-1", 0, 30, "speaks to the network")
        }
    }
}
