package import Kernel
import Provenance

extension Dependencies {
    /// Puts a package's very bytes on the list of what may be installed.
    package struct Allow: Command {
        package static let name = "dependencies.allow"

        /// `pkg:pypi/litellm@1.82.6`.
        package var package: String
        /// SHA-256 of the file.
        package var digest: String
        package var reason: String

        package init(package: String, digest: String, reason: String) {
            self.package = package
            self.digest = digest
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Allowed {
            try check(digest: digest)
            try check(text: reason)
            guard let purl = try? Purl(package), purl.version != nil else {
                throw Failure.badPackage
            }
            return Allowed(package: purl.description, digest: digest, reason: reason)
        }
    }

    /// A package's bytes were allowed.
    package struct Allowed: Event, Hashable {
        package static let name = "dependencies.allowed.v1"

        package let package: String
        package let digest: String
        package let reason: String
    }
}
