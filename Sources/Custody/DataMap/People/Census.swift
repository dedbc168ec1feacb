package import Kernel
import Sieve

extension DataMap {
    /// How many different people the sources are about, in all and by source and kind of data.
    package struct Census: Sendable, Codable {
        /// As near as can be told.
        package var people = 0
        package var least = 0
        package var most = 0
        /// People by source.
        package var bySource: [String: Int] = [:]
        /// People by source, then label.
        package var byLabel: [String: [String: Int]] = [:]
        /// In how many sources a person's data lies, on average.
        package var dispersion = 0.0
        /// The largest share of all people that lies in one source, 0…1.
        package var concentration = 0.0
        /// People whose data lies in 1, 2, 3 … sources.
        package var spread: [Int] = []
    }

    /// Rows of marks read at a time.
    private static let markPageMax = 20_000

    /// Counts the people of all sources, or of those as they were.
    package static func census(_ asof: Asof = .now, in db: Database) throws -> Census {
        var count = Headcount()
        var numbers: [String: Int] = [:]
        var ids: [String] = []
        let bits = Dictionary(
            uniqueKeysWithValues: Label.allCases.enumerated().map { ($1.rawValue, UInt64(1) << $0) }
        )
        try eachPerson(asof, in: db) { source, marks, labels, isListed in
            let number = numbers[source] ?? ids.count
            if number == ids.count {
                numbers[source] = number
                ids.append(source)
            }
            let found = labels.split(separator: " ").reduce(UInt64(0)) {
                $0 | (bits[String($1)] ?? 0)
            }
            count.add(marks, found, in: number, isListed: isListed)
        }
        return census(of: count.result(), ids)
    }

    private static func census(of result: Headcount.Result, _ ids: [String]) -> Census {
        var census = Census()
        (census.people, census.least, census.most) = (result.people, result.least, result.most)
        var steps = 0
        for places in result.places {
            steps += places.count
            while census.spread.count < places.count { census.spread.append(0) }
            if !places.isEmpty { census.spread[places.count - 1] += 1 }
            for (number, labels) in places {
                census.bySource[ids[number], default: 0] += 1
                for (bit, label) in Label.allCases.enumerated() where labels >> bit & 1 == 1 {
                    census.byLabel[ids[number], default: [:]][label.rawValue, default: 0] += 1
                }
            }
        }
        if result.people > 0 {
            census.dispersion = Double(steps) / Double(result.people)
            let most = census.bySource.values.max() ?? 0
            census.concentration = Double(most) / Double(result.people)
        }
        return census
    }

    /// Hands everybody whom an item names to `body`, some rows at a time.
    private static func eachPerson(
        _ asof: Asof,
        in db: Database,
        _ body: (String, [(kind: Vault.Mark.Kind, digest: String)], String, Bool) throws -> Void
    ) throws {
        var (item, event, number) = ("", "", -1)
        while true {
            let page = try db.rows(
                """
                SELECT n.item, n.event, n.number, n.kind, n.digest, n.labels, i.source,
                    n.listed
                FROM datamap_named n JOIN datamap_item i ON i.item = n.item AND i.event = n.event
                WHERE (\(asof.condition)) AND (
                    n.item > \(item) OR n.item = \(item) AND n.event > \(event)
                    OR n.item = \(item) AND n.event = \(event) AND n.number > \(number))
                ORDER BY n.item, n.event, n.number LIMIT \(markPageMax)
                """
            )
            var rest = page[...]
            while let first = rest.first {
                let same = rest.prefix {
                    $0.text(0) == first.text(0) && $0.text(1) == first.text(1)
                        && $0.int(2) == first.int(2)
                }
                // The last of a full page may go on in the next.
                if page.count == markPageMax, same.endIndex == page.endIndex, same.startIndex > 0 {
                    break
                }
                rest = rest.dropFirst(same.count)
                (item, event, number) = (first.text(0), first.text(1), first.int(2))
                let marks = same.compactMap { row in
                    Vault.Mark.Kind(rawValue: row.text(3)).map { (kind: $0, digest: row.text(4)) }
                }
                try body(first.text(6), marks, first.text(5), first.bool(7))
            }
            if page.count < markPageMax { return }
        }
    }

    /// The figures that are watched over time, and the families of copies: those of the last pass
    /// where nothing came, changed or went since, and gathered anew otherwise.
    static func settled(in db: Database) throws -> (Measures, [FoundFamily]?) {
        let row = try db.row(
            """
            SELECT people, least, most, dispersion, concentration, copies FROM datamap_pass
            WHERE stands = 1
            """
        )
        guard let row else { return (try measures(in: db), try foundFamilies(in: db)) }
        let measures = Measures(
            people: row.int(0),
            peopleMin: row.int(1),
            peopleMax: row.int(2),
            dispersion: row.real(3),
            concentration: row.real(4),
            copies: row.int(5)
        )
        return (measures, nil)
    }

    /// The figures that are watched over time, as they stand.
    static func measures(in db: Database) throws -> Measures {
        let census = try census(in: db)
        return Measures(
            people: census.people,
            peopleMin: census.least,
            peopleMax: census.most,
            dispersion: census.dispersion,
            concentration: census.concentration,
            copies: try repeated(in: db)
        )
    }

    /// Items that have the content of another.
    private static func repeated(in db: Database) throws -> Int {
        try db.count(
            """
            SELECT CAST(coalesce(sum(g.items - 1), 0) AS BIGINT) FROM (
                SELECT count(*) AS items FROM datamap_item
                WHERE closed IS NULL AND fingerprint <> '' AND bytes > 0
                GROUP BY fingerprint HAVING count(*) > 1
            ) AS g
            """
        )
    }
}
