package import Kernel
package import Provenance

extension Dependencies {
    /// The graph as it was recorded, with what inventories add: each component of a snapshot serves
    /// its subject, as a tool, from that snapshot until the next one without it.
    package static func reach(in db: Database) throws -> Reach {
        var edges: [Reach.Edge] = []
        let rows = try db.rows("SELECT origin, target, since, until FROM dependencies_edge")
        for row in rows {
            guard let from = try? Thing(row.text(0)), let to = try? Thing(row.text(1)) else {
                continue
            }
            edges.append(
                Reach.Edge(
                    from.node,
                    to.node,
                    since: moment(Int64(row.int(2))),
                    until: row.isNull(3) ? nil : moment(Int64(row.int(3)))
                )
            )
        }
        edges += try inventoried(in: db)
        return Reach(edges)
    }

    private static func moment(_ milliseconds: Int64) -> Instant {
        Instant(seconds: milliseconds / 1_000)
    }

    private static func inventoried(in db: Database) throws -> [Reach.Edge] {
        let rows = try db.rows(
            """
            SELECT s.subject, s.time, c.purl
            FROM dependencies_snapshot AS s
            LEFT JOIN dependencies_component AS c ON c.snapshot = s.id
            ORDER BY s.subject, s.time, s.id, c.purl
            """
        )
        var edges: [Reach.Edge] = []
        var subject = ""
        var time: Int64 = -1
        // Since when each component has been seen without a gap, and in the last snapshot.
        var open: [String: Int64] = [:]
        var current: Set<String> = []
        func close(at end: Int64?) {
            for (purl, since) in open where end == nil || !current.contains(purl) {
                edges.append(
                    Reach.Edge(
                        Reach.Node(.component, purl),
                        Reach.Node(.tool, subject),
                        since: moment(since),
                        until: end.map(moment)
                    )
                )
            }
            if end == nil { open = [:] } else { open = open.filter { current.contains($0.key) } }
        }
        for row in rows {
            let next = row.text(0)
            let moment = Int64(row.int(1))
            if next != subject || moment != time {
                if time >= 0 { close(at: time) }
                if next != subject {
                    close(at: nil)
                    subject = next
                }
                current = []
                time = moment
            }
            guard !row.isNull(2) else { continue }
            current.insert(row.text(2))
            if open[row.text(2)] == nil { open[row.text(2)] = moment }
        }
        if time >= 0 {
            close(at: time)
            close(at: nil)
        }
        return edges
    }

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
