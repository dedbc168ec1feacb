import Foundation
package import Merkle
import Synchronization

/// Asks one witness to cosign: given the signed checkpoint and the size it last cosigned, returns
/// its signature lines. Throws when it does not answer; `Broken(.ledgerDiverged)` when it has seen
/// a larger tree than ours.
package struct WitnessLine: Sendable {
    package let name: String
    let ask: @Sendable (SignedNote, LogFolder) async throws -> [NoteSignature]

    package init(
        name: String,
        ask: @escaping @Sendable (SignedNote, LogFolder) async throws -> [NoteSignature]
    ) {
        self.name = name
        self.ask = ask
    }
}

/// Where tiles and the checkpoint of a log lie, and how they are read back.
package struct LogFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The bytes at a path of the log's public layout, or nil.
    package func read(_ place: LogPath) throws -> [UInt8]? {
        try Disk.read(path + "/" + place.text, lengthMax: EntryBundle.lengthMax)
    }
}

/// The public form of the log: bundles, tiles, checkpoint, as C2SP tlog-tiles lays them out.
///
/// *Trusted?* For nothing. Everything here is made from the database and checked against the
/// signed root before it is shown; whoever owns the folder can make reads fail, and nothing else.
/// The checkpoint is also kept beside the keys (`copy`), outside of the database's backups, so
/// that a database rolled back is noticed.
package final class Publication: Sendable {
    /// Leaves fetched at a time while catching up: bounds memory, not correctness.
    static let stepMax = 65_536

    package let folder: LogFolder
    private let copy: String
    private let witnesses: [WitnessLine]
    private let faults: Faults
    private let state = Mutex(State())
    private let isDistrusted = Atomic(false)

    /// How a witness that the home names stands to what is published.
    package struct Attendance: Hashable, Sendable {
        package let name: String
        /// Whether the published checkpoint bears its line. That the line is good, verifying says.
        package let hasCosigned: Bool
        /// Why it did not cosign when this process asked it last; nil where it did, or was not
        /// asked.
        package let absence: String?
    }

    private struct State {
        var edge = RightEdge()
        /// The checkpoint on disk that `edge` belongs to; another one is another replica's work.
        var note: [UInt8]?
        var madeFolders: Set<String> = []
        /// Why witnesses did not cosign when they were asked last, by name.
        var absences: [String: String] = [:]
    }

    package init(
        folder: LogFolder,
        copy: String,
        witnesses: [WitnessLine] = [],
        faults: Faults = .none
    ) {
        self.folder = folder
        self.copy = copy
        self.witnesses = witnesses
        self.faults = faults
    }

    /// Size of the checkpoint that is on disk.
    package var size: Int { state.withLock { $0.edge.size } }

    /// How each of the witnesses that were named stands to the published checkpoint; empty where
    /// none was named.
    ///
    /// An absent one delays nobody and is asked again with the next checkpoint.
    package func attendance() throws -> [Attendance] {
        let note = try folder.read(.checkpoint).flatMap { try? SignedNote(bytes: $0) }
        let absences = state.withLock { $0.absences }
        return witnesses.map { witness in
            Attendance(
                name: witness.name,
                hasCosigned: note?.signatures.contains { $0.name == witness.name } ?? false,
                absence: absences[witness.name]
            )
        }
    }

    /// Refuses to go on when a copy of the head is ahead of the database, or differs from it.
    ///
    /// The head is never restored from a backup: a log that signs a second history for sizes it
    /// has already signed is a fork, and whoever holds the first can prove it.
    package func checkAgainst(_ ledger: Ledger) async throws {
        let head = try await ledger.store.read { try Head.read(in: $0, identity: ledger.identity) }
        let copies = try [folder.read(.checkpoint), Disk.read(copy, lengthMax: 65_536)]
        let seen = try copies.compactMap { $0 }.compactMap { try published($0, ledger) }
        // A torn copy says nothing, so the other one must speak.
        guard !seen.isEmpty || copies.allSatisfy({ $0 == nil }) else {
            throw Self.diverged("no copy of the checkpoint can be read")
        }
        for seen in seen {
            guard seen.size <= head.size else {
                throw Broken(
                    .ledgerDiverged,
                    """
                    The database is older than what this log has already published: it was \
                    restored from a backup. Restore a newer one, or replay the published entries; \
                    nothing is written until then.
                    """,
                    detail: "database at \(head.size), published at \(seen.size)"
                )
            }
            guard seen.size < head.size || seen.root == head.frontier.root else {
                throw Self.diverged("same size, other root, at \(seen.size)")
            }
        }
    }

    /// Brings the folder up to the database's head; returns the published size.
    ///
    /// Replicas that share the folder take turns, and whoever comes reads the head only then: so a
    /// checkpoint is never replaced by an older one.
    func catchUp(with ledger: Ledger) async throws -> Int {
        let turn = try await FolderTurn(folder.path)
        defer { turn.end() }
        return try await catchUpAlone(with: ledger)
    }

    /// Forgets what is on disk: the next turn writes every file that is not as it should be.
    func distrust() {
        state.withLock { $0 = State() }
        isDistrusted.store(true, ordering: .relaxed)
    }

    private func catchUpAlone(with ledger: Ledger) async throws -> Int {
        let head = try await ledger.store.read { try Head.read(in: $0, identity: ledger.identity) }
        try load(ledger)
        let isBehind = state.withLock { $0.note == nil || $0.edge.size < head.size }
        guard isBehind else { return head.size }
        var edge = state.withLock { $0.edge }
        while edge.size < head.size {
            let from = edge.size - edge.size % Tile.widthMax
            let to = min(head.size, edge.size + Self.stepMax)
            let leaves = try await Self.leaves(from..<to, of: ledger)
            let hashes = leaves.dropFirst(edge.size - from).map { Digest.leaf($0) }
            let old = edge.size
            for file in edge.grow(by: hashes) { try place(file.bytes, at: .tile(file.tile)) }
            for bundle in Tiling.bundles(from: old, to: to) {
                let first = bundle.firstEntry - from
                let entries = leaves[first..<first + bundle.width]
                try place(EntryBundle.bytes(of: entries), at: .entries(bundle))
            }
        }
        guard edge.root == head.frontier.root else {
            throw Self.diverged("the stored leaves do not make the signed root")
        }
        try await publish(head.note, edge)
        return head.size
    }

    // MARK: Steps

    /// Steps 3 to 5. One flush makes tiles and the new checkpoint durable before it is visible.
    private func publish(_ note: [UInt8], _ edge: RightEdge) async throws {
        let path = folder.path + "/checkpoint"
        try faults.pass("publication.tiles.before")
        try Disk.stage(note, at: path + ".new")
        try Disk.stage(note, at: copy + ".new")
        try Disk.flushAll(in: folder.path)
        try faults.pass("publication.tiles.after")
        if let witnessed = try await witnessed(note) {
            try Disk.stage(witnessed, at: path + ".new")
            try Disk.flushAll(in: folder.path)
        }
        try faults.pass("publication.checkpoint.before")
        try Disk.rename(copy + ".new", to: copy)
        try Disk.rename(path + ".new", to: path)
        try faults.pass("publication.checkpoint.after")
        let shown = try folder.read(.checkpoint)
        state.withLock {
            $0.edge = edge
            $0.note = shown
        }
        isDistrusted.store(false, ordering: .relaxed)
    }

    /// Step 4: the checkpoint with the cosignatures that came, or nil when none did.
    private func witnessed(_ bytes: [UInt8]) async throws -> [UInt8]? {
        guard !witnesses.isEmpty else { return nil }
        var note = try SignedNote(bytes: bytes)
        for witness in witnesses {
            do {
                for signature in try await witness.ask(note, folder) { note.add(signature) }
                state.withLock { $0.absences[witness.name] = nil }
            } catch let broken as Broken where broken.code == .ledgerDiverged {
                throw broken
            } catch {
                // An absent witness delays nobody; the verifier's policy says how many must sign.
                state.withLock { $0.absences[witness.name] = "\(error)" }
            }
        }
        return note.signatures.count > 1 ? note.bytes : nil
    }

    /// Writes a file of the log. A path that was ever published never changes content: the leaves
    /// below it are numbered for ever.
    private func place(_ bytes: [UInt8], at place: LogPath) throws {
        let path = folder.path + "/" + place.text
        // What differs was torn by a crash before its checkpoint: nobody was ever shown it. What is
        // the same is not believed either, except by a repair: after a failed flush the kernel
        // shows bytes that never reached the disk, and flushes nothing the next time.
        if isDistrusted.load(ordering: .relaxed), try folder.read(place) == bytes { return }
        let parent = Disk.folder(of: path)
        let isNew = state.withLock { $0.madeFolders.insert(parent).inserted }
        if isNew { try Disk.makeFolder(parent, mode: 0o755) }
        try Disk.stage(bytes, at: path + ".new")
        try Disk.rename(path + ".new", to: path)
    }

    /// Reads the published right edge, unless it is known, and holds it against the published root.
    private func load(_ ledger: Ledger) throws {
        if isDistrusted.load(ordering: .relaxed) { return }
        let note = try folder.read(.checkpoint)
        if let note, state.withLock({ $0.note }) == note { return }
        var edge = RightEdge()
        var isWhole = false
        if let note, let seen = try published(note, ledger) {
            let loaded = try? RightEdge(size: seen.size) { tile in
                guard let bytes = try folder.read(.tile(tile)) else {
                    throw Broken(.ledgerDamaged, "A tile of the published log is missing.")
                }
                return bytes
            }
            // Missing or torn tiles are made anew from the events, from the beginning.
            if let loaded, loaded.root == seen.root {
                edge = loaded
                isWhole = true
            }
        }
        state.withLock {
            $0.edge = edge
            $0.note = isWhole ? note : nil
        }
    }

    /// The checkpoint in `note`, or nil where the file is torn. One that is whole and not signed by
    /// our key is no accident, and is refused.
    private func published(_ note: [UInt8], _ ledger: Ledger) throws -> Checkpoint? {
        guard (try? SignedNote(bytes: note)) != nil else { return nil }
        return try opened(note, ledger).checkpoint
    }

    private func opened(_ note: [UInt8], _ ledger: Ledger) throws -> Checkpoint.Opened {
        do {
            return try Checkpoint.open(note, by: ledger.identity.verifier)
        } catch {
            throw Self.diverged("a checkpoint on disk is not ours: \(error)")
        }
    }

    private static func leaves(_ range: Range<Int>, of ledger: Ledger) async throws -> [[UInt8]] {
        let rows = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT leaf FROM ledger_event
                WHERE idx >= \(range.lowerBound) AND idx < \(range.upperBound) ORDER BY idx
                """
            )
        }
        guard rows.count == range.count else {
            throw diverged("numbered events are missing from the database")
        }
        return rows.map { $0.blob(0) }
    }

    private static func diverged(_ detail: String) -> Broken {
        Broken(
            .ledgerDiverged,
            """
            The database and the published log disagree; nothing was signed or published. Run \
            `cordon doctor`, and restore the database that belongs to this home.
            """,
            detail: detail
        )
    }
}
