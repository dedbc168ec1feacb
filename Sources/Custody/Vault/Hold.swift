package import Kernel

extension Vault {
    /// Forbids the destruction of a document, whoever asks and whatever day it is, until the hold
    /// is lifted.
    package struct Hold: Command {
        package static let name = "vault.hold"
        package static let thing = ThingKind.document

        package var document: ID<Document>
        /// The hold's own name, drawn by who places it.
        package var hold: ID<Hold>
        /// The matter it is for (a file number), in at most ``Vault/reasonMax`` bytes and without
        /// names.
        package var reason: String

        package init(document: ID<Document>, hold: ID<Hold> = ID(), reason: String) {
            self.document = document
            self.hold = hold
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Held {
            try check(reason: reason)
            _ = try sealed(document, in: db)
            return Held(document: document, hold: hold, reason: reason)
        }
    }

    /// A hold was placed on a document.
    package struct Held: Event, Hashable {
        package static let name = "vault.held.v1"

        package let document: ID<Document>
        package let hold: ID<Hold>
        package let reason: String
    }
}
