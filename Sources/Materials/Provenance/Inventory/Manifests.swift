/// Manifests: what is wanted, where no lock file says what is used.
enum Manifests {
    /// Adds a wish, and says so where it leaves open which version is meant.
    private static func add(_ component: Component, to inventory: inout Inventory) {
        if !component.isPinned { inventory.remarks.append(Requirements.floating(component)) }
        inventory.components.append(component)
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
        for member in tree.at("tool", "pdm", "dev-dependencies")?.members ?? [] {
            wanted += member.value.items.map { ($0, member.key) }
        }
        wanted += (tree.at("tool", "uv", "dev-dependencies")?.items ?? []).map { ($0, "dev") }
        wanted += (tree.at("build-system", "requires")?.items ?? []).map { ($0, "build") }
        for (item, group) in wanted {
            guard let text = item.string,
                var component = Requirements.component(text, line: 0)
            else { continue }
            component.group = group
            add(component, to: &inventory)
        }
        // Poetry before 2 had tables of its own.
        let poetry = tree.at("tool", "poetry")
        python(poetry?["dependencies"], group: nil, into: &inventory)
        python(poetry?["dev-dependencies"], group: "dev", into: &inventory)
        for member in poetry?["group"]?.members ?? [] {
            python(member.value["dependencies"], group: member.key, into: &inventory)
        }
        return inventory
    }

    /// Pipfile, in TOML.
    static func pipfile(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for member in tree.members
        where !["source", "requires", "scripts", "pipenv"].contains(member.key) {
            let group = ["packages": nil, "dev-packages": "dev"][member.key] ?? member.key
            python(member.value, group: group, into: &inventory)
        }
        return inventory
    }

    /// A table from names to versions, or to tables of them, as Poetry and Pipenv write it.
    private static func python(_ table: Tree?, group: String?, into inventory: inout Inventory) {
        for member in table?.members ?? [] where member.key.lowercased() != "python" {
            // One for each platform or version of Python makes a list.
            let entries = member.value.items.isEmpty ? [member.value] : member.value.items
            for entry in entries {
                let range = entry.string ?? entry["version"]?.string
                var component = Component(
                    .pypi,
                    member.key,
                    exact(range, sign: "=="),
                    source: source(entry),
                    group: group,
                    line: member.line
                )
                if entry["optional"]?.flag == true { component.group = "optional" }
                add(component, to: &inventory)
            }
        }
    }

    /// Where a wish comes from, as tables of Python, Rust and Dart say it.
    private static func source(_ entry: Tree) -> Component.Source {
        if let git = entry["git"] {
            let url = git.string ?? git["url"]?.string ?? ""
            let commit = entry["rev"] ?? entry["ref"] ?? git["ref"] ?? entry["tag"]
            return .git(url, commit: commit?.string)
        }
        if let path = entry["path"] ?? entry["file"] {
            let text = path.string ?? ""
            return text.contains("://") ? .url(text) : .path(text)
        }
        return entry["url"]?.string.map { .url($0) } ?? .registry(nil)
    }

    /// The version of a range that allows only one.
    private static func exact(_ range: String?, sign: String) -> String? {
        guard let range = range?.trimmed, !range.isEmpty else { return nil }
        let plain = range.hasPrefix(sign) ? range.dropFirst(sign.count).trimmed : range
        let isBare = plain.utf8.first?.isDigit == true
        let isOpen = plain.contains { "<>,|*^~ ".contains($0) }
        guard isBare, !isOpen, sign.isEmpty || plain != range else { return nil }
        return plain
    }

    /// Cargo.toml.
    static func cargo(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        let platforms = (tree["target"]?.members ?? []).map(\.value)
        for place in [tree, tree["workspace"] ?? .null] + platforms {
            for (key, group) in [
                ("dependencies", String?.none), ("dev-dependencies", "dev"),
                ("build-dependencies", "build"),
            ] {
                for member in place[key]?.members ?? [] {
                    let entry = member.value
                    // Said once for all, in the folder above.
                    if entry["workspace"]?.flag == true { continue }
                    let component = Component(
                        .crates,
                        entry["package"]?.string ?? member.key,
                        exact(entry.string ?? entry["version"]?.string, sign: "="),
                        source: source(entry),
                        group: group,
                        line: member.line
                    )
                    add(component, to: &inventory)
                }
            }
        }
        return inventory
    }

    /// composer.json.
    static func composer(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for (key, group) in [("require", String?.none), ("require-dev", "dev")] {
            // Names without a slash are PHP itself and its extensions.
            for member in tree[key]?.members ?? [] where member.key.contains("/") {
                let version = exact(member.value.string, sign: "")
                let component = Component(
                    .packagist,
                    member.key,
                    version,
                    group: group,
                    line: member.line
                )
                add(component, to: &inventory)
            }
        }
        return inventory
    }

    /// pubspec.yaml.
    static func pubspec(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for (key, group) in [("dependencies", String?.none), ("dev_dependencies", "dev")] {
            for member in tree[key]?.members ?? [] where member.value["sdk"] == nil {
                let entry = member.value
                let component = Component(
                    .pub,
                    member.key,
                    exact(entry.string ?? entry["version"]?.string, sign: ""),
                    source: source(entry),
                    group: group,
                    line: member.line
                )
                add(component, to: &inventory)
            }
        }
        return inventory
    }

    /// Projects of .NET. NuGet takes the lowest version that a range allows, so that a bare
    /// version is the one that is used.
    static func project(_ root: XMLNode) -> Inventory {
        var inventory = Inventory()
        for group in root.all("ItemGroup") {
            let nodes = ["PackageReference", "PackageVersion", "GlobalPackageReference"]
                .flatMap { group.all($0) }
            for node in nodes {
                guard let name = node.attributes["Include"] else { continue }
                let text =
                    node.attributes["Version"] ?? node["Version"]?.text
                    ?? node.attributes["VersionOverride"]
                // Without one, a file above names the version for all projects.
                guard let text else { continue }
                let range = text.filter { $0 != "[" && $0 != "]" }
                add(Component(.nuget, name, exact(range, sign: "")), to: &inventory)
            }
        }
        return inventory
    }
}
