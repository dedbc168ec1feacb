/// What files of one package do together that none of them does alone: one knows where secrets
/// lie, another sends what files hold; one runs what it is told, another is the text that tells it.
struct PackageTies {
    /// What one script knows and does.
    struct Ends: Sendable {
        /// Whether it names places of secrets that no service asks for.
        var namesGraves = false
        /// The line that sends what a file holds to an address of the package's own.
        var sendsFile: Int?
        /// Whether it runs text as code, or starts processes, or loads what is named to it.
        var runs = false
    }

    private(set) var namesGraves = false
    private(set) var sender: (path: String, line: Int)?
    /// Scripts that run what they are told.
    private var running: Set<String> = []
    /// Texts that are no scripts, and hold what only a script would.
    private var texts: [(path: String, what: String)] = []

    /// Texts of one package that are remembered.
    private static let textsMax = 16

    mutating func take(_ ends: Ends, _ path: String) {
        if ends.namesGraves { namesGraves = true }
        if ends.runs { running.insert(path) }
        if sender == nil, let line = ends.sendsFile { sender = (path, line) }
    }

    mutating func take(_ text: String, _ path: String) {
        if texts.count < Self.textsMax { texts.append((path, text)) }
    }

    /// What comes of it, by file.
    func marks(_ members: [PackageInspector.Member]) -> [(path: String, mark: Mark)] {
        var marks: [(path: String, mark: Mark)] = []
        if namesGraves, let sender {
            let why = "sends what files hold to an address of its own, beside names of secrets"
            marks.append((sender.path, Self.mark("CRED-6", sender.path, sender.line, why)))
        }
        for (path, what) in texts where runs(path, members) {
            let why = "a text that says what a script of the package runs: \(what)"
            marks.append((path, Self.mark("EXEC-5", path, 0, why)))
        }
        return marks
    }

    private static func mark(_ rule: String, _ path: String, _ line: Int, _ why: String) -> Mark {
        Mark(rule: rule, file: path, line: line, trigger: .import, why: why, points: 60)
    }

    /// What runs text as code, or starts what it is told, in languages that are read by lines.
    private static let runners = [
        "exec(", "eval(", "Popen(", "instance_eval", "constantize", "Process.spawn", "IO.popen",
        "const_get", "public_send", "system(", "Command::new", "exec.Command", "popen(",
    ]

    /// Bytes of a script that are looked through for the name of a text.
    private static let scriptMax = 256 << 10

    /// Whether a script of the package names a text, and runs what nobody reads there.
    private func runs(_ path: String, _ members: [PackageInspector.Member]) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        return members.contains { member in
            let isRead = [".rb", ".php", ".rs", ".go"].contains { member.entry.name.hasSuffix($0) }
            guard isRead || running.contains(member.entry.name),
                let bytes = member.bytes, bytes.count <= Self.scriptMax,
                bytes.holds(name) || (stem.utf8.count >= 4 && bytes.holds("/" + stem))
            else { return false }
            return !isRead || Self.runners.contains { bytes.holds($0) }
        }
    }
}

extension ScriptRules {
    /// What the script has to do with other files of its package.
    var ends: PackageTies.Ends {
        var ends = PackageTies.Ends()
        ends.namesGraves = zip(script.literals, script.topics).contains { place, topics in
            guard topics.contains(.secret) else { return false }
            let text = script.string(place)
            guard !Signs.isProse(text), let kind = Signs.secret(in: text) else { return false }
            return Signs.graveKinds.contains(kind) || kind == "AWS credentials"
        }
        let loaders: Set = ["import_module", "_load", "_compile", "__import__"]
        // Or it holds what starts processes, by whatever name it calls that.
        ends.runs = ["child_process", "subprocess"].contains { script.aliasNames.contains($0) }
        ends.runs = ends.runs || script.calls.contains { call in
            if loaders.contains(call.last) { return true }
            // What is named where it stands is no order of a text.
            let isNamed = call.arguments.first.map { script.text.tokens[$0].kind == .string }
            return !call.kind.isDisjoint(with: [.execution, .process])
                || ((call.kind.contains(.dynamic) || call.last == "require") && isNamed == false)
        }
        guard network != nil else { return ends }
        let reading: Set = ["read_bytes", "read_text", "readFileSync", "createReadStream", "open"]
        let sends = script.calls.first { call in
            isActingOnNetwork(call) && call.arguments.prefix(60).contains { place in
                script.text.tokens[place].kind == .name && reading.contains(script.string(place))
            } && asksOwn(call)
        }
        ends.sendsFile = sends?.line
        return ends
    }
}
