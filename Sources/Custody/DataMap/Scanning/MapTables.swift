import Kernel

/// The tables of what lies in the sources. Paths and names stand in none of them.
///
/// Every version of an item is a row with four times: since when the place says that it was so and
/// until when (`since`, `until`), and when we learnt the one and the other (`known`, `closed`). So
/// "what did we hold on 1 March" and "what did we know then" are both questions to one table.
enum MapTables {
    static let source = Table(
        "datamap_source",
        columns: [
            .text("id"), .text("name"), .text("kind"),
            // The events that say what it is for and where it lies, sealed under its own key.
            .text("event"), .text("described"),
            .text("purpose").optional, .text("basis").optional, .text("condition").optional,
            .text("kept").optional, .integer("owned", check: "owned IN (0, 1)"),
            .integer("added"),
        ],
        key: ["id"],
        indexes: [["name"]]
    )

    static let pass = Table(
        "datamap_pass",
        columns: [
            .text("id"), .text("source"), .integer("began"), .integer("ended").optional,
            .integer("items", check: "items >= 0"),
            .integer("people"), .integer("least"), .integer("most"),
            .real("dispersion"), .real("concentration"), .integer("copies"),
            // Whether nothing came, changed or went since it ended: of one pass at most.
            .integer("stands", check: "stands IN (0, 1)"),
        ],
        key: ["id"],
        indexes: [["source", "began"], ["stands"]]
    )

    static let item = Table(
        "datamap_item",
        columns: [
            .text("item"),
            // The event that brought this version, and its place there.
            .text("event"), .integer("position"),
            .text("source"), .text("hint"), .text("fingerprint"),
            .integer("bytes", check: "bytes >= 0"),
            .text("format"), .integer("records", check: "records >= 0"),
            .text("state", check: "state IN ('assessed', 'partial', 'not-assessed')"),
            .integer("sensitivity", check: "sensitivity BETWEEN 0 AND 3"),
            .integer("exposure", check: "exposure BETWEEN 0 AND 3"),
            .text("rights"), .integer("crowd", check: "crowd IN (0, 1)"),
            .integer("since"), .integer("until").optional,
            .integer("known"), .integer("closed").optional,
        ],
        key: ["item", "event"],
        indexes: [["source", "closed", "item"], ["fingerprint"], ["event"]]
    )

    /// Findings, countries and decades of one version: `facet` says which of them.
    static let content = Table(
        "datamap_content",
        columns: [
            .text("item"), .text("event"),
            .text("facet", check: "facet IN ('label', 'country', 'decade')"),
            .text("name"), .integer("count", check: "count > 0"),
        ],
        key: ["item", "event", "facet", "name"]
    )

    static let named = Table(
        "datamap_named",
        columns: [
            .text("item"), .text("event"), .integer("number"), .text("kind"), .text("digest"),
            .text("labels"), .integer("listed", check: "listed IN (0, 1)"),
        ],
        key: ["item", "event", "number", "kind", "digest"],
        indexes: [["kind", "digest"]]
    )

    static let sketch = Table(
        "datamap_sketch",
        columns: [
            .text("item"), .text("event"), .text("form"), .integer("part"), .text("sketch"),
            .integer("weight"),
        ],
        key: ["item", "event", "form", "part"]
    )

    static let change = Table(
        "datamap_change",
        columns: [
            .text("pass"), .text("item"), .text("change"), .text("event"), .integer("position"),
        ],
        key: ["pass", "item", "change"]
    )

    /// Under which key the paths of an event lie, and in which event they stand now.
    static let batch = Table(
        "datamap_batch",
        columns: [.text("event"), .text("source"), .text("batch"), .text("site")],
        key: ["event"],
        indexes: [["source"]]
    )

    /// The families of copies as the last pass told them: each member by where it stands in the
    /// log.
    static let copy = Table(
        "datamap_copy",
        columns: [
            .integer("family"), .integer("place"), .text("kind"), .integer("items"),
            .integer("sources"), .text("event"), .integer("position"), .real("likeness"),
        ],
        key: ["family", "place"]
    )

    static let all = [source, pass, item, content, named, sketch, change, batch, copy]

    static let projections = [
        Projection(write: added), Projection(write: described), Projection(write: removed),
        Projection(write: PassRows.begun), Projection(write: observed), Projection(write: struck),
        Projection(write: PassRows.finished), Projection(write: resited),
    ]

    private static func added(_ event: DataMap.Added, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            INSERT INTO datamap_source
                (id, name, kind, event, described, purpose, basis, condition, kept, owned, added)
            VALUES (
                \(event.source), \(event.name), \(event.kind.rawValue), \(stamp.event),
                \(stamp.event), \(event.particulars.purpose.value),
                \((event.particulars.basis?.rawValue).value),
                \((event.particulars.condition?.rawValue).value),
                \(event.particulars.until.value),
                \(event.particulars.owner == nil ? 0 : 1), \(stamp.time)
            )
            """
        )
    }

    private static func described(
        _ event: DataMap.Described,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            UPDATE datamap_source SET
                described = \(stamp.event), purpose = \(event.particulars.purpose.value),
                basis = \((event.particulars.basis?.rawValue).value),
                condition = \((event.particulars.condition?.rawValue).value),
                kept = \(event.particulars.until.value),
                owned = \(event.particulars.owner == nil ? 0 : 1)
            WHERE id = \(event.source)
            """
        )
    }

    /// What is left says nothing: a rebuild, which cannot read the sealed events, leads there too.
    private static func removed(_ event: DataMap.Removed, _ stamp: Stamp, _ db: Database) throws {
        let items: SQL = "SELECT item FROM datamap_item WHERE source = \(event.source)"
        try db.execute("DELETE FROM datamap_content WHERE item IN (\(items))")
        try db.execute("DELETE FROM datamap_named WHERE item IN (\(items))")
        try db.execute("DELETE FROM datamap_sketch WHERE item IN (\(items))")
        try db.execute(
            """
            DELETE FROM datamap_change
            WHERE pass IN (SELECT id FROM datamap_pass WHERE source = \(event.source))
            """
        )
        try db.execute("DELETE FROM datamap_item WHERE source = \(event.source)")
        try db.execute("DELETE FROM datamap_batch WHERE source = \(event.source)")
        try db.execute("DELETE FROM datamap_source WHERE id = \(event.source)")
        try PassRows.unsettle(in: db)
    }

    private static func resited(_ event: DataMap.Resited, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            UPDATE datamap_batch SET batch = \(event.batch), site = \(stamp.event)
            WHERE event = \(event.observed)
            """
        )
    }

    private static func struck(_ event: DataMap.Struck, _ stamp: Stamp, _ db: Database) throws {
        try PassRows.unsettle(in: db)
        for item in event.items {
            let last = try db.row(
                """
                SELECT event, position FROM datamap_item
                WHERE item = \(item) AND closed IS NULL
                """
            )
            guard let last else { continue }
            try MapRows.close(item, until: stamp.time, stamp, in: db)
            try MapRows.note(
                .gone,
                item,
                event.pass,
                from: last.text(0),
                at: last.int(1),
                in: db
            )
        }
    }

    private static func observed(
        _ event: DataMap.Observed,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        if let batch = event.batch {
            try db.execute(
                """
                INSERT INTO datamap_batch (event, source, batch, site)
                VALUES (\(stamp.event), \(event.source), \(batch), \(stamp.event))
                """
            )
        }
        if event.observations.contains(where: { $0.content != nil }) {
            try PassRows.unsettle(in: db)
        }
        for (position, seen) in event.observations.enumerated() {
            if let content = seen.content {
                try MapRows.replace(seen, content, event.source, at: position, stamp, in: db)
            } else {
                try MapRows.touch(seen, in: db)
            }
            for change in seen.changes {
                let id = stamp.event.description
                try MapRows.note(change, seen.item, event.pass, from: id, at: position, in: db)
            }
        }
    }
}
