import Crypto
import CryptoExtras
import FoundationEssentials

/// A public key as an authenticator writes it (RFC 9052 §7), of one of the three kinds that
/// passkeys come in.
public struct COSEKey: Hashable, Sendable {
    /// The algorithms that are asked for, in the order in which they are preferred.
    public enum Algorithm: Int, Sendable, CaseIterable {
        /// ECDSA with SHA-256 on P-256.
        case es256 = -7
        /// Ed25519.
        case edDSA = -8
        /// RSASSA-PKCS1-v1_5 with SHA-256; what some computers' own chips still make.
        case rs256 = -257
    }

    /// Why this is not a key to verify with.
    public enum Failure: Error, Hashable, Sendable {
        case malformed
        case unsupported
    }

    /// How it signs.
    public let algorithm: Algorithm
    /// The key as it was written.
    public let bytes: [UInt8]
    private let material: Material

    private enum Material: Hashable, Sendable {
        case point([UInt8])
        case ed25519([UInt8])
        case rsa(modulus: [UInt8], exponent: [UInt8])
    }

    /// Reads one key from all of `bytes`.
    public init(_ bytes: [UInt8]) throws(Failure) {
        guard let map = try? CBOR(bytes), let kind = map[1]?.integer,
            let number = map[3]?.integer
        else { throw .malformed }
        guard let algorithm = Algorithm(rawValue: number) else { throw .unsupported }
        self.bytes = bytes
        self.algorithm = algorithm
        switch (algorithm, kind) {
        case (.es256, 2):
            guard map[-1]?.integer == 1, let x = map[-2]?.byteString, x.count == 32,
                let y = map[-3]?.byteString, y.count == 32
            else { throw .malformed }
            // The point is checked to be on the curve here, not when somebody signs in.
            guard (try? P256.Signing.PublicKey(x963Representation: Data([4] + x + y))) != nil
            else { throw .malformed }
            material = .point([4] + x + y)
        case (.edDSA, 1):
            guard map[-1]?.integer == 6, let x = map[-2]?.byteString, x.count == 32 else {
                throw .malformed
            }
            material = .ed25519(x)
        case (.rs256, 3):
            guard let modulus = map[-1]?.byteString, let exponent = map[-2]?.byteString,
                (256...512).contains(modulus.count), (1...8).contains(exponent.count)
            else { throw .malformed }
            material = .rsa(modulus: modulus, exponent: exponent)
        default: throw .malformed
        }
    }

    /// Whether `signature` over `message` is by the holder of this key.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch material {
        case .point(let point):
            guard let key = try? P256.Signing.PublicKey(x963Representation: Data(point)),
                let signature = try? P256.Signing.ECDSASignature(derRepresentation: Data(signature))
            else { return false }
            return key.isValidSignature(signature, for: Data(message))
        case .ed25519(let raw):
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(raw)) else {
                return false
            }
            return key.isValidSignature(Data(signature), for: Data(message))
        case .rsa(let modulus, let exponent):
            guard let key = try? _RSA.Signing.PublicKey(n: Data(modulus), e: Data(exponent)) else {
                return false
            }
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: Data(signature)),
                for: Data(message),
                padding: .insecurePKCS1v1_5
            )
        }
    }
}
