/// How a package is laid out: its own name and version, its hooks, and what its files are for.
struct PackageLayout {
    let kind: PackageKind
    private(set) var package: PackageName?
    private(set) var version: String?
    private(set) var marks: [Mark] = []
    /// Files that are run when it is installed.
    var hooks: Set<String> = []
    /// Files that are run at every start of what uses it, and folders of such, with their slash.
    var starts: Set<String> = []
    /// Modules that lie where an interpreter looks for them, and can be read.
    var modules: Set<String> = []
    /// Files that are run by whoever gives their order, and by nothing else.
    var programs: Set<String> = []
    /// Whether all of its code is run when somebody builds or installs with it.
    var isAllHook = false
    /// The folder that all of it lies in, with its slash.
    private(set) var root = ""
    /// The lines that a manifest has run.
    var commands: [[UInt8]] = []
    /// What its hooks say, to tell where they lead.
    private var hookTexts: [[UInt8]] = []

    init(_ members: [PackageInspector.Member], _ kind: PackageKind, fileName: String) {
        self.kind = kind
        if kind != .wheel, kind != .gem, kind != .conda {
            let firsts = Set(members.compactMap { $0.entry.name.parts(at: "/").first })
            if firsts.count == 1, let first = firsts.first { root = first + "/" }
        }
        var contents: [String: [UInt8]] = [:]
        for member in members { contents[member.entry.name] = member.bytes }
        func bytes(_ path: String) -> [UInt8]? { contents[path] }
        switch kind {
        case .wheel: readWheel(members, fileName)
        case .sdist: readSdist(bytes, fileName)
        case .npm: readNode(bytes)
        case .crate: readCrate(bytes)
        case .gem: readGem(members)
        case .composer: readComposer(bytes)
        case .goModule: readGoModule(members)
        case .conda: readConda(members)
        case .notebook: break
        }
        judgeVersion()
        hookTexts = commands
        for hook in hooks.sorted() {
            guard let text = bytes(hook) else { continue }
            hookTexts.append(text.count > Self.hookMax ? Array(text.prefix(Self.hookMax)) : text)
        }
    }

    /// Bytes of a hook in which other files' names are looked for.
    private static let hookMax = 1 << 20

    /// Whether a file lies where nothing is run from when the package is installed or imported,
    /// unless a hook of it says otherwise: its tests, examples and documents.
    func isAside(_ path: String) -> Bool {
        guard kind != .wheel, kind != .gem else { return false }
        let inner = relative(path).utf8
        guard let slash = inner.firstIndex(of: .slash), slash > inner.startIndex,
            let first = String(inner[..<slash]), Self.asides.contains(first)
        else { return false }
        let mentions = ["\(first)/", "import \(first)", "from \(first)", "\(first).py"]
        return !hookTexts.contains { text in mentions.contains { text.holds($0) } }
    }

    /// Whether a file stands among tests, wherever these lie.
    func isTest(_ path: String) -> Bool {
        path.holds("/test/") || path.holds("/tests/") || path.holds("/__tests__/")
            || relative(path).hasPrefix("test/") || relative(path).hasPrefix("tests/")
    }

    private static let asides: Set = [
        "test", "tests", "testing", "doc", "docs", "example", "examples", "benchmark",
        "benchmarks", "demo", "demos", "bench", "spec", "__tests__",
    ]

    /// Whether a file is run when it is installed, by a hook or by what a hook runs.
    func isHook(_ path: String) -> Bool {
        if isAllHook || hooks.contains(path) { return true }
        guard let last = path.parts(at: "/").last, last.utf8.count >= 4 else { return false }
        return hookTexts.contains { $0.holds(String(last)) }
    }

    /// Whether a script is in a language that installing this kind of package never runs.
    func isForeign(isPython: Bool) -> Bool {
        switch kind {
        case .wheel, .sdist, .conda, .notebook: !isPython
        case .npm: isPython
        case .crate, .gem, .composer, .goModule: true
        }
    }

    /// A path within the package, so that two releases can be compared.
    func relative(_ path: String) -> String {
        path.utf8.starts(with: root.utf8)
            ? String(path.utf8.dropFirst(root.utf8.count)) ?? path : path
    }

    mutating func name(_ ecosystem: Ecosystem, _ name: String?, _ version: String?) {
        if let name { package = PackageName(ecosystem, name) }
        self.version = version
    }

    mutating func add(_ rule: String, _ file: String, _ points: Int, _ why: String) {
        marks.append(
            Mark(rule: rule, file: file, line: 0, trigger: .install, why: why, points: points)
        )
    }

    private mutating func compare(_ claimed: [String], _ file: String) {
        guard claimed.count >= 2, let package, let version else { return }
        let isName = Ecosystem.pypi.normalised(claimed[0]) == package.name
        let isVersion = VersionOrder.python.compare(claimed[1], version) == .same
        if !isName || !isVersion {
            add("META-2", file, 80, "its metadata names another package or version than its file")
        }
    }

    private mutating func readWheel(_ members: [PackageInspector.Member], _ fileName: String) {
        let metadata = members.first { member in
            let parts = member.entry.name.split(separator: "/")
            return parts.count == 2 && parts[0].hasSuffix(".dist-info") && parts[1] == "METADATA"
        }
        guard let bytes = metadata?.bytes else {
            return add("META-2", "", 60, "a wheel without metadata")
        }
        let fields = InstalledFiles.headers(bytes)
        name(.pypi, fields["name"], fields["version"])
        compare(fileName.pieces(at: "-"), metadata?.entry.name ?? "")
        readStarts(members)
        for member in members {
            let path = member.entry.name
            let last = path.split(separator: "/").last.map(String.init) ?? path
            if path.holds(".data/scripts/") { judgeProgram(last, path, 100) }
            if path.hasSuffix(".dist-info/entry_points.txt"), let bytes = member.bytes {
                judgeEntryPoints(bytes, path)
            }
            if !path.contains("/"), path.hasSuffix(".py"),
                Self.standard.contains(String(path.dropLast(3)))
            {
                add("SHADOW-1", path, 80, "takes the place of a module of the standard library")
            }
        }
    }

    /// Only two groups become programs.
    private mutating func judgeEntryPoints(_ bytes: [UInt8], _ path: String) {
        var group = ""
        for line in OtherLocks.lines(bytes) {
            if line.hasPrefix("[") { group = line.trimmed }
            guard group == "[console_scripts]" || group == "[gui_scripts]", line.contains("=")
            else { continue }
            judgeProgram(line.prefix { $0 != "=" }.trimmed, path, 80)
        }
    }

    private mutating func readSdist(_ bytes: (String) -> [UInt8]?, _ fileName: String) {
        hooks.insert(root + "setup.py")
        if let info = bytes(root + "PKG-INFO") {
            let fields = InstalledFiles.headers(info)
            name(.pypi, fields["name"], fields["version"])
        }
        guard let project = bytes(root + "pyproject.toml"), let tree = try? Tree.toml(project)
        else {
            return
        }
        // A build backend of one's own runs when it is built.
        if tree.at("build-system", "backend-path") != nil,
            let backend = tree.at("build-system", "build-backend")?.string
        {
            let path = backend.prefix { $0 != ":" }.map { $0 == "." ? "/" : String($0) }.joined()
            for folder in tree.at("build-system", "backend-path")?.items ?? [] {
                let place = folder.string == "." ? "" : (folder.string ?? "") + "/"
                hooks.insert(root + place + path + ".py")
                hooks.insert(root + place + path + "/__init__.py")
            }
        }
        judgeProjectScripts(tree)
        judgeBuildNeeds(tree)
    }

    /// A version far beyond what anybody reaches, so that it wins over the one inside.
    private mutating func judgeVersion() {
        let first = (version ?? "").prefix { $0 != "." }
        guard let major = Int(first), (90...99).contains(major), package != nil else { return }
        add("CONF-1", "", 30, "its version is so high that it wins over every other")
    }

    private mutating func readNode(_ bytes: (String) -> [UInt8]?) {
        guard let manifest = bytes(root + "package.json"), let tree = try? Tree.json(manifest)
        else {
            return add("META-2", "package.json", 40, "an npm package without a manifest")
        }
        name(.npm, tree["name"]?.string, tree["version"]?.string)
        judgeBin(tree)
        for hook in ["preinstall", "install", "postinstall"] {
            guard let command = tree.at("scripts", hook)?.string else { continue }
            commands.append(Array(command.utf8))
            judgeHook(hook, command)
        }
        for group in ["dependencies", "optionalDependencies"] {
            for member in tree[group]?.members ?? [] {
                let text = member.value.string ?? ""
                if text.hasPrefix("http") || (text.holds("git") && text.holds("/")) {
                    let commit = text.pieces(at: "#").last ?? ""
                    guard !Component.isCommit(commit) else { continue }
                    // What a forge serves others can read too; any other host serves what it likes.
                    let isForge = Signs.forges.contains { text.holds($0) }
                    let points = text.hasPrefix("http") && !isForge ? 70 : 30
                    add("DEP-1", "package.json", points, "needs \(member.key) from an address")
                }
            }
        }
    }

    private mutating func judgeHook(_ hook: String, _ command: String) {
        for word in command.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "&" }) {
            var path = String(word.filter { $0 != "\"" && $0 != "'" })
            if path.hasPrefix("./") { path.removeFirst(2) }
            if path.hasSuffix(".js") || path.hasSuffix(".cjs") || path.hasSuffix(".mjs") {
                hooks.insert(root + path)
            } else if command.hasPrefix("node ") {
                hooks.insert(root + path + ".js")
                hooks.insert(root + path + "/index.js")
            }
        }
        if let code = Self.inlineCode(command) {
            let script = Script(Array(code.utf8), .javascript, trigger: .install)
            marks += ScriptRules(script, file: "package.json").marks
            for place in script.text.tokens.indices where script.text.tokens[place].isName(.require)
            {
                let path = script.string(place + 2)
                guard path.hasPrefix("./") else { continue }
                let plain = root + path.dropFirst(2)
                hooks.formUnion([plain, plain + ".js", plain + "/index.js"])
            }
        }
        let shell = Signs.handedShell(in: command)
        let packed = [
            "base64", "atob", "eval", "Buffer", "\\x", "http", "child_process", "bash -c",
        ]
        if Signs.fetchAndRun(command) || shell != nil {
            add("HOOK-1", "package.json", 100, "its \(hook) hook fetches something and runs it")
        } else if command.holds("curl ") || command.holds("wget ")
            || Signs.dropPoint(in: command) != nil
        {
            add("HOOK-1", "package.json", 90, "its \(hook) hook speaks to the network")
        } else if command.lowercased().holds("powershell") || command.holds("wscript")
            || command.holds("mshta")
        {
            add("HOOK-1", "package.json", 80, "its \(hook) hook starts a script of Windows")
        } else if ["node -e", "bash -c", "python -c", "python3 -c", "base64"]
            .contains(where: { command.holds($0) })
        {
            let isPacked = packed.contains { command.holds($0) }
            let points = isPacked || !command.holds("node -e") ? 70 : 15
            add("HOOK-1", "package.json", points, "its \(hook) hook carries code in a line")
        }
    }

    /// The code of `node -e "…"`.
    private static func inlineCode(_ command: String) -> String? {
        guard
            let option = command.range(ofText: "node -e ") ?? command.range(ofText: "node --eval ")
        else { return nil }
        let rest = command[option.upperBound...].drop { $0 == " " }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return String(rest) }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
