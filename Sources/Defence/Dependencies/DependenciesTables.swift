import Kernel

/// The room's tables, and how its events turn into rows.
enum DependenciesTables {
    static let advisories = Table(
        "dependencies_advisories",
        columns: [
            .text("event"), .text("digest"), .integer("advisories"), .integer("packages"),
            .integer("time"),
        ],
        key: ["event"]
    )

    static let snapshot = Table(
        "dependencies_snapshot",
        columns: [
            .text("id"), .text("subject"), .text("digest"), .integer("components"),
            .integer("time"), .text("supplier").optional, .text("event"), .integer("known"),
        ],
        key: ["id"],
        indexes: [["subject", "time"]]
    )

    static let component = Table(
        "dependencies_component",
        columns: [.text("snapshot"), .text("purl")],
        key: ["snapshot", "purl"],
        indexes: [["purl"]]
    )

    static let allowed = Table(
        "dependencies_allowed",
        columns: [
            .text("digest"), .text("package"), .text("reason"), .text("actor"), .integer("time"),
        ],
        key: ["digest", "package"]
    )

    static let canary = Table(
        "dependencies_canary",
        columns: [
            .text("id"), .text("kind"), .text("place"), .text("hint"), .text("key"),
            .text("digest"), .integer("time"),
        ],
        key: ["id"],
        indexes: [["hint"]]
    )

    static let alarm = Table(
        "dependencies_alarm",
        columns: [.text("event"), .text("canary"), .text("found"), .integer("time")],
        key: ["event"],
        indexes: [["canary"]]
    )

    static let incident = Table(
        "dependencies_incident",
        columns: [
            .text("id"), .text("component"), .text("reason"), .text("evidence"),
            .integer("reached"), .integer("suspended"), .integer("took"), .integer("drill"),
            .integer("time"),
        ],
        key: ["id"]
    )

    static let all = [
        advisories, snapshot, component, edge, project, batch, task, document, country, allowed,
        canary, alarm, incident,
    ]

    static let projections = [
        Projection(write: imported), Projection(write: recorded), Projection(write: allowed),
        Projection(write: planted), Projection(write: sounded), Projection(write: quarantined),
    ] + declared + people + work + data

    private static func imported(
        _ event: Dependencies.Imported,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_advisories (event, digest, advisories, packages, time)
            VALUES (
                \(stamp.event), \(event.digest), \(event.advisories), \(event.packages),
                \(stamp.time)
            )
            """
        )
    }

    private static func recorded(
        _ event: Dependencies.Recorded,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_snapshot
                (id, subject, digest, components, time, supplier, event, known)
            VALUES (
                \(event.snapshot), \(event.subject), \(event.digest), \(event.components.count),
                \(event.since ?? stamp.time), \(event.supplier.value), \(stamp.event),
                \(stamp.time)
            )
            """
        )
        for purl in event.components {
            try db.execute(
                """
                INSERT INTO dependencies_component (snapshot, purl)
                VALUES (\(event.snapshot), \(purl))
                """
            )
        }
    }

    private static func allowed(
        _ event: Dependencies.Allowed,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_allowed (digest, package, reason, actor, time)
            VALUES (
                \(event.digest), \(event.package), \(event.reason), \(stamp.actor), \(stamp.time)
            )
            ON CONFLICT (digest, package) DO UPDATE SET
                reason = excluded.reason, actor = excluded.actor, time = excluded.time
            """
        )
    }

    private static func planted(
        _ event: Dependencies.Planted,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_canary (id, kind, place, hint, key, digest, time)
            VALUES (
                \(event.canary), \(event.kind), \(event.place), \(event.hint), \(event.key),
                \(event.digest), \(stamp.time)
            )
            """
        )
    }

    private static func sounded(
        _ event: Dependencies.Sounded,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_alarm (event, canary, found, time)
            VALUES (\(stamp.event), \(event.canary), \(event.found), \(stamp.time))
            """
        )
    }

    private static func quarantined(
        _ event: Dependencies.Quarantined,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_incident (
                id, component, reason, evidence, reached, suspended, took, drill, time
            )
            VALUES (
                \(event.incident), \(event.component), \(event.reason), \(event.evidence),
                \(event.reached.count), \(event.suspended), \(event.took),
                \(event.isDrill ? 1 : 0), \(stamp.time)
            )
            """
        )
    }
}
