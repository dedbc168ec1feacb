/// One piece of software that something else is made of, and where that is written.
public struct Component: Sendable, Hashable {
    /// Where its bytes come from.
    public enum Source: Sendable, Hashable {
        /// A registry; the address when it is not the usual one.
        case registry(String?)
        /// A repository, and the commit when it is held to one.
        case git(String, commit: String?)
        /// A file at an address.
        case url(String)
        /// A folder or file beside it.
        case path(String)
        /// Found on a disk, installed.
        case installed
    }

    /// A digest that its bytes must have.
    public struct Digest: Sendable, Hashable, Codable {
        /// In lower case: `sha256`, `sha512`, `h1`.
        public let algorithm: String
        /// As its file writes it: base sixteen in lower case where that is possible.
        public let value: String

        /// A digest by its parts.
        public init(_ algorithm: String, _ value: String) {
            self.algorithm = algorithm.lowercased()
            self.value = value
        }

        /// Reads `sha256:…` (base sixteen) or `sha512-…` (base sixty-four, as npm writes it).
        public init?(_ text: some StringProtocol) {
            guard let cut = text.firstIndex(where: { $0 == ":" || $0 == "-" }) else { return nil }
            let algorithm = text[..<cut].lowercased()
            let value = String(text[text.index(after: cut)...])
            guard !value.isEmpty, algorithm.utf8.allSatisfy({ $0.isLetter || $0.isDigit }) else {
                return nil
            }
            if text[cut] == "-", let bytes = Base64.decode(value.utf8) {
                self.init(algorithm, bytes.hex)
            } else {
                self.init(algorithm, value.lowercased())
            }
        }
    }

    /// What it is.
    public var package: PackageName
    /// Its name as written.
    public var name: String
    /// Its version; nil when the file names none.
    public var version: String?
    /// Where its bytes come from.
    public var source: Source
    /// Digests that its bytes must have.
    public var digests: [Digest]
    /// `dev`, `optional`, an extra, a scope: what it is for when it is not simply needed.
    public var group: String?
    /// The file that names it.
    public var file: String
    /// The line there, from 1; 0 when unknown.
    public var line: Int
    /// Its licence, where the file says so.
    public var licence: String?
    /// Whether it runs code when it is installed, where the file says so.
    public var hasInstallScript = false
    /// When its file was uploaded, where the lock file says so.
    public var uploaded: Instant?
    /// Its package URL as its file states it, of a kind of package that no advisories speak of.
    public var stated: Purl?
    /// What a bill says of it as a model or as data.
    public var card: ModelCard?

    /// A component by its parts.
    public init(
        _ ecosystem: Ecosystem,
        _ name: String,
        _ version: String?,
        source: Source = .registry(nil),
        digests: [Digest] = [],
        group: String? = nil,
        line: Int = 0,
        release: String? = nil
    ) {
        package = PackageName(ecosystem, name, release: release)
        self.name = name
        self.version = version
        self.source = source
        self.digests = digests
        self.group = group
        file = ""
        self.line = line
    }

    /// Whether only these very bytes can be meant.
    public var isPinned: Bool {
        switch source {
        case .git(_, let commit): commit.map(Self.isCommit) ?? false
        case .registry, .url: version != nil
        case .path, .installed: true
        }
    }

    /// Forty digits of base sixteen (or sixty-four of the newer kind): a commit, not a tag.
    public static func isCommit(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { $0.hexValue != nil }
    }

    /// Its package URL.
    public var purl: Purl? { stated ?? package.purl(version: version) }
}

/// What a file says about what something is made of.
public struct Inventory: Sendable {
    /// A remark about the file itself.
    public struct Remark: Sendable, Hashable {
        /// What it is about.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// The file could not be read, or a part of it.
            case unreadable
            /// A dependency may be anything that a range or a tag allows.
            case floating
            /// A dependency whose bytes nothing holds to.
            case unhashed
            /// An action or image by a name that can be moved.
            case mutable
            /// A build step that comes from an address.
            case remote
            /// Nothing there says what it is made of.
            case empty
        }

        /// What it is about.
        public let kind: Kind
        /// For people.
        public let words: String
        /// Where, from 1; 0 when unknown.
        public let line: Int
        /// The file.
        public var file = ""

        /// Its words as a line of their own. Where they begin with a package's name, that name
        /// stays as it is written.
        public var title: String {
            let beginsWithName =
                switch kind {
                case .unreadable, .remote, .empty: false
                case .floating, .unhashed, .mutable: !words.hasPrefix("the ")
                }
            return beginsWithName ? words : words.prefix(1).uppercased() + words.dropFirst()
        }

        /// A remark.
        public init(_ kind: Kind, _ words: String, line: Int = 0) {
            self.kind = kind
            self.words = words
            self.line = line
        }
    }

    /// What it names.
    public var components: [Component] = []
    /// What stands out.
    public var remarks: [Remark] = []
    /// Files that it goes on in, relative to it.
    public var includes: [String] = []

    /// An empty inventory.
    public init() {}

    /// Adds what another file says.
    public mutating func add(_ other: Inventory) {
        components += other.components
        remarks += other.remarks
    }

    /// Leaves out what names no version and is among `names`, with the remark that it floats:
    /// somebody else says which version of it is used.
    public mutating func leaveOut(_ names: Set<PackageName>) {
        guard !names.isEmpty else { return }
        var known: Set<Remark> = []
        components.removeAll { component in
            guard component.version == nil, names.contains(component.package) else { return false }
            known.insert(Requirements.floating(component))
            return true
        }
        remarks.removeAll { remark in
            var plain = remark
            plain.file = ""
            return known.contains(plain)
        }
    }
}
