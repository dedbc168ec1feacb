import Crypto
public import FoundationEssentials

/// A small body sealed whole: `cipher (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`.
///
/// The nonce is drawn at random, so one key may seal at most ``sealsPerKeyMax`` envelopes
/// (NIST SP 800-38D §8.3). Bodies larger than ``bodyByteCountMax`` belong in a stream.
public enum Envelope {
    /// Bytes that sealing adds to a body.
    public static let overheadByteCount = 1 + Cipher.nonceByteCount + Cipher.tagByteCount
    /// Largest body, in bytes: an envelope is held in memory whole.
    public static let bodyByteCountMax = 16 << 20
    /// After this many random 96-bit nonces a repeat is likelier than 2⁻³².
    public static let sealsPerKeyMax: UInt64 = 1 << 32

    /// Why an envelope stays shut.
    public enum Refusal: Error, Equatable, Sendable {
        /// Shorter than any envelope.
        case cutShort
        /// The first byte names no cipher we know.
        case unknownCipher(UInt8)
        /// Longer than any envelope.
        case tooLong
        /// The key or the associated data is another, or a byte was changed: by design nobody
        /// can tell which.
        case notAuthentic
    }

    /// Seals `body`; `associated` is not stored, but must be the same to open it.
    ///
    /// `generator` must be cryptographically secure, as the system's is.
    public static func seal(
        _ body: some ContiguousBytes,
        under key: Secret,
        authenticating associated: [UInt8],
        cipher: Cipher = .aes256GCM,
        using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        let nonce = generator.bytes(Cipher.nonceByteCount)
        return body.withUnsafeBytes { body in
            precondition(body.count <= bodyByteCountMax, "a body this large is sealed as a stream")
            let sealed = cipher.seal(
                body,
                key: key.key,
                nonce: nonce,
                authenticating: associated
            )
            var envelope: [UInt8] = []
            envelope.reserveCapacity(1 + sealed.count)
            envelope.append(cipher.rawValue)
            envelope += sealed
            return envelope
        }
    }

    /// Opens an envelope, or says why not.
    public static func open(
        _ envelope: some ContiguousBytes,
        under key: Secret,
        authenticating associated: [UInt8]
    ) throws(Refusal) -> [UInt8] {
        try envelope.withUnsafeBytes { envelope in
            Result<[UInt8], Refusal> { () throws(Refusal) in
                try open(bytes: envelope, under: key, authenticating: associated)
            }
        }.get()
    }

    private static func open(
        bytes: UnsafeRawBufferPointer,
        under key: Secret,
        authenticating associated: [UInt8]
    ) throws(Refusal) -> [UInt8] {
        guard bytes.count >= overheadByteCount else { throw .cutShort }
        guard bytes.count <= overheadByteCount + bodyByteCountMax else { throw .tooLong }
        guard let cipher = Cipher(rawValue: bytes[0]) else { throw .unknownCipher(bytes[0]) }
        let split = 1 + Cipher.nonceByteCount
        let body = cipher.open(
            UnsafeRawBufferPointer(rebasing: bytes[split...]),
            key: key.key,
            nonce: Array(bytes[1..<split]),
            authenticating: associated
        )
        guard let body else { throw .notAuthentic }
        return Array(body)
    }
}
