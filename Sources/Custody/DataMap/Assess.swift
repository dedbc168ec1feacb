package import Kernel

extension DataMap {
    /// Records what was found in a document that lies in the vault, or why it was not looked into.
    package struct Assess: Command {
        package static let name = "datamap.assess"
        package static let thing = ThingKind.document

        package var document: ID<Vault.Document>
        /// Path below the folder that was given; personal, hence sealed.
        package var path: Personal<String>
        package var format: String
        /// Keyed digest of the content: tells copies apart from strangers, and nothing else.
        package var fingerprint: String
        package var bytes: Int
        package var records: Int
        package var state: State
        /// Findings by label.
        package var findings: [String: Int]

        package func thing(in db: Database) -> Thing { Thing(.document, document) }

        package func decide(_ db: Database) throws -> Assessed {
            Assessed(
                document: document,
                path: path,
                format: format,
                fingerprint: fingerprint,
                bytes: bytes,
                records: records,
                state: state,
                findings: findings
            )
        }
    }

    /// How far a document was looked into. What was not is never taken for clean.
    package enum State: String, Codable, Sendable, CaseIterable {
        case assessed
        case partial
        case notAssessed = "not-assessed"
    }

    /// A document was read, and this is what was in it.
    package struct Assessed: Event {
        package static let name = "datamap.assessed.v1"

        package let document: ID<Vault.Document>
        package let path: Personal<String>
        package let format: String
        package let fingerprint: String
        package let bytes: Int
        package let records: Int
        package let state: State
        package let findings: [String: Int]

        package var seal: KeyName { .document(document) }
    }
}
