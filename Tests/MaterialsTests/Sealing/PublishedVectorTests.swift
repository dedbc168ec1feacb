import Crypto
import Testing

@testable import Sealing

/// The published answers for the primitives we stand on, through our own calls where we have one.
@Suite("The primitives")
struct PublishedVectorTests {
    private func bytes(_ text: String) throws -> [UInt8] {
        try #require([UInt8](hexadecimal: text.filter { !$0.isWhitespace }))
    }

    @Test("AES-256-GCM agrees with McGrew and Viega's test case 16")
    func aes256GCM() throws {
        let key = try bytes("feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308")
        let plain = try bytes(
            """
            d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
            1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
            """
        )
        let sealed = Cipher.aes256GCM.seal(
            plain,
            key: SymmetricKey(data: key),
            nonce: try bytes("cafebabefacedbaddecaf888"),
            authenticating: try bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        )
        let expected = try bytes(
            """
            522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
            8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
            76fc6ece0f4e1768cddf8853bb2d551b
            """
        )
        #expect(sealed == expected)
    }

    @Test("ChaCha20-Poly1305 agrees with RFC 8439 §2.8.2")
    func chaCha20Poly1305() throws {
        let key = try bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")
        let plain = """
            Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it.
            """
        let sealed = Cipher.chaCha20Poly1305.seal(
            Array(plain.utf8),
            key: SymmetricKey(data: key),
            nonce: try bytes("070000004041424344454647"),
            authenticating: try bytes("50515253c0c1c2c3c4c5c6c7")
        )
        let expected = try bytes(
            """
            d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6
            3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36
            92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
            3ff4def08e4b7a9de576d26586cec64b6116
            1ae10b594f09e26a7e902ecbd0600691
            """
        )
        #expect(sealed == expected)
    }

    @Test("HKDF-SHA256 agrees with RFC 5869, appendix A.1 and A.3")
    func hkdf() throws {
        let input = SymmetricKey(data: [UInt8](repeating: 0x0b, count: 22))
        let first = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: input,
            salt: try bytes("000102030405060708090a0b0c"),
            info: try bytes("f0f1f2f3f4f5f6f7f8f9"),
            outputByteCount: 42
        )
        let third = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: input,
            salt: [UInt8](),
            info: [UInt8](),
            outputByteCount: 42
        )
        let expected = try [
            bytes(
                """
                3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
                34007208d5b887185865
                """
            ),
            bytes(
                """
                8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
                9d201395faa4b61a96c8
                """
            ),
        ]
        #expect(first.withUnsafeBytes { Array($0) } == expected[0])
        #expect(third.withUnsafeBytes { Array($0) } == expected[1])
    }

    @Test("Argon2id agrees with RFC 9106 §5.3")
    func argon2id() throws {
        var passphrase = [UInt8](repeating: 1, count: 32)
        let digest = try Argon2id(memory: 32, passes: 3, lanes: 4).digest(
            passphrase: &passphrase,
            salt: [UInt8](repeating: 2, count: 16),
            secret: [UInt8](repeating: 3, count: 8),
            associated: [UInt8](repeating: 4, count: 12)
        )
        let expected = try bytes(
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        )
        #expect(digest == expected)
    }

    @Test("Argon2id refuses what makes no sense, and says so")
    func argon2idRefuses() {
        #expect(throws: Argon2id.Fault.self) {
            try Argon2id(memory: 8, passes: 0, lanes: 1).key(from: "x", salt: [1, 2, 3])
        }
    }
}

extension Cipher {
    /// Ciphertext ‖ tag, for messages held in arrays.
    fileprivate func seal(
        _ message: [UInt8],
        key: SymmetricKey,
        nonce: [UInt8],
        authenticating associated: [UInt8]
    ) -> [UInt8] {
        message.withUnsafeBytes { message in
            Array(seal(message, key: key, nonce: nonce, authenticating: associated).dropFirst(12))
        }
    }
}
