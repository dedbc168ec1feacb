package import Kernel

extension DataMap {
    /// Families of copies as they were last gathered, for as long as no scan ended since, no source
    /// came or went, and no path was forgotten.
    ///
    /// To gather them takes a comparison of everything with everything: seconds, once there are
    /// hundreds of thousands of items. A page that shows them must not wait for that twice.
    package actor CopyShelf {
        /// Families that are kept.
        package static let familiesMax = 200

        private var families: (state: String, found: [CopyFamily])?
        private var gathering: (state: String, task: Task<[CopyFamily], any Error>)?

        package init() {}

        /// The largest families, as the last finished scan left them.
        package func families(in ledger: Ledger) async throws -> [CopyFamily] {
            let state = try await ledger.store.read { try Self.state(in: $0) }
            if let families, families.state == state { return families.found }
            if let gathering, gathering.state == state { return try await gathering.task.value }
            // Not a child of whoever asked first: others wait for it, too.
            let task = Task { try await DataMap.copies(limit: Self.familiesMax, in: ledger) }
            gathering = (state, task)
            defer { if gathering?.state == state { gathering = nil } }
            let found = try await task.value
            families = (state, found)
            return found
        }

        /// What the families depend on. A scan that is under way changes nothing yet.
        private static func state(in db: Database) throws -> String {
            let pass = try db.row(
                """
                SELECT id FROM datamap_pass WHERE ended IS NOT NULL
                ORDER BY ended DESC, id LIMIT 1
                """
            )?.text(0)
            let sources = try db.row(
                "SELECT count(*), CAST(coalesce(max(added), 0) AS BIGINT) FROM datamap_source"
            ).map { "\($0.int(0)) \($0.int(1))" }
            let forgotten = try db.rows(
                "SELECT site FROM datamap_batch WHERE site <> event ORDER BY site"
            ).map { $0.text(0) }
            return ([pass, sources].compactMap { $0 } + forgotten).joined(separator: " ")
        }
    }
}
