package import Kernel
package import Merkle

extension Release {
    /// Records that a release exists, by the digest of its manifest.
    package struct Make: Command {
        package static let name = "release.make"
        package static let thing = ThingKind.release

        package var release: ID<Edition>
        /// Hexadecimal SHA-256 of `manifest.json`, which names every other file by digest.
        package var manifest: String
        package var purpose: String
        package var basis: String
        package var recipient: String
        /// Last day of use, as `YYYY-MM-DD`.
        package var until: String
        package var records: Int
        package var documents: [ID<Vault.Document>]
        package var excess: [String]

        package func thing(in db: Database) -> Thing { Thing(.release, release) }

        package func decide(_ db: Database) throws -> Made {
            guard excess.isEmpty else { throw Failure.excess(fields: excess) }
            let known = try db.row("SELECT 1 FROM release_edition WHERE id = \(release)")
            guard known == nil else { throw Failure.alreadyMade }
            return Made(
                release: release,
                manifest: manifest,
                purpose: purpose,
                basis: basis,
                recipient: recipient,
                until: until,
                records: records,
                documents: documents
            )
        }
    }

    /// A release was made.
    package struct Made: Event, Hashable {
        package static let name = "release.made.v1"

        package let release: ID<Edition>
        package let manifest: String
        package let purpose: String
        package let basis: String
        package let recipient: String
        package let until: String
        package let records: Int
        package let documents: [ID<Vault.Document>]

        /// The leaf vouches for the manifest, and the manifest for everything else.
        package var references: [Digest] { Digest(hex: manifest).map { [$0] } ?? [] }
    }
}
