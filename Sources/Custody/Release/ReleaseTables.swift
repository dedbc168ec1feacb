import Kernel

enum ReleaseTables {
    static let edition = Table(
        "release_edition",
        columns: [
            .text("id"),
            .text("manifest"),
            .text("until"),
            .integer("records", check: "records >= 0"),
            .integer("time"),
            .text("event"),
        ],
        key: ["id"]
    )

    /// Which documents went into which release: whoever erases one learns where copies are.
    static let part = Table(
        "release_part",
        columns: [.text("release"), .text("document")],
        key: ["release", "document"],
        indexes: [["document"]],
        references: ["release": "release_edition"]
    )

    static let doubt = Table(
        "release_doubt",
        columns: [
            .text("release"), .text("document"), .integer("count", check: "count > 0"),
            // How many of them somebody has settled since.
            .integer("settled", check: "settled >= 0 AND settled <= count"),
            .text("event"),
        ],
        key: ["release", "document"],
        indexes: [["document"]]
    )

    /// Events in which doubts of a document were settled; what they say is sealed.
    static let judgement = Table(
        "release_judgement",
        columns: [.text("event"), .text("document"), .integer("time")],
        key: ["event"],
        indexes: [["document"]]
    )

    static let risk = Table(
        "release_risk",
        columns: [.text("release"), .integer("time"), .text("actor")],
        key: ["release"]
    )

    static let all = [edition, part, doubt, judgement, risk]

    static let projections = [
        Projection { (event: Release.Made, stamp, db) in
            try db.execute(
                """
                INSERT INTO release_edition (id, manifest, until, records, time, event)
                VALUES (
                    \(event.release), \(event.manifest), \(event.until), \(event.records),
                    \(stamp.time), \(stamp.event)
                )
                """
            )
            for document in event.documents {
                try db.execute(
                    """
                    INSERT INTO release_part (release, document)
                    VALUES (\(event.release), \(document)) ON CONFLICT DO NOTHING
                    """
                )
            }
        },
        Projection { (event: Release.Doubted, stamp, db) in
            try db.execute(
                """
                INSERT INTO release_doubt (release, document, count, settled, event)
                VALUES (
                    \(event.release), \(event.document), \(event.count), 0, \(stamp.event)
                )
                ON CONFLICT (release, document)
                DO UPDATE SET count = excluded.count, settled = 0, event = excluded.event
                """
            )
        },
        Projection { (event: Release.Judged, stamp, db) in
            try db.execute(
                """
                INSERT INTO release_judgement (event, document, time)
                VALUES (\(stamp.event), \(event.document), \(stamp.time))
                """
            )
            let number = event.judgements.count
            try db.execute(
                """
                UPDATE release_doubt SET settled = CASE
                    WHEN settled + \(number) < count THEN settled + \(number) ELSE count END
                WHERE document = \(event.document)
                """
            )
        },
        Projection { (event: Release.RiskAccepted, stamp, db) in
            try db.execute(
                """
                INSERT INTO release_risk (release, time, actor)
                VALUES (\(event.release), \(stamp.time), \(stamp.actor))
                ON CONFLICT (release) DO NOTHING
                """
            )
        },
        // The proof that a release was made outlives its documents; what was in doubt does not.
        Projection { (event: Vault.Shredded, _, db) in
            try forget(event.document, in: db)
        },
        Projection { (event: Vault.Erased, _, db) in
            for document in event.documents { try forget(document, in: db) }
        },
    ]

    private static func forget(_ document: ID<Vault.Document>, in db: Database) throws {
        try db.execute("DELETE FROM release_doubt WHERE document = \(document)")
        try db.execute("DELETE FROM release_judgement WHERE document = \(document)")
    }
}
