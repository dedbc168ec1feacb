import Sealing
import Testing

@Suite("A secret")
struct SecretTests {
    @Test("prints nothing of itself, however it is printed")
    func printsNothing() throws {
        let secret = try #require(Secret([UInt8](repeating: 0x41, count: 32)))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!text.contains("41") && !text.contains("AAAA") && !text.contains("65"))
        }
    }

    @Test("is 32 bytes and nothing else", arguments: [0, 16, 31, 33, 64])
    func hasOneLength(count: Int) {
        #expect(Secret([UInt8](repeating: 1, count: count)) == nil)
    }
}
