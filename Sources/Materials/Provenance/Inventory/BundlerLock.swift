/// Gemfile.lock, which is neither YAML nor anything else.
enum BundlerLock {
    static func read(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var section = ""
        var remote = ""
        var revision: String?
        var sums: [Substring: [Component.Digest]] = [:]
        var wholes: [Substring] = []
        for (index, line) in OtherLocks.lines(bytes).enumerated() {
            if let first = line.first, first != " " {
                section = line.trimmed
                revision = nil
            } else if line.hasPrefix("  remote: ") {
                remote = String(line.dropFirst(10))
            } else if line.hasPrefix("  revision: ") {
                revision = String(line.dropFirst(12))
            } else if section == "CHECKSUMS" {
                let (name, version, rest) = parts(line)
                let digests = rest.split(separator: ",").compactMap { part in
                    Component.Digest(part.map { $0 == "=" ? ":" : String($0) }.joined())
                }
                if let version { sums[name + " " + version] = digests }
            } else if line.hasPrefix("    "), !line.hasPrefix("     "),
                ["GEM", "GIT", "PLUGIN SOURCE"].contains(section)
            {
                let (name, whole, _) = parts(line)
                guard let whole else { continue }
                wholes.append(name + " " + whole)
                inventory.components.append(
                    Component(
                        .rubygems,
                        String(name),
                        // `1.6.0-x86_64-linux` is a platform's build of 1.6.0.
                        whole.split(separator: "-").first.map(String.init),
                        source: origin(section, remote, revision),
                        line: index + 1
                    )
                )
            }
        }
        for (index, whole) in wholes.enumerated() {
            inventory.components[index].digests = sums[whole] ?? []
        }
        return inventory
    }

    private static func origin(
        _ section: String,
        _ remote: String,
        _ revision: String?
    ) -> Component.Source {
        if section == "GIT" || revision != nil { return .git(remote, commit: revision) }
        let isUsual = remote.hasPrefix("https://rubygems.org") || remote.isEmpty
        return .registry(isUsual ? nil : remote)
    }

    /// Cuts `name (version) rest`.
    private static func parts(
        _ line: Substring
    ) -> (name: Substring, version: Substring?, rest: Substring) {
        let words = line.split(separator: " ", maxSplits: 2)
        guard let name = words.first else { return ("", nil, "") }
        guard words.count > 1, words[1].hasPrefix("("), words[1].hasSuffix(")") else {
            return (name, nil, "")
        }
        return (name, words[1].dropFirst().dropLast(), words.count > 2 ? words[2] : "")
    }
}
