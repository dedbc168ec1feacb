/// Lock files of Rust, Java, .NET, PHP, Ruby, Swift and Dart.
enum OtherLocks {
    static func cargo(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["package"]?.items ?? [] {
            // A crate without a source is one's own.
            guard let name = package["name"]?.string, let source = package["source"]?.string else {
                continue
            }
            var origin = Component.Source.registry(nil)
            if source.hasPrefix("git+") {
                let parts = source.dropFirst(4).pieces(at: "#")
                origin = .git(parts[0], commit: parts.count > 1 ? parts[1] : nil)
            } else if !source.holds("crates.io-index") && !source.holds("index.crates.io") {
                origin = .registry(source)
            }
            inventory.components.append(
                Component(
                    .crates,
                    name,
                    package["version"]?.string,
                    source: origin,
                    digests: package["checksum"]?.string.map { [.init("sha256", $0)] } ?? [],
                    line: PythonLocks.line(of: package)
                )
            )
        }
        return inventory
    }

    static func pom(_ root: XMLNode) -> Inventory {
        var properties: [String: String] = [:]
        for child in root["properties"]?.children ?? [] { properties[child.name] = child.text }
        properties["project.version"] =
            root["version"]?.text ?? root["parent"]?["version"]?.text
        properties["project.groupId"] =
            root["groupId"]?.text ?? root["parent"]?["groupId"]?.text
        func resolved(_ text: String?) -> String? {
            guard var text else { return nil }
            for _ in 0..<8 {
                guard let start = text.range(ofText: "${"),
                    let end = text[start.upperBound...].firstIndex(of: "}"),
                    let value = properties[String(text[start.upperBound..<end])]
                else { break }
                text = text[..<start.lowerBound] + value + text[text.index(after: end)...]
            }
            return text.holds("${") || text.isEmpty ? nil : text
        }
        // What its parent defines is told as it is written.
        func named(_ node: XMLNode) -> String {
            ["groupId", "artifactId"].map { part in
                resolved(node[part]?.text) ?? node[part]?.text ?? ""
            }.joined(separator: ":")
        }
        var managed: [String: String] = [:]
        for node in root["dependencyManagement"]?["dependencies"]?.all("dependency") ?? [] {
            let name = named(node)
            managed[name] = resolved(node["version"]?.text)
        }
        var inventory = Inventory()
        for node in root["dependencies"]?.all("dependency") ?? [] {
            let name = named(node)
            var version = resolved(node["version"]?.text) ?? managed[name]
            // A range such as `[1.0,2.0)` says what is wanted, not what is used.
            if version?.hasPrefix("[") == true || version?.hasPrefix("(") == true { version = nil }
            let component = Component(.maven, name, version, group: node["scope"]?.text)
            if version == nil { inventory.remarks.append(Requirements.floating(component)) }
            inventory.components.append(component)
        }
        return inventory
    }

    static func gradle(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        for (index, line) in lines(bytes).enumerated() {
            // Since Gradle 6.8 the configurations follow an equals sign; before, each had a file.
            let parts = line.prefix { $0 != "=" }.trimmed.pieces(at: ":")
            guard parts.count == 3, !line.hasPrefix("#") else { continue }
            inventory.components.append(
                Component(.maven, parts[0] + ":" + parts[1], parts[2], line: index + 1)
            )
        }
        return inventory
    }

    static func lines(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    static func nuget(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        var known: Set<String> = []
        // Frameworks, and frameworks for one platform: `net8.0`, `net8.0/linux-x64`.
        for framework in tree["dependencies"]?.members ?? [] {
            for member in framework.value.members {
                guard member.value["type"]?.string != "Project" else { continue }
                let digest = member.value["contentHash"]?.string
                    .flatMap { Base64.decode($0.utf8) }
                let component = Component(
                    .nuget,
                    member.key,
                    member.value["resolved"]?.string,
                    digests: digest.map { [.init("sha512", $0.hex)] } ?? [],
                    group: member.value["type"]?.string == "Direct" ? "direct" : nil,
                    line: member.line
                )
                let key = component.package.name + " " + (component.version ?? "")
                if known.insert(key).inserted { inventory.components.append(component) }
            }
        }
        return inventory
    }

    static func nugetConfig(_ root: XMLNode) -> Inventory {
        var inventory = Inventory()
        for node in root.all("package") {
            guard let name = node.attributes["id"] else { continue }
            inventory.components.append(Component(.nuget, name, node.attributes["version"]))
        }
        return inventory
    }

    static func composer(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for (key, group) in [("packages", String?.none), ("packages-dev", "dev")] {
            for package in tree[key]?.items ?? [] {
                guard let name = package["name"]?.string else { continue }
                let checksum = package.at("dist", "shasum")?.string ?? ""
                let version = package["version"]?.string
                let commit = package.at("source", "reference")?.string
                let isBranch = version?.hasPrefix("dev-") == true
                let url = package.at("source", "url")?.string ?? ""
                var component = Component(
                    .packagist,
                    name,
                    version,
                    source: isBranch ? .git(url, commit: commit) : .registry(nil),
                    digests: checksum.isEmpty ? [] : [.init("sha1", checksum)],
                    group: group,
                    line: PythonLocks.line(of: package)
                )
                // The archive is made from this commit, which is what holds it still.
                if component.digests.isEmpty, let commit {
                    component.digests = [.init("git", commit)]
                }
                component.licence = package["license"]?.items.compactMap(\.string)
                    .joined(separator: " OR ")
                inventory.components.append(component)
            }
        }
        return inventory
    }

    static func swift(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for pin in tree["pins"]?.items ?? tree.at("object", "pins")?.items ?? [] {
            guard
                let location = pin["location"]?.string ?? pin["repositoryURL"]?.string,
                let state = pin["state"]
            else { continue }
            let revision = state["revision"]?.string
            let isRegistry = pin["kind"]?.string == "registry"
            let isLocal = pin["kind"]?.string == "localSourceControl" || location.hasPrefix("/")
            var origin = Component.Source.git(location, commit: revision)
            if isRegistry { origin = .registry(nil) }
            if isLocal { origin = .path(location) }
            inventory.components.append(
                Component(
                    .swift,
                    isRegistry ? (pin["identity"]?.string ?? location) : location,
                    state["version"]?.string,
                    source: origin,
                    // The commit is the only thing that holds the bytes.
                    digests: revision.map { [.init("git", $0)] } ?? [],
                    line: PythonLocks.line(of: pin)
                )
            )
        }
        return inventory
    }

    private static let usualPub = "https://pub.dev"

    static func pub(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for member in tree["packages"]?.members ?? [] {
            let description = member.value["description"]
            var origin = Component.Source.registry(nil)
            switch member.value["source"]?.string {
            case "git":
                origin = .git(
                    description?["url"]?.string ?? "",
                    commit: description?["resolved-ref"]?.string
                )
            case "path", "sdk": continue
            default:
                let url = description?["url"]?.string ?? usualPub
                if url != usualPub, url != "https://pub.dartlang.org" { origin = .registry(url) }
            }
            let kind = member.value["dependency"]?.string ?? ""
            inventory.components.append(
                Component(
                    .pub,
                    member.key,
                    member.value["version"]?.string,
                    source: origin,
                    digests: description?["sha256"]?.string.map { [.init("sha256", $0)] } ?? [],
                    group: kind.holds("dev") ? "dev" : nil,
                    line: member.line
                )
            )
        }
        return inventory
    }
}
