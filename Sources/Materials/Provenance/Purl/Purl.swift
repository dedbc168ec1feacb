/// A package URL (ECMA-427): one name for a package whatever tool speaks of it.
///
/// `pkg:type/namespace/name@version?key=value#subpath`, each piece held decoded and in the form
/// that its type prescribes, so that equal packages are equal values.
public struct Purl: Sendable, Hashable, Codable {
    /// What package manager or host it is of, in lower case.
    public private(set) var type: String
    /// A group, scope, owner or distribution; pieces between slashes.
    public private(set) var namespace: String?
    /// The package's own name.
    public private(set) var name: String
    /// The version, as the package manager writes it.
    public private(set) var version: String?
    /// More about it, by lower-case key.
    public private(set) var qualifiers: [String: String]
    /// A path inside the package.
    public private(set) var subpath: String?

    /// Why text is no package URL.
    public enum Failure: Error, Hashable, Sendable {
        case scheme, type, name, qualifiers, escape, namespace, version, length
    }

    /// Bytes that a package URL may have.
    public static let lengthMax = 4_096

    /// A package URL from its parts, normalised as its type asks.
    ///
    /// - Throws: ``Failure`` when the type, the name or a qualifier is not allowed.
    public init(
        type: String,
        namespace: String? = nil,
        name: String,
        version: String? = nil,
        qualifiers: [String: String] = [:],
        subpath: String? = nil
    ) throws(Failure) {
        self.type = type.lowercased()
        guard let first = self.type.utf8.first, first.isLetter,
            self.type.utf8.allSatisfy({ $0.isLetter || $0.isDigit || ".-".utf8.contains($0) })
        else { throw .type }
        guard !name.isEmpty else { throw .name }
        let pieces = (namespace ?? "").split(separator: "/").joined(separator: "/")
        self.namespace = pieces.isEmpty ? nil : pieces
        self.name = name
        self.version = version.flatMap { $0.isEmpty ? nil : $0 }
        self.qualifiers = [:]
        for (key, value) in qualifiers where !value.isEmpty {
            let key = key.lowercased()
            guard Self.isKey(key), self.qualifiers[key] == nil else { throw .qualifiers }
            self.qualifiers[key] = value
        }
        let path = (subpath ?? "").split(separator: "/").filter { $0 != "." && $0 != ".." }
        self.subpath = path.isEmpty ? nil : path.joined(separator: "/")
        try normalise()
    }

    private static func isKey(_ key: String) -> Bool {
        guard let first = key.utf8.first, first.isLetter else { return false }
        return key.utf8.allSatisfy { $0.isLetter || $0.isDigit || ".-_".utf8.contains($0) }
    }

    /// Reads a package URL, from the right as its specification says.
    public init(_ text: some StringProtocol) throws(Failure) {
        guard text.utf8.count <= Self.lengthMax else { throw .length }
        var rest = Substring(text.trimmed)
        var subpath: String?
        if let hash = rest.lastIndex(of: "#") {
            subpath = try Self.pieces(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        var qualifiers: [String: String] = [:]
        if let question = rest.lastIndex(of: "?") {
            qualifiers = try Self.pairs(rest[rest.index(after: question)...])
            rest = rest[..<question]
        }
        guard let colon = rest.firstIndex(of: ":"), rest[..<colon].lowercased() == "pkg" else {
            throw .scheme
        }
        rest = rest[rest.index(after: colon)...].drop { $0 == "/" }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        guard let slash = rest.firstIndex(of: "/") else { throw .name }
        let type = String(rest[..<slash])
        rest = rest[rest.index(after: slash)...]
        var version: String?
        if let at = rest.lastIndex(of: "@"), at > rest.startIndex,
            rest.lastIndex(of: "/").map({ $0 < at }) ?? true
        {
            version = try Self.decoded(rest[rest.index(after: at)...])
            rest = rest[..<at]
        }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        var namespace: String?
        if let slash = rest.lastIndex(of: "/") {
            namespace = try Self.pieces(rest[..<slash])
            rest = rest[rest.index(after: slash)...]
        }
        try self.init(
            type: type,
            namespace: namespace,
            name: try Self.decoded(rest),
            version: version,
            qualifiers: qualifiers,
            subpath: subpath
        )
    }

    private static func pieces(_ text: Substring) throws(Failure) -> String {
        var pieces: [String] = []
        for piece in text.split(separator: "/") { pieces.append(try decoded(piece)) }
        return pieces.joined(separator: "/")
    }

    private static func pairs(_ text: Substring) throws(Failure) -> [String: String] {
        var pairs: [String: String] = [:]
        for pair in text.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "=") else { throw .qualifiers }
            let key = pair[..<equals].lowercased()
            let value = try decoded(pair[pair.index(after: equals)...])
            guard isKey(key), pairs[key] == nil else { throw .qualifiers }
            if !value.isEmpty { pairs[key] = value }
        }
        return pairs
    }

    private static func decoded(_ text: Substring) throws(Failure) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else {
                throw .escape
            }
            bytes.append(high << 4 | low)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .escape }
        return text
    }

    /// What each type asks of its names (the type definitions of the specification).
    private mutating func normalise() throws(Failure) {
        switch type {
        case "pypi":
            name = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
        case "github", "bitbucket", "composer", "gitlab", "golang", "hex", "apk", "deb", "alpm",
            "bitnami", "luarocks", "oci":
            if type != "apk" || namespace != nil { name = name.lowercased() }
            namespace = namespace?.lowercased()
        case "rpm", "qpkg":
            namespace = namespace?.lowercased()
        case "npm":
            // Capitals stand in the names of old packages; a scope is always small.
            namespace = namespace?.lowercased()
        case "huggingface":
            version = version?.lowercased()
        case "mlflow":
            if qualifiers["repository_url"]?.holds("azuredatabricks") == true {
                name = name.lowercased()
            }
        case "pub":
            name = name.lowercased()
        case "swift":
            guard namespace != nil else { throw .namespace }
            guard version != nil else { throw .version }
        case "cran":
            guard version != nil else { throw .version }
        default: break
        }
    }
}

extension Purl: CustomStringConvertible {
    /// The canonical form.
    public var description: String {
        var text = "pkg:" + type + "/"
        if let namespace {
            text += namespace.split(separator: "/").map(Self.encoded).joined(separator: "/") + "/"
        }
        text += Self.encoded(name)
        if let version { text += "@" + Self.encoded(version) }
        if !qualifiers.isEmpty {
            let pairs = qualifiers.sorted { $0.key < $1.key }
                .map { $0.key + "=" + Self.encoded($0.value, keeps: "/") }
            text += "?" + pairs.joined(separator: "&")
        }
        if let subpath {
            text += "#" + subpath.split(separator: "/").map(Self.encoded).joined(separator: "/")
        }
        return text
    }

    private static func encoded(_ text: some StringProtocol) -> String { encoded(text, keeps: "") }

    private static func encoded(_ text: some StringProtocol, keeps others: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isLetter || byte.isDigit || "-._~:".utf8.contains(byte)
                || others.utf8.contains(byte)
            {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += CollectionOfOne(byte).hex.uppercased().utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
