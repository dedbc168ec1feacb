package import Kernel
import Merkle

/// That something was destroyed, when, why and on whose log: for whoever asked for it.
///
/// It names the ledger's event and the whole leaf, so that the log's own proof (which anybody can
/// check offline) speaks for it. What it certifies is that these keys are destroyed; that the
/// files under them are gone too is a courtesy, since without the keys they are noise. Copies of
/// the key ring that were backed up before live as long as those backups do.
package struct Certificate: Codable, Hashable, Sendable {
    /// What this is: for ever, like an event's name.
    package let certificate: String
    /// The log in which the order is recorded.
    package let log: String
    package let event: ID<any Event>
    /// When it was ordered, in milliseconds since 1970.
    package let time: Int64
    package let cause: Vault.Cause
    /// Names of the keys that are destroyed.
    package let keys: [KeyName]
    /// The event's leaf and its hash, in hexadecimal.
    package let leaf: String
    package let leafHash: String
    /// Its number in the log; nil until it has one.
    package let index: Int?

    static let type = "cordon/destruction/v1"

    /// Canonical JSON with a last newline.
    package func text() throws -> String {
        String(decoding: try Canonical.encode(self), as: UTF8.self) + "\n"
    }
}

extension Strongroom {
    /// Certifies the destruction of a document, whatever ordered it; the same each time. Throws
    /// `Vault.Failure.notDestroyed` while there is a key.
    package func certificate(of document: ID<Vault.Document>) async throws -> Certificate {
        guard let shelved = try await shelved(document) else { throw Vault.Failure.unknown }
        guard let time = shelved.shredded, let cause = shelved.cause else {
            throw Vault.Failure.notDestroyed
        }
        return try await certificate(
            of: [.document(document)],
            by: shelved.event,
            at: time,
            cause: cause
        )
    }

    /// Certifies that a person is forgotten, with everything that was about nobody else.
    package func certificate(for receipt: Receipt<Vault.Erased>) async throws -> Certificate {
        try await certificate(
            of: receipt.event.erases,
            by: receipt.id,
            at: receipt.stamp.time,
            cause: .erasure
        )
    }

    private func certificate(
        of keys: [KeyName],
        by event: ID<any Event>,
        at time: Int64,
        cause: Vault.Cause
    ) async throws -> Certificate {
        for key in keys where try ledger.ring.secret(key) != nil {
            throw Vault.Failure.notDestroyed
        }
        guard let leaf = try await ledger.leaf(of: event) else { throw Vault.Failure.unknown }
        return Certificate(
            certificate: Certificate.type,
            log: ledger.identity.origin,
            event: event,
            time: time,
            cause: cause,
            keys: keys,
            leaf: leaf.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(),
            leafHash: Digest.leaf(leaf).hex,
            index: try await ledger.index(of: event)
        )
    }
}
