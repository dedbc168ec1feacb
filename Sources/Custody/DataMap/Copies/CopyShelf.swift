package import Kernel

extension DataMap {
    /// Families of copies as the last finished scan told them, with their paths, for as long as no
    /// scan ended since, no source came or went, and no path was forgotten.
    ///
    /// To gather them takes a comparison of everything with everything: a minute, once there is a
    /// million of items. The scan does it, once, at its end; whoever looks reads what it told. What
    /// is kept here are the paths, which lie sealed in the events of the scans.
    package struct CopyShelf: Sendable {
        private let shelf = Shelf<[CopyFamily]>()

        package init() {}

        /// The largest families, as the last finished scan left them.
        package func families(in ledger: Ledger) async throws -> [CopyFamily] {
            let state = try await ledger.store.read { db in
                try ([ScanState.text(in: db)] + ScanState.forgotten(in: db)).joined(separator: " ")
            }
            return try await shelf.value(in: state) {
                let told = try await ledger.store.read { try DataMap.toldFamilies(in: $0) }
                return try await DataMap.located(told, in: ledger)
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
