internal import Crypto
internal import FoundationEssentials

/// The one style sheet of every page.
package enum Stylesheet {
    /// `console.css`, as it is kept in the sources and built into the program.
    package static let bytes: [UInt8] = PackageResources.console_css

    /// Its SHA-256 as a policy names it, so that a browser applies this sheet and no other.
    package static let policySource: String = {
        let digest = Data(SHA256.hash(data: bytes))
        return "sha256-" + digest.base64EncodedString()
    }()
}
