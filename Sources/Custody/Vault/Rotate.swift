package import Kernel

extension Vault {
    /// Records that the root key is replaced; `Rotation` replaces it. The house's key is wrapped
    /// anew and nothing is encrypted again.
    package struct Rotate: Command {
        package static let name = "vault.rotate"

        /// What protects the new root key: `key-file` or `passphrase`.
        package var protection: String
        /// Hexadecimal SHA-256 of the new lock file, by which an interrupted rotation is known.
        package var lock: String

        package func decide(_ db: Database) throws -> Rotated {
            guard try !isRecorded(rotationTo: lock, in: db) else { throw Failure.alreadyRotated }
            return Rotated(protection: protection, lock: lock)
        }
    }

    /// The root key was ordered replaced.
    package struct Rotated: Event, Hashable {
        package static let name = "vault.rotated.v1"

        package let protection: String
        package let lock: String
    }
}
