package import Kernel

extension Vault {
    /// Destroys documents whose day has come, many under one commit. Only the house asks for it, in
    /// `Strongroom.sweep`.
    package struct Expire: Command {
        package static let name = "vault.expire"

        /// At most ``Vault/pageMax``. Those that are held, or not due after all, are left alone.
        package var documents: [ID<Document>]
        /// What the clock says, in milliseconds since 1970.
        package var now: Int64

        package func decide(_ db: Database) throws -> Expired {
            guard documents.count <= pageMax else { throw Failure.tooManyDocuments }
            let due = try documents.filter { id in
                guard let until = try Vault.document(id, in: db)?.until, until <= now else {
                    return false
                }
                return try holds(on: id, in: db).isEmpty
            }
            guard !due.isEmpty else { throw Failure.notDue }
            return Expired(documents: due)
        }
    }

    /// Documents were ordered destroyed because their day had come.
    package struct Expired: Event, Hashable {
        package static let name = "vault.expired.v1"

        package let documents: [ID<Document>]

        package var erases: [KeyName] { documents.map { .document($0) } }
    }
}
