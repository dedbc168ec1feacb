/// Packages of Rust, Ruby, PHP, Go and conda.
extension PackageLayout {
    /// Whether a file is run at every start of what uses the package.
    func isStart(_ path: String) -> Bool {
        if starts.isEmpty { return false }
        if starts.contains(path) { return true }
        return starts.contains { $0.utf8.last == .slash && path.utf8.starts(with: $0.utf8) }
    }

    mutating func readCrate(_ bytes: (String) -> [UInt8]?) {
        if bytes(root + "build.rs") != nil { hooks.insert(root + "build.rs") }
        guard let manifest = bytes(root + "Cargo.toml"), let tree = try? Tree.toml(manifest) else {
            return
        }
        name(.crates, tree.at("package", "name")?.string, tree.at("package", "version")?.string)
        if let build = tree.at("package", "build")?.string { hooks.insert(root + build) }
        // What makes code for others runs whenever they build.
        isAllHook = (tree.at("lib", "proc-macro") ?? tree.at("lib", "proc_macro"))?.flag == true
    }

    mutating func readGem(_ members: [PackageInspector.Member]) {
        hooks = Set(members.map(\.entry.name).filter { $0.hasSuffix("extconf.rb") })
        var contents: [String: [UInt8]] = [:]
        for member in members where member.entry.name.utf8.ends(with: ".rb") {
            contents[member.entry.name] = member.bytes
        }
        let plugins = contents.keys.filter { $0.utf8.ends(with: "rubygems_plugin.rb") }
        starts = RubyPlugins.required(by: plugins, contents)
        hooks.formUnion(RubyPlugins.required(by: Array(hooks), contents))
        guard
            let packed = members.first(where: { $0.entry.name == "metadata.gz" })?.bytes,
            let bytes = try? Gzip.unpack(packed),
            // Its kinds of objects are written as tags, which nobody here makes.
            let tree = try? Tree.yaml(bytes).first
        else { return }
        let version = tree["version"]?["version"]?.string ?? tree["version"]?.string
        name(.rubygems, tree["name"]?.string, version)
        for item in tree["extensions"]?.items ?? [] {
            if let path = item.string { hooks.insert(path) }
        }
        for item in tree["executables"]?.items ?? [] {
            if let program = item.string { judgeProgram(program, "metadata.gz", 80) }
        }
    }

    /// A library of PHP: what is loaded with it, and what its plugin does when others install.
    mutating func readComposer(_ bytes: (String) -> [UInt8]?) {
        let manifest = bytes(root + "composer.json") ?? bytes("composer.json")
        guard let manifest, let tree = try? Tree.json(manifest) else {
            return add("META-2", "composer.json", 40, "a Composer package without a manifest")
        }
        name(.packagist, tree["name"]?.string, tree["version"]?.string)
        for item in tree.at("autoload", "files")?.items ?? [] {
            if let path = item.string { starts.insert(root + Self.plain(path)) }
        }
        if tree["type"]?.string == "composer-plugin" {
            for group in ["psr-4", "psr-0"] {
                for member in tree.at("autoload", group)?.members ?? [] {
                    let paths =
                        member.value.items.compactMap(\.string) + [member.value.string ?? ""]
                    for path in paths where !path.isEmpty {
                        let plain = Self.plain(path)
                        starts.insert(root + (plain.hasSuffix("/") ? plain : plain + "/"))
                    }
                }
            }
        }
        for member in tree["scripts"]?.members ?? [] {
            let lines = member.value.items.compactMap(\.string) + [member.value.string ?? ""]
            for line in lines where !line.isEmpty { judgeScript(member.key, line) }
        }
    }

    static func plain(_ path: String) -> String {
        path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }

    private mutating func judgeScript(_ event: String, _ line: String) {
        commands.append(Array(line.utf8))
        guard event.hasPrefix("post-") || event.hasPrefix("pre-") else { return }
        for word in line.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "&" })
        where word.utf8.ends(with: ".php") {
            hooks.insert(root + Self.plain(String(word)))
        }
        // Composer runs these for who develops the package, or begins a project from it; for those
        // who only depend on it, none of them.
        if Signs.fetchAndRun(line) || Signs.handedShell(in: line) != nil {
            add("HOOK-1", "composer.json", 60, "its \(event) script fetches and runs something")
        } else if line.holds("curl ") || line.holds("wget ") || Signs.dropPoint(in: line) != nil {
            add("HOOK-1", "composer.json", 40, "its \(event) script speaks to the network")
        } else if line.holds("php -r"), line.holds("eval") || line.holds("base64") {
            add("HOOK-1", "composer.json", 40, "its \(event) script carries packed code")
        }
    }

    mutating func readGoModule(_ members: [PackageInspector.Member]) {
        guard let first = members.first?.entry.name,
            let at = first.range(ofText: "@v")
        else { return }
        let version = first[first.index(after: at.lowerBound)...].prefix { $0 != "/" }
        name(.go, String(first[..<at.lowerBound]), String(version))
    }

    /// conda: scripts that run when it is linked, and those that run at every activation.
    mutating func readConda(_ members: [PackageInspector.Member]) {
        let info = members.first { $0.entry.name == "info/index.json" }?.bytes
        if let info, let tree = try? Tree.json(info) {
            name(.conda, tree["name"]?.string, tree["version"]?.string)
        } else {
            add("META-2", "info/index.json", 40, "a conda package without its index")
        }
        for member in members {
            let path = member.entry.name
            let plain = path.utf8
            if Self.isLinkScript(path) { hooks.insert(path) }
            if plain.ends(with: ".sh") || plain.ends(with: ".bat") || plain.ends(with: ".ps1"),
                path.holds("etc/conda/activate.d/")
            {
                starts.insert(path)
            }
        }
    }

    /// `bin/.NAME-post-link.sh`, `Scripts` on Windows: what conda runs when it links or unlinks.
    private static func isLinkScript(_ path: String) -> Bool {
        let parts = path.pieces(at: "/")
        guard parts.count == 2, parts[0] == "bin" || parts[0] == "Scripts" else { return false }
        guard parts[1].hasPrefix(".") else { return false }
        return ["pre", "post"].contains { moment in
            ["link", "unlink"].contains { act in
                [".sh", ".bat"].contains { parts[1].hasSuffix("-\(moment)-\(act)\($0)") }
            }
        }
    }
}
