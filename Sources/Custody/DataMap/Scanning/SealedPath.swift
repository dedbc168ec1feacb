import Crypto
import Foundation
import Kernel
import Sealing

/// Paths of items, sealed once more inside the events that bring them.
///
/// An event of a scan brings some hundred paths and lies under the key of its source, which lives
/// as long as the source does. A path may name somebody who is erased before that. So the paths of
/// one event, a *batch*, have a key of their own: to forget one of them, the others are sealed anew
/// under a fresh key (`Resite`) and the old one is destroyed. No event is rewritten, and what is
/// left of the old paths is noise in every copy and backup.
extension DataMap {
    /// Paths that were recorded together, under one key.
    package enum Batch {}

    /// Seals and opens the paths of one batch.
    struct PathSeal {
        private let key: SymmetricKey

        init(_ secret: Secret) {
            key = secret.derived(for: "paths").withUnsafeBytes { SymmetricKey(data: $0) }
        }

        /// AES-256-GCM under a random nonce, bound to the item; Base64.
        func seal(_ path: Personal<String>, of item: ItemDigest) throws -> String {
            try path.reveal(for: Occasion("sealing a path")) { text in
                let box = try AES.GCM.seal(
                    Array(text.utf8),
                    using: key,
                    authenticating: Array(item.utf8)
                )
                // With a nonce of the standard length there is always a combined form.
                return Data(box.nonce + box.ciphertext + box.tag).base64EncodedString()
            }
        }

        /// Nil for what this key did not seal, or not for this item.
        func open(_ sealed: String, of item: ItemDigest) -> Personal<String>? {
            guard let bytes = Data(base64Encoded: sealed),
                let box = try? AES.GCM.SealedBox(combined: bytes),
                let text = try? AES.GCM.open(box, using: key, authenticating: Array(item.utf8))
            else { return nil }
            return Personal(String(decoding: text, as: UTF8.self))
        }
    }

    /// Reads paths out of events, some events held open at a time.
    struct PathShelf {
        /// Events held open: what stands together was recorded together.
        private static let eventsMax = 64

        private struct Batch {
            let seal: PathSeal?
            let observations: [Observation]
            /// Paths that were sealed anew, by their place; nil where they are the first.
            let anew: [Int: String]?
        }

        private let ledger: Ledger
        private var batches: [ID<any Event>: Batch] = [:]

        init(_ ledger: Ledger) { self.ledger = ledger }

        /// Paths of an event's observations; none for what was forgotten.
        mutating func path(
            _ event: ID<any Event>,
            at position: Int
        ) async throws -> Personal<String>? {
            let batch = try await batch(event)
            guard batch.observations.indices.contains(position) else { return nil }
            return path(position, in: batch)
        }

        /// Why an observation was not read whole; nil where it was, or nobody knows.
        mutating func reason(_ event: ID<any Event>, at position: Int) async throws -> String? {
            let batch = try await batch(event)
            guard batch.observations.indices.contains(position) else { return nil }
            return batch.observations[position].content?.reason
        }

        /// All paths of one event with the items they are of.
        mutating func paths(
            _ event: ID<any Event>
        ) async throws -> [(item: ItemDigest, path: Personal<String>?)] {
            let batch = try await batch(event)
            return batch.observations.indices.map { position in
                (batch.observations[position].item, path(position, in: batch))
            }
        }

        private func path(_ position: Int, in batch: Batch) -> Personal<String>? {
            let seen = batch.observations[position]
            guard let sealed = batch.anew.map({ $0[position] }) ?? seen.sealed else {
                // Homes of earlier versions have it in the event itself.
                return batch.anew == nil ? seen.path : nil
            }
            return batch.seal?.open(sealed, of: seen.item)
        }

        private mutating func batch(_ event: ID<any Event>) async throws -> Batch {
            if let known = batches[event] { return known }
            let row = try await ledger.store.read { db in
                try db.row("SELECT batch, site FROM datamap_batch WHERE event = \(event)")
            }
            let name: ID<DataMap.Batch>? = row?.id(0)
            let key = try name.flatMap { try ledger.ring.secret(.document($0)) }
            let site: ID<any Event>? = row?.id(1)
            var anew: [Int: String]?
            if let site, site != event {
                let again = try await ledger.event(site, as: Resited.self)?.sites ?? []
                anew = Dictionary(again.map { ($0.position, $0.sealed) }) { first, _ in first }
            }
            let batch = Batch(
                seal: key.map { PathSeal($0) },
                observations: try await ledger.event(event, as: Observed.self)?.observations ?? [],
                anew: anew
            )
            if batches.count >= Self.eventsMax { batches = [:] }
            batches[event] = batch
            return batch
        }
    }
}
