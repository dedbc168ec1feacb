/// One advisory, as the OSV schema (1.7) writes it: what matching needs, and what people read.
public struct Advisory: Sendable, Hashable {
    /// What kind of warning it is. Malware stands above every severity.
    public enum Kind: UInt8, Sendable, Hashable, Codable, CaseIterable {
        /// A release made to do harm.
        case malware = 1
        /// A fault that somebody may use.
        case vulnerability = 2
        /// Something to know: unmaintained, spam, a tool for attacks.
        case informational = 3

        /// One word, in lower case.
        public var word: String {
            switch self {
            case .malware: "malware"
            case .vulnerability: "vulnerability"
            case .informational: "informational"
            }
        }
    }

    /// One package of it, and which of its versions.
    public struct Affected: Sendable, Hashable {
        /// The ecosystem and its release as written.
        public var ecosystem: String
        /// The name as written.
        public var name: String
        /// Ranges between versions. Those between commits are passed over when read.
        public var ranges: [[Event]] = []
        /// Versions by name.
        public var versions: [String] = []
    }

    /// A turn in a range.
    public enum Event: Sendable, Hashable {
        case introduced(String), fixed(String), lastAffected(String)

        /// The version at which it turns.
        public var version: String {
            switch self {
            case .introduced(let version), .fixed(let version), .lastAffected(let version): version
            }
        }
    }

    /// Its own name, as in `PYSEC-2026-2`.
    public var id = ""
    /// When it was last changed.
    public var modified: Instant?
    /// When it was published.
    public var published: Instant?
    /// When it was taken back; such a record is never a finding.
    public var withdrawn: Instant?
    /// Other names of the same matter.
    public var aliases: [String] = []
    /// One line for people.
    public var summary = ""
    /// What kind of warning it is.
    public var kind = Kind.vulnerability
    /// How bad, in words.
    public var severity = Severity.unscored
    /// The CVSS base score, where one can be computed.
    public var score: Double?
    /// Which packages.
    public var affected: [Affected] = []

    /// Bytes of a summary that are kept.
    static let summaryMax = 160

    /// Reads one record.
    ///
    /// - Throws: ``Unreadable`` when it is no JSON object or has no identifier.
    public init(_ cursor: inout JSONCursor) throws(Unreadable) {
        var reader = AdvisoryReader()
        try cursor.members { (key, value) throws(Unreadable) in
            try reader.take(key, &value, into: &self)
        }
        guard !id.isEmpty else { throw Unreadable("an advisory has no identifier") }
        reader.finish(&self)
    }

    /// Reads one record from its bytes.
    public init(_ bytes: [UInt8]) throws(Unreadable) {
        var cursor = JSONCursor(bytes)
        try self.init(&cursor)
        try cursor.finish()
    }

    init() {}
}

/// What is gathered while a record is read, and weighed when it ends.
struct AdvisoryReader {
    /// As it is written in JSON; only looked through, and shown by its first line.
    private var details: ArraySlice<UInt8> = []
    private var category = ""
    private var weaknesses: [String] = []
    private var informational = ""

    mutating func take(
        _ key: String,
        _ value: inout JSONCursor,
        into advisory: inout Advisory
    ) throws(Unreadable) {
        switch key {
        case "id": advisory.id = try value.stringOrSkip() ?? ""
        case "modified": advisory.modified = try value.stringOrSkip().flatMap { Instant($0) }
        case "published": advisory.published = try value.stringOrSkip().flatMap { Instant($0) }
        case "withdrawn": advisory.withdrawn = try value.stringOrSkip().flatMap { Instant($0) }
        case "summary": advisory.summary = try value.stringOrSkip() ?? ""
        case "details": details = try value.skipped()
        case "aliases": advisory.aliases = try Self.strings(&value)
        case "severity": try takeSeverity(&value, into: &advisory)
        case "affected":
            var affected: [Advisory.Affected] = []
            try Self.items(&value) { (item) throws(Unreadable) in
                try self.takeAffected(&item, into: &affected)
            }
            advisory.affected = affected
        case "database_specific": try takeDatabase(&value, into: &advisory)
        default: try value.skip()
        }
    }

    private static func items(
        _ value: inout JSONCursor,
        _ visit: (inout JSONCursor) throws(Unreadable) -> Void
    ) throws(Unreadable) {
        if value.peek() == UInt8(ascii: "[") { try value.items(visit) } else { try value.skip() }
    }

    private static func members(
        _ value: inout JSONCursor,
        _ visit: (String, inout JSONCursor) throws(Unreadable) -> Void
    ) throws(Unreadable) {
        if value.peek() == UInt8(ascii: "{") { try value.members(visit) } else { try value.skip() }
    }

    private static func strings(_ value: inout JSONCursor) throws(Unreadable) -> [String] {
        var strings: [String] = []
        try items(&value) { (item) throws(Unreadable) in
            if let string = try item.stringOrSkip() { strings.append(string) }
        }
        return strings
    }

    private func takeSeverity(
        _ value: inout JSONCursor,
        into advisory: inout Advisory
    ) throws(Unreadable) {
        var scores: [Double] = []
        try Self.items(&value) { (item) throws(Unreadable) in
            try Self.members(&item) { (key, value) throws(Unreadable) in
                let text = try value.stringOrSkip()
                if key == "score", let text, let score = CVSS.score(text) { scores.append(score) }
            }
        }
        guard let highest = scores.max() else { return }
        advisory.score = highest
        advisory.severity = Severity(score: highest)
    }

    private mutating func takeAffected(
        _ value: inout JSONCursor,
        into list: inout [Advisory.Affected]
    ) throws(Unreadable) {
        var affected = Advisory.Affected(ecosystem: "", name: "")
        var informational = self.informational
        try Self.members(&value) { (key, value) throws(Unreadable) in
            switch key {
            case "package":
                try Self.members(&value) { (key, value) throws(Unreadable) in
                    let text = try value.stringOrSkip()
                    if key == "ecosystem" { affected.ecosystem = text ?? "" }
                    if key == "name" { affected.name = text ?? "" }
                }
            case "versions": affected.versions = try Self.strings(&value)
            case "ranges":
                try Self.items(&value) { (range) throws(Unreadable) in
                    if let events = try Self.range(&range) { affected.ranges.append(events) }
                }
            case "database_specific":
                try Self.members(&value) { (key, value) throws(Unreadable) in
                    let text = try value.stringOrSkip()
                    if key == "informational" { informational = text ?? "" }
                }
            default: try value.skip()
            }
        }
        self.informational = informational
        if !affected.name.isEmpty { list.append(affected) }
    }

    /// A range between versions; nil for one between commits, which often stands first.
    private static func range(_ value: inout JSONCursor) throws(Unreadable) -> [Advisory.Event]? {
        var kind = ""
        var events: [Advisory.Event] = []
        try members(&value) { (key, value) throws(Unreadable) in
            switch key {
            case "type": kind = try value.stringOrSkip() ?? ""
            case "events":
                try items(&value) { (event) throws(Unreadable) in
                    try members(&event) { (key, value) throws(Unreadable) in
                        guard let text = try value.stringOrSkip() else { return }
                        switch key {
                        case "introduced": events.append(.introduced(text))
                        case "fixed": events.append(.fixed(text))
                        case "last_affected": events.append(.lastAffected(text))
                        default: break
                        }
                    }
                }
            default: try value.skip()
            }
        }
        return kind == "GIT" ? nil : events
    }

    private mutating func takeDatabase(
        _ value: inout JSONCursor,
        into advisory: inout Advisory
    ) throws(Unreadable) {
        var category = ""
        var weaknesses: [String] = []
        var severity: Severity?
        try Self.members(&value) { (key, value) throws(Unreadable) in
            switch key {
            case "category": category = try value.stringOrSkip() ?? ""
            case "cwe_ids": weaknesses = try Self.strings(&value)
            case "severity":
                severity = try value.stringOrSkip().flatMap { Severity(word: $0) }
            default: try value.skip()
            }
        }
        self.category = category
        self.weaknesses = weaknesses
        if let severity { advisory.severity = severity }
    }

    /// Settles the kind and shortens the summary, now that all is read.
    func finish(_ advisory: inout Advisory) {
        advisory.kind = kind(of: advisory)
        if advisory.summary.isEmpty {
            advisory.summary = firstLine
        }
        if advisory.summary.utf8.count > Advisory.summaryMax {
            let words = advisory.summary.prefix(Advisory.summaryMax - 1)
            advisory.summary = words.trimmed + "…"
        }
    }

    /// The first line of the details, with its quotes and escapes made plain.
    private var firstLine: String {
        let quoted = details.prefix(2 * Advisory.summaryMax)
        var end = quoted.startIndex
        while end < quoted.endIndex, !quoted[end...].starts(with: "\\n".utf8) { end += 1 }
        var cursor = JSONCursor(Array(quoted[..<end]) + [UInt8(ascii: "\"")])
        return (try? cursor.string()) ?? ""
    }

    private func kind(of advisory: Advisory) -> Advisory.Kind {
        if advisory.id.hasPrefix("MAL-") || advisory.id.hasPrefix("LOCAL-MAL-") { return .malware }
        // Embedded malicious code, as the GitHub database marks it.
        if weaknesses.contains("CWE-506") { return .malware }
        switch category {
        case "spam", "high_risk_hacking_tools": return .informational
        case "": break
        default: return .malware
        }
        if !informational.isEmpty && informational != "unsound" { return .informational }
        return tellsOfMalware(advisory.summary) ? .malware : .vulnerability
    }

    /// Words that say that releases *were published* to do harm, rather than that the software can
    /// be made to: the latter fill vulnerability texts.
    private func tellsOfMalware(_ summary: String) -> Bool {
        let short = summary.utf8.prefix(1_000).map(\.lowered)
        let openings = ["malicious code in ", "malicious package ", "compromised versions of "]
        if openings.contains(where: { short.starts(with: $0.utf8) }) { return true }
        // A glance settles nearly all: none of the phrases is without one of these.
        var text = short
        for byte in details.prefix(4_000) {
            // `\n` is a line end in JSON, and any white space will do between two words.
            if byte == UInt8(ascii: "n"), text.last == UInt8(ascii: "\\") {
                text[text.count - 1] = 0x20
            } else {
                text.append(byte.lowered)
            }
        }
        guard ["malicious", "malware", "compromised"].contains(where: { text.holds($0) }) else {
            return false
        }
        return Self.phrases.contains { text.holds($0) }
    }

    private static let phrases = [
        "published containing ", "published with malicious", " contained malicious ",
        "contains malicious code", "published a malicious version", "upload a malicious version",
        "quarantined malicious version", "compromised version was published",
        "compromised version of this crate was published", "malicious version was published",
        "compromised versions contained", "compromised versions execute",
        "removed from crates.io for malicious", "quarantined the malicious", "was malware",
    ]
}
