import Sealing
import Testing

@Suite("An opener")
struct StreamReleaseTests {
    @Test("releases nothing of a chunk that is not authentic, and nothing after it")
    func releasesOnlyVerified() throws {
        var generator = SeededGenerator(seed: 3)
        let key = Secret.random(using: &generator)
        let plain = generator.some(200_000)
        var sealed = try StreamSealer.seal(plain, key: key, context: "test", using: &generator)
        sealed[80 + 65_552 + 5] ^= 1

        var opener = StreamOpener(key: key, context: "test")
        var released: [UInt8] = []
        var refusals: [StreamRefusal?] = []
        for _ in 0..<2 {
            do {
                try sealed.withUnsafeBytes { bytes in
                    try opener.update(bytes) { released.append(contentsOf: $0) }
                }
            } catch {
                refusals.append(error as? StreamRefusal)
            }
        }
        do {
            try opener.finish { released.append(contentsOf: $0) }
        } catch {
            refusals.append(error as? StreamRefusal)
        }
        #expect(released == Array(plain.prefix(65_536)))
        #expect(refusals == [.altered(chunk: 1), .altered(chunk: 1), .altered(chunk: 1)])
    }

    @Test("refuses a stream with any byte changed", arguments: 0..<24 as Range<UInt64>)
    func refusesAnyChange(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let key = Secret.random(using: &generator)
        let cipher = Cipher.allCases[Int(seed % 2)]
        let plain = generator.some(Int.random(in: 0...140_000, using: &generator))
        let sealed = try StreamSealer.seal(
            plain,
            key: key,
            context: "test",
            cipher: cipher,
            using: &generator
        )
        for _ in 0..<12 {
            var changed = sealed
            let place = Int.random(in: changed.indices, using: &generator)
            changed[place] ^= UInt8.random(in: 1...255, using: &generator)
            #expect(throws: StreamRefusal.self, "byte \(place)") {
                try StreamOpener.open(changed, key: key, context: "test")
            }
        }
    }

    @Test("refuses a short stream with any bit of any byte changed", arguments: Cipher.allCases)
    func refusesEveryBit(cipher: Cipher) throws {
        var generator = SeededGenerator(seed: 5)
        let key = Secret.random(using: &generator)
        let sealed = try StreamSealer.seal(
            generator.some(20),
            key: key,
            context: "test",
            cipher: cipher,
            using: &generator
        )
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: StreamRefusal.self, "bit \(bit)") {
                try StreamOpener.open(changed, key: key, context: "test")
            }
        }
    }

    @Test("refuses a short stream cut at any length")
    func refusesEveryCut() throws {
        var generator = SeededGenerator(seed: 6)
        let key = Secret.random(using: &generator)
        let sealed = try StreamSealer.seal(
            generator.some(20),
            key: key,
            context: "test",
            using: &generator
        )
        for count in 0..<sealed.count {
            #expect(throws: StreamRefusal.self, "\(count) bytes") {
                try StreamOpener.open(sealed.prefix(count), key: key, context: "test")
            }
        }
    }
}
