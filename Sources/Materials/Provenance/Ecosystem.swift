/// A world of packages with names, versions and an order of its own.
///
/// The raw values are those of the OSV schema, since that is where advisories speak of them.
public enum Ecosystem: String, Sendable, Hashable, CaseIterable, Codable {
    case pypi = "PyPI"
    case npm = "npm"
    case go = "Go"
    case crates = "crates.io"
    case maven = "Maven"
    case nuget = "NuGet"
    case packagist = "Packagist"
    case rubygems = "RubyGems"
    case swift = "SwiftURL"
    case pub = "Pub"
    case hex = "Hex"
    case debian = "Debian"
    case ubuntu = "Ubuntu"
    case alpine = "Alpine"
    case redhat = "Red Hat"
    case actions = "GitHub Actions"
    case conda = "Conda"
    case container = "Container"
    case generic = "Generic"

    /// Reads an OSV ecosystem with its release, as in `Debian:12`; nil when it is not known here.
    public static func parse(osv text: String) -> (ecosystem: Ecosystem, release: String?)? {
        let cut = text.firstIndex(of: ":")
        let base = cut.map { String(text[..<$0]) } ?? text
        guard let ecosystem = Ecosystem(rawValue: base) else { return nil }
        return (ecosystem, cut.map { String(text[text.index(after: $0)...]) })
    }

    /// How versions are ordered here; nil when only equal text counts, which reports must say.
    public var order: VersionOrder? {
        switch self {
        case .pypi: .python
        case .npm, .go, .crates, .swift, .pub, .hex: .semantic
        case .maven: .maven
        case .nuget: .nuget
        case .packagist: .composer
        case .rubygems: .ruby
        case .debian, .ubuntu: .debian
        case .alpine: .alpine
        case .redhat: .rpm
        case .actions: .semantic
        case .conda, .container, .generic: nil
        }
    }

    /// The name as this ecosystem compares it: advisories and inventories meet in this form.
    public func normalised(_ name: String) -> String {
        switch self {
        case .pypi, .conda: Self.folded(name)
        case .nuget, .packagist, .actions, .container: name.lowercased()
        case .swift: Self.repository(name)
        default: name
        }
    }

    /// PEP 503: lower case, and every run of `-`, `_` and `.` is one hyphen.
    private static func folded(_ name: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        var isSeparated = false
        for byte in name.utf8 {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                isSeparated = true
                continue
            }
            if isSeparated { bytes.append(UInt8(ascii: "-")) }
            isSeparated = false
            bytes.append(byte.lowered)
        }
        if isSeparated { bytes.append(UInt8(ascii: "-")) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A repository's address without scheme, user and `.git`, in lower case.
    private static func repository(_ name: String) -> String {
        var text = Substring(name.lowercased())
        if let scheme = text.range(ofText: "://") { text = text[scheme.upperBound...] }
        if let at = text.firstIndex(of: "@"), text.firstIndex(of: "/").map({ at < $0 }) ?? true {
            text = text[text.index(after: at)...]
            // `git@host:owner/name` has a colon where an address has a slash.
            if let colon = text.firstIndex(of: ":") {
                text = text[..<colon] + "/" + text[text.index(after: colon)...]
            }
        }
        if text.hasSuffix("/") { text = text.dropLast() }
        if text.hasSuffix(".git") { text = text.dropLast(4) }
        return String(text)
    }
}
