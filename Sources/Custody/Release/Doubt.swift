package import Documents
package import Kernel
package import Sieve

extension Release {
    /// Puts a document's findings of doubt into the review queue.
    package struct Doubt: Command {
        package static let name = "release.doubt"
        package static let thing = ThingKind.release
        /// Doubts kept of one document; the rest are counted.
        package static let listMax = 1_000

        package var release: ID<Edition>
        package var document: ID<Vault.Document>
        package var doubts: [Entry]
        package var count: Int

        package func thing(in db: Database) -> Thing { Thing(.release, release) }

        package func decide(_ db: Database) throws -> Doubted {
            Doubted(release: release, document: document, doubts: doubts, count: count)
        }
    }

    /// One stretch of text of which we are not sure; by place, never by what it says.
    package struct Entry: Codable, Hashable, Sendable {
        package var record: Int
        package var field: String
        package var place: Place
        package var finding: Finding
        /// What was done meanwhile.
        package var verb: String
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
