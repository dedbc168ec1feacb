import Crypto
import FoundationEssentials

/// The authenticated ciphers we seal with. The raw value is the byte that files carry: for ever.
public enum Cipher: UInt8, Sendable, CaseIterable {
    /// The default: several gigabytes a second per core where the processor has AES.
    case aes256GCM = 1
    /// For machines without AES instructions (RFC 8439).
    case chaCha20Poly1305 = 2

    static let nonceByteCount = 12
    static let tagByteCount = 16
}

extension Cipher {
    /// Seals `message`; the answer is nonce ‖ ciphertext ‖ tag in one piece, as the library
    /// builds it, so that callers slice rather than copy.
    func seal(
        _ message: UnsafeRawBufferPointer,
        key: SymmetricKey,
        nonce: [UInt8],
        authenticating associated: [UInt8] = []
    ) -> Data {
        do {
            switch self {
            case .aes256GCM:
                let nonce = try AES.GCM.Nonce(data: nonce)
                let box = try AES.GCM.seal(
                    message,
                    using: key,
                    nonce: nonce,
                    authenticating: associated
                )
                guard let combined = box.combined else {
                    preconditionFailure("a 12-byte nonce always has a combined form")
                }
                return combined
            case .chaCha20Poly1305:
                return try ChaChaPoly.seal(
                    message,
                    using: key,
                    nonce: ChaChaPoly.Nonce(data: nonce),
                    authenticating: associated
                ).combined
            }
        } catch {
            // Both ciphers take any message with a 32-byte key and a 12-byte nonce; the lengths
            // are ours, so a refusal here is a fault in the program, never in the data.
            preconditionFailure("the cipher refused a well-formed message")
        }
    }

    /// Opens ciphertext ‖ tag; nil unless every byte, the nonce and the associated data are as
    /// they were sealed.
    func open(
        _ sealed: UnsafeRawBufferPointer,
        key: SymmetricKey,
        nonce: [UInt8],
        authenticating associated: [UInt8] = []
    ) -> Data? {
        guard sealed.count >= Cipher.tagByteCount else { return nil }
        let split = sealed.count - Cipher.tagByteCount
        let ciphertext = UnsafeRawBufferPointer(rebasing: sealed[..<split])
        let tag = UnsafeRawBufferPointer(rebasing: sealed[split...])
        do {
            switch self {
            case .aes256GCM:
                let box = try AES.GCM.SealedBox(
                    nonce: AES.GCM.Nonce(data: nonce),
                    ciphertext: ciphertext,
                    tag: tag
                )
                return try AES.GCM.open(box, using: key, authenticating: associated)
            case .chaCha20Poly1305:
                let box = try ChaChaPoly.SealedBox(
                    nonce: ChaChaPoly.Nonce(data: nonce),
                    ciphertext: ciphertext,
                    tag: tag
                )
                return try ChaChaPoly.open(box, using: key, authenticating: associated)
            }
        } catch {
            return nil
        }
    }
}
