import Kernel

/// What is declared of flows, what was observed of them, limits, and alerts.
enum FlowTables {
    static let flow = Table(
        "datamap_flow",
        columns: [
            .text("source"), .text("recipient"), .text("purpose"), .text("country").optional,
            .text("safeguard").optional, .integer("since"), .text("event"),
        ],
        key: ["source", "recipient"]
    )

    /// Releases that were made: which documents went to whom.
    static let handover = Table(
        "datamap_handover",
        columns: [
            .text("release"), .text("document"), .text("recipient"), .text("purpose"),
            .text("until"), .integer("time"),
        ],
        key: ["release", "document"],
        indexes: [["document"]]
    )

    static let limit = Table(
        "datamap_limit",
        columns: [.text("measure"), .real("value")],
        key: ["measure"]
    )

    static let alert = Table(
        "datamap_alert",
        columns: [
            .text("pass"), .text("measure"), .real("value"), .real("threshold"), .integer("time"),
        ],
        key: ["pass", "measure"]
    )

    /// One row: the event that says who the house is.
    static let house = Table(
        "datamap_house",
        columns: [.integer("one", check: "one = 1"), .text("event")],
        key: ["one"]
    )

    static let all = [flow, handover, limit, alert, house]

    static let projections = [
        Projection { (event: DataMap.Declared, stamp, db) in
            try db.execute(
                """
                INSERT INTO datamap_flow
                    (source, recipient, purpose, country, safeguard, since, event)
                VALUES (
                    \(event.source), \(event.recipient), \(event.purpose),
                    \(event.country.value), \(event.safeguard.value), \(stamp.time),
                    \(stamp.event)
                )
                ON CONFLICT (source, recipient) DO UPDATE SET
                    purpose = excluded.purpose, country = excluded.country,
                    safeguard = excluded.safeguard, event = excluded.event
                """
            )
        },
        Projection { (event: DataMap.Removed, _, db) in
            try db.execute("DELETE FROM datamap_flow WHERE source = \(event.source)")
        },
        Projection { (event: Release.Made, stamp, db) in
            for document in event.documents {
                try db.execute(
                    """
                    INSERT INTO datamap_handover
                        (release, document, recipient, purpose, until, time)
                    VALUES (
                        \(event.release), \(document), \(event.recipient), \(event.purpose),
                        \(event.until), \(stamp.time)
                    ) ON CONFLICT (release, document) DO NOTHING
                    """
                )
            }
        },
        Projection { (event: DataMap.Limited, _, db) in
            try db.execute(
                """
                INSERT INTO datamap_limit (measure, value)
                VALUES (\(event.measure.rawValue), \(event.value))
                ON CONFLICT (measure) DO UPDATE SET value = excluded.value
                """
            )
        },
        Projection { (event: DataMap.Finished, stamp, db) in
            for row in try db.rows("SELECT measure, value FROM datamap_limit ORDER BY measure") {
                guard let measure = DataMap.Measure(rawValue: row.text(0)) else { continue }
                let value = measure.value(in: event.measures)
                guard value > row.real(1) else { continue }
                try db.execute(
                    """
                    INSERT INTO datamap_alert (pass, measure, value, threshold, time)
                    VALUES (
                        \(event.pass), \(measure.rawValue), \(value), \(row.real(1)),
                        \(stamp.time)
                    )
                    """
                )
            }
        },
        Projection { (event: DataMap.Introduced, stamp, db) in
            try db.execute(
                """
                INSERT INTO datamap_house (one, event) VALUES (1, \(stamp.event))
                ON CONFLICT (one) DO UPDATE SET event = excluded.event
                """
            )
        },
    ]
}
