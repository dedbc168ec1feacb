import Testing

@testable import Sieve

@Suite("A digest")
struct DigestTests {
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
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
