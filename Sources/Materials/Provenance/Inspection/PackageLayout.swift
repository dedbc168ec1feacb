/// How a package is laid out: its own name and version, its hooks, and what its files are for.
struct PackageLayout {
    let kind: PackageKind
    private(set) var package: PackageName?
    private(set) var version: String?
    private(set) var marks: [Mark] = []
    /// Files that are run when it is installed.
    private(set) var hooks: Set<String> = []
    /// The folder that all of it lies in, with its slash.
    private var root = ""

    init(_ members: [PackageInspector.Member], _ kind: PackageKind, fileName: String) {
        self.kind = kind
        if kind != .wheel, kind != .gem {
            let firsts = Set(members.compactMap { $0.entry.name.split(separator: "/").first })
            if firsts.count == 1, let first = firsts.first { root = first + "/" }
        }
        func bytes(_ path: String) -> [UInt8]? {
            members.first { $0.entry.name == path }.flatMap(\.bytes)
        }
        switch kind {
        case .wheel: readWheel(members, fileName)
        case .sdist: readSdist(bytes, fileName)
        case .npm: readNode(bytes)
        case .crate:
            if bytes(root + "build.rs") != nil { hooks.insert(root + "build.rs") }
            if let bytes = bytes(root + "Cargo.toml"), let tree = try? Tree.toml(bytes) {
                name(
                    .crates,
                    tree.at("package", "name")?.string,
                    tree.at("package", "version")?.string
                )
            }
        case .gem:
            hooks = Set(members.map(\.entry.name).filter { $0.hasSuffix("extconf.rb") })
        }
    }

    /// A path within the package, so that two releases can be compared.
    func relative(_ path: String) -> String {
        path.hasPrefix(root) ? String(path.dropFirst(root.utf8.count)) : path
    }

    private mutating func name(_ ecosystem: Ecosystem, _ name: String?, _ version: String?) {
        if let name { package = PackageName(ecosystem, name) }
        self.version = version
    }

    private mutating func add(_ rule: String, _ file: String, _ points: Int, _ why: String) {
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
        for member in members {
            let path = member.entry.name
            let last = path.split(separator: "/").last.map(String.init) ?? path
            if path.holds(".data/scripts/"), Self.shadows.contains(last) {
                add("SHADOW-1", path, 100, "puts a program named \(last) before the real one")
            }
            if path.hasSuffix(".dist-info/entry_points.txt"), let bytes = member.bytes {
                for line in OtherLocks.lines(bytes) {
                    let script = line.prefix { $0 != "=" }.trimmed
                    guard line.contains("="), Self.shadows.contains(script),
                        script != package?.name
                    else { continue }
                    add("SHADOW-1", path, 80, "puts a program named \(script) before the real one")
                }
            }
            if !path.contains("/"), path.hasSuffix(".py"),
                Self.standard.contains(String(path.dropLast(3)))
            {
                add("SHADOW-1", path, 80, "takes the place of a module of the standard library")
            }
        }
    }

    /// Programs whose place nobody else should take.
    private static let shadows: Set = [
        "python", "python3", "pip", "pip3", "git", "ls", "ssh", "sudo", "curl", "bash", "sh",
        "node",
        "npm", "docker", "kubectl", "aws",
    ]
    private static let standard: Set = [
        "os", "sys", "json", "socket", "ssl", "subprocess", "re", "io", "random", "hashlib",
        "logging", "threading", "time", "urllib", "http", "base64", "pickle", "shutil", "tempfile",
    ]

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
        for item in tree.at("build-system", "requires")?.items ?? [] {
            guard let text = item.string, text.holds("://") else { continue }
            add("DEP-1", "pyproject.toml", 40, "its build fetches something from an address")
        }
    }

    private mutating func readNode(_ bytes: (String) -> [UInt8]?) {
        guard let manifest = bytes(root + "package.json"), let tree = try? Tree.json(manifest)
        else {
            return add("META-2", "package.json", 40, "an npm package without a manifest")
        }
        name(.npm, tree["name"]?.string, tree["version"]?.string)
        for hook in ["preinstall", "install", "postinstall"] {
            guard let command = tree.at("scripts", hook)?.string else { continue }
            judgeHook(hook, command)
        }
        for group in ["dependencies", "optionalDependencies"] {
            for member in tree[group]?.members ?? [] {
                let text = member.value.string ?? ""
                if text.hasPrefix("http") || (text.holds("git") && text.holds("/")) {
                    let commit = text.pieces(at: "#").last ?? ""
                    guard !Component.isCommit(commit) else { continue }
                    add("DEP-1", "package.json", 30, "needs \(member.key) from an address")
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
        let shell = Signs.handedShell(in: command)
        if Signs.fetchAndRun(command) || shell != nil {
            add("HOOK-1", "package.json", 100, "its \(hook) hook fetches something and runs it")
        } else if command.holds("curl ") || command.holds("wget ")
            || Signs.dropPoint(in: command) != nil
        {
            add("HOOK-1", "package.json", 90, "its \(hook) hook speaks to the network")
        } else if command.holds("node -e") || command.holds("bash -c") || command.holds("python -c")
            || command.holds("base64")
        {
            add("HOOK-1", "package.json", 70, "its \(hook) hook carries code in a line")
        }
    }
}

/// RECORD: every member listed, every digest right, nothing listed that is not there.
enum WheelRecord {
    static func check(
        _ members: [PackageInspector.Member],
        sha256: ([UInt8]) -> [UInt8],
        sha512: ([UInt8]) -> [UInt8]
    ) -> [Mark] {
        var marks: [Mark] = []
        func add(_ file: String, _ why: String) {
            guard marks.count < 20 else { return }
            marks.append(
                Mark(rule: "REC-1", file: file, line: 0, trigger: .install, why: why, points: 80)
            )
        }
        let record = members.first {
            let parts = $0.entry.name.split(separator: "/")
            return parts.count == 2 && parts[0].hasSuffix(".dist-info") && parts[1] == "RECORD"
        }
        guard let record, let bytes = record.bytes else {
            add("RECORD", "a wheel without RECORD")
            return marks
        }
        let folder = record.entry.name.dropLast("RECORD".count)
        let exempt: Set = [record.entry.name, folder + "RECORD.jws", folder + "RECORD.p7s"]
        var listed: [String: String] = [:]
        for line in OtherLocks.lines(bytes) where !line.isEmpty {
            let fields = fields(line)
            guard fields.count >= 2 else { continue }
            if listed.updateValue(fields[1], forKey: fields[0]) != nil {
                add(fields[0], "is listed twice in RECORD")
            }
        }
        var present: Set<String> = []
        for member in members where member.entry.kind == .file {
            present.insert(member.entry.name)
            guard !exempt.contains(member.entry.name) else { continue }
            guard let claim = listed[member.entry.name] else {
                add(member.entry.name, "is not listed in RECORD")
                continue
            }
            guard let content = member.bytes, let equals = claim.firstIndex(of: "=") else {
                continue
            }
            let wanted = claim[claim.index(after: equals)...]
            let digest: [UInt8]
            switch claim[..<equals] {
            case "sha256": digest = sha256(content)
            case "sha512": digest = sha512(content)
            default: continue
            }
            if Base64.encodeURL(digest) != wanted {
                add(member.entry.name, "differs from what RECORD says of it")
            }
        }
        for path in listed.keys.sorted() where !present.contains(path) && !path.hasSuffix("/") {
            add(path, "is listed in RECORD and not there")
        }
        return marks
    }

    /// The fields of a line of CSV; quotes may hold commas.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for letter in line {
            if letter == "\"" {
                isQuoted.toggle()
            } else if letter == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(letter)
            }
        }
        return fields
    }
}
