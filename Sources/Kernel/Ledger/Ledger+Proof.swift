package import Merkle

extension Ledger {
    /// The number of a committed event in the log, or nil while it has none.
    package func index(of event: ID<any Event>) async throws -> Int? {
        let row = try await store.read { db in
            try db.row("SELECT idx FROM ledger_event WHERE id = \(event)")
        }
        return row?.optional(0, Row.int)
    }

    /// The leaf of an event, as the log holds it.
    package func leaf(of event: ID<any Event>) async throws -> [UInt8]? {
        let row = try await store.read { db in
            try db.row("SELECT leaf FROM ledger_event WHERE id = \(event)")
        }
        return row?.blob(0)
    }

    /// How many events there are, how many have a number, and the size of the signed head.
    package func size() async throws -> (events: Int, numbered: Int) {
        try await store.read { db in
            (
                try db.count("SELECT count(*) FROM ledger_event"),
                try db.count("SELECT size FROM ledger_head")
            )
        }
    }

    /// A receipt that anybody can check offline: leaf, its place, the way up, the signed root.
    ///
    /// The leaf's bytes travel in the receipt's `extra` line. Reads only what `publication` shows
    /// and believes none of it unchecked. Throws `Broken` when the event is not yet published.
    package func proof(
        of event: ID<any Event>,
        in publication: Publication
    ) async throws -> TransparencyProof {
        guard let leaf = try await leaf(of: event), let index = try await index(of: event) else {
            throw Broken(.ledgerDamaged, "There is no numbered event of this name.")
        }
        guard let note = try publication.folder.read(.checkpoint) else {
            throw Broken(.ledgerDamaged, "The log has no published checkpoint.")
        }
        let folder = publication.folder
        let opened = try Checkpoint.open(note, by: identity.verifier)
        let reader = TileReader(checkpoint: opened.checkpoint) { path in
            guard let bytes = try folder.read(path) else {
                throw Broken(.ledgerDamaged, "A tile of the published log is missing.")
            }
            return bytes
        }
        return TransparencyProof(
            extra: leaf,
            index: index,
            path: try await reader.inclusionProof(of: index),
            checkpoint: opened.note
        )
    }
}
