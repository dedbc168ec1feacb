package import Kernel

extension DataMap {
    /// An item that was not looked into, or not whole: somebody has to.
    package struct Unread: Sendable, Encodable {
        package let source: String
        package let item: ItemDigest
        /// Path in its source; personal, for the screen alone.
        package var path: Personal<String>?
        package let format: String
        package let bytes: Int
        /// Whether some of it was read.
        package let isPartial: Bool
        /// Why, in words without names.
        package var reason: String?
    }

    /// Items that were not read whole, the largest first, with the reasons.
    ///
    /// - Parameters:
    ///   - source: one source; nil for all.
    ///   - limit: items at most.
    package static func unreadItems(
        of source: ID<Source>? = nil,
        limit: Int,
        in ledger: Ledger
    ) async throws -> [Unread] {
        let only = source.map { "AND i.source = \($0)" as SQL } ?? ""
        let rows = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT s.name, i.item, i.event, i.position, i.format, i.bytes, i.state
                FROM datamap_item i JOIN datamap_source s ON s.id = i.source
                WHERE i.closed IS NULL AND i.state <> 'assessed' \(only)
                ORDER BY i.bytes DESC, i.item LIMIT \(limit)
                """
            )
        }
        var shelf = PathShelf(ledger)
        var items: [Unread] = []
        for row in rows {
            let event: ID<any Event> = row.id(2)
            items.append(
                Unread(
                    source: row.text(0),
                    item: row.text(1),
                    path: try await shelf.path(event, at: row.int(3)),
                    format: row.text(4),
                    bytes: row.int(5),
                    isPartial: row.text(6) == State.partial.rawValue,
                    reason: try await shelf.reason(event, at: row.int(3))
                )
            )
        }
        return items
    }
}
