package import Kernel

extension DataMap {
    /// What is held of one kind of file.
    package struct Holding: Sendable, Codable, Hashable {
        package let format: String
        package let documents: Int
        package let bytes: Int
        package let records: Int
        package let notAssessed: Int
    }

    /// The document with this content that is still held, if there is one.
    package static func document(
        fingerprint: String,
        in db: Database
    ) throws -> ID<Vault.Document>? {
        try db.row(
            """
            SELECT id FROM datamap_document WHERE fingerprint = \(fingerprint)
            ORDER BY time, id LIMIT 1
            """
        )?.id(0)
    }

    /// Everything that is held, by format.
    package static func holdings(in db: Database) throws -> [Holding] {
        try db.rows(
            """
            SELECT format, count(*), CAST(sum(bytes) AS BIGINT), CAST(sum(records) AS BIGINT),
                CAST(sum(CASE WHEN state = 'assessed' THEN 0 ELSE 1 END) AS BIGINT)
            FROM datamap_document GROUP BY format ORDER BY format
            """
        ).map { row in
            Holding(
                format: row.text(0),
                documents: row.int(1),
                bytes: row.int(2),
                records: row.int(3),
                notAssessed: row.int(4)
            )
        }
    }

    /// Documents that are held and were not read, or not read whole.
    package static func unread(in db: Database) throws -> Int {
        try db.count("SELECT count(*) FROM datamap_document WHERE state <> 'assessed'")
    }

    /// Findings in everything that is held, by label, most first.
    package static func findings(in db: Database) throws -> [(label: String, count: Int)] {
        try db.rows(
            """
            SELECT label, CAST(sum(count) AS BIGINT) AS total
            FROM datamap_finding GROUP BY label ORDER BY total DESC, label
            """
        ).map { ($0.text(0), $0.int(1)) }
    }
}

extension DataMap {
    /// A document as a list shows it; its name is sealed and not in it.
    package struct Held: Codable, Hashable, Sendable {
        package let id: ID<Vault.Document>
        package let format: String
        package let bytes: Int
        package let records: Int
        package let state: State
    }

    /// Documents that are held, newest first, at most `limit`.
    package static func documents(limit: Int = 1_000, in db: Database) throws -> [Held] {
        try db.rows(
            """
            SELECT id, format, bytes, records, state FROM datamap_document
            ORDER BY time DESC, id LIMIT \(limit)
            """
        ).map { row in
            Held(
                id: row.id(0),
                format: row.text(1),
                bytes: row.int(2),
                records: row.int(3),
                state: State(rawValue: row.text(4)) ?? .notAssessed
            )
        }
    }
}
