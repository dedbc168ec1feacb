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
            try Vault.documents(about: subject, in: db).filter { !$0.isShared }.map(\.id)
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

    /// Destroys every document whose day has come at `now`, except under a legal hold. Run it at
    /// least daily; a sweep that was interrupted goes on in the next.
    package func sweep(now: Date) async throws -> Sweep {
        let time = Int64(now.timeIntervalSince1970 * 1000)
        var destroyed: [ID<Vault.Document>] = []
        while true {
            let due = try await ledger.store.read { try Vault.due(at: time, in: $0).map(\.id) }
            guard !due.isEmpty else { break }
            do {
                let receipt = try await destroying(due) {
                    try await ledger.perform(
                        Vault.Expire(documents: due, now: time),
                        as: .system
                    )
                }
                destroyed += receipt.event.documents
            } catch Vault.Failure.notDue {
                // All of them held, shredded or given another day since we looked: look again.
                continue
            }
        }
        let held = try await ledger.store.read { try Vault.heldBack(at: time, in: $0) }
        return Sweep(destroyed: destroyed, held: held)
    }

    /// Takes away files that belong to no document: those of shredded ones, and those whose event
    /// a crash prevented. Returns how many.
    ///
    /// `date` protects seals under way in other processes: files changed since are left alone.
    /// A process that has the home to itself passes the present.
    @discardableResult
    package func resume(before date: Date) async throws -> Int {
        var removed = 0
        for digest in try blobs.settled(before: date) {
            let isShelved = try await ledger.store.read { db in
                try Vault.isShelved(blob: digest, in: db)
            }
            guard !isShelved else { continue }
            try blobs.remove(digest)
            removed += 1
        }
        return removed
    }

    /// Notes the files of `documents`, orders their destruction, and takes the files away once it
    /// is recorded and their keys are gone.
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
