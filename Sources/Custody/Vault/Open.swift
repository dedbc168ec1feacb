package import Kernel

extension Vault {
    /// Asks leave to read a document, for a stated purpose.
    package struct Open: Command {
        package static let name = "vault.open"
        package static let thing = ThingKind.document

        package var document: ID<Document>
        /// Why, in at most ``Vault/reasonMax`` bytes and without names.
        package var purpose: String

        package init(document: ID<Document>, purpose: String) {
            self.document = document
            self.purpose = purpose
        }

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Opened {
            try check(reason: purpose)
            _ = try sealed(document, in: db)
            let about = try subjects(of: document, in: db)
            return Opened(
                document: document,
                purpose: purpose,
                about: about.count <= 8 ? about : []
            )
        }
    }

    /// Somebody was given a document to read.
    package struct Opened: Event, Hashable {
        package static let name = "vault.opened.v1"

        package let document: ID<Document>
        package let purpose: String
        /// Whom it is about, if they are at most eight.
        package let about: [ID<Subject>]

        package var seal: KeyName { .document(document) }
        package var subjects: [KeyName] { tags(about) }
    }
}
