package import Kernel

extension Strongroom {
    /// Replaces the root key. Only the house's key is wrapped anew; no document is touched.
    ///
    /// `keys` is the home's `keys` folder. Backups of it made before still open under the old root
    /// key, so destroy what protects that one when they are gone.
    @discardableResult
    package func rotate(
        to protection: Home.Protection,
        keys folder: String,
        as principal: Principal
    ) async throws -> Receipt<Vault.Rotated> {
        let keys = RootKeys(folder: folder)
        try blobs.faults.pass("vault.rotate.before")
        let staged = try keys.stage(protection, under: ledger.ring.houseKey)
        try blobs.faults.pass("vault.rotate.staged")
        let receipt = try await record(staged, protection, as: principal, else: keys)
        try finish(staged, in: keys)
        return receipt
    }

    /// Finishes or gives up a rotation that was interrupted, by whether it was recorded. Call it
    /// once the home is open.
    package func resumeRotation(keys folder: String) async throws {
        let keys = RootKeys(folder: folder)
        guard let staged = try keys.staged(under: ledger.ring.houseKey) else {
            return try keys.abandon()
        }
        let isRecorded = try await ledger.store.read { [lock = staged.lock] db in
            try Vault.isRecorded(rotationTo: lock, in: db)
        }
        if isRecorded { try finish(staged, in: keys) } else { try keys.abandon() }
    }

    private func record(
        _ staged: RootKeys.Staged,
        _ protection: Home.Protection,
        as principal: Principal,
        else keys: RootKeys
    ) async throws -> Receipt<Vault.Rotated> {
        let name =
            switch protection {
            case .keyFile: "key-file"
            case .passphrase: "passphrase"
            }
        do {
            return try await ledger.perform(
                Vault.Rotate(protection: name, lock: staged.lock),
                as: principal
            )
        } catch let failure as any Failure {
            try keys.abandon()
            throw failure
        }
    }

    private func finish(_ staged: RootKeys.Staged, in keys: RootKeys) throws {
        try ledger.ring.rewrap(under: staged.root)
        try blobs.faults.pass("vault.rotate.rewrapped")
        try keys.finish()
        try blobs.faults.pass("vault.rotate.after")
    }
}
