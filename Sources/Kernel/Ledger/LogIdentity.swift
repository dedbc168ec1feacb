import Foundation
package import Merkle
package import Sealing

/// The name and key under which this home's log signs: made once, on purpose, never by accident.
///
/// A log that lost its key is a new log; making another in its place would look like a fork to
/// everybody who holds a checkpoint. So `create` refuses to overwrite and `open` to invent.
package struct LogIdentity: Sendable {
    let key: SigningKey
    package var origin: String { key.name }
    package var verifier: VerifierKey { key.verifier }

    /// Makes the identity called `origin` (a scheme-less URL, no spaces or plus), sealed at `path`.
    package static func create(
        origin: String,
        at path: String,
        sealedBy house: Secret
    ) throws -> LogIdentity {
        var generator = SystemRandomNumberGenerator()
        let key = try Secret.random(using: &generator).withUnsafeBytes { seed in
            try SigningKey(name: origin, kind: .ed25519, seed: [UInt8](seed))
        }
        let sealed = Envelope.seal(
            [UInt8](key.privateText.utf8),
            under: house.derived(for: "log key"),
            authenticating: context,
            using: &generator
        )
        try Disk.create(sealed, at: path)
        return LogIdentity(key: key)
    }

    /// Opens the identity at `path`.
    package static func open(at path: String, sealedBy house: Secret) throws -> LogIdentity {
        guard let sealed = try Disk.read(path, lengthMax: 4096) else {
            throw Broken(
                .keyMissing,
                """
                The log's signing key is missing. Restore it from your backup of the home's \
                `keys` folder; a new key would make it another log.
                """
            )
        }
        do {
            let text = try Envelope.open(
                sealed,
                under: house.derived(for: "log key"),
                authenticating: context
            )
            return LogIdentity(
                key: try SigningKey(privateText: String(decoding: text, as: UTF8.self))
            )
        } catch {
            throw Broken(
                .keyRefused,
                "The log's signing key does not open. Restore the home's `keys` folder whole.",
                detail: "\(error)"
            )
        }
    }

    private static let context = [UInt8]("cordon/log-key/v1\0".utf8)
}
