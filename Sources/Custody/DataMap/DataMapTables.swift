import Kernel

/// Documents and what was found in them, by number only.
enum DataMapTables {
    static let document = Table(
        "datamap_document",
        columns: [
            .text("id"),
            .text("format"),
            .text("fingerprint"),
            .integer("bytes", check: "bytes >= 0"),
            .integer("records", check: "records >= 0"),
            .text("state", check: "state IN ('assessed', 'partial', 'not-assessed')"),
            .integer("time"),
        ],
        key: ["id"],
        indexes: [["fingerprint"]]
    )

    static let finding = Table(
        "datamap_finding",
        columns: [.text("document"), .text("label"), .integer("count", check: "count > 0")],
        key: ["document", "label"],
        references: ["document": "datamap_document"]
    )

    static let all = [document, finding]

    static let projections = [
        Projection { (event: DataMap.Assessed, stamp, db) in
            // A document that is looked into again has only what was found last.
            try forget(event.document, in: db)
            try db.execute(
                """
                INSERT INTO datamap_document
                    (id, format, fingerprint, bytes, records, state, time)
                VALUES (
                    \(event.document), \(event.format), \(event.fingerprint), \(event.bytes),
                    \(event.records), \(event.state.rawValue), \(stamp.time)
                )
                """
            )
            for (label, count) in event.findings.sorted(by: { $0.key < $1.key }) {
                try db.execute(
                    """
                    INSERT INTO datamap_finding (document, label, count)
                    VALUES (\(event.document), \(label), \(count))
                    """
                )
            }
        },
        Projection { (event: Vault.Shredded, _, db) in
            try forget(event.document, in: db)
        },
        Projection { (event: Vault.Erased, _, db) in
            for document in event.documents { try forget(document, in: db) }
        },
    ]

    private static func forget(_ document: ID<Vault.Document>, in db: Database) throws {
        try db.execute("DELETE FROM datamap_finding WHERE document = \(document)")
        try db.execute("DELETE FROM datamap_document WHERE id = \(document)")
    }
}
