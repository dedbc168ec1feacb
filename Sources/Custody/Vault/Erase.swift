package import Kernel

extension Vault {
    /// Forgets a person: destroys their key, and the key of every document that is about nobody
    /// else.
    ///
    /// A document about several people, or about another one, stays readable, so it is named in
    /// the event:
    /// whoever runs the erasure has it cut down to a version without this person, and shreds the
    /// old one.
    package struct Erase: Command {
        package static let name = "vault.erase"

        package var subject: ID<Subject>
        /// Why, in at most ``Vault/reasonMax`` bytes and without names: it outlives the erasure.
        package var reason: String

        package init(subject: ID<Subject>, reason: String) {
            self.subject = subject
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Erased {
            try check(reason: reason)
            let documents = try mentions(of: subject, in: db)
            guard documents.count <= documentsMax else { throw Failure.tooManyDocuments }
            // One hold on one document keeps all of it: half an erasure would be neither.
            let holds = try documents.filter { $0.holds > 0 }
                .flatMap { try Vault.holds(on: $0.document, in: db) }
            guard holds.isEmpty else { throw Failure.held(by: holds) }
            return Erased(
                subject: subject,
                documents: documents.filter { !$0.isShared }.map(\.document),
                shared: documents.filter(\.isShared).map(\.document),
                reason: reason
            )
        }
    }

    /// A person was ordered forgotten. What is left names them by an identifier that leads nowhere.
    package struct Erased: Event, Hashable {
        package static let name = "vault.erased.v1"

        package let subject: ID<Subject>
        /// Destroyed with them.
        package let documents: [ID<Document>]
        /// About others too: still sealed, still to be cut down.
        package let shared: [ID<Document>]
        package let reason: String

        package var erases: [KeyName] {
            [.subject(subject)] + documents.map { KeyName.document($0) }
        }
    }
}
