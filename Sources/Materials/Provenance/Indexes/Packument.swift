/// What the npm registry says of a package: its versions, their files and tags.
public struct Packument: Sendable, Hashable {
    /// One version, as a proxy sees it.
    public struct Version: Sendable, Hashable {
        /// The version.
        public let version: String
        /// Where its file lies.
        public let tarball: String
        /// Its digest, as npm writes it.
        public let digest: Component.Digest?
        /// When it was published.
        public let uploaded: Instant?
        /// Whether it runs code when it is installed.
        public let hasInstallScript: Bool
    }

    private let tree: Tree

    /// Reads a packument.
    ///
    /// - Throws: ``Unreadable`` when it is no JSON, or has no versions.
    public init(_ bytes: [UInt8]) throws(Unreadable) {
        tree = try Tree.json(bytes)
        guard tree["versions"] != nil else { throw Unreadable("this is no packument") }
    }

    /// A packument of manifests that lie beside each other, by version; tags name the highest.
    public init(name: String, manifests: [(version: String, manifest: Tree, dist: Tree)]) {
        let order = VersionOrder.semantic
        let sorted = manifests.sorted { order.compare($0.version, $1.version) == .earlier }
        let versions = sorted.map { item -> Tree.Member in
            let members = item.manifest.members.filter { $0.key != "dist" }
            return .init(item.version, .map(members + [.init("dist", item.dist)]))
        }
        let latest = sorted.last { !$0.version.contains("-") } ?? sorted.last
        tree = .map([
            .init("_id", .text(name)), .init("name", .text(name)),
            .init("dist-tags", .map([.init("latest", .text(latest?.version ?? ""))])),
            .init("versions", .map(versions)),
        ])
    }

    /// The package's name.
    public var name: String { tree["name"]?.string ?? "" }

    /// Its versions.
    public var versions: [Version] {
        (tree["versions"]?.members ?? []).compactMap { member in
            guard let tarball = member.value.at("dist", "tarball")?.string else { return nil }
            let hooks = ["preinstall", "install", "postinstall"]
            return Version(
                version: member.key,
                tarball: tarball,
                digest: member.value.at("dist", "integrity")?.string.flatMap { .init($0) },
                uploaded: tree.at("time", member.key)?.string.flatMap { Instant($0) },
                hasInstallScript: member.value["hasInstallScript"]?.flag
                    ?? hooks.contains { member.value.at("scripts", $0) != nil }
            )
        }
    }

    /// The same with only some versions, whose files lie elsewhere. A tag that named another
    /// version is gone, but `latest`, which goes to the highest that is left.
    ///
    /// - Parameter address: where the file of a version lies now; nil leaves the version out.
    public func keeping(_ address: (Version) -> String?) -> Packument? {
        var kept: [String: String] = [:]
        for version in versions { kept[version.version] = address(version) }
        guard !kept.isEmpty else { return nil }
        let order = VersionOrder.semantic
        let sorted = kept.keys.sorted { order.compare($0, $1) == .earlier }
        let latest = sorted.last { !$0.contains("-") } ?? sorted.last ?? ""
        let members = tree.members.map { member -> Tree.Member in
            var member = member
            switch member.key {
            case "versions":
                member.value = .map(
                    member.value.members.compactMap { version in
                        kept[version.key].map { .init(version.key, Self.moved(version.value, $0)) }
                    }
                )
            case "dist-tags":
                var tags = member.value.members.filter { tag in
                    tag.key != "latest" && tag.value.string.map { kept[$0] != nil } == true
                }
                let own = member.value["latest"]?.string
                tags.append(
                    .init("latest", .text(own.flatMap { kept[$0] == nil ? nil : $0 } ?? latest))
                )
                member.value = .map(tags)
            case "time":
                member.value = .map(
                    member.value.members.filter {
                        kept[$0.key] != nil || $0.key == "created" || $0.key == "modified"
                    }
                )
            default: break
            }
            return member
        }
        return Packument(tree: .map(members))
    }

    private init(tree: Tree) { self.tree = tree }

    private static func moved(_ manifest: Tree, _ address: String) -> Tree {
        .map(
            manifest.members.map { member in
                guard member.key == "dist" else { return member }
                var member = member
                let others = member.value.members.filter { $0.key != "tarball" }
                member.value = .map(others + [.init("tarball", .text(address))])
                return member
            }
        )
    }

    /// The packument in JSON.
    public var json: String { tree.json() }
}
