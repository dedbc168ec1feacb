import Testing

@testable import Sieve

@Suite("Hostile text")
struct HostileTextTests {
    /// SplitMix64: small, seeded, good enough to mutate with.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// Bytes and places that were looked at, in the text as it is folded.
    static func steps(_ bytes: [UInt8]) throws -> Int {
        let sieve = try #require(Recognised.sieve)
        return bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            guard let folding = Folding(Bytes(base: base, count: bytes.count)) else {
                return sieve.search(bytes).steps
            }
            return bytes.count
                + folding.folded.withUnsafeBufferPointer { sieve.search($0).steps }
        }
    }

    static let pieces = [
        "a", "@", "1", ":", "/", "\"", "a@", "1 ", "1.", "::", "://", "key=", "password ",
        "-----BEGIN ",
        "eyJ", "ghp_", "12 rue ", "Calle a ", "curl -u ", "a.", "\u{301}", "😀", "é", "x\u{200D}",
        "login is a/", "token: \"", "Authorization: ", "0x", "((((", "1(", "+1 ", "IBAN GB82 ",
        "\u{200B}", "1\u{200B}", "a\u{430}", "\u{202E}1", "\u{FF11}", "12 34 56 A ", "1A", "A1-",
        "-us1", ".atlasv1.", "0xA", "1LbcQ", "bc1q", "--password ", "== \"", "eyJhbGciOiJ9.", "[{",
        "&key=", "http://a?token=",
    ]

    /// Bytes of the shorter text; the longer one is four times as long.
    static let length = 12_000

    @Test("costs four times the work at four times the length", arguments: pieces)
    func linear(piece: String) throws {
        let unit = Array(piece.utf8)
        func text(_ length: Int) -> [UInt8] {
            Array((0..<length / unit.count).lazy.flatMap { _ in unit })
        }
        let once = try Self.steps(text(Self.length))
        let four = try Self.steps(text(4 * Self.length))
        #expect(four <= once * 9 / 2 + 2_000)
        // Nor is the constant unbounded: so many steps for each byte at most.
        #expect(four <= 600 * 4 * Self.length)
    }

    @Test(
        "of one endless line is read to its end",
        arguments: ["@", "a", "1", "(((((", "\u{200B}", "{\"a\":["]
    )
    func endless(piece: String) throws {
        let unit = Array(piece.utf8)
        let bytes = Array((0..<400_000 / unit.count).lazy.flatMap { _ in unit })
        let tail = Array(" ada@example.org".utf8)
        let sieve = try #require(Recognised.sieve)
        let found = (bytes + tail).withUnsafeBufferPointer { sieve.findings(in: $0) }
        #expect(found.map(\.label) == [.email])
        #expect(found.last?.range == bytes.count + 1..<bytes.count + tail.count)
    }

    @Test("that is not UTF-8 at all is read to its end")
    func illFormed() throws {
        let sieve = try #require(Recognised.sieve)
        let bytes: [UInt8] = [0xFF, 0xC3, 0x28, 0xE2, 0x82] + Array("a@b.org".utf8) + [0xF0, 0x9F]
        let found = bytes.withUnsafeBufferPointer { sieve.findings(in: $0) }
        #expect(found.map(\.label) == [.email])
    }

    @Test("mutated at random never breaks a rule of the result", arguments: 0..<40)
    func mutated(seed: Int) throws {
        var generator = Generator(state: UInt64(seed))
        let seeds = """
            Mail ada@example.org, call +33 6 12 34 56 78 or (416) 555-0123 by 16 October 2025. \
            IBAN GB82 WEST 1234 5698 7654 32, card 4111 1111 1111 1111, key = "a8F3kd92LmQz71Xv", \
            https://u:p4ssw0rd@h.org/x, 24 Maple Street, 94110 Naas, no. 36110/97, 12345678Z
            """
        var bytes = Array(seeds.utf8)
        for _ in 0..<200 {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch UInt8.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
            }
            let sieve = try #require(Recognised.sieve)
            let found = bytes.withUnsafeBufferPointer { sieve.findings(in: $0) }
            var end = 0
            for finding in found {
                #expect(finding.range.lowerBound >= end && finding.range.upperBound <= bytes.count)
                #expect((0...1).contains(finding.score))
                end = finding.range.upperBound
            }
        }
    }
}
