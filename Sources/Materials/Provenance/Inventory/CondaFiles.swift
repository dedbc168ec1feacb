/// Files of conda, whose environments often have a list for pip inside.
enum CondaFiles {
    static func environment(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for item in tree["dependencies"]?.items ?? [] {
            if let text = item.string, let component = component(text) {
                if component.version == nil {
                    inventory.remarks.append(Requirements.floating(component))
                }
                inventory.components.append(component)
            }
            let lines = (item["pip"]?.items ?? []).compactMap(\.string)
            let wanted = Requirements.read(Array(lines.joined(separator: "\n").utf8))
            inventory.add(wanted)
            inventory.includes += wanted.includes
        }
        return inventory
    }

    /// A match specification: `channel::name=1.2=build`, `name ==1.2`, `name[version='1.2']`.
    /// An exact version is one after `=` without a star; conda itself takes `=1.2` for any
    /// release of 1.2, but what it exports is written so.
    static func component(_ text: String, line: Int = 0) -> Component? {
        var plain = text[...]
        if let comment = plain.range(ofText: " #") { plain = plain[..<comment.lowerBound] }
        if let channel = plain.range(ofText: "::") { plain = plain[channel.upperBound...] }
        let name = plain.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard !name.isEmpty else { return nil }
        var wanted = plain.dropFirst(name.count).trimmed
        if wanted.hasPrefix("["), let bracket = wanted.range(ofText: "version=") {
            wanted = "=" + wanted[bracket.upperBound...].filter { !"'\"[]=".contains($0) }
        }
        let exact = wanted.drop { $0 == "=" }.prefix { $0 != "=" && $0 != " " && $0 != "," }
        let isExact = !exact.isEmpty && !wanted.contains { "<>!~*|,".contains($0) }
        return Component(.conda, String(name), isExact ? String(exact) : nil, line: line)
    }

    static func lock(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["package"]?.items ?? [] {
            guard let name = package["name"]?.string else { continue }
            // A package that only stands for the system has a digest of nothing.
            let digests = (package["hash"]?.members ?? []).compactMap { member in
                member.value.string.flatMap { Component.Digest(member.key + ":" + $0) }
            }.filter { $0.value.utf8.allSatisfy { $0.hexValue != nil } }
            let category = package["category"]?.string
            inventory.components.append(
                Component(
                    package["manager"]?.string == "pip" ? .pypi : .conda,
                    name,
                    package["version"]?.string,
                    source: .registry(package["url"]?.string),
                    digests: digests,
                    group: category == "main" ? nil : category,
                    line: PythonLocks.line(of: package)
                )
            )
        }
        return inventory
    }

    /// pixi.lock: `packages` are addresses of conda, `pypi` ones of wheels with their names.
    static func pixi(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["packages"]?.items ?? [] {
            let line = PythonLocks.line(of: package)
            let digests = ["sha256", "md5"].compactMap { algorithm in
                package[algorithm]?.string.map { Component.Digest(algorithm, $0) }
            }
            let isPython = package["pypi"] != nil || package["kind"]?.string == "pypi"
            guard
                let address = package["conda"]?.string ?? package["pypi"]?.string
                    ?? package["url"]?.string ?? package["path"]?.string
            else { continue }
            // A package of one's own lies in a folder.
            if isPython, !address.contains("://"), package["sha256"] == nil { continue }
            if !isPython, !address.hasSuffix(".conda"), !address.hasSuffix(".tar.bz2") { continue }
            let named = isPython ? nil : archive(address)
            guard let name = package["name"]?.string ?? named?.name else { continue }
            inventory.components.append(
                Component(
                    isPython ? .pypi : .conda,
                    name,
                    package["version"]?.string ?? named?.version,
                    source: .registry(address),
                    digests: digests,
                    line: line
                )
            )
        }
        return inventory
    }

    /// Whether a text file is a list of conda's and none of pip's.
    static func isList(_ bytes: [UInt8]) -> Bool {
        let head = Array(bytes.prefix(4_096))
        return head.holds("@EXPLICIT") || head.holds("# $ conda create")
    }

    /// An explicit list (`conda list --explicit`: addresses with a digest after `#`), or one
    /// that `conda list --export` wrote: `name=version=build`.
    static func list(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        for (index, raw) in OtherLocks.lines(bytes).enumerated() {
            var line = raw.trimmed
            if line.hasPrefix("#") {
                // conda-lock writes what pip must install as comments.
                guard line.hasPrefix("# pip ") else { continue }
                let wanted = Requirements.read(Array(line.dropFirst(6).utf8))
                inventory.components += wanted.components.map { component in
                    var component = component
                    component.line = index + 1
                    return component
                }
                continue
            }
            if line.isEmpty || line.hasPrefix("@") { continue }
            guard line.contains("://") || line.hasPrefix("/") else {
                if let component = component(line, line: index + 1) {
                    inventory.components.append(component)
                }
                continue
            }
            var digests: [Component.Digest] = []
            if let cut = line.lastIndex(of: "#") {
                digests = [digest(line[line.index(after: cut)...])]
                line = String(line[..<cut])
            }
            guard let (name, version) = archive(line) else {
                let words = "an address names no package of conda"
                inventory.remarks.append(.init(.unreadable, words, line: index + 1))
                continue
            }
            inventory.components.append(
                Component(
                    .conda,
                    name,
                    version,
                    source: .registry(line),
                    digests: digests,
                    line: index + 1
                )
            )
        }
        return inventory
    }

    /// MD5, unless it says or shows that it is SHA-256.
    private static func digest(_ text: Substring) -> Component.Digest {
        if let digest = Component.Digest(text), digest.algorithm == "sha256" { return digest }
        return Component.Digest(text.utf8.count == 64 ? "sha256" : "md5", String(text))
    }

    /// Takes apart `…/name-version-build.conda`: neither version nor build has a hyphen.
    private static func archive(_ address: String) -> (name: String, version: String)? {
        guard let file = address.split(separator: "/").last else { return nil }
        for ending in [".conda", ".tar.bz2"] where file.hasSuffix(ending) {
            let parts = file.dropLast(ending.utf8.count).split(separator: "-")
            guard parts.count >= 3 else { return nil }
            return (parts.dropLast(2).joined(separator: "-"), String(parts[parts.count - 2]))
        }
        return nil
    }
}
