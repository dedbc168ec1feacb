/// Lock files of JavaScript's tools.
enum NodeLocks {
    static func npm(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        // Version 2 has both sections; `packages` is the truer one.
        if let packages = tree["packages"] {
            for member in packages.members where !member.key.isEmpty {
                let value = member.value
                guard value["link"]?.flag != true, member.key.holds("node_modules/") else {
                    continue
                }
                let name = value["name"]?.string ?? tail(member.key)
                inventory.components.append(component(name, value, line: member.line))
            }
        } else {
            older(tree["dependencies"], depth: 0, into: &inventory)
        }
        return inventory
    }

    /// What follows the last `node_modules/`.
    private static func tail(_ path: String) -> String {
        var rest = path[...]
        while let place = rest.range(ofText: "node_modules/") { rest = rest[place.upperBound...] }
        return String(rest)
    }

    private static func older(_ tree: Tree?, depth: Int, into inventory: inout Inventory) {
        guard depth < JSONCursor.depthMax else { return }
        for member in tree?.members ?? [] {
            inventory.components.append(component(member.key, member.value, line: member.line))
            older(member.value["dependencies"], depth: depth + 1, into: &inventory)
        }
    }

    private static func component(_ name: String, _ value: Tree, line: Int) -> Component {
        let resolved = value["resolved"]?.string ?? value["version"]?.string ?? ""
        var name = name
        var version = value["version"]?.string
        if let alias = version, alias.hasPrefix("npm:") {
            (name, version) = split(alias.dropFirst(4))
        }
        var component = Component(
            .npm,
            name,
            version,
            source: source(resolved),
            digests: digests(value["integrity"]?.string),
            line: line
        )
        if value["dev"]?.flag == true || value["devOptional"]?.flag == true {
            component.group = "dev"
        } else if value["optional"]?.flag == true {
            component.group = "optional"
        }
        component.hasInstallScript = value["hasInstallScript"]?.flag ?? false
        component.licence = value["license"]?.string
        return component
    }

    /// Integrity may hold several digests between spaces.
    static func digests(_ text: String?) -> [Component.Digest] {
        (text ?? "").split(separator: " ").compactMap { Component.Digest($0) }
    }

    static func source(_ resolved: String) -> Component.Source {
        if resolved.hasPrefix("git") || resolved.holds("codeload.github.com") {
            let cut = resolved.lastIndex(of: "#")
            let commit = cut.map { String(resolved[resolved.index(after: $0)...]) }
            let last = resolved.split(separator: "/").last.map(String.init)
            return .git(cut.map { String(resolved[..<$0]) } ?? resolved, commit: commit ?? last)
        }
        if resolved.hasPrefix("file:") || resolved.hasPrefix("link:") { return .path(resolved) }
        if resolved.hasPrefix("http"), !resolved.holds("/-/"), !resolved.holds("registry.") {
            return .url(resolved)
        }
        let isUsual = resolved.holds("registry.npmjs.org") || resolved.holds("registry.yarnpkg.com")
        return .registry(resolved.hasPrefix("http") && !isUsual ? resolved : nil)
    }

    /// Cuts `@scope/name@1.2.3` at its first at-sign that is not the first letter: an address
    /// that follows may hold more of them.
    static func split(_ text: some StringProtocol) -> (name: String, version: String?) {
        let text = Substring(text)
        guard let at = text.dropFirst().firstIndex(of: "@") else { return (String(text), nil) }
        return (String(text[..<at]), String(text[text.index(after: at)...]))
    }

    /// yarn.lock: its own format at first, YAML since version 2.
    static func yarn(_ bytes: [UInt8]) throws(Unreadable) -> Inventory {
        bytes.holds("__metadata:") ? try berry(Tree.yaml(bytes).first ?? .null) : classic(bytes)
    }

    private static func classic(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var header = ""
        var fields: [String: String] = [:]
        var start = 0
        func close() {
            guard !header.isEmpty, let version = fields["version"] else { return }
            var first = header.pieces(at: ",")[0].trimmed
            first = first.filter { $0 != "\"" }
            var (name, range) = split(first)
            // `alias@npm:real@range`.
            if let place = first.range(ofText: "@npm:") {
                (name, range) = split(first[place.upperBound...])
            }
            let resolved = fields["resolved"] ?? range ?? ""
            inventory.components.append(
                Component(
                    .npm,
                    name,
                    version,
                    source: source(resolved),
                    digests: digests(fields["integrity"]),
                    line: start
                )
            )
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            if line.hasPrefix("  "), !line.hasPrefix("    ") {
                let parts = line.trimmed.split(separator: " ", maxSplits: 1)
                if parts.count == 2 {
                    fields[parts[0].trimmed] = parts[1].filter { $0 != "\"" }
                }
            } else if line.hasSuffix(":"), line.first != " " {
                close()
                header = String(line.dropLast())
                fields = [:]
                start = index + 1
            }
        }
        close()
        return inventory
    }

    private static func berry(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for member in tree.members where member.key != "__metadata" {
            guard let resolution = member.value["resolution"]?.string else { continue }
            if resolution.holds("@workspace:") || resolution.holds("@link:") { continue }
            // `name@npm:1.2.3`, `name@patch:name@npm%3A1.2.3#…`.
            guard let at = resolution.dropFirst().firstIndex(of: "@") else { continue }
            let rest = resolution[resolution.index(after: at)...]
            let checksum = member.value["checksum"]?.string?.pieces(at: "/").last
            let isPlain = rest.hasPrefix("npm:") || rest.hasPrefix("patch:")
            inventory.components.append(
                Component(
                    .npm,
                    String(resolution[..<at]),
                    member.value["version"]?.string,
                    source: isPlain ? .registry(nil) : source(String(rest)),
                    digests: checksum.map { [Component.Digest("sha512", $0)] } ?? [],
                    line: member.line
                )
            )
        }
        return inventory
    }

    static func pnpm(_ documents: [Tree]) -> Inventory {
        var inventory = Inventory()
        for tree in documents {
            let isOld = tree["lockfileVersion"]?.string?.hasPrefix("5") ?? true
            for member in tree["packages"]?.members ?? [] {
                let value = member.value
                // A folder of one's own.
                if value.at("resolution", "type")?.string == "directory" { continue }
                let (name, version) = isOld ? older(pnpm: member.key) : newer(pnpm: member.key)
                let resolution = value["resolution"]
                var origin = Component.Source.registry(nil)
                if let repository = resolution?["repo"]?.string {
                    origin = .git(repository, commit: resolution?["commit"]?.string)
                } else if let tarball = resolution?["tarball"]?.string {
                    origin = source(tarball)
                }
                var component = Component(
                    .npm,
                    value["name"]?.string ?? name,
                    value["version"]?.string ?? version,
                    source: origin,
                    digests: digests(resolution?["integrity"]?.string),
                    group: value["dev"]?.flag == true ? "dev" : nil,
                    line: member.line
                )
                component.hasInstallScript = value["requiresBuild"]?.flag ?? false
                inventory.components.append(component)
            }
        }
        return inventory
    }

    /// Version 5: `/name/1.2.3_peers`, before that `/name/1.2.3/peer@1`, and `@scope/name` for
    /// names of two words. Without the first slash, it begins with a host.
    private static func older(pnpm key: String) -> (name: String, version: String?) {
        var words = key.pieces(at: "/")
        words.removeFirst()
        let count = words.first?.hasPrefix("@") == true ? 2 : 1
        guard words.count > count else { return (key, nil) }
        let version = words[count].prefix { $0 != "_" && $0 != "(" }
        return (words[..<count].joined(separator: "/"), String(version))
    }

    /// Version 6: `/name@1.2.3(peers)`; since 9 without the slash.
    private static func newer(pnpm key: String) -> (name: String, version: String?) {
        let key = key.hasPrefix("/") ? key.dropFirst() : key[...]
        return split(key.firstIndex(of: "(").map { key[..<$0] } ?? key)
    }

    /// package.json: what is wanted; or, inside node_modules, what is there.
    static func manifest(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        let groups: [(String, String?)] = [
            ("dependencies", nil), ("devDependencies", "dev"),
            ("optionalDependencies", "optional"),
        ]
        for (key, group) in groups {
            for member in tree[key]?.members ?? [] {
                let text = member.value.string ?? ""
                let isExact =
                    text.utf8.first?.isDigit == true && !text.contains(" ")
                    && !text.hasSuffix("x") && text.split(separator: ".").count == 3
                let component = Component(
                    .npm,
                    member.key,
                    isExact ? text : nil,
                    source: text.holds("/") ? source(text) : .registry(nil),
                    group: group,
                    line: member.line
                )
                if !component.isPinned {
                    inventory.remarks.append(Requirements.floating(component))
                }
                inventory.components.append(component)
            }
        }
        return inventory
    }
}
