package import Kernel

extension Vault {
    /// Sets the day on which a document is destroyed, earlier or later than it was.
    package struct Retain: Command {
        package static let name = "vault.retain"

        package var document: ID<Document>
        /// Milliseconds since 1970.
        package var until: Int64

        package init(document: ID<Document>, until: Int64) {
            self.document = document
            self.until = until
        }

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

    /// Destroys a document whose day has come. Only the house asks for it, in `Strongroom.sweep`.
    struct Expire: Command {
        static let name = "vault.expire"

        var document: ID<Document>
        /// What the clock says, in milliseconds since 1970.
        var now: Int64

        func decide(_ db: Database) throws -> Shredded {
            let document = try sealed(document, toDestroy: true, in: db)
            guard let until = document.until, until <= now else { throw Failure.notDue }
            return Shredded(document: document.id, cause: .retention, reason: "its day had come")
        }
    }
}
