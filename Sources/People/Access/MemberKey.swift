import Crypto
import Foundation
package import Kernel
package import Sealing

/// A member's own key, in a file that only their passphrase opens: something they have, and
/// something they know.
///
/// The home holds the public half. *Trusted?* For saying who asks. Whoever has file and passphrase
/// is this member; whoever owns the home's folder cannot sign for anybody.
package struct MemberKey: Sendable {
    package let member: ID<Principal>
    /// 64 hexadecimal digits.
    package let key: String
    private let seed: Secret

    private static let heading = "cordon member key v1"
    /// The file is a few lines; nothing longer is read.
    package static let textByteCountMax = 8192

    /// Makes a key for a new member, and the text of its file.
    package static func create(
        passphrase: String,
        parameters: Argon2id = .standard,
        using generator: inout some RandomNumberGenerator
    ) throws -> (key: MemberKey, text: String) {
        let made = try RootLock.create(
            passphrase: passphrase,
            parameters: parameters,
            using: &generator
        )
        let key = try MemberKey(member: ID(), root: made.root)
        let text = "\(heading)\nmember \(key.member)\npublic \(key.key)\n\(made.lock.text)"
        return (key, text)
    }

    /// Opens the file with this text; `passphrase` is asked for only once it reads.
    package init(text: String, passphrase: () throws -> String) throws {
        let lines = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
        guard lines.count == 4, lines[0] == Self.heading, lines[1].hasPrefix("member "),
            let member = ID<Principal>(String(lines[1].dropFirst(7)))
        else { throw Refusal.notAKey }
        do {
            let lock = try RootLock(text: String(lines[3]))
            let root = try lock.open(with: .passphrase(try passphrase()))
            try self.init(member: member, root: root)
        } catch let refusal as RootLock.Refusal {
            throw refusal == .wrongKey ? Refusal.wrongPassphrase : Refusal.notAKey
        }
        guard lines[2] == "public \(key)" else { throw Refusal.notAKey }
    }

    private init(member: ID<Principal>, root: Secret) throws {
        self.member = member
        seed = root.derived(for: "member signing key")
        key = Self.hex(try Self.signing(seed).publicKey.rawRepresentation)
    }

    /// Why a key file does not open.
    package enum Refusal: Failure, Equatable {
        case notAKey
        case wrongPassphrase

        package var message: String {
            switch self {
            case .notAKey: "This is not a member's key file, or it is damaged."
            case .wrongPassphrase: "This passphrase does not open the key file."
            }
        }
    }

    /// The member, as one who gave two proofs: the file, and its passphrase.
    package var principal: Principal { Principal(id: member, kind: .member, factors: 2) }

    /// Signs `statement`; returns the signature in hexadecimal.
    package func sign(_ statement: [UInt8]) throws -> String {
        Self.hex(try Self.signing(seed).signature(for: Data(statement)))
    }

    /// Whether `signature` over `statement` is by the holder of `key`.
    package static func verify(_ signature: String, of statement: [UInt8], by key: String) -> Bool {
        guard !key.hasPrefix(Access.struckStart), let signature = data(signature, count: 64),
            let raw = data(key, count: 32),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
        else { return false }
        return key.isValidSignature(signature, for: Data(statement))
    }

    /// Whether `text` is a public key.
    static func isPublic(_ text: String) -> Bool {
        guard let raw = data(text, count: 32) else { return false }
        return (try? Curve25519.Signing.PublicKey(rawRepresentation: raw)) != nil
    }

    private static func signing(_ seed: Secret) throws -> Curve25519.Signing.PrivateKey {
        try seed.withUnsafeBytes { bytes in
            try Curve25519.Signing.PrivateKey(rawRepresentation: Data(bytes))
        }
    }

    private static func hex(_ data: Data) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = data.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func data(_ hex: String, count: Int) -> Data? {
        let bytes = Array(hex.utf8)
        guard bytes.count == count * 2 else { return nil }
        var data = Data(capacity: count)
        for index in stride(from: 0, to: bytes.count, by: 2) {
            guard let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else {
                return nil
            }
            data.append(high << 4 | low)
        }
        return data
    }

    /// Lower-case only: one key has one spelling.
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
