package import Kernel

extension Vault {
    /// Sets the day on which a document is destroyed, earlier or later than it was.
    package struct Retain: Command {
        package static let name = "vault.retain"
        package static let thing = ThingKind.document

        package var document: ID<Document>
        /// Milliseconds since 1970.
        package var until: Int64

        package init(document: ID<Document>, until: Int64) {
            self.document = document
            self.until = until
        }

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Retained {
            try check(date: until)
            _ = try sealed(document, in: db)
            return Retained(document: document, until: until)
        }
    }

    /// A document got its day.
    package struct Retained: Event, Hashable {
        package static let name = "vault.retained.v1"

        package let document: ID<Document>
        package let until: Int64

        package var seal: KeyName { .document(document) }
    }
}
