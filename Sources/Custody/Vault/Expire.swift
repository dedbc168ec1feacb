package import Kernel

extension Vault {
    /// Destroys a document whose day has come. Only the house asks for it, in `Strongroom.sweep`.
    ///
    /// One event per document, though many share a commit: an event's body can be disclosed to
    /// whoever asks about that document, and must then say nothing about any other.
    package struct Expire: Command {
        package static let name = "vault.expire"
        package static let thing = ThingKind.document
        package static let principals = [Principal.Kind.system]

        package var document: ID<Document>
        /// What the clock says, in milliseconds since 1970.
        package var now: Int64

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Shredded {
            let document = try sealed(document, toDestroy: true, in: db)
            guard let until = document.until, until <= now else { throw Failure.notDue }
            return Shredded(document: document.id, cause: .retention, reason: "its day had come")
        }
    }
}
