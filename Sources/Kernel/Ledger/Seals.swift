import Crypto
import Sealing
import Synchronization

/// How bodies are sealed and leaves are tagged: the ledger's use of the key ring.
final class Seals: Sendable {
    private let ring: KeyRing
    /// Keys derived from the house's, by epoch and purpose: one derivation each, not one per event.
    private let derived = Mutex<[Derivation: Secret]>([:])

    private struct Derivation: Hashable {
        let epoch: UInt32
        let purpose: String
    }

    init(ring: KeyRing) { self.ring = ring }

    struct Sealed {
        let body: [UInt8]
        let commitment: [UInt8]
    }

    /// A body that was opened, with the salt under which its leaf commits to it.
    struct Opened {
        let salt: [UInt8]
        let body: [UInt8]
    }

    /// Seals `body` and its salt under the key called `name`, which is made when it is new.
    ///
    /// The salt is sealed too: beside the leaf in clear, it would let the owner of the database
    /// guess at bodies.
    func seal(_ body: [UInt8], of event: ID<any Event>, under name: KeyName) throws -> Sealed {
        var generator = SystemRandomNumberGenerator()
        let salt = BodyCommitment.salt(using: &generator)
        let sealed = Envelope.seal(
            salt + body,
            under: try bodyKey(making: name),
            authenticating: Self.context(event),
            using: &generator
        )
        return Sealed(
            body: sealed,
            commitment: BodyCommitment(to: body, salt: salt).bytes
        )
    }

    /// Opens a body, or returns nil when the key that sealed it is destroyed.
    func open(
        _ sealed: [UInt8],
        of event: ID<any Event>,
        under name: KeyName
    ) throws -> [UInt8]? {
        try openWhole(sealed, of: event, under: name)?.body
    }

    /// As `open`, with the salt: for whoever holds the body against its leaf.
    func openWhole(
        _ sealed: [UInt8],
        of event: ID<any Event>,
        under name: KeyName
    ) throws -> Opened? {
        guard let key = try bodyKey(name) else { return nil }
        do {
            let whole = try Envelope.open(
                sealed,
                under: key,
                authenticating: Self.context(event)
            )
            let salt = whole.prefix(BodyCommitment.saltByteCount)
            return Opened(salt: [UInt8](salt), body: [UInt8](whole.dropFirst(salt.count)))
        } catch {
            throw Broken(
                .ledgerDamaged,
                "A recorded event does not open: the database was changed outside of Cordon.",
                detail: "event \(event): \(error)"
            )
        }
    }

    /// The epoch of the house's key under which events are recorded now.
    var epoch: UInt32 { ring.epoch }

    /// What a request was, for comparison only: keyed, so that it says nothing to anybody else.
    func digest(ofRequest bytes: [UInt8], epoch: UInt32) throws -> [UInt8] {
        try house(for: "requests", epoch).withUnsafeBytes { key in
            [UInt8](
                HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key))
            )
        }
    }

    /// Which house an event belongs to, for those who hold its key.
    func tenantTag(_ event: ID<any Event>, epoch: UInt32) throws -> [UInt8] {
        SubjectTag(of: try house(for: "tenant tag", epoch), in: event.bytes).bytes
    }

    /// Who acted, for those who hold the key: the member's own, so that it can be erased.
    func actorTag(
        _ principal: Principal,
        _ event: ID<any Event>,
        epoch: UInt32
    ) throws -> [UInt8] {
        switch principal.kind {
        case .member: return try subjectTag(.subject(principal.id), event)
        case .owner, .system:
            let key = try house(for: "actor tag \(principal.id)", epoch)
            return SubjectTag(of: key, in: event.bytes).bytes
        }
    }

    func subjectTag(_ name: KeyName, _ event: ID<any Event>) throws -> [UInt8] {
        let key = try ring.secret(name) ?? ring.secrets(making: [name])[0]
        return SubjectTag(of: key.derived(for: "tag"), in: event.bytes).bytes
    }

    private func bodyKey(_ name: KeyName) throws -> Secret? {
        if let epoch = name.houseEpoch { return try house(for: "event bodies", epoch) }
        return try ring.secret(name)?.derived(for: "event bodies")
    }

    private func bodyKey(making name: KeyName) throws -> Secret {
        if let key = try bodyKey(name) { return key }
        return try ring.secrets(making: [name])[0].derived(for: "event bodies")
    }

    private func house(for purpose: String, _ epoch: UInt32) throws -> Secret {
        let derivation = Derivation(epoch: epoch, purpose: purpose)
        if let key = derived.withLock({ $0[derivation] }) { return key }
        guard let key = ring.houseKey(of: epoch)?.derived(for: purpose) else {
            throw Broken(
                .keyMissing,
                "A key of the house is missing. Restore the home's `keys` folder, the newest one.",
                detail: "epoch \(epoch), the ring is at \(ring.epoch)"
            )
        }
        derived.withLock { $0[derivation] = key }
        return key
    }

    private static func context(_ event: ID<any Event>) -> [UInt8] {
        [UInt8]("cordon/event/v1\0".utf8) + event.bytes
    }
}
