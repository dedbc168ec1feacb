import Sealing
import Testing

@Suite("A sealed stream")
struct StreamTests {
    @Test(
        "opens to what was sealed, at every length near a chunk's end",
        arguments: [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 300_000],
        Cipher.allCases
    )
    func opensAgain(count: Int, cipher: Cipher) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let key = Secret.random(using: &generator)
        let plain = generator.some(count)
        let sealed = try StreamSealer.seal(
            plain,
            key: key,
            context: "test",
            cipher: cipher,
            using: &generator
        )
        let chunks = max(1, (count + 65_535) / 65_536)
        #expect(sealed.count == 80 + count + 16 * chunks)
        #expect(try StreamOpener.open(sealed, key: key, context: "test") == plain)
    }

    @Test(
        "comes out the same however it is cut into pieces",
        arguments: [1, 7, 4096, 65_536, 99_999]
    )
    func isTheSameInPieces(step: Int) throws {
        var generator = SeededGenerator(seed: 9)
        let key = Secret.random(using: &generator)
        let plain = generator.some(step == 1 ? 70_000 : 400_000)
        var sealing = SeededGenerator(seed: 10)
        let whole = try StreamSealer.seal(plain, key: key, context: "test", using: &sealing)

        sealing = SeededGenerator(seed: 10)
        var sealed: [UInt8] = []
        var rest = plain[...]
        try StreamSealer(key: key, context: "test", using: &sealing).seal { buffer in
            let piece = rest.prefix(min(step, buffer.count))
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        } writing: {
            sealed.append(contentsOf: $0)
        }
        #expect(sealed == whole)

        var opened: [UInt8] = []
        rest = sealed[...]
        try StreamOpener(key: key, context: "test").open { buffer in
            let piece = rest.prefix(min(step, buffer.count))
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        } writing: {
            opened.append(contentsOf: $0)
        }
        #expect(opened == plain)
    }
}
