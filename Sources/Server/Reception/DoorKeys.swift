import Credentials
import Crypto
import FoundationEssentials
import Kernel
import Sealing

/// What the door keeps secret: keys for challenges, tokens and digests, all derived from the
/// house's, so that every replica has the same and none is stored.
///
/// *Trusted?* Whoever holds the house's key can make all of these. Whoever holds the tables finds
/// digests that open nothing.
struct DoorKeys: Sendable {
    private let secret: Secret

    /// For how long a challenge waits for its answer, in milliseconds.
    static let patience: Int64 = 300_000
    /// Random bytes of what a browser shows for its session.
    static let tokenByteCount = 32

    /// - Parameter ring: its founding key is taken, so that sessions outlive the next one.
    init(_ ring: KeyRing) { secret = ring.foundingKey.derived(for: "console door") }

    /// What a thing is kept as instead of itself, in hexadecimal; kinds never meet.
    func digest(_ kind: Kind, _ text: String) -> String {
        hexadecimal(code(kind.rawValue + "\0" + text))
    }

    enum Kind: String {
        case session, agent, invitation, handle, recovery, device, form, errand, identity, vouch
        case link
    }

    /// A fresh challenge: when, something random, and a code over both. So it needs no table, any
    /// replica knows it again, and that it is good once is seen to where it is used up.
    func challenge(at time: Int64) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let head =
            bigEndian(time) + (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return head + code("challenge\0" + Base64URL.encode(head)).prefix(16)
    }

    /// Whether a challenge is one of ours, and its time is not over.
    func knows(_ challenge: [UInt8], at time: Int64) -> Bool {
        guard challenge.count == 40 else { return false }
        let head = Array(challenge[0..<24])
        let mark = code("challenge\0" + Base64URL.encode(head)).prefix(16)
        let begun = head[0..<8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return isSame(Array(mark), Array(challenge[24...]))
            && (begun...begun &+ Self.patience).contains(time)
    }

    /// Something for a browser to show, that nobody can guess.
    static func token() -> String {
        Base64URL.encode(random())
    }

    /// Bytes that nobody can guess.
    static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<tokenByteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// What every form of a session carries, so that no other site can send it.
    func formToken(ofSession token: String) -> String { digest(.form, token) }

    private func code(_ text: String) -> [UInt8] {
        secret.withUnsafeBytes { key in
            Array(
                HMAC<SHA256>.authenticationCode(
                    for: Array(text.utf8),
                    using: SymmetricKey(data: key)
                )
            )
        }
    }

    private func bigEndian(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

/// Lower-case digits of `bytes`, two each.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
        as: UTF8.self
    )
}
