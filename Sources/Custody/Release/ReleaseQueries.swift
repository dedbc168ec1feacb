package import Kernel

extension Release {
    /// A release as a list shows it.
    package struct Listed: Codable, Hashable, Sendable {
        package let id: ID<Edition>
        package let manifest: String
        package let until: String
        package let records: Int
        /// Milliseconds since 1970.
        package let time: Int64
        package let documents: Int
        package let doubts: Int
    }

    /// Findings of doubt that wait for somebody, over all releases.
    package static func doubts(in db: Database) throws -> Int {
        try db.count("SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM release_doubt")
    }

    /// Releases, newest first; at most `limit`, older than `before` (milliseconds since 1970).
    package static func editions(
        before: Int64 = .max,
        limit: Int = 50,
        in db: Database
    ) throws -> [Listed] {
        try db.rows(
            """
            SELECT e.id, e.manifest, e.until, e.records, e.time,
                (SELECT count(*) FROM release_part p WHERE p.release = e.id),
                (SELECT CAST(coalesce(sum(d.count), 0) AS BIGINT)
                    FROM release_doubt d WHERE d.release = e.id)
            FROM release_edition e WHERE e.time < \(before)
            ORDER BY e.time DESC, e.id LIMIT \(limit)
            """
        ).map { row in
            Listed(
                id: row.id(0),
                manifest: row.text(1),
                until: row.text(2),
                records: row.int(3),
                time: Int64(row.int(4)),
                documents: row.int(5),
                doubts: row.int(6)
            )
        }
    }
}
