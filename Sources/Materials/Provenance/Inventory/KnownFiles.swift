/// Files of packages that are at hand, by digest, to find copies of them whatever they are called.
///
/// Only what somebody has can be known: there is no list of the files of all packages here, and a
/// copy that was changed by one letter is not found.
public struct KnownFiles: Sendable {
    /// A release that a file belongs to.
    struct Origin: Sendable, Hashable {
        let package: PackageName
        let version: String
    }

    /// Bytes below which files are alike by chance: empty modules, lists of one name.
    private static let sizeMin = 256
    /// Bytes of a member that is looked at.
    public static let sizeMax = 64 << 20

    private var origins: [[UInt8]: Set<Origin>] = [:]
    private var sizes: Set<Int> = []
    private let sha256: @Sendable ([UInt8]) -> [UInt8]

    /// Knows nothing yet.
    public init(sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) { self.sha256 = sha256 }

    /// Whether nothing is known.
    public var isEmpty: Bool { origins.isEmpty }

    /// Takes the files of a wheel, sdist, npm tarball or crate.
    ///
    /// - Returns: false for a file that is none of these.
    public mutating func add(_ bytes: [UInt8], name: String) throws(ArchiveFault) -> Bool {
        let limits = ArchiveLimits()
        var members: [(name: String, bytes: [UInt8])] = []
        if Zip.isZip(bytes) {
            let zip = try Zip(bytes, limits: limits)
            for member in zip.members where Self.isWorth(member.entry.size) {
                members.append((member.entry.name, try zip.unpack(member)))
            }
        } else if Gzip.isGzip(bytes) {
            var walker = TarWalker(limits: limits, wants: { $0.kind == .file }) {
                (entry, content) throws(ArchiveFault) in
                if let content { members.append((entry.name, content)) }
            }
            var rest: [UInt8]? = bytes
            try Gzip.unpack(limits: limits, expecting: bytes.count * 4) { () throws(ArchiveFault) in
                defer { rest = nil }
                return rest ?? []
            } _: { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
            try walker.finish()
        }
        guard let origin = Self.origin(name, members) else { return false }
        for member in members where Self.isWorth(member.bytes.count) {
            // Every release of a project ships the same licence, and so do many projects.
            let last = member.name.split(separator: "/").last?.uppercased() ?? ""
            if last.hasPrefix("LICENSE") || last.hasPrefix("COPYING") || last == "PY.TYPED" {
                continue
            }
            sizes.insert(member.bytes.count)
            origins[sha256(member.bytes), default: []].insert(origin)
        }
        return true
    }

    private static func isWorth(_ size: Int) -> Bool { size >= sizeMin && size <= sizeMax }

    /// What a package's file is, by its name; of npm, by its manifest.
    private static func origin(
        _ name: String,
        _ members: [(name: String, bytes: [UInt8])]
    ) -> Origin? {
        switch PackageKind.of(name) {
        case .wheel:
            let parts = name.pieces(at: "-")
            guard parts.count >= 5 else { return nil }
            return Origin(package: PackageName(.pypi, parts[0]), version: parts[1])
        case .npm:
            let manifest = members.first { $0.name == "package/package.json" }
            guard let manifest, let tree = try? Tree.json(manifest.bytes),
                let name = tree["name"]?.string, let version = tree["version"]?.string
            else { return nil }
            return Origin(package: PackageName(.npm, name), version: version)
        case .crate: return cut(name.dropLast(6), .crates)
        case .sdist where name.hasSuffix(".tar.gz"): return cut(name.dropLast(7), .pypi)
        case .sdist where name.hasSuffix(".zip"): return cut(name.dropLast(4), .pypi)
        default: return nil
        }
    }

    /// `name-version`, at the last hyphen before a digit.
    private static func cut(_ stem: Substring, _ ecosystem: Ecosystem) -> Origin? {
        guard let hyphen = stem.lastIndex(of: "-") else { return nil }
        let version = stem[stem.index(after: hyphen)...]
        guard version.utf8.first?.isDigit == true else { return nil }
        return Origin(
            package: PackageName(ecosystem, String(stem[..<hyphen])),
            version: String(version)
        )
    }

    /// Whether a file of so many bytes may be known, so that others need not be read.
    public func mayHold(_ size: Int) -> Bool { sizes.contains(size) }

    /// The releases that a file's very bytes belong to.
    func origins(of bytes: [UInt8]) -> Set<Origin> { origins[sha256(bytes)] ?? [] }
}

/// Files of a tree that are those of known packages.
public struct FoundCopies: Sendable {
    private var places: [PackageName: [(path: String, versions: Set<String>)]] = [:]

    /// Found nothing yet.
    public init() {}

    /// Looks at a file.
    public mutating func see(_ path: String, _ bytes: [UInt8], in known: KnownFiles) {
        for (package, origins) in Dictionary(grouping: known.origins(of: bytes), by: \.package) {
            places[package, default: []].append((path, Set(origins.map(\.version))))
        }
    }

    /// What was found: the fewest releases that explain the files of each package. Where several
    /// explain the same ones, which of them it is cannot be said.
    public var inventory: Inventory {
        var inventory = Inventory()
        for (package, found) in places.sorted(by: { $0.key < $1.key }) {
            var rest = found
            while let first = rest.first {
                var counts: [String: Int] = [:]
                for version in rest.flatMap(\.versions) { counts[version, default: 0] += 1 }
                let most = counts.values.max() ?? 0
                let best = counts.filter { $0.value == most }.keys.sorted()
                guard let version = best.first else { break }
                let explained = rest.filter { $0.versions.contains(version) }
                rest.removeAll { $0.versions.contains(version) }
                // Of those that explain as much, only the same files make them hard to tell apart.
                let alike = best.filter { other in
                    explained.allSatisfy { $0.versions.contains(other) }
                }
                var component = Component(
                    package.ecosystem,
                    package.name,
                    alike.count == 1 ? version : nil,
                    source: .installed,
                    group: VendoredFiles.group
                )
                component.file = explained.first?.path ?? first.path
                if alike.count > 1 {
                    var remark = Inventory.Remark(
                        .floating,
                        "\(package.name) lies here in a copy that is the same in "
                            + alike.prefix(4).joined(separator: ", ")
                            + (alike.count > 4 ? " and others" : "")
                    )
                    remark.file = component.file
                    inventory.remarks.append(remark)
                }
                inventory.components.append(component)
            }
        }
        return inventory
    }
}
