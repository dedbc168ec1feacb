import Kernel
import Sieve

/// How one observation turns into rows.
enum MapRows {
    /// A version of an item, and the end of the one before it.
    static func replace(
        _ seen: DataMap.Observation,
        _ content: DataMap.Content,
        _ source: ID<DataMap.Source>,
        at position: Int,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        // A place that says "changed tomorrow" is not believed.
        let since = min(content.changed ?? stamp.time, stamp.time)
        try close(seen.item, until: since, stamp, in: db)
        try db.execute(
            """
            INSERT INTO datamap_item
                (item, event, position, source, hint, fingerprint, bytes, format, records, state,
                sensitivity, exposure, rights, crowd, since, known)
            VALUES (
                \(seen.item), \(stamp.event), \(position), \(source), \(seen.hint),
                \(content.fingerprint), \(content.bytes), \(content.format), \(content.records),
                \(content.state.rawValue), \(DataMap.sensitivity(of: content).rawValue),
                \(seen.exposure.rawValue), \(seen.rights), \(content.isCrowd ? 1 : 0),
                \(since), \(stamp.time)
            )
            ON CONFLICT (item, event) DO NOTHING
            """
        )
        try fill("label", content.findings, seen.item, stamp, in: db)
        try fill("country", content.countries, seen.item, stamp, in: db)
        try fill("decade", content.decades, seen.item, stamp, in: db)
        try name(content.people, seen.item, stamp, in: db)
        for sketched in content.sketches {
            try db.execute(
                """
                INSERT INTO datamap_sketch (item, event, form, part, sketch, weight)
                VALUES (
                    \(seen.item), \(stamp.event), \(sketched.form.rawValue), \(sketched.part),
                    \(sketched.sketch), \(sketched.weight)
                )
                """
            )
        }
    }

    /// Another hint or other rights, and the same content.
    static func touch(_ seen: DataMap.Observation, in db: Database) throws {
        try db.execute(
            """
            UPDATE datamap_item SET
                hint = \(seen.hint), exposure = \(seen.exposure.rawValue), rights = \(seen.rights)
            WHERE item = \(seen.item) AND closed IS NULL
            """
        )
    }

    /// Ends the version of an item that stands.
    static func close(
        _ item: DataMap.ItemDigest,
        until: Int64,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        try db.execute(
            """
            UPDATE datamap_item SET
                until = CASE WHEN since > \(until) THEN since ELSE \(until) END,
                closed = \(stamp.time)
            WHERE item = \(item) AND closed IS NULL
            """
        )
    }

    static func note(
        _ change: DataMap.Change,
        _ item: DataMap.ItemDigest,
        _ pass: ID<DataMap.Pass>,
        from event: String,
        at position: Int,
        in db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO datamap_change (pass, item, change, event, position)
            VALUES (\(pass), \(item), \(change.rawValue), \(event), \(position))
            ON CONFLICT (pass, item, change) DO NOTHING
            """
        )
    }

    private static func name(
        _ people: [DataMap.Named],
        _ item: DataMap.ItemDigest,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        let event = stamp.event.description
        // What is said of one is mostly said of the next.
        var (said, labels): ([String], String) = ([], "")
        for (number, person) in people.enumerated() {
            if person.labels != said {
                (said, labels) = (person.labels, person.labels.joined(separator: " "))
            }
            for mark in Set(person.marks) {
                try db.execute(
                    """
                    INSERT INTO datamap_named (item, event, number, kind, digest, labels, listed)
                    VALUES (
                        \(item), \(event), \(number), \(mark.kind.rawValue), \(mark.digest),
                        \(labels), \(person.isListed ? 1 : 0)
                    )
                    """
                )
            }
        }
    }

    private static func fill(
        _ facet: String,
        _ counts: [String: Int],
        _ item: DataMap.ItemDigest,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            try db.execute(
                """
                INSERT INTO datamap_content (item, event, facet, name, count)
                VALUES (\(item), \(stamp.event), \(facet), \(name), \(count))
                """
            )
        }
    }
}
