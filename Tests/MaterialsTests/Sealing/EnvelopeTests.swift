import Sealing
import Testing

@Suite("An envelope")
struct EnvelopeTests {
    @Test("stays shut when any bit of it is changed", arguments: Cipher.allCases)
    func refusesEveryBit(cipher: Cipher) throws {
        var generator = SeededGenerator(seed: 1)
        let key = Secret.random(using: &generator)
        let envelope = Envelope.seal(
            generator.some(24),
            under: key,
            authenticating: [1, 2, 3],
            cipher: cipher,
            using: &generator
        )
        for bit in 0..<(envelope.count * 8) {
            var changed = envelope
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: Envelope.Refusal.self, "bit \(bit)") {
                try Envelope.open(changed, under: key, authenticating: [1, 2, 3])
            }
        }
        #expect(throws: Envelope.Refusal.notAuthentic) {
            try Envelope.open(envelope, under: key, authenticating: [1, 2])
        }
    }

    @Test("is refused as cut short when it is", arguments: 0..<29)
    func refusesCuts(count: Int) throws {
        var generator = SeededGenerator(seed: 2)
        let key = Secret.random(using: &generator)
        #expect(throws: Envelope.Refusal.cutShort) {
            try Envelope.open([UInt8](repeating: 1, count: count), under: key, authenticating: [])
        }
    }

    @Test("of one body is another every time")
    func isFresh() {
        var generator = SystemRandomNumberGenerator()
        let key = Secret.random(using: &generator)
        let seen = Set(
            (0..<100).map { _ in
                Envelope.seal([7], under: key, authenticating: [], using: &generator)
            }
        )
        #expect(seen.count == 100)
    }
}
