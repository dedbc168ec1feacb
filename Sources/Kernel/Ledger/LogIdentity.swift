import Foundation
package import Merkle
import Sealing

/// The name and key under which this home's log signs: made once, on purpose, never by accident.
///
/// A log that lost its key is a new log; making another in its place would look like a fork to
/// everybody who holds a checkpoint. So `create` refuses to overwrite and `open` to invent.
package struct LogIdentity: Sendable {
    let key: SigningKey
    /// Under which of the house's keys the file lies.
    let epoch: UInt32
    package var origin: String { key.name }
    package var verifier: VerifierKey { key.verifier }

    /// Makes the identity called `origin` (a scheme-less URL, no spaces or plus), sealed at `path`.
    package static func create(
        origin: String,
        at path: String,
        sealedBy ring: KeyRing
    ) throws -> LogIdentity {
        let identity = try draw(origin: origin, epoch: ring.epoch)
        try Disk.create(identity.sealed(under: ring.houseKey), at: path)
        return identity
    }

    /// Draws a key that nobody has seen yet.
    static func draw(origin: String, epoch: UInt32) throws -> LogIdentity {
        var generator = SystemRandomNumberGenerator()
        let key = try Secret.random(using: &generator).withUnsafeBytes { seed in
            try SigningKey(name: origin, kind: .ed25519, seed: [UInt8](seed))
        }
        return LogIdentity(key: key, epoch: epoch)
    }

    /// The identity as it lies in its file.
    func sealed(under house: Secret) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return Envelope.seal(
            [UInt8](key.privateText.utf8),
            under: house.derived(for: "log key"),
            authenticating: Self.context,
            using: &generator
        )
    }

    /// Opens the identity at `path`, whichever of the house's keys it lies under.
    package static func open(at path: String, sealedBy ring: KeyRing) throws -> LogIdentity {
        guard let sealed = try Disk.read(path, lengthMax: 4096) else {
            throw Broken(
                .keyMissing,
                """
                The log's signing key is missing. Restore it from your backup of the home's \
                `keys` folder; a new key would make it another log.
                """
            )
        }
        // A crash may have come between the house's new key and the sealing anew.
        for epoch in (1...ring.epoch).reversed() {
            guard let house = ring.houseKey(of: epoch),
                let text = try? Envelope.open(
                    sealed,
                    under: house.derived(for: "log key"),
                    authenticating: context
                ),
                let key = try? SigningKey(privateText: String(decoding: text, as: UTF8.self))
            else { continue }
            return LogIdentity(key: key, epoch: epoch)
        }
        throw Broken(
            .keyRefused,
            "The log's signing key does not open. Restore the home's `keys` folder whole."
        )
    }

    private static let context = [UInt8]("cordon/log-key/v1\0".utf8)
}
