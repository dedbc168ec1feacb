package import Kernel

extension Vault {
    /// Lifts one hold; others on the same document stay.
    package struct Lift: Command {
        package static let name = "vault.lift"
        package static let thing = ThingKind.document

        package var hold: ID<Hold>
        /// Why the matter is closed, in at most ``Vault/reasonMax`` bytes and without names.
        package var reason: String

        package init(hold: ID<Hold>, reason: String) {
            self.hold = hold
            self.reason = reason
        }

        package func thing(in db: Database) throws -> Thing {
            let row = try db.row("SELECT document FROM vault_hold WHERE id = \(hold)")
            // Of a hold that is not there, `decide` speaks; the rules see a document that is not.
            return Thing(.document, row?.text(0) ?? "")
        }

        package func decide(_ db: Database) throws -> Lifted {
            try check(reason: reason)
            let row = try db.row("SELECT document FROM vault_hold WHERE id = \(hold)")
            guard let row else { throw Failure.noSuchHold }
            return Lifted(hold: hold, document: row.id(0), reason: reason)
        }
    }

    /// A hold was lifted.
    package struct Lifted: Event, Hashable {
        package static let name = "vault.lifted.v1"

        package let hold: ID<Hold>
        package let document: ID<Document>
        package let reason: String
    }
}
