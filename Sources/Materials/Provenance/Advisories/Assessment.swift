/// What is known about one version of one package.
public enum Assessment: Sendable, Hashable {
    /// Advisories speak of this version, or may.
    case affected([Match])
    /// The package is known to the database, and no advisory speaks of this version.
    case clear
    /// Nothing can be said, and why. Never to be shown as clear.
    case notAssessed(Reason)

    /// Why nothing can be said.
    public enum Reason: String, Sendable, Hashable, Codable {
        /// No imported source covers its ecosystem.
        case ecosystem
        /// The sources cover the ecosystem, but hold no record of the package.
        case package
        /// It came without a version.
        case version

        /// For people.
        public var words: String {
            switch self {
            case .ecosystem: "no imported source covers this ecosystem"
            case .package: "no imported source has a record of this package"
            case .version: "its version is not known"
            }
        }
    }

    /// One matter that concerns a version: records that are aliases of each other.
    public struct Match: Sendable, Hashable {
        /// Its records, the worst first: malware, then by severity. Never empty.
        public let records: [AdvisoryIndex.Record]
        /// False when the version or a bound could not be placed, so that it only may be affected.
        public let isCertain: Bool
        let fixedTexts: [String]

        /// The record that names the matter.
        public var record: AdvisoryIndex.Record { records[0] }

        /// All names of it.
        public var names: [String] {
            var names = Set(records.map(\.id))
            for record in records { names.formUnion(record.aliases) }
            return names.sorted()
        }

        /// Versions in which it is mended, as written.
        public var fixed: [String] {
            let all = fixedTexts.flatMap { $0.split(separator: " ").map(String.init) }
            return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }
}

extension AdvisoryIndex {
    /// Says what is known about one version of a package.
    ///
    /// One match per matter: records that are aliases of each other are grouped, malware first,
    /// then by severity. Withdrawn records are never matches.
    public func assess(_ name: PackageName, version: String?) -> Assessment {
        let key = Self.ecosystemKey(of: name)
        guard coverage[key] != nil else { return .notAssessed(.ecosystem) }
        guard let version, !version.isEmpty else { return .notAssessed(.version) }
        guard let hits = hits(name, version: version) else { return .notAssessed(.package) }
        guard !hits.isEmpty else { return .clear }
        var groups: [(group: UInt32, records: [Record], isCertain: Bool, fixed: [String])] = []
        for hit in hits {
            guard let record = record(hit.advisory) else { continue }
            if let place = groups.firstIndex(where: { $0.group == record.group }) {
                groups[place].records.append(record)
                groups[place].records.sort(by: Self.isWorse)
                groups[place].isCertain = groups[place].isCertain || hit.isCertain
                groups[place].fixed.append(hit.fixed)
            } else {
                groups.append((record.group, [record], hit.isCertain, [hit.fixed]))
            }
        }
        let matches = groups.map {
            Assessment.Match(records: $0.records, isCertain: $0.isCertain, fixedTexts: $0.fixed)
        }
        return .affected(matches.sorted { Self.isWorse($0.record, $1.record) })
    }

    static func isWorse(_ left: Record, _ right: Record) -> Bool {
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.severity != right.severity { return left.severity > right.severity }
        return left.id < right.id
    }
}
