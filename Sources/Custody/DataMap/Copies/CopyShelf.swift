package import Kernel

extension DataMap {
    /// Families of copies as they were last gathered, for as long as no scan ended since, no source
    /// came or went, and no path was forgotten.
    ///
    /// To gather them takes a comparison of everything with everything: seconds, once there are
    /// hundreds of thousands of items. A page that shows them must not wait for that twice.
    package struct CopyShelf: Sendable {
        /// Families that are kept.
        package static let familiesMax = 200

        private let shelf = Shelf<[CopyFamily]>()

        package init() {}

        /// The largest families, as the last finished scan left them.
        package func families(in ledger: Ledger) async throws -> [CopyFamily] {
            let state = try await ledger.store.read { db in
                try ([ScanState.text(in: db)] + ScanState.forgotten(in: db)).joined(separator: " ")
            }
            return try await shelf.value(in: state) {
                try await DataMap.copies(limit: Self.familiesMax, in: ledger)
            }
        }
    }

    /// How far scans have come, as text that changes with it.
    enum ScanState {
        /// The last finished scan, and the sources that there are.
        static func text(in db: Database) throws -> String {
            let pass = try db.row(
                """
                SELECT id FROM datamap_pass WHERE ended IS NOT NULL
                ORDER BY ended DESC, id LIMIT 1
                """
            )?.text(0)
            let sources = try db.row(
                "SELECT count(*), CAST(coalesce(max(added), 0) AS BIGINT) FROM datamap_source"
            ).map { "\($0.int(0)) \($0.int(1))" }
            return [pass, sources].compactMap { $0 }.joined(separator: " ")
        }

        /// Batches of which a path was forgotten since they were recorded.
        static func forgotten(in db: Database) throws -> [String] {
            try db.rows("SELECT site FROM datamap_batch WHERE site <> event ORDER BY site").map {
                $0.text(0)
            }
        }
    }
}
