import Crypto
import FoundationEssentials

// A sealed stream is a header and then chunks.
//
//     header   "cordon sealed\n" (14) ‖ version (1) ‖ cipher (1) ‖ salt (32) ‖ commitment (32)
//     chunk    ciphertext (1…65,536; the last may be shorter) ‖ tag (16)
//     keys     HKDF-SHA256(key, salt, info: first 16 bytes of the header ‖ context) → 64 bytes:
//              the chunk key, then the commitment
//     nonce    chunk number from 0, big-endian (11) ‖ 1 for the last chunk, 0 for the others (1)
//
// This is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) as age has it, plus a key
// commitment: AES-GCM and ChaCha20-Poly1305 alone let a sender build one ciphertext that opens
// to two plaintexts under two keys. The commitment is the second block of HKDF's output, so two
// (key, context) pairs that share one are a collision in HMAC-SHA-256.
//
// Turned down: a length in the header (unknown when streaming, and the last-chunk flag already
// says it), and a random nonce per chunk (12 bytes more, and no order).

enum StreamFormat {
    static let magic = Array("cordon sealed\n".utf8)
    static let version: UInt8 = 1
    static let saltByteCount = 32
    static let commitmentByteCount = 32
    static let headerByteCount = 80
    static let chunkByteCount = 64 << 10
    static let sealedChunkByteCount = chunkByteCount + Cipher.tagByteCount

    /// 64 TiB of plaintext; keeps AES-GCM's advantage below 2⁻⁴⁰ for a single stream's key.
    static let chunkCountMax: UInt64 = 1 << 30

    /// The header's first sixteen bytes.
    static func prelude(_ cipher: Cipher) -> [UInt8] {
        magic + [version, cipher.rawValue]
    }
}

/// What one stream is sealed with, derived from a key, its salt and its context.
struct StreamKeys {
    let cipher: Cipher
    let chunkKey: SymmetricKey
    let commitment: [UInt8]

    init(_ key: Secret, salt: [UInt8], context: String, cipher: Cipher) {
        let material = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key.key,
            salt: salt,
            info: StreamFormat.prelude(cipher) + Array(context.utf8),
            outputByteCount: Secret.byteCount + StreamFormat.commitmentByteCount
        )
        self.cipher = cipher
        chunkKey = material.withUnsafeBytes { material in
            SymmetricKey(data: UnsafeRawBufferPointer(rebasing: material[..<Secret.byteCount]))
        }
        commitment = material.withUnsafeBytes { Array($0[Secret.byteCount...]) }
    }

    func nonce(_ chunk: UInt64, isLast: Bool) -> [UInt8] {
        let number = withUnsafeBytes(of: chunk.bigEndian) { Array($0) }
        return [0, 0, 0] + number + [isLast ? 1 : 0]
    }

    /// Seals one chunk: nonce ‖ ciphertext ‖ tag, of which the nonce is not stored.
    func seal(_ chunk: UnsafeRawBufferPointer, at number: UInt64, isLast: Bool) -> Data {
        cipher.seal(chunk, key: chunkKey, nonce: nonce(number, isLast: isLast))
    }

    func open(_ sealed: UnsafeRawBufferPointer, at number: UInt64, isLast: Bool) -> Data? {
        cipher.open(sealed, key: chunkKey, nonce: nonce(number, isLast: isLast))
    }
}
