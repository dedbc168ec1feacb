package import Merkle

/// Cosigns what it can prove to have grown, and never two things that disagree.
///
/// It is an actor because the check and the record must be one step: `cosign` does not suspend
/// between them, so two requests for one log are decided one after the other. The folder's lock keeps
/// other processes out for as long as the witness lives.
package actor Witness {
    /// The moments at which a test may stop the world.
    package enum Step: Sendable { case decided, recorded }

    /// The public half of its key.
    package nonisolated let key: VerifierKey

    private let store: WitnessStore
    private let lock: FolderLock
    private let signingKey: SigningKey
    private let now: @Sendable () -> Int
    private let fault: @Sendable (Step) throws -> Void
    /// The keys of each log, by the hash of its name.
    private let keys: [String: [VerifierKey]]
    /// The latest checkpoint cosigned, as recorded. Absent if none was, or if it must be read anew.
    private var records: [String: WitnessStore.Record] = [:]

    /// Opens the witness in `store`, and reads every record back.
    ///
    /// - Parameters:
    ///   - now: The time, in seconds since 1970.
    ///   - fault: Called at each step; for tests that stop there.
    package init(
        store: WitnessStore,
        now: @escaping @Sendable () -> Int,
        fault: @escaping @Sendable (Step) throws -> Void = { _ in }
    ) throws(WitnessStore.Failure) {
        lock = try store.lock()
        signingKey = try store.signingKey()
        key = signingKey.verifier
        keys = Dictionary(grouping: try store.trusted()) { WitnessStore.name(of: $0.name) }
        self.store = store
        self.now = now
        self.fault = fault
        for (name, keys) in keys {
            records[name] = try store.record(of: keys[0].name, keys: keys, witness: key)
        }
    }

    /// Answers the body of a request with the line of a cosignature.
    ///
    /// Throws `WitnessedLog.Refusal` if the answer is no, and anything else if the world is broken.
    ///
    /// 1. Decide.
    /// 2. Cosign, keeping of the log's signatures only those that count.
    /// 3. Record, durably.
    /// 4. Only then answer: what is not recorded must not be believed by anyone.
    package func cosign(_ body: [UInt8]) throws -> [UInt8] {
        let request = try read(body)
        let name = WitnessStore.name(of: request.unverifiedOrigin)
        guard let keys = keys[name] else { throw WitnessedLog.Refusal.unknownLog }
        let recorded = try record(name, keys)?.checkpoint
        let log = WitnessedLog(
            keys: keys,
            size: recorded?.size ?? 0,
            root: recorded?.root ?? .emptyRoot
        )
        let checkpoint = try log.decide(request)  // 1
        try fault(.decided)
        let text = request.note.unverifiedText
        let time = now()
        let cosignature = try signingKey.cosign(text, time: time)  // 2
        let signatures = request.note.signatures.filter { line in
            keys.contains { $0.id == line.keyID && $0.name == line.name }
        }
        let note = SignedNote(text: text, signatures: signatures + [cosignature])
        // Whatever happens now, the folder says what is true: forget, and read it again if need be.
        records[name] = nil
        try store.record(note, of: checkpoint.origin)  // 3
        try fault(.recorded)
        records[name] = .init(checkpoint: checkpoint, time: time, note: note)
        return Array((cosignature.line + "\n").utf8)  // 4
    }

    /// The latest cosigned checkpoint of the log whose name has this hash, in lowercase hexadecimal.
    package func checkpoint(ofLogHashed hash: String) throws -> [UInt8]? {
        guard let keys = keys[hash] else { return nil }
        return try record(hash, keys)?.note.bytes
    }

    private func read(_ body: [UInt8]) throws(WitnessedLog.Refusal) -> AddCheckpoint {
        do {
            return try AddCheckpoint(bytes: body)
        } catch {
            throw .malformed(error)
        }
    }

    private func record(
        _ name: String,
        _ keys: [VerifierKey]
    ) throws(WitnessStore.Failure) -> WitnessStore.Record? {
        if let record = records[name] { return record }
        let record = try store.record(of: keys[0].name, keys: keys, witness: key)
        records[name] = record
        return record
    }
}
