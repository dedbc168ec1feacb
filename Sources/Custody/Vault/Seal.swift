package import Kernel
package import Merkle

extension Vault {
    /// Records that a document lies sealed in the vault. Its file was written and its key made
    /// before; `Strongroom.seal` does all three.
    package struct Seal: Command {
        package static let name = "vault.seal"

        package var document: ID<Document>
        /// Bytes of the document itself.
        package var length: Int
        /// Hexadecimal SHA-256 of the sealed file: what it goes by on disk.
        package var blob: String
        /// Whom it names.
        package var people: [Person]
        /// Whether it names more than these: ``Vault/subjectsMax`` are indexed at most.
        package var isCrowd: Bool
        /// When it is to be destroyed, in milliseconds since 1970; nil for no date yet.
        package var until: Int64?

        package func decide(_ db: Database) throws -> Sealed {
            guard try Vault.document(document, in: db) == nil else { throw Failure.alreadySealed }
            guard people.count <= subjectsMax else { throw Failure.tooManySubjects }
            if let until { try check(date: until) }
            return Sealed(
                document: document,
                length: length,
                blob: blob,
                people: try recognised(people, in: db),
                isCrowd: isCrowd,
                until: until
            )
        }
    }

    /// A document was sealed. Sealed under that document's own key, so that whom it was about is
    /// forgotten with it.
    package struct Sealed: Event, Hashable {
        package static let name = "vault.sealed.v1"

        package let document: ID<Document>
        package let length: Int
        package let blob: String
        package let people: [Person]
        package let isCrowd: Bool
        package let until: Int64?

        package var seal: KeyName { .document(document) }
        package var subjects: [KeyName] { tags(people) }
        /// The leaf vouches for the file: another one in its place is found out.
        package var references: [Digest] { Digest(hex: blob).map { [$0] } ?? [] }
    }

    /// Tags for a leaf of those whom a document is about.
    static func tags(_ people: [Person]) -> [KeyName] {
        tags(people.filter { !$0.isMentioned }.map(\.subject))
    }

    /// Tags for a leaf, which holds eight: all of them or, where there are more, none, since some
    /// would look like all.
    static func tags(_ subjects: [ID<Subject>]) -> [KeyName] {
        subjects.count <= 8 ? subjects.map { KeyName.subject($0) } : []
    }
}
