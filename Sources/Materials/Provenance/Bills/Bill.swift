/// A bill of materials: what something is made of, and what hangs on what, in whichever format.
public struct Bill: Sendable {
    /// An entry of the bill.
    public struct Entry: Sendable, Hashable {
        /// Its name within the document.
        public var reference: String
        /// What kind of thing it is, as CycloneDX names kinds.
        public var kind: String
        /// Its name.
        public var name: String
        /// Its version.
        public var version: String?
        /// Its package URL.
        public var purl: Purl?
        /// Its licence.
        public var licence: String?
        /// Digests of its bytes.
        public var digests: [Component.Digest] = []
        /// Who supplies it.
        public var supplier: String?
        /// What it needs, by reference.
        public var needs: [String] = []
        /// What is said of it as a model or as data.
        public var card: ModelCard?
    }

    /// `CycloneDX 1.6`, `SPDX-2.3`.
    public var format = ""
    /// When it was made, by its own word.
    public var created: Instant?
    /// Who supplies what it is about.
    public var supplier: String?
    /// The reference of what it is about.
    public var root: String?
    /// What the bill says of its own completeness; nil when it says nothing.
    public var completeness: String?
    /// Its entries, without the root.
    public var entries: [Entry] = []
    /// The root's own name and version.
    public var subject: Entry?
    /// Where it breaks its format's rules.
    public var faults: [String] = []

    /// An empty bill.
    public init() {}

    /// The entries as components.
    public var inventory: Inventory {
        var inventory = Inventory()
        for entry in entries {
            let package = entry.purl?.package
            var component = Component(
                package?.ecosystem ?? .generic,
                package?.name ?? entry.name,
                // Of a model the version in its package URL is a commit, and not its own.
                package == nil
                    ? entry.version ?? entry.purl?.version : entry.purl?.version ?? entry.version,
                digests: entry.digests,
                release: package?.release
            )
            component.name = entry.name
            component.licence = entry.licence
            component.card = entry.card
            if package == nil { component.stated = entry.purl }
            inventory.components.append(component)
        }
        for fault in faults { inventory.remarks.append(Inventory.Remark(.unreadable, fault)) }
        return inventory
    }

    /// How far a bill can be relied on; shares are of its entries, from 0 to 1.
    public struct Quality: Sendable, Hashable, Codable {
        /// Entries, and how many of them stand there twice.
        public var entries, duplicates: Int
        /// Shares with a package URL, a version, a digest.
        public var withPurl, withVersion, withDigest: Double
        /// Whether it names its supplier, its subject, and says how complete it is.
        public var namesSupplier, namesSubject, saysCompleteness: Bool
        /// Edges between entries: without them nothing can be traced.
        public var edges: Int
        /// Days since it was made; nil when it does not say.
        public var ageInDays: Int?
    }

    /// Weighs the bill as evidence.
    public func quality(at now: Instant) -> Quality {
        func share(_ count: Int) -> Double {
            entries.isEmpty ? 0 : Double(count) / Double(entries.count)
        }
        let distinct = Set(entries.map { $0.purl?.description ?? "\($0.name)@\($0.version ?? "")" })
        return Quality(
            entries: entries.count,
            duplicates: entries.count - distinct.count,
            withPurl: share(entries.count { $0.purl != nil }),
            withVersion: share(entries.count { $0.version != nil }),
            withDigest: share(entries.count { !$0.digests.isEmpty }),
            namesSupplier: supplier != nil,
            namesSubject: subject != nil,
            saysCompleteness: completeness != nil && completeness != "unknown"
                && completeness != "not_specified",
            edges: entries.reduce(0) { $0 + $1.needs.count } + (subject?.needs.count ?? 0),
            ageInDays: created.map { Int((now.seconds - $0.seconds) / 86_400) }
        )
    }
}
