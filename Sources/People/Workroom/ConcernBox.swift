package import Crypto
import Foundation

extension Workroom {
    /// Encrypts a concern for an independent address, before it touches the house (HPKE, RFC 9180:
    /// X25519, HKDF-SHA256, ChaCha20-Poly1305). Only whoever holds the address's key can read it.
    package enum ConcernBox {
        /// No key of an address, or nothing that was sealed to it.
        package struct Unreadable: Error, Equatable {}

        private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
        private static let info = Data("cordon/concern/v1".utf8)
        /// Bytes of a sealed key at the front.
        private static let keyLength = 32

        /// `text`, sealed for the address with this public key (64 hexadecimal digits), in base64.
        package static func seal(_ text: String, for address: String) throws -> String {
            guard let bytes = bytes(hex: address),
                let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
            else { throw Unreadable() }
            var sender = try HPKE.Sender(recipientKey: key, ciphersuite: suite, info: info)
            let sealed = try sender.seal(Data(text.utf8))
            return (sender.encapsulatedKey + sealed).base64EncodedString()
        }

        /// What was sealed for the address whose secret key this is.
        package static func open(
            _ sealed: String,
            with key: Curve25519.KeyAgreement.PrivateKey
        ) throws -> String {
            guard let bytes = Data(base64Encoded: sealed), bytes.count > keyLength else {
                throw Unreadable()
            }
            do {
                var recipient = try HPKE.Recipient(
                    privateKey: key,
                    ciphersuite: suite,
                    info: info,
                    encapsulatedKey: bytes.prefix(keyLength)
                )
                let text = try recipient.open(bytes.dropFirst(keyLength))
                return String(decoding: text, as: UTF8.self)
            } catch { throw Unreadable() }
        }

        /// Hexadecimal digits as bytes.
        private static func bytes(hex: String) -> [UInt8]? {
            let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 64 else { return nil }
            var bytes: [UInt8] = []
            for place in stride(from: 0, to: digits.count, by: 2) {
                guard let high = digits[place], let low = digits[place + 1] else { return nil }
                bytes.append(UInt8(high << 4 | low))
            }
            return bytes
        }
    }
}
