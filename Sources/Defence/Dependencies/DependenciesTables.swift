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
            .integer("time"),
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

    // Until is empty while the connection stands.
    static let edge = Table(
        "dependencies_edge",
        columns: [
            .text("event"), .text("origin"), .text("target"), .integer("since"),
            .integer("until").optional,
        ],
        key: ["event"],
        indexes: [["origin", "target"]]
    )

    static let allowed = Table(
        "dependencies_allowed",
        columns: [
            .text("digest"), .text("package"), .text("reason"), .text("actor"), .integer("time"),
        ],
        key: ["digest", "package"]
    )

    static let all = [advisories, snapshot, component, edge, allowed]

    static let projections = [
        Projection(write: imported), Projection(write: recorded), Projection(write: connected),
        Projection(write: disconnected), Projection(write: allowed),
    ]

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
            INSERT INTO dependencies_snapshot (id, subject, digest, components, time)
            VALUES (
                \(event.snapshot), \(event.subject), \(event.digest), \(event.components.count),
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

    private static func connected(
        _ event: Dependencies.Connected,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO dependencies_edge (event, origin, target, since)
            VALUES (\(stamp.event), \(event.from), \(event.to), \(event.since))
            """
        )
    }

    private static func disconnected(
        _ event: Dependencies.Disconnected,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            UPDATE dependencies_edge SET until = \(event.until)
            WHERE origin = \(event.from) AND target = \(event.to) AND until IS NULL
            """
        )
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
}
