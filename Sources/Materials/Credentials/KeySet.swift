import Crypto
import CryptoExtras
import FoundationEssentials

/// The public keys that an identity provider signs with (RFC 7517): those of which one can say for
/// which algorithm they are good, and no others.
///
/// A key is good for one algorithm, by its own type. What a token says of its algorithm only has to
/// agree: it never chooses (RFC 8725 §3.1).
public struct KeySet: Sendable {
    /// How a signature is made (RFC 7518 §3.1). There is no other, and above all no `none`.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// RSA with PKCS #1 padding over SHA-256; the key has 2,048 bits or more.
        case rs256 = "RS256"
        /// ECDSA on the curve P-256 over SHA-256.
        case es256 = "ES256"
    }

    /// One key, with the name that tokens call it by.
    struct Key: Sendable {
        let name: String
        let algorithm: Algorithm
        let verifies: @Sendable (_ signature: [UInt8], _ message: [UInt8]) -> Bool
    }

    private let keys: [Key]

    /// Bytes of a document that are read.
    public static let byteCountMax = 262_144
    /// Keys of one document: the rest is not looked at.
    static let countMax = 100
    /// Bits of an RSA modulus (RFC 7518 §3.3), and no more than anybody uses.
    static let modulusBits = 2_048...8_192

    /// How many keys are good for anything.
    public var count: Int { keys.count }

    /// Reads a key set; nil when it is none. Keys of other kinds and uses are left out.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.byteCountMax,
            let written = try? JSONDecoder().decode(Written.self, from: Data(bytes))
        else { return nil }
        keys = written.keys.prefix(Self.countMax).compactMap(\.key)
    }

    /// The key by this name for this algorithm. A token without a name means the only one there is.
    func key(named name: String?, for algorithm: Algorithm) -> Key? {
        let fitting = keys.filter { $0.algorithm == algorithm }
        guard let name else { return fitting.count == 1 ? fitting[0] : nil }
        return fitting.first { $0.name == name }
    }

    private struct Written: Decodable { let keys: [WrittenKey] }

    private struct WrittenKey: Decodable {
        let kty: String?
        let use: String?
        let alg: String?
        let kid: String?
        let crv: String?
        let n, e, x, y: String?

        var key: Key? {
            guard use ?? "sig" == "sig" else { return nil }
            switch kty {
            case "RSA" where alg ?? "RS256" == "RS256": return rsa
            case "EC" where crv == "P-256" && alg ?? "ES256" == "ES256": return curve
            default: return nil
            }
        }

        private var rsa: Key? {
            guard let modulus = n.flatMap(Base64URL.decode),
                let exponent = e.flatMap(Base64URL.decode), let first = modulus.first, first != 0,
                KeySet.modulusBits.contains(modulus.count * 8 - first.leadingZeroBitCount),
                let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
            else { return nil }
            return Key(name: kid ?? "", algorithm: .rs256) { signature, message in
                key.isValidSignature(
                    _RSA.Signing.RSASignature(rawRepresentation: Data(signature)),
                    for: SHA256.hash(data: message),
                    padding: .insecurePKCS1v1_5
                )
            }
        }

        private var curve: Key? {
            guard let x = x.flatMap(Base64URL.decode), x.count == 32,
                let y = y.flatMap(Base64URL.decode), y.count == 32,
                let key = try? P256.Signing.PublicKey(x963Representation: Data([4] + x + y))
            else { return nil }
            return Key(name: kid ?? "", algorithm: .es256) { signature, message in
                guard
                    let signature = try? P256.Signing.ECDSASignature(
                        rawRepresentation: Data(signature)
                    )
                else { return false }
                return key.isValidSignature(signature, for: Data(message))
            }
        }
    }
}
