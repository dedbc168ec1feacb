import Kernel

/// How the beginning and the end of a pass turn into rows.
enum PassRows {
    static func begun(_ event: DataMap.Begun, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            INSERT INTO datamap_pass
                (id, source, began, items, people, least, most, dispersion, concentration, copies,
                stands)
            VALUES (\(event.pass), \(event.source), \(stamp.time), 0, 0, 0, 0, 0.0, 0.0, 0, 0)
            """
        )
    }

    static func finished(
        _ event: DataMap.Finished,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        let measures = event.measures
        let stands = try isSettled(event, in: db)
        try unsettle(in: db)
        if let copies = event.copies { try replace(copies, in: db) }
        try db.execute(
            """
            UPDATE datamap_pass SET
                ended = \(stamp.time), items = \(event.items), people = \(measures.people),
                least = \(measures.peopleMin), most = \(measures.peopleMax),
                dispersion = \(measures.dispersion), concentration = \(measures.concentration),
                copies = \(measures.copies), stands = \(stands ? 1 : 0)
            WHERE id = \(event.pass)
            """
        )
    }

    /// Something came, changed or went: no pass tells any more how the house stands.
    static func unsettle(in db: Database) throws {
        try db.execute("UPDATE datamap_pass SET stands = 0 WHERE stands = 1")
    }

    /// Whether the house stands as a pass says that ends now: it told the copies, or those that
    /// were told stand, and no other pass may have seen something meanwhile.
    private static func isSettled(_ event: DataMap.Finished, in db: Database) throws -> Bool {
        if event.copies == nil {
            guard try db.row("SELECT 1 FROM datamap_pass WHERE stands = 1") != nil else {
                return false
            }
        }
        let other = try db.row(
            """
            SELECT 1 FROM datamap_pass p JOIN datamap_source s ON s.id = p.source
            WHERE p.id <> \(event.pass) AND (p.ended IS NULL OR p.ended > (
                SELECT began FROM datamap_pass WHERE id = \(event.pass)))
            """
        )
        return other == nil
    }

    private static func replace(_ families: [DataMap.FoundFamily], in db: Database) throws {
        try db.execute("DELETE FROM datamap_copy")
        for (number, family) in families.enumerated() {
            for (place, member) in family.members.enumerated() {
                try db.execute(
                    """
                    INSERT INTO datamap_copy
                        (family, place, kind, items, sources, event, position, likeness)
                    VALUES (
                        \(number), \(place), \(family.kind.rawValue), \(family.items),
                        \(family.sources), \(member.event), \(member.position),
                        \(member.likeness)
                    )
                    """
                )
            }
        }
    }
}
