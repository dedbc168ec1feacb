/// Lock files of Python's tools.
enum PythonLocks {
    /// poetry.lock and pdm.lock, which share a shape.
    static func poetry(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        let older = tree.at("metadata", "files")
        for package in tree["package"]?.items ?? [] {
            guard let name = package["name"]?.string else { continue }
            let files = package["files"]?.items ?? older?[name]?.items ?? []
            let source = package["source"]
            let url = source?["url"]?.string ?? package["git"]?.string ?? ""
            var origin = Component.Source.registry(nil)
            switch source?["type"]?.string ?? (package["git"] == nil ? "" : "git") {
            case "git":
                let commit =
                    source?["resolved_reference"]?.string ?? package["revision"]?.string
                origin = .git(url, commit: commit)
            case "url": origin = .url(url)
            case "directory", "file": origin = .path(url)
            case "legacy": origin = .registry(url)
            default: if let path = package["path"]?.string { origin = .path(path) }
            }
            var component = Component(
                .pypi,
                name,
                package["version"]?.string,
                source: origin,
                digests: files.compactMap { $0["hash"]?.string.flatMap { Component.Digest($0) } },
                group: package["category"]?.string
                    ?? package["groups"]?.items.first?.string,
                line: line(of: package)
            )
            if package["optional"]?.flag == true { component.group = "optional" }
            inventory.components.append(component)
        }
        return inventory
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

    static func pipenv(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for group in ["default", "develop"] {
            for member in tree[group]?.members ?? [] {
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
                        group: group == "develop" ? "dev" : nil,
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

    /// pyproject.toml: what is wanted, and what the build brings along.
    static func pyproject(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        var wanted = (tree.at("project", "dependencies")?.items ?? []).map { ($0, String?.none) }
        for member in tree.at("project", "optional-dependencies")?.members ?? [] {
            wanted += member.value.items.map { ($0, member.key) }
        }
        for member in tree["dependency-groups"]?.members ?? [] {
            wanted += member.value.items.map { ($0, member.key) }
        }
        wanted += (tree.at("build-system", "requires")?.items ?? []).map { ($0, "build") }
        for (item, group) in wanted {
            guard let text = item.string,
                var component = Requirements.component(text, line: 0)
            else { continue }
            component.group = group
            if !component.isPinned { inventory.remarks.append(Requirements.floating(component)) }
            inventory.components.append(component)
        }
        return inventory
    }
}

/// Files of conda, whose environments often have a list for pip inside.
enum CondaFiles {
    static func environment(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for item in tree["dependencies"]?.items ?? [] {
            if let text = item.string {
                let plain = text.range(ofText: "::").map { text[$0.upperBound...] } ?? text[...]
                let parts = plain.split { $0 == "=" || $0 == " " || $0 == "<" || $0 == ">" }
                guard let name = parts.first else { continue }
                let isExact = plain.contains("=") && !plain.contains("<") && !plain.contains(">")
                let version = isExact && parts.count > 1 ? String(parts[1]) : nil
                let component = Component(.conda, String(name), version)
                if version == nil { inventory.remarks.append(Requirements.floating(component)) }
                inventory.components.append(component)
            }
            let lines = (item["pip"]?.items ?? []).compactMap(\.string)
            inventory.add(Requirements.read(Array(lines.joined(separator: "\n").utf8)))
        }
        return inventory
    }

    static func lock(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["package"]?.items ?? [] {
            guard let name = package["name"]?.string else { continue }
            let digests = (package["hash"]?.members ?? []).compactMap { member in
                member.value.string.map { Component.Digest(member.key, $0) }
            }
            inventory.components.append(
                Component(
                    package["manager"]?.string == "pip" ? .pypi : .conda,
                    name,
                    package["version"]?.string,
                    source: .registry(package["url"]?.string),
                    digests: digests,
                    group: package["category"]?.string,
                    line: PythonLocks.line(of: package)
                )
            )
        }
        return inventory
    }
}
