package import Kernel

extension DataMap {
    /// The map as it is shown: what each source holds, about how many people, how old, from which
    /// countries, and who can see it.
    package struct Chart: Sendable, Codable {
        package struct Area: Sendable, Codable {
            package var source: Listed
            package var items = 0
            package var bytes = 0
            package var records = 0
            /// Items that were not read, or not whole.
            package var unread = 0
            /// Different people, as near as can be told.
            package var people = 0
            /// Items that name more people than are indexed.
            package var crowds = 0
            package var labels: [Category] = []
            /// Items by how long ago they were last changed.
            package var ages: [String: Int] = [:]
            /// Findings by the country that they tell (ISO 3166-1).
            package var countries: [String: Int] = [:]
            /// Dates of birth by decade.
            package var decades: [String: Int] = [:]
            /// Items by who can see them.
            package var exposure: [String: Int] = [:]
            /// Items by their rights, as numbers; the most frequent first, at most ``rightsMax``.
            package var rights: [Right] = []
            /// When the last finished pass ended, in milliseconds since 1970.
            package var scanned: Int64?
        }

        package struct Category: Sendable, Codable {
            package let label: String
            package let findings: Int
            package let items: Int
            package let people: Int
        }

        package struct Right: Sendable, Codable {
            package let rights: String
            package let items: Int
        }

        package var areas: [Area]
        package var census: Census

        /// Rights that are listed one by one.
        static let rightsMax = 12
    }

    /// The map, now or as of another time.
    ///
    /// - Parameter now: what the clock says, in milliseconds since 1970: ages count from it.
    package static func chart(
        _ asof: Asof = .now,
        now: Int64,
        in db: Database
    ) throws -> Chart {
        let census = try census(asof, in: db)
        let areas = try sources(in: db).map { source in
            try area(source, asof, census, now: asof.valid ?? now, in: db)
        }
        return Chart(areas: areas, census: census)
    }

    private static func area(
        _ source: Listed,
        _ asof: Asof,
        _ census: Census,
        now: Int64,
        in db: Database
    ) throws -> Chart.Area {
        var area = Chart.Area(source: source)
        let id = source.id
        let sums = try db.row(
            """
            SELECT count(*), CAST(coalesce(sum(bytes), 0) AS BIGINT),
                CAST(coalesce(sum(records), 0) AS BIGINT),
                CAST(coalesce(sum(CASE WHEN state = 'assessed' THEN 0 ELSE 1 END), 0) AS BIGINT),
                CAST(coalesce(sum(crowd), 0) AS BIGINT)
            FROM datamap_item i WHERE source = \(id) AND (\(asof.condition))
            """
        )
        if let sums {
            (area.items, area.bytes, area.records) = (sums.int(0), sums.int(1), sums.int(2))
            (area.unread, area.crowds) = (sums.int(3), sums.int(4))
        }
        area.people = census.bySource[id.description] ?? 0
        let theirs = census.byLabel[id.description] ?? [:]
        area.labels = try facet("label", of: id, asof, in: db).map { name, count, items in
            Chart.Category(label: name, findings: count, items: items, people: theirs[name] ?? 0)
        }
        for (name, count, _) in try facet("country", of: id, asof, in: db) {
            area.countries[name] = count
        }
        for (name, count, _) in try facet("decade", of: id, asof, in: db) {
            area.decades[name] = count
        }
        area.ages = try ages(of: id, asof, now: now, in: db)
        for row in try db.rows(
            """
            SELECT exposure, count(*) FROM datamap_item i
            WHERE source = \(id) AND (\(asof.condition)) GROUP BY exposure ORDER BY exposure
            """
        ) {
            area.exposure[(Exposure(rawValue: row.int(0)) ?? .world).words] = row.int(1)
        }
        area.rights = try db.rows(
            """
            SELECT rights, count(*) AS items FROM datamap_item i
            WHERE source = \(id) AND (\(asof.condition))
            GROUP BY rights ORDER BY items DESC, rights LIMIT \(Chart.rightsMax)
            """
        ).map { Chart.Right(rights: $0.text(0), items: $0.int(1)) }
        area.scanned = try db.row(
            """
            SELECT ended FROM datamap_pass WHERE source = \(id) AND ended IS NOT NULL
            ORDER BY ended DESC LIMIT 1
            """
        ).map { Int64($0.int(0)) }
        return area
    }

    /// One facet of a source: its names, with findings and items, most first.
    private static func facet(
        _ facet: String,
        of source: ID<Source>,
        _ asof: Asof,
        in db: Database
    ) throws -> [(name: String, count: Int, items: Int)] {
        try db.rows(
            """
            SELECT c.name, CAST(sum(c.count) AS BIGINT) AS total, count(*)
            FROM datamap_content c JOIN datamap_item i ON i.item = c.item AND i.event = c.event
            WHERE i.source = \(source) AND c.facet = \(facet) AND (\(asof.condition))
            GROUP BY c.name ORDER BY total DESC, c.name
            """
        ).map { ($0.text(0), $0.int(1), $0.int(2)) }
    }

    /// Days in a year and milliseconds in a day, as far as ages of files need them.
    private static let year: Int64 = 365 * 86_400_000

    /// Items by how long before `now` they were last changed.
    private static func ages(
        of source: ID<Source>,
        _ asof: Asof,
        now: Int64,
        in db: Database
    ) throws -> [String: Int] {
        let row = try db.row(
            """
            SELECT
                CAST(coalesce(sum(CASE WHEN since > \(now - year) THEN 1 ELSE 0 END), 0)
                    AS BIGINT),
                CAST(coalesce(sum(CASE WHEN since <= \(now - year) AND since > \(now - 2 * year)
                    THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(coalesce(sum(CASE WHEN since <= \(now - 2 * year)
                    AND since > \(now - 5 * year) THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(coalesce(sum(CASE WHEN since <= \(now - 5 * year) THEN 1 ELSE 0 END), 0)
                    AS BIGINT)
            FROM datamap_item i WHERE source = \(source) AND (\(asof.condition))
            """
        )
        guard let row else { return [:] }
        let names = ["under 1 year", "1 to 2 years", "2 to 5 years", "over 5 years"]
        var ages: [String: Int] = [:]
        for (place, name) in names.enumerated() where row.int(place) > 0 {
            ages[name] = row.int(place)
        }
        return ages
    }
}
