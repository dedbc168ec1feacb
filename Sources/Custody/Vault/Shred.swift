package import Kernel

extension Vault {
    /// Destroys the only key to a document, so that no copy can be read again.
    package struct Shred: Command {
        package static let name = "vault.shred"
        package static let thing = ThingKind.document

        package var document: ID<Document>
        /// Why, in at most ``Vault/reasonMax`` bytes and without names: it outlives the document.
        package var reason: String

        package init(document: ID<Document>, reason: String) {
            self.document = document
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Shredded {
            try check(reason: reason)
            _ = try sealed(document, toDestroy: true, in: db)
            return Shredded(document: document, cause: .request, reason: reason)
        }
    }

    /// A document was ordered destroyed. The same commit takes what its key had sealed in the
    /// ledger; the key follows at once, and a crash between the two is made good at the next start.
    package struct Shredded: Event, Hashable {
        package static let name = "vault.shredded.v1"

        package let document: ID<Document>
        package let cause: Cause
        package let reason: String

        package var erases: [KeyName] { [.document(document)] }
    }
}
