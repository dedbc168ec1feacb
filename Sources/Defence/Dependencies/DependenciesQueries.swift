package import Kernel
import Provenance

extension Dependencies {
    /// Recorded components that somebody may mean by `name` or `name@version`, in any ecosystem,
    /// as package URLs in their order.
    package static func components(meant text: String, in db: Database) throws -> [String] {
        var name = text[...]
        var version: Substring?
        if let at = text.lastIndex(of: "@"), at > text.startIndex {
            name = text[..<at]
            version = text[text.index(after: at)...]
        }
        let rows = try db.rows(
            """
            SELECT purl FROM dependencies_component
            UNION SELECT substr(origin, 11) FROM dependencies_edge WHERE origin LIKE 'component:%'
            ORDER BY 1
            """
        )
        return rows.map { $0.text(0) }.filter { text in
            guard let purl = try? Purl(text), let package = purl.package else { return false }
            return package.ecosystem.normalised(String(name)) == package.name
                && (version == nil || purl.version.map { $0[...] } == version)
        }
    }

    /// Whether a file's very bytes are on the list of the allowed.
    package static func isAllowed(digest: String, in db: Database) throws -> Bool {
        try db.count("SELECT count(*) FROM dependencies_allowed WHERE digest = \(digest)") > 0
    }

    /// SHA-256 of every file on the list of the allowed.
    package static func allowedDigests(in db: Database) throws -> Set<String> {
        Set(try db.rows("SELECT digest FROM dependencies_allowed").map { $0.text(0) })
    }
}
