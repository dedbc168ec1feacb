package import Kernel
package import Merkle

extension Release {
    /// The other side of a release: whoever received one and trusts nobody.
    ///
    /// Nothing is believed but a log's key. It leads, claim by claim, to every byte of the folder:
    ///
    ///     key ─▶ checkpoint ─▶ inclusion ─▶ leaf ─▶ manifest ─▶ length and digest of each file
    ///
    /// The key itself may come from outside (`Trust`); the one that lies in the folder shows only
    /// that nothing was changed since whoever owns it made the release. Works offline, changes
    /// nothing, and opens neither links nor devices.
    package struct Verification: Sendable {
        /// What the person who verifies brings along.
        package struct Trust: Sendable {
            package var key: VerifierKey?
            package var policy: TrustPolicy?

            package init(key: VerifierKey? = nil, policy: TrustPolicy? = nil) {
                self.key = key
                self.policy = policy
            }

            /// Whether the log's key comes from outside.
            var namesLog: Bool { key != nil || policy != nil }
        }

        let folder: String
        private let trust: Trust

        package init(of folder: String, trust: Trust = Trust()) {
            self.folder = folder
            self.trust = trust
        }

        /// Checks everything that the release claims.
        package func claims() throws -> Claims {
            var claims = Claims()
            let listing = try claims.check("folder", "the folder can be listed", on: folder) {
                (try FolderListing(of: $0), "")
            }
            let manifest = try claims.check(
                "manifest",
                "\(Manifest.name) reads strictly, in its one spelling",
                on: listing
            ) { try readManifest(in: $0) }
            try claims.check(
                "files",
                "every file has the length and the SHA-256 that the manifest gives",
                on: manifest.flatMap { manifest in listing.map { (manifest.content, $0) } }
            ) { try checkFiles(of: $0, in: $1) }
            try claims.check(
                "nothing else",
                "nothing else lies in the folder, and no links",
                on: manifest.flatMap { manifest in listing.map { (manifest.content, $0) } }
            ) { try checkStrays(beside: $0, in: $1) }
            let policy = try claims.check(
                "policy",
                "\(Manifest.policyName) reads, and the manifest names it",
                on: manifest.flatMap { manifest in listing.map { (manifest.content, $0) } }
            ) { try readPolicy(namedBy: $0, in: $1) }
            let receipt = try claims.check(
                "receipt",
                "\(Manifest.receiptName) reads strictly, in its one spelling",
                on: listing
            ) { try ReceiptVerification.read(bytes(of: Manifest.receiptName, in: $0)) }
            try check(receipt, policy, manifest?.digest, &claims)
            return claims
        }

        private func check(
            _ receipt: TransparencyProof?,
            _ inside: TrustPolicy?,
            _ manifest: Digest?,
            _ claims: inout Claims
        ) throws {
            let leaf = receipt?.extra
            var verification: ReceiptVerification?
            if let receipt, inside != nil || trust.namesLog {
                verification = ReceiptVerification(receipt, trust: trust, inside: inside)
            }
            try ReceiptVerification.checkSignatures(verification, &claims)
            let made = try claims.check(
                "leaf",
                "the receipt's leaf is a canonical record that a release was made",
                on: receipt
            ) { _ in try Self.madeLeaf(leaf) }
            try claims.check(
                "reference",
                "that record vouches for this manifest",
                on: made.flatMap { made in manifest.map { (made, $0) } }
            ) { made, manifest in
                guard made.references == [manifest] else {
                    throw Unfounded("it vouches for another manifest")
                }
                return ((), "SHA-256 \(manifest.hex)")
            }
            try ReceiptVerification.checkInclusion(verification, of: leaf, &claims)
        }

        private static func madeLeaf(_ bytes: [UInt8]?) throws -> (seen: Leaf, detail: String) {
            guard let bytes else { throw Unfounded("the receipt does not hold its leaf") }
            let leaf = try ReceiptVerification.leaf(bytes)
            guard leaf.type == Made.name else {
                throw Unfounded("it records something else: \(leaf.type)")
            }
            return (leaf, leaf.type)
        }
    }
}
