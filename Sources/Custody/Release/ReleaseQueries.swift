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
    package static func doubtCount(in db: Database) throws -> Int {
        try db.count(
            "SELECT CAST(coalesce(sum(count - settled), 0) AS BIGINT) FROM release_doubt"
        )
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
                (SELECT CAST(coalesce(sum(d.count - d.settled), 0) AS BIGINT)
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

extension Release {
    /// Doubts of one document in one release: which event tells their places.
    package struct Waiting: Hashable, Sendable {
        package let release: ID<Edition>
        package let event: ID<any Event>
        package let count: Int
    }

    /// Doubts that wait, by document, at most `limit` documents.
    package static func waiting(limit: Int = 1_000, in db: Database) throws -> [Waiting] {
        try db.rows(
            """
            SELECT release, event, count - settled FROM release_doubt
            WHERE count > settled ORDER BY release, document LIMIT \(limit)
            """
        ).map { Waiting(release: $0.id(0), event: $0.id(1), count: $0.int(2)) }
    }

    /// Doubts of one document that wait, by release.
    package static func waiting(
        of document: ID<Vault.Document>,
        in db: Database
    ) throws -> [Waiting] {
        try db.rows(
            """
            SELECT release, event, count - settled FROM release_doubt
            WHERE document = \(document) AND count > settled ORDER BY release
            """
        ).map { Waiting(release: $0.id(0), event: $0.id(1), count: $0.int(2)) }
    }

    /// The event that made a release, and when, in milliseconds since 1970.
    package static func event(
        of release: ID<Edition>,
        in db: Database
    ) throws -> (id: ID<any Event>, time: Int64)? {
        try db.row("SELECT event, time FROM release_edition WHERE id = \(release)")
            .map { ($0.id(0), Int64($0.int(1))) }
    }
}
