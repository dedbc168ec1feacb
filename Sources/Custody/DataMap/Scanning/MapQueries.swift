package import Kernel

extension DataMap {
    /// A source as the tables know it.
    package struct Listed: Codable, Hashable, Sendable {
        package let id: ID<Source>
        package let name: String
        package let kind: Kind
        package let purpose: String?
        package let basis: Minimization.LegalBasis?
        package let condition: Minimization.SpecialCondition?
        /// Until when it is kept, in words or as a day.
        package let kept: String?
        /// Whether somebody is named who answers for it.
        package let isOwned: Bool
        /// When it was put on the map, in milliseconds since 1970.
        package let added: Int64
        /// The events that say where it lies, and what it is for.
        package let event: ID<any Event>
        package let described: ID<any Event>
    }

    /// The version of an item that stands.
    struct Version: Sendable {
        let fingerprint: String
        let hint: String
        let exposure: Exposure
        let sensitivity: Sensitivity
    }

    /// Sources in the order of their names.
    package static func sources(in db: Database) throws -> [Listed] {
        try db.rows(
            """
            SELECT id, name, kind, purpose, basis, condition, kept, owned, added, event, described
            FROM datamap_source ORDER BY name LIMIT \(sourcesMax)
            """
        ).map(listed)
    }

    /// The source called `name`, or nil.
    package static func source(named name: String, in db: Database) throws -> Listed? {
        try db.row(
            """
            SELECT id, name, kind, purpose, basis, condition, kept, owned, added, event, described
            FROM datamap_source WHERE name = \(name)
            """
        ).map(listed)
    }

    /// The source, if it is on the map.
    static func standing(_ source: ID<Source>, in db: Database) throws -> Listed {
        let row = try db.row(
            """
            SELECT id, name, kind, purpose, basis, condition, kept, owned, added, event, described
            FROM datamap_source WHERE id = \(source)
            """
        )
        guard let row else { throw Failure.unknownSource }
        return listed(row)
    }

    private static func listed(_ row: Row) -> Listed {
        Listed(
            id: row.id(0),
            name: row.text(1),
            kind: Kind(rawValue: row.text(2)) ?? .folder,
            purpose: row.optional(3, Row.text),
            basis: row.optional(4, Row.text).flatMap(Minimization.LegalBasis.init(rawValue:)),
            condition: row.optional(5, Row.text)
                .flatMap(Minimization.SpecialCondition.init(rawValue:)),
            kept: row.optional(6, Row.text),
            isOwned: row.bool(7),
            added: Int64(row.int(8)),
            event: row.id(9),
            described: row.id(10)
        )
    }

    static func version(of item: ItemDigest, in db: Database) throws -> Version? {
        try db.row(
            """
            SELECT fingerprint, hint, exposure, sensitivity FROM datamap_item
            WHERE item = \(item) AND closed IS NULL
            """
        ).map { row in
            Version(
                fingerprint: row.text(0),
                hint: row.text(1),
                exposure: Exposure(rawValue: row.int(2)) ?? .world,
                sensitivity: Sensitivity(rawValue: Int64(row.int(3))) ?? .special
            )
        }
    }

    /// The pass over a source that was begun and not finished, or nil.
    static func openPass(
        of source: ID<Source>,
        in db: Database
    ) throws -> ID<Pass>? {
        try db.row("SELECT id FROM datamap_pass WHERE source = \(source) AND ended IS NULL")?
            .id(0)
    }

    /// Hints of the items of a source that stand, `limit` of them after `last`, by digest.
    static func hints(
        of source: ID<Source>,
        after last: ItemDigest,
        limit: Int,
        in db: Database
    ) throws -> [(item: ItemDigest, hint: String)] {
        try db.rows(
            """
            SELECT item, hint FROM datamap_item
            WHERE source = \(source) AND closed IS NULL AND item > \(last)
            ORDER BY item LIMIT \(limit)
            """
        ).map { ($0.text(0), $0.text(1)) }
    }
}

extension DataMap {
    /// Where a source lies and what it is for, as its sealed events say; nil once it is forgotten.
    package static func known(
        _ source: Listed,
        in ledger: Ledger
    ) async throws -> (added: Added, particulars: Particulars)? {
        guard let added = try await ledger.event(source.event, as: Added.self) else { return nil }
        let described = try await ledger.event(source.described, as: Described.self)
        return (added, described?.particulars ?? added.particulars)
    }
}
