package import Kernel

extension DataMap {
    /// One thing that a pass found other than before.
    package struct Difference: Sendable, Codable {
        package let source: String
        package let change: Change
        package let item: ItemDigest
        /// Path in its source; personal, for the screen alone.
        package var path: Personal<String>?
        /// When it was noticed, in milliseconds since 1970.
        package let time: Int64
        let event: ID<any Event>
        let position: Int

        private enum CodingKeys: String, CodingKey { case source, change, item, path, time }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            source = try container.decode(String.self, forKey: .source)
            change = try container.decode(Change.self, forKey: .change)
            item = try container.decode(String.self, forKey: .item)
            path = try container.decodeIfPresent(Personal<String>.self, forKey: .path)
            time = try container.decode(Int64.self, forKey: .time)
            (event, position) = (ID(), 0)
        }

        init(_ row: Row) {
            source = row.text(0)
            change = Change(rawValue: row.text(1)) ?? .changed
            item = row.text(2)
            time = Int64(row.int(3))
            event = row.id(4)
            position = row.int(5)
        }
    }

    /// Differences that are listed at once.
    package static let differencesMax = 10_000

    /// What passes that ended since `time` found other than before, newest pass first; at most
    /// `limit`, with their paths.
    ///
    /// - Parameter source: one source; nil for all.
    package static func differences(
        of source: ID<Source>? = nil,
        since time: Int64 = 0,
        limit: Int = differencesMax,
        in ledger: Ledger
    ) async throws -> [Difference] {
        let only = source.map { "AND p.source = \($0)" as SQL } ?? ""
        var found = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT s.name, c.change, c.item, p.began, c.event, c.position
                FROM datamap_change c JOIN datamap_pass p ON p.id = c.pass
                JOIN datamap_source s ON s.id = p.source
                WHERE p.began >= \(time) \(only)
                ORDER BY p.began DESC, s.name, c.change, c.item LIMIT \(limit)
                """
            ).map { Difference($0) }
        }
        let paths = try await paths(of: found.map { ($0.event, $0.position) }, in: ledger)
        for index in found.indices { found[index].path = paths[index] }
        return found
    }

    /// When the latest pass over a source (nil: over any) began, in milliseconds since 1970.
    package static func latestPass(of source: ID<Source>?, in db: Database) throws -> Int64? {
        let only = source.map { "WHERE source = \($0)" as SQL } ?? ""
        return try db.row(
            "SELECT began FROM datamap_pass \(only) ORDER BY began DESC LIMIT 1"
        ).map { Int64($0.int(0)) }
    }

    /// Paths of items, by the events that brought them and their places there; nil for what was
    /// forgotten.
    static func paths(
        of places: [(event: ID<any Event>, position: Int)],
        in ledger: Ledger
    ) async throws -> [Personal<String>?] {
        var shelf = PathShelf(ledger)
        var paths: [Personal<String>?] = []
        for place in places {
            paths.append(try await shelf.path(place.event, at: place.position))
        }
        return paths
    }
}
