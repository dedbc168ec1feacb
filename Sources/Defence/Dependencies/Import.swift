package import Kernel

extension Dependencies {
    /// Records which advisories are relied on from now on.
    package struct Import: Command {
        package static let name = "dependencies.import"

        /// SHA-256 of the compiled index.
        package var digest: String
        /// How many advisories it holds.
        package var advisories: Int
        /// How many packages it knows.
        package var packages: Int

        package init(digest: String, advisories: Int, packages: Int) {
            self.digest = digest
            self.advisories = advisories
            self.packages = packages
        }

        package func decide(_ db: Database) throws -> Imported {
            try check(digest: digest)
            return Imported(digest: digest, advisories: advisories, packages: packages)
        }
    }

    /// Advisories were taken in.
    package struct Imported: Event, Hashable {
        package static let name = "dependencies.imported.v1"

        package let digest: String
        package let advisories: Int
        package let packages: Int
    }
}
