import Testing

@testable import Sieve

@Suite("A digest")
struct DigestTests {
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(
        "is the one that FIPS 180-4 gives as an example",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func sha256(message: String, digest: String) {
        #expect(Self.hex(SHA256.hash(Array(message.utf8))) == digest)
    }

    @Test("under a key is the one of RFC 4231, test case 2")
    func keyed() {
        let tag = SHA256.authenticate(
            Array("what do ya want for nothing?".utf8),
            key: Array("Jefe".utf8)
        )
        #expect(
            Self.hex(tag) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        )
    }

    @Test(
        "is the one that Ethereum uses",
        arguments: [
            ("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
            ("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        ]
    )
    func keccak(message: String, digest: String) {
        #expect(Self.hex(Keccak256.hash(Array(message.utf8))) == digest)
    }

    @Test(
        "in an address of a wallet tells it from one with a sign wrong",
        arguments: [
            // The examples of EIP-55, BIP 173 and BIP 350, and the first address of Bitcoin.
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", 0.98),
            ("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", 0.5),
            ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", 0.98),
            ("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", 0.85),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 0.98), ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", 0),
            ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", 0.98), ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz", 0),
            ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", 0.97),
            ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", 0),
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", 0.97),
        ]
    )
    func wallets(address: String, score: Double) throws {
        let found = try #require(Recognised.sieve).findings(in: "pay \(address) now")
            .filter { $0.label == .cryptoAddress }
        #expect(found.map(\.score) == (score > 0 ? [score] : []))
    }
}
