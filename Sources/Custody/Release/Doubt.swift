package import Documents
package import Kernel
package import Sieve

extension Release {
    /// Puts a document's findings of doubt into the review queue.
    package struct Doubt: Command {
        package static let name = "release.doubt"
        package static let thing = ThingKind.release

        package var release: ID<Edition>
        package var document: ID<Vault.Document>
        package var doubts: [Entry]
        package var count: Int

        package func thing(in db: Database) -> Thing { Thing(.release, release) }

        package func decide(_ db: Database) throws -> Doubted {
            Doubted(release: release, document: document, doubts: doubts, count: count)
        }
    }

    /// One stretch of text of which we are not sure; by place, never by what it says. Where the
    /// same value stands again in the same doubt, it is the first of them.
    package struct Entry: Codable, Hashable, Sendable {
        package var record: Int
        package var field: String
        package var place: Place
        package var finding: Finding
        /// What was done meanwhile.
        package var verb: String
        /// The mark of what stands there; nil where each place is asked about for itself.
        package var value: String?
        /// Places of the document with that value; nil for one.
        package var times: Int?
    }

    /// Doubts wait for somebody. Sealed with their document, whose places they tell.
    package struct Doubted: Event, Hashable {
        package static let name = "release.doubted.v1"

        package let release: ID<Edition>
        package let document: ID<Vault.Document>
        package let doubts: [Entry]
        package let count: Int

        package var seal: KeyName { .document(document) }
    }
}
