import Custody
import Kernel

/// What releases were made of and for whom, who read what, and where its people live.
extension DependenciesTables {
    private typealias Connection = Dependencies.Connection
    private typealias Name = Dependencies.Name

    /// Documents by what they hold, to find what the map says of the same content.
    static let document = Table(
        "dependencies_document",
        columns: [.text("id"), .text("fingerprint"), .integer("time")],
        key: ["id"],
        indexes: [["fingerprint"]]
    )

    /// Countries that the map found in some content, with the findings that tell each.
    static let country = Table(
        "dependencies_country",
        columns: [
            .text("fingerprint"), .text("country"), .text("source"), .integer("count"),
            .text("event"), .integer("time"),
        ],
        key: ["fingerprint", "country", "source"],
        indexes: [["source"]]
    )

    /// A reading is a moment, and the graph goes by seconds.
    private static let reading: Int64 = 1_000

    static let data = releases + documents

    private static let releases = [
        Projection { (event: Release.Made, stamp, db) in
            let release = Name.release(event.release)
            try Connection(
                release,
                Name.client(event.recipient),
                by: Release.Made.self,
                since: stamp.time,
                detail: event.purpose
            ).insert(stamp, in: db)
            for (number, document) in Set(event.documents).sorted(by: isBefore).enumerated() {
                try Connection(
                    release,
                    Name.document(document),
                    by: Release.Made.self,
                    since: stamp.time,
                    matter: document.description
                ).insert(stamp, at: number + 1, in: db)
            }
        },
        Projection { (event: Vault.Opened, stamp, db) in
            guard ![Principal.owner.id, Principal.system.id].contains(stamp.actor) else { return }
            try Connection(
                Name.worker(stamp.actor),
                Name.document(event.document),
                by: Vault.Opened.self,
                since: stamp.time,
                until: stamp.time + reading,
                matter: event.document.description,
                detail: event.purpose
            ).insert(stamp, in: db)
        },
        Projection { (event: Vault.Shredded, stamp, db) in
            try end(event.document, stamp, in: db)
        },
        Projection { (event: Vault.Erased, stamp, db) in
            for document in event.documents { try end(document, stamp, in: db) }
        },
    ]

    private static let documents = [
        Projection { (event: DataMap.Assessed, stamp, db) in
            try db.execute(
                """
                INSERT INTO dependencies_document (id, fingerprint, time)
                VALUES (\(event.document), \(event.fingerprint), \(stamp.time))
                ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint
                """
            )
        },
        Projection { (event: DataMap.Observed, stamp, db) in
            for content in event.observations.compactMap(\.content)
            where !content.fingerprint.isEmpty {
                for (country, count) in content.countries.sorted(by: { $0.key < $1.key }) {
                    try db.execute(
                        """
                        INSERT INTO dependencies_country
                            (fingerprint, country, source, count, event, time)
                        VALUES (
                            \(content.fingerprint), \(country), \(event.source), \(count),
                            \(stamp.event), \(stamp.time)
                        )
                        ON CONFLICT (fingerprint, country, source) DO NOTHING
                        """
                    )
                }
            }
        },
        Projection { (event: DataMap.Removed, _, db) in
            try db.execute("DELETE FROM dependencies_country WHERE source = \(event.source)")
        },
    ]

    private static func isBefore(_ one: ID<Vault.Document>, _ other: ID<Vault.Document>) -> Bool {
        one.description < other.description
    }

    /// What was destroyed is in nobody's reach any more. Who read it was sealed under its key, and
    /// is gone with it; of what releases it was, stays.
    private static func end(
        _ document: ID<Vault.Document>,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        try db.execute(
            """
            DELETE FROM dependencies_edge
            WHERE matter = \(document) AND basis = \(Vault.Opened.name)
            """
        )
        try Connection.end("matter = \(document)", stamp, in: db)
        try db.execute("DELETE FROM dependencies_document WHERE id = \(document)")
    }
}
