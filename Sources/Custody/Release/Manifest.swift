package import Kernel

extension Release {
    /// `manifest.json`: every other file of a release by length and digest, and what it is.
    ///
    /// Its own digest is what the log's leaf refers to, so it is written once, byte for byte.
    package struct Manifest: Codable, Hashable, Sendable {
        package static let version = 1
        package static let name = "manifest.json"
        package static let reportName = "report.json"
        package static let receiptName = "receipt.tlog-proof"
        package static let policyName = "trust-policy"
        /// Longest manifest that is read, in bytes.
        package static let lengthMax = 64 << 20

        package struct File: Codable, Hashable, Sendable {
            package let path: String
            package let bytes: Int
            /// Hexadecimal SHA-256.
            package let sha256: String
        }

        package struct Statement: Codable, Hashable, Sendable {
            package let text: String
            package let legalBasis: String
            package let recipient: String
            package let until: String
        }

        package struct Counts: Codable, Hashable, Sendable {
            package let documents: Int
            package let notAssessed: Int
            package let recordsBefore: Int
            package let recordsAfter: Int
            package let identifiersBefore: Int
            package let identifiersAfter: Int
            package let doubts: Int
        }

        package let version: Int
        package let tool: String
        package let release: ID<Edition>
        /// Seconds since 1970.
        package let madeAt: Int
        package let purpose: Statement
        /// The rules under which the release was admitted.
        package let policy: String
        package let counts: Counts
        /// In the order of their paths.
        package let files: [File]

        package var bytes: [UInt8] {
            get throws { try Canonical.encode(self) + [0x0A] }
        }
    }
}
