import Foundation
package import Kernel
import Sealing

/// The vault at work: sealed files on disk, their keys in the ring, their history in the ledger.
///
/// The order of every act is chosen so that a crash between two steps loses nothing and leaves
/// nothing readable that should not be:
///
/// - seal: key, then file, then event. Before the event, key and file belong to no document;
///   `resume` takes the file away, and the key is left with nothing to open.
/// - destroy: event, then key, then file. The event's commit takes what the key had sealed in the
///   ledger; `Ledger.resume` destroys the key where a crash prevented it, `resume` takes the file.
package struct Strongroom: Sendable {
    package let ledger: Ledger
    let blobs: Blobs

    /// Named places where tests make the world fail, beside the kernel's own.
    package static let faultPoints = [
        "vault.file.before", "vault.file.after", "vault.remove.before", "vault.remove.after",
        "vault.rotate.before", "vault.rotate.staged", "vault.rotate.rewrapped",
        "vault.rotate.after",
    ]

    /// Opens the vault whose sealed files lie in `folder`. Call `resume` at every start.
    package init(ledger: Ledger, folder: String, faults: Faults = .none) {
        self.ledger = ledger
        blobs = Blobs(folder: folder, faults: faults)
    }

    /// Makes the keys of documents to come and of the people they are about, all under one flush;
    /// `seal` makes what is missing.
    package func prepare(_ documents: [(ID<Vault.Document>, about: [Vault.Person])]) throws {
        guard !documents.isEmpty else { return }
        let names = documents.flatMap { document, people in
            [.document(document)] + Vault.tags(people)
        }
        try ledger.ring.secrets(making: names)
    }

    /// Seals what `read` gives, in bounded memory, and returns once that is a recorded fact.
    ///
    /// - Parameters:
    ///   - document: Its name for ever. To repeat a seal whose outcome is unknown, use the same
    ///     one: `Vault.Failure.alreadySealed` then says that it had worked.
    ///   - people: Whom it names; at most ``Vault/subjectsMax``.
    ///   - isCrowd: Whether it names more than these.
    ///   - until: When it is to be destroyed, in milliseconds since 1970.
    ///   - read: Fills as much of the buffer as it likes and returns how many bytes; 0 at the end.
    @discardableResult
    package func seal(
        _ card: Vault.Card,
        document: ID<Vault.Document> = ID(),
        people: [Vault.Person],
        isCrowd: Bool = false,
        until: Int64? = nil,
        as principal: Principal,
        reading read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) async throws -> Receipt<Vault.Sealed> {
        guard try await shelved(document) == nil else { throw Vault.Failure.alreadySealed }
        let name = KeyName.document(document)
        let key = try ledger.ring.secret(name) ?? ledger.ring.secrets(making: [name])[0]
        let file = try blobs.write(document, card, under: key.blobs, reading: read)
        let seal = Vault.Seal(
            document: document,
            length: file.length,
            blob: file.digest,
            people: people,
            isCrowd: isCrowd,
            until: until
        )
        do {
            return try await ledger.perform(seal, as: principal)
        } catch let failure as any Failure {
            // The answer was no, so the file is nobody's. When the world is broken the outcome may
            // be unknown, and `resume` decides by what was recorded.
            try blobs.remove(file.digest)
            throw failure
        }
    }

    /// Gives `principal` a document to read, records it, and returns its card once all of it
    /// proved to be what was sealed.
    package func open(
        _ document: ID<Vault.Document>,
        for purpose: String,
        as principal: Principal,
        writing write: (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> Vault.Card {
        try await ledger.perform(
            Vault.Open(document: document, purpose: purpose),
            as: principal
        )
        guard let digest = try await shelved(document)?.blob,
            let key = try ledger.ring.secret(.document(document))
        else { throw Vault.Failure.alreadyShredded }
        return try blobs.read(document, at: digest, under: key.blobs, writing: write)
    }

    /// What the tables know of a document, or nil.
    package func shelved(_ document: ID<Vault.Document>) async throws -> Vault.Shelved? {
        try await ledger.store.read { try Vault.document(document, in: $0) }
    }
}

extension Secret {
    /// The key of a document's file, apart from that of its events.
    fileprivate var blobs: Secret { derived(for: "vault file") }
}
