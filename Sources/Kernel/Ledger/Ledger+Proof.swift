package import Merkle

extension Ledger {
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
        let opened = try Checkpoint.open(note, by: identity.verifier)
        var reader = publication.folder.reader(of: opened.checkpoint)
        return TransparencyProof(
            index: index,
            hashes: try await reader.inclusion(of: index).hashes,
            checkpoint: opened.note,
            extra: leaf
        )
    }
}

extension LogFolder {
    /// A reader that believes none of the folder's files beyond what `checkpoint` vouches for.
    package func reader(of checkpoint: Checkpoint) -> TileReader {
        TileReader(checkpoint: checkpoint) { path in
            try read(try LogPath(path))
        }
    }
}
