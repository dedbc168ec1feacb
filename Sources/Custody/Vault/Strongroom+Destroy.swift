package import Foundation
package import Kernel

extension Strongroom {
    /// Destroys a document's key and file. Throws `Vault.Failure.held` under a legal hold.
    @discardableResult
    package func shred(
        _ document: ID<Vault.Document>,
        reason: String,
        as principal: Principal
    ) async throws -> Receipt<Vault.Shredded> {
        try await destroying([document]) {
            try await ledger.perform(
                Vault.Shred(document: document, reason: reason),
                as: principal
            )
        }
    }

    /// Forgets a person: their key, and everything that is about nobody else. Throws
    /// `Vault.Failure.held` when any document about them is under a legal hold.
    @discardableResult
    package func erase(
        _ subject: ID<Vault.Subject>,
        reason: String,
        as principal: Principal
    ) async throws -> Receipt<Vault.Erased> {
        let documents = try await ledger.store.read { db in
            try Vault.mentions(of: subject, in: db).filter { !$0.isShared }.map(\.document)
        }
        return try await destroying(documents) {
            try await ledger.perform(Vault.Erase(subject: subject, reason: reason), as: principal)
        }
    }

    /// What a sweep did.
    package struct Sweep: Sendable, Hashable {
        /// Destroyed now; ask `certificate(of:)` for each, today or in ten years.
        package let destroyed: [ID<Vault.Document>]
        /// How many were due and kept by a legal hold.
        package let held: Int
    }

    /// Documents that a sweep destroys side by side, so that they share their flushes.
    private static let sweepWidth = 32

    /// Destroys every document whose day has come at `now`, except under a legal hold. Run it at
    /// least daily; a sweep that was interrupted goes on in the next.
    package func sweep(now: Date) async throws -> Sweep {
        let time = Int64(now.timeIntervalSince1970 * 1000)
        var destroyed: [ID<Vault.Document>] = []
        while true {
            let due = try await ledger.store.read { try Vault.due(at: time, in: $0).map(\.id) }
            let before = destroyed.count
            for start in stride(from: 0, to: due.count, by: Self.sweepWidth) {
                let some = due[start..<min(start + Self.sweepWidth, due.count)]
                destroyed += try await expire(some, at: time)
            }
            guard destroyed.count > before else { break }
        }
        let held = try await ledger.store.read { try Vault.heldBack(at: time, in: $0) }
        return Sweep(destroyed: destroyed, held: held)
    }

    /// Destroys those of `documents` that are still due and free.
    private func expire(
        _ documents: ArraySlice<ID<Vault.Document>>,
        at time: Int64
    ) async throws -> [ID<Vault.Document>] {
        try await withThrowingTaskGroup(of: ID<Vault.Document>?.self) { group in
            for document in documents {
                group.addTask {
                    do {
                        try await destroying([document]) {
                            try await ledger.perform(
                                Vault.Expire(document: document, now: time),
                                as: .system
                            )
                        }
                        return document
                    } catch is Vault.Failure {
                        // Held, shredded or given another day since we looked.
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { done, document in
                if let document { done.append(document) }
            }
        }
    }

    /// Seconds that may lie between the last byte of a file and the event that makes it somebody's.
    private static let sealingTimeMax: TimeInterval = 3_600

    /// Takes away files that belong to no document: those of shredded ones, and those whose event
    /// a crash prevented. Returns how many.
    ///
    /// Files changed within the hour before `date` are left alone: they may belong to seals under
    /// way, here or in another process, whose event is not recorded yet.
    @discardableResult
    package func resume(before date: Date) async throws -> Int {
        let date = date - Self.sealingTimeMax
        try blobs.removeUnfinished(before: date)
        var removed = 0
        for part in try blobs.parts() {
            let files = try blobs.digests(in: part, before: date)
            let shelved = try await ledger.store.read { try Vault.blobs(in: part, in: $0) }
            for file in files where !shelved.contains(file) {
                try blobs.remove(file)
                removed += 1
            }
        }
        return removed
    }

    /// Notes the files of `documents`, orders their destruction, and takes the files away once it
    /// is recorded and their keys are gone.
    @discardableResult
    private func destroying<E: Event>(
        _ documents: [ID<Vault.Document>],
        order: () async throws -> Receipt<E>
    ) async throws -> Receipt<E> {
        let files = try await ledger.store.read { db in
            try documents.compactMap { try Vault.document($0, in: db)?.blob }
        }
        let receipt = try await order()
        for file in files {
            // One may have been kept: sealed as shared since we looked.
            let isShelved = try await ledger.store.read { try Vault.isShelved(blob: file, in: $0) }
            if !isShelved { try blobs.remove(file) }
        }
        return receipt
    }
}
