/// Lock files of Python's tools.
enum PythonLocks {
    /// poetry.lock and pdm.lock, which share a shape.
    static func poetry(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["package"]?.items ?? [] {
            guard let name = package["name"]?.string else { continue }
            var component = Component(
                .pypi,
                name,
                package["version"]?.string,
                source: origin(of: package),
                digests: digests(of: package, in: tree["metadata"]),
                group: group(of: package),
                line: line(of: package)
            )
            if package["optional"]?.flag == true { component.group = "optional" }
            inventory.components.append(component)
        }
        return inventory
    }

    private static func origin(of package: Tree) -> Component.Source {
        let source = package["source"]
        let url = source?["url"]?.string ?? ""
        switch source?["type"]?.string {
        case "git":
            return .git(url, commit: source?["resolved_reference"]?.string)
        case "url": return .url(url)
        case "directory", "file": return .path(url)
        case "legacy": return .registry(url)
        default: break
        }
        // PDM writes the same beside the name.
        if let repository = package["git"]?.string {
            return .git(repository, commit: package["revision"]?.string)
        }
        if let address = package["url"]?.string { return .url(address) }
        if let path = package["path"]?.string { return .path(path) }
        return .registry(nil)
    }

    /// Poetry since 1.3 and PDM since 2.8 write digests beside the package; before they stood
    /// in `metadata.files`, under the name or, for PDM, name and version; and at first in
    /// `metadata.hashes`, without the algorithm, which was SHA-256.
    private static func digests(of package: Tree, in metadata: Tree?) -> [Component.Digest] {
        let name = package["name"]?.string ?? ""
        let version = package["version"]?.string ?? ""
        let older = metadata?["files"]
        let files =
            package["files"]?.items ?? older?[name]?.items ?? older?[name + " " + version]?.items
        if let files {
            return files.compactMap { $0["hash"]?.string.flatMap { Component.Digest($0) } }
        }
        let oldest = metadata?.at("hashes", name)?.items ?? []
        return oldest.compactMap { $0.string.map { Component.Digest("sha256", $0) } }
    }

    /// The group of a package that is not simply needed.
    private static func group(of package: Tree) -> String? {
        var groups = (package["groups"] ?? package["sections"])?.items.compactMap(\.string) ?? []
        if let category = package["category"]?.string { groups.append(category) }
        return groups.contains("main") || groups.contains("default") ? nil : groups.first
    }

    static func line(of tree: Tree) -> Int { tree.members.first?.line ?? 0 }

    static func uv(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["package"]?.items ?? [] {
            guard let name = package["name"]?.string else { continue }
            let source = package["source"]
            // Own code: editable, virtual, directory.
            if source?["editable"] != nil || source?["virtual"] != nil
                || source?["directory"] != nil || source?["path"]?.string == "."
            {
                continue
            }
            var origin = Component.Source.registry(source?["registry"]?.string)
            if let git = source?["git"]?.string {
                let parts = git.pieces(at: "#")
                origin = .git(parts[0], commit: parts.count > 1 ? parts[1] : nil)
            } else if let url = source?["url"]?.string {
                origin = .url(url)
            } else if let path = source?["path"]?.string {
                origin = .path(path)
            }
            let files = (package["wheels"]?.items ?? []) + [package["sdist"]].compactMap { $0 }
            var component = Component(
                .pypi,
                name,
                package["version"]?.string,
                source: origin,
                digests: files.compactMap { $0["hash"]?.string.flatMap { Component.Digest($0) } },
                line: line(of: package)
            )
            // The newest file decides: a wheel may be added to an old release.
            component.uploaded = files.compactMap {
                $0["upload-time"]?.string.flatMap { Instant($0) }
            }.max()
            inventory.components.append(component)
        }
        return inventory
    }

    private static let groupNames: [String: String?] = ["default": nil, "develop": "dev"]

    static func pipenv(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        // Besides `default` and `develop` there may be categories of one's own.
        for category in tree.members where category.key != "_meta" {
            for member in category.value.members {
                let version = member.value["version"]?.string.map { $0.drop { $0 == "=" } }
                var origin = Component.Source.registry(nil)
                if let git = member.value["git"]?.string {
                    origin = .git(git, commit: member.value["ref"]?.string)
                } else if let path = member.value["path"]?.string {
                    origin = .path(path)
                } else if let file = member.value["file"]?.string {
                    origin = .url(file)
                }
                inventory.components.append(
                    Component(
                        .pypi,
                        member.key,
                        version.map(String.init),
                        source: origin,
                        digests: (member.value["hashes"]?.items ?? [])
                            .compactMap { $0.string.flatMap { Component.Digest($0) } },
                        group: groupNames[category.key] ?? category.key,
                        line: member.line
                    )
                )
            }
        }
        return inventory
    }

    /// pylock.toml (PEP 751).
    static func pylock(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["packages"]?.items ?? [] {
            guard let name = package["name"]?.string, package["directory"] == nil else { continue }
            var origin = Component.Source.registry(package["index"]?.string)
            var files = package["wheels"]?.items ?? []
            if let sdist = package["sdist"] { files.append(sdist) }
            if let archive = package["archive"] {
                files.append(archive)
                origin = .url(archive["url"]?.string ?? "")
            }
            if let repository = package["vcs"] {
                origin = .git(
                    repository["url"]?.string ?? "",
                    commit: repository["commit-id"]?.string
                )
            }
            let digests = files.flatMap { file in
                (file["hashes"]?.members ?? []).compactMap { member in
                    member.value.string.map { Component.Digest(member.key, $0.lowercased()) }
                }
            }
            var component = Component(
                .pypi,
                name,
                package["version"]?.string,
                source: origin,
                digests: digests,
                line: line(of: package)
            )
            component.uploaded = files.compactMap {
                $0["upload-time"]?.string.flatMap { Instant($0) }
            }.max()
            inventory.components.append(component)
        }
        return inventory
    }
}
