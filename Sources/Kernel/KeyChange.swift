import Glibc
package import Merkle
import Sealing

/// Replaces the keys that a home cannot do without: the one its log signs with, and the house's.
///
/// Both are ordered by an event first and carried out after it, so a crash leaves an order that the
/// next opening finishes; a key that was only drawn is thrown away. The log's:
///
///     1 draw the key; stage it at keys/log-key.next          a crash: thrown away
///     2 publish all; record `ledger.log-key-replaced.v1`     a crash: from here on, finished
///     3 publish under the old key; sign the head with both
///     4 show the head and the handover, signed by both; then the new verifier key
///     5 rename keys/log-key.next over keys/log-key           the old key is gone
///
/// A checkpoint under both keys is one that holders of either accept; the next is under the new
/// one alone. Turned down: a log of its own for the new key, since every receipt would need to
/// know two.
struct KeyChange {
    let path: String
    let ledger: Ledger
    let faults: Faults

    private var logKey: String { path + "/keys/log-key" }
    private var nextLogKey: String { path + "/keys/log-key.next" }
    private var log: LogFolder { LogFolder(path: path + "/ledger") }

    // MARK: The log's key

    /// Steps 1 and 2; returns the key that waits to come into force.
    func orderLogKey(by principal: Principal) async throws -> LogIdentity {
        let ring = ledger.ring
        let next = try LogIdentity.draw(origin: ledger.identity.origin, epoch: ring.epoch)
        try Disk.replace(next.sealed(under: ring.houseKey), at: nextLogKey)
        try faults.pass("log-key.replace.staged")
        do {
            let order = LedgerRoom.ReplaceLogKey(new: next.verifier.description)
            try await ledger.perform(order, as: principal)
        } catch let failure as any Failure {
            try abandon()
            throw failure
        }
        try faults.pass("log-key.replace.recorded")
        return next
    }

    /// Steps 3 to 5, each repeatable. Everything must be published under the old key before.
    func finishLogKey(_ next: LogIdentity) async throws {
        let old = ledger.identity
        let head = try await ledger.store.read { try Head.read(in: $0, identity: old) }
        let note = try await ledger.store.write { db in
            try Head.sign(head, by: [old.key, next.key], in: db)
        }
        try faults.pass("log-key.replace.signed")
        let handover = try KeyHandover.signed(
            from: old.key,
            to: next.key,
            size: head.size,
            root: head.frontier.root
        )
        let place = try log.placeOfHandover(to: next.verifier)
        try Disk.replace(handover.bytes, at: place, mode: 0o644)
        try Disk.replace(note, at: path + "/keys/head", mode: 0o644)
        try Disk.replace(note, at: log.path + "/checkpoint", mode: 0o644)
        let text = [UInt8]((next.verifier.description + "\n").utf8)
        try Disk.replace(text, at: log.path + "/verifier-key", mode: 0o644)
        try faults.pass("log-key.replace.shown")
        try Disk.rename(nextLogKey, to: logKey)
        try Disk.flushFolder(of: logKey)
        try faults.pass("log-key.replace.after")
    }

    /// Throws away a key that nothing was recorded of.
    private func abandon() throws {
        unlink(nextLogKey)
        try Disk.flushFolder(of: nextLogKey)
    }

    // MARK: The house's key

    /// Orders and carries out the replacement of the house's key; returns the new epoch.
    func replaceHouse(root: Secret, by principal: Principal) async throws -> UInt32 {
        let epoch = ledger.ring.epoch + 1
        try await ledger.perform(LedgerRoom.ReplaceHouseKey(epoch: epoch), as: principal)
        try finishHouse(root: root)
        return epoch
    }

    private func finishHouse(root: Secret) throws {
        try ledger.ring.replaceHouse(under: root)
        try sealLogKey()
    }

    /// Seals the log's key under the house's key in force, where it lies under an earlier one.
    private func sealLogKey() throws {
        let identity = try LogIdentity.open(at: logKey, sealedBy: ledger.ring)
        guard identity.epoch < ledger.ring.epoch else { return }
        try Disk.replace(identity.sealed(under: ledger.ring.houseKey), at: logKey)
    }

    // MARK: After a crash

    /// Finishes what was ordered, and throws away what was not. Returns whether the log has another
    /// key now than the ledger was opened with.
    func resume(root: Secret) async throws -> Bool {
        let ordered = try await ledger.latest(LedgerRoom.HouseKeyReplaced.self)?.epoch ?? 1
        if ordered > ledger.ring.epoch {
            try await refuseOldRing(ordered)
            try finishHouse(root: root)
        } else {
            try sealLogKey()
        }
        guard try Disk.read(nextLogKey, lengthMax: 4096) != nil else { return false }
        let next = try LogIdentity.open(at: nextLogKey, sealedBy: ledger.ring)
        let recorded = try await ledger.latest(LedgerRoom.LogKeyReplaced.self)?.new
        guard recorded == next.verifier.description else {
            try abandon()
            return false
        }
        let publication = Publication(folder: log, copy: path + "/keys/head", faults: faults)
        try await publication.checkAgainst(ledger)
        try await Sequencer(ledger: ledger, publication: publication).publish()
        try await finishLogKey(next)
        return true
    }

    /// A ring restored from before the replacement lacks the key that bodies lie under by now;
    /// another one drawn in its place would hide that.
    private func refuseOldRing(_ epoch: UInt32) async throws {
        let isUsed = try await ledger.store.read { db in
            let name = KeyName.house(epoch: epoch).text
            return try db.row("SELECT 1 FROM ledger_event WHERE seal = \(name) LIMIT 1") != nil
        }
        guard !isUsed else {
            throw Broken(
                .keyMissing,
                """
                The `keys` folder is older than this home: it was restored from a backup made \
                before the house's key was replaced. Restore a newer one.
                """,
                detail: "epoch \(epoch), the ring is at \(ledger.ring.epoch)"
            )
        }
    }
}

extension Home {
    /// Replaces the key that the log signs with, and lets the home go: whoever goes on opens it
    /// anew. Returns the new verifier key.
    ///
    /// Witnesses and everybody who verifies must learn the new key; the handover in the log's
    /// folder, signed by both keys, leads from one to the other. Throws `Broken(.homeBusy)` where
    /// replicas share the home.
    package func replaceLogKey(as principal: Principal) async throws -> VerifierKey {
        do {
            try hold.takeAlone()
            let change = KeyChange(path: path, ledger: ledger, faults: ledger.faults)
            let next = try await change.orderLogKey(by: principal)
            try await sequencer.publish()
            try await change.finishLogKey(next)
            try abandon()
            return next.verifier
        } catch {
            try? abandon()
            throw error
        }
    }

    /// Replaces the house's key: what is recorded from now on lies under the new one, what was
    /// recorded before stays readable. Returns the new epoch.
    ///
    /// Call it while nothing else is asked of the home. `passphrase` is asked for only where one
    /// protects the root key, which must be at hand: all keys are wrapped anew.
    package func replaceHouseKey(
        as principal: Principal,
        passphrase: () throws -> String
    ) async throws -> UInt32 {
        try hold.takeAlone()
        let lock = try Disk.read(path + "/keys/lock", lengthMax: RootLock.textByteCountMax) ?? []
        let text = String(decoding: lock, as: UTF8.self)
        let root = try Self.openRoot(path, text, passphrase)
        let change = KeyChange(path: path, ledger: ledger, faults: ledger.faults)
        return try await change.replaceHouse(root: root, by: principal)
    }
}
