import Testing

@testable import Credentials

@Suite("A code that changes with time")
struct OneTimeCodeTests {
    private static let seed = [UInt8]("12345678901234567890".utf8)

    private static func secret(_ length: Int) -> [UInt8] {
        Array((seed + seed + seed + seed).prefix(length))
    }

    @Test(
        "is the one of RFC 6238 Appendix B",
        arguments: [
            (59, "94287082", "46119246", "90693936"),
            (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ]
    )
    func vectors(seconds: Int, sha1: String, sha256: String, sha512: String) {
        let step = OneTimeCode.step(at: seconds)
        let codes = [(OneTimeCode.Algorithm.sha1, 20), (.sha256, 32), (.sha512, 64)].map {
            OneTimeCode(secret: Self.secret($0.1), algorithm: $0.0, digits: 8).code(of: step)
        }
        #expect(codes == [sha1, sha256, sha512])
    }

    @Test(
        "is good one period to either side, and not beyond",
        arguments: [
            (-61, false), (-30, true), (0, true), (30, true), (61, false),
        ]
    )
    func window(offset: Int, isGood: Bool) {
        let code = OneTimeCode(secret: Self.seed)
        let now = 1_800_000_000
        let shown = code.code(of: OneTimeCode.step(at: now + offset))
        #expect((code.step(of: shown, at: now, after: 0) != nil) == isGood)
    }

    @Test("is good once")
    func once() throws {
        let code = OneTimeCode(secret: Self.seed)
        let now = 1_800_000_000
        let shown = code.code(of: OneTimeCode.step(at: now))
        let step = try #require(code.step(of: shown, at: now, after: 0))
        #expect(code.step(of: shown, at: now, after: step) == nil)
        #expect(code.step(of: shown + "0", at: now, after: 0) == nil)
        #expect(code.step(of: "", at: now, after: 0) == nil)
    }

    @Test(
        "is typed into a telephone in base 32",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ]
    )
    func base32(text: String, code: String) {
        #expect(Base32.encode(text.utf8) == code)
    }
}
