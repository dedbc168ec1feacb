package import Custody
package import Kernel
import Merkle

extension Workroom {
    /// `manifest.json` of labels that were sealed back: what they are, and the digest of the file
    /// that holds them. Its own digest is what the log's leaf refers to.
    package struct LabelManifest: Codable, Hashable, Sendable {
        package static let name = "manifest.json"
        package static let labelsName = "labels.jsonl"
        package static let receiptName = "receipt.tlog-proof"
        package static let policyName = "trust-policy"
        /// Longest manifest, policy or receipt that is read, in bytes.
        static let lengthMax = 1 << 20
        /// Longest file of labels that is read, in bytes.
        static let labelsMax = 1 << 30

        package var kind = "labels"
        package var version = 1
        package let batch: ID<Batch>
        package let project: ID<Project>
        package let purpose: String
        /// Labels in the file, one a line.
        package let labels: Int
        package let tasks: Int
        /// Krippendorff's alpha by question of classes.
        package let alpha: [String: Double]
        /// Hexadecimal SHA-256 by file.
        package let files: [String: String]

        package var bytes: [UInt8] {
            get throws { try Canonical.encode(self) + [0x0A] }
        }
    }

    /// One label with where it came from, as one line of the file.
    package struct LabelLine: Codable, Hashable, Sendable {
        package let task: ID<Task>
        /// Name of the item where it came from.
        package let item: String
        /// The worker's pseudonym.
        package let worker: ID<Principal>
        package let question: String
        package let answer: String
        package let guideline: Int
        /// Hexadecimal SHA-256 of what was shown.
        package let shown: String
        package let seconds: Int
        /// Milliseconds since 1970.
        package let time: Int64
        /// The event that recorded it.
        package let event: ID<any Event>
        /// What is believed of the task, by class: a soft label. Nil where there are no classes.
        package let belief: [String: Double]?
    }

    /// The other side of labels: whoever received them and trusts nobody.
    ///
    ///     key ─▶ checkpoint ─▶ inclusion ─▶ leaf ─▶ manifest ─▶ digest of the labels
    package struct LabelVerification: Sendable {
        private let folder: String
        private let trust: Release.Verification.Trust

        package init(of folder: String, trust: Release.Verification.Trust) {
            self.folder = folder
            self.trust = trust
        }

        /// Whether the folder at `path` claims to hold labels.
        package static func claimsToBe(at path: String) -> Bool {
            let bytes = try? Disk.read(
                path + "/" + LabelManifest.name,
                lengthMax: LabelManifest.lengthMax
            )
            return bytes.flatMap { try? Canonical.decode(LabelManifest.self, from: $0) } != nil
        }

        private func bytes(
            of name: String,
            lengthMax: Int = LabelManifest.lengthMax
        ) throws -> [UInt8] {
            guard let bytes = try Disk.read(folder + "/" + name, lengthMax: lengthMax) else {
                throw Unfounded("it is not there")
            }
            return bytes
        }

        /// Checks everything that the labels claim.
        package func claims() throws -> Claims {
            var claims = Claims()
            let manifest = try claims.check(
                "manifest",
                "\(LabelManifest.name) reads strictly, in its one spelling",
                on: folder
            ) { _ in
                let bytes = try bytes(of: LabelManifest.name)
                guard let manifest = try? Canonical.decode(LabelManifest.self, from: bytes),
                    try manifest.bytes == bytes
                else { throw Unfounded("it has another spelling") }
                return ((manifest, Digest.plain(bytes)), "\(manifest.labels) labels")
            }
            try claims.check(
                "files",
                "every file has the SHA-256 that the manifest gives",
                on: manifest?.0
            ) { manifest in
                guard manifest.files[LabelManifest.labelsName] != nil else {
                    throw Unfounded("it names no labels")
                }
                for (name, digest) in manifest.files.sorted(by: { $0.key < $1.key }) {
                    guard !name.contains("/") else { throw Unfounded("a name leads elsewhere") }
                    let found = try bytes(of: name, lengthMax: LabelManifest.labelsMax)
                    guard Digest.plain(found).hex == digest else {
                        throw Unfounded("\(name) is another")
                    }
                }
                return ((), "\(manifest.files.count) files")
            }
            try claims.check(
                "labels",
                "every line is a label, and there are as many as the manifest says",
                on: manifest?.0
            ) { manifest in
                let text = try bytes(
                    of: LabelManifest.labelsName,
                    lengthMax: LabelManifest.labelsMax
                )
                let lines = text.split(separator: 0x0A)
                for line in lines { _ = try Self.label(Array(line)) }
                guard lines.count == manifest.labels else { throw Unfounded("some are missing") }
                return ((), "\(lines.count) labels")
            }
            try check(manifest, &claims)
            return claims
        }

        private static func label(_ line: [UInt8]) throws -> LabelLine {
            guard let label = try? Canonical.decode(LabelLine.self, from: line) else {
                throw Unfounded("a line is no label")
            }
            return label
        }

        private func check(
            _ manifest: (LabelManifest, Digest)?,
            _ claims: inout Claims
        ) throws {
            let inside = try claims.check(
                "policy",
                "\(LabelManifest.policyName) reads, and the manifest names it",
                on: manifest?.0
            ) { manifest in
                guard manifest.files[LabelManifest.policyName] != nil else {
                    throw Unfounded("the manifest does not name it")
                }
                let bytes = try bytes(of: LabelManifest.policyName)
                guard let policy = try? TrustPolicy(text: bytes), !policy.logs.isEmpty else {
                    throw Unfounded("it is no policy")
                }
                return (policy, "")
            }
            let receipt = try claims.check(
                "receipt",
                "\(LabelManifest.receiptName) reads strictly, in its one spelling",
                on: folder
            ) { _ in try ReceiptVerification.read(bytes(of: LabelManifest.receiptName)) }
            let verification = inside.flatMap { inside in
                receipt.map { ReceiptVerification($0, trust: trust, inside: inside) }
            }
            try ReceiptVerification.checkSignatures(verification, &claims)
            let leaf = try claims.check(
                "leaf",
                "the receipt's leaf is a canonical record that labels were sealed back",
                on: receipt
            ) { receipt in
                guard let bytes = receipt.extra else {
                    throw Unfounded("the receipt does not hold its leaf")
                }
                let leaf = try ReceiptVerification.leaf(bytes)
                guard leaf.type == SealedBack.name else {
                    throw Unfounded("it records something else: \(leaf.type)")
                }
                return (leaf, leaf.type)
            }
            try claims.check(
                "reference",
                "that record vouches for this manifest",
                on: leaf.flatMap { leaf in manifest.map { (leaf, $0.1) } }
            ) { leaf, digest in
                guard leaf.references == [digest] else {
                    throw Unfounded("it vouches for another manifest")
                }
                return ((), "SHA-256 \(digest.hex)")
            }
            try ReceiptVerification.checkInclusion(verification, of: receipt?.extra, &claims)
        }
    }
}
