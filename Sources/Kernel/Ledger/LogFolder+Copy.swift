package import Merkle

extension LogFolder {
    /// Copies the log, as its checkpoint describes it, to a folder that does not exist yet.
    ///
    /// The copy is checked whole before its checkpoint is written, so that a folder with a
    /// checkpoint is a log. Throws `Broken(.ledgerDamaged)` when the log here is not whole.
    package func copy(to path: String, key: VerifierKey) async throws -> Checkpoint {
        guard let note = try read(.checkpoint) else {
            throw Broken(.ledgerDamaged, "The log has no published checkpoint.")
        }
        do {
            let audit = LogAudit(folder: self, key: key)
            let checkpoint = try audit.opened(note)
            let other = LogFolder(path: path)
            try Disk.makeFolder(path, mode: 0o755)
            let places =
                Tiling.tiles(from: 0, to: checkpoint.size).map { LogPath.tile($0) }
                + Tiling.bundles(from: 0, to: checkpoint.size).map { LogPath.entries($0) }
            for place in places {
                guard let bytes = try read(place) else {
                    throw Unfounded("\(place.text) is missing")
                }
                let target = path + "/" + place.text
                try Disk.makeFolder(Disk.folder(of: target), mode: 0o755)
                try Disk.stage(bytes, at: target)
            }
            var reader = other.reader(of: checkpoint)
            try await LogAudit.believing { try await reader.verifyAll() }
            for number in 0..<(try handovers().count) {
                let name = "/handover-\(number + 1)"
                let bytes = try Disk.read(self.path + name, lengthMax: SignedNote.lengthMax) ?? []
                try Disk.stage(bytes, at: path + name)
            }
            let text = [UInt8]((key.description + "\n").utf8)
            try Disk.replace(text, at: path + "/verifier-key", mode: 0o644)
            try Disk.flushAll(in: path)
            try Disk.replace(note, at: path + "/checkpoint", mode: 0o644)
            return checkpoint
        } catch let unfounded as Unfounded {
            throw Broken(
                .ledgerDamaged,
                "The published log is damaged; the copy was not finished. Run `cordon doctor`.",
                detail: unfounded.reason
            )
        }
    }
}
