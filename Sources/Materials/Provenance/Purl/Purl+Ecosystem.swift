extension Purl {
    /// Where this package's advisories are, and under what name; nil when no database speaks of it.
    public var package: PackageName? {
        func whole(_ separator: String) -> String {
            namespace.map { $0 + separator + name } ?? name
        }
        let distribution = qualifiers["distro"]
        switch type {
        case "pypi": return PackageName(.pypi, name)
        case "npm": return PackageName(.npm, whole("/"))
        case "golang": return PackageName(.go, whole("/"))
        case "cargo": return PackageName(.crates, name)
        case "maven": return PackageName(.maven, whole(":"))
        case "gem": return PackageName(.rubygems, name)
        case "nuget": return PackageName(.nuget, name)
        case "composer": return PackageName(.packagist, whole("/"))
        case "swift": return PackageName(.swift, whole("/"))
        case "pub": return PackageName(.pub, name)
        case "hex": return PackageName(.hex, name)
        case "conda": return PackageName(.conda, name)
        case "deb":
            let ecosystem: Ecosystem = namespace == "ubuntu" ? .ubuntu : .debian
            return PackageName(ecosystem, name, release: Self.release(distribution))
        case "apk":
            return PackageName(.alpine, name, release: distribution.map(Self.alpineRelease))
        case "rpm": return PackageName(.redhat, name)
        case "githubactions": return PackageName(.actions, whole("/"))
        case "docker", "oci": return PackageName(.container, whole("/"))
        default: return nil
        }
    }

    /// `debian-12` and `bookworm` are both release 12.
    private static func release(_ distribution: String?) -> String? {
        guard let distribution else { return nil }
        let codenames = [
            "buster": "10", "bullseye": "11", "bookworm": "12", "trixie": "13", "forky": "14",
        ]
        if let number = codenames[distribution] { return number }
        guard let hyphen = distribution.lastIndex(of: "-") else { return distribution }
        return String(distribution[distribution.index(after: hyphen)...])
    }

    /// `alpine-3.18.4` belongs to `v3.18`.
    private static func alpineRelease(_ distribution: String) -> String {
        let number = distribution.drop { !$0.isNumber }
        return "v" + number.split(separator: ".").prefix(2).joined(separator: ".")
    }
}

/// A package's name in the form in which inventories and advisories meet.
public struct PackageName: Sendable, Hashable, Codable, Comparable {
    /// The world it is of.
    public let ecosystem: Ecosystem
    /// The name, normalised by its ecosystem.
    public let name: String
    /// The release of a distribution, where advisories are told apart by it.
    public let release: String?

    /// A name that is normalised here.
    public init(_ ecosystem: Ecosystem, _ name: String, release: String? = nil) {
        self.ecosystem = ecosystem
        self.name = ecosystem.normalised(name)
        self.release = release
    }

    public static func < (left: PackageName, right: PackageName) -> Bool {
        (left.ecosystem.rawValue, left.name, left.release ?? "")
            < (right.ecosystem.rawValue, right.name, right.release ?? "")
    }

    /// The package URL of one version of it; nil when this ecosystem has none.
    public func purl(version: String?, qualifiers: [String: String] = [:]) -> Purl? {
        func make(_ type: String, _ separator: Character?) -> Purl? {
            let cut = separator.flatMap { name.lastIndex(of: $0) }
            let last = cut.map { String(name[name.index(after: $0)...]) } ?? name
            let first = cut.map { String(name[..<$0]) }
            return try? Purl(
                type: type,
                namespace: first,
                name: last,
                version: version,
                qualifiers: qualifiers
            )
        }
        switch ecosystem {
        case .pypi: return make("pypi", nil)
        case .npm: return make("npm", "/")
        case .go: return make("golang", "/")
        case .crates: return make("cargo", nil)
        case .maven: return make("maven", ":")
        case .nuget: return make("nuget", nil)
        case .packagist: return make("composer", "/")
        case .rubygems: return make("gem", nil)
        case .swift: return make("swift", "/")
        case .pub: return make("pub", nil)
        case .hex: return make("hex", nil)
        case .conda: return make("conda", nil)
        case .actions: return make("githubactions", "/")
        case .container: return make("docker", "/")
        case .generic: return make("generic", "/")
        case .debian, .ubuntu, .alpine, .redhat:
            let types: [Ecosystem: (String, String)] = [
                .debian: ("deb", "debian"), .ubuntu: ("deb", "ubuntu"),
                .alpine: ("apk", "alpine"), .redhat: ("rpm", "redhat"),
            ]
            guard let (type, namespace) = types[ecosystem] else { return nil }
            var all = qualifiers
            if let release { all["distro"] = namespace + "-" + release }
            return try? Purl(
                type: type,
                namespace: namespace,
                name: name,
                version: version,
                qualifiers: all
            )
        }
    }
}
