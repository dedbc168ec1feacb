import Testing

@testable import Credentials

@Suite("A value in CBOR")
struct CBORTests {
    @Test(
        "reads as RFC 8949 Appendix A says",
        arguments: [
            ("00", CBOR.unsigned(0)), ("17", .unsigned(23)), ("1818", .unsigned(24)),
            ("1903e8", .unsigned(1000)), ("1a000f4240", .unsigned(1_000_000)),
            ("1bffffffffffffffff", .unsigned(.max)), ("20", .negative(0)), ("3863", .negative(99)),
            ("3bffffffffffffffff", .negative(.max)), ("f4", .no), ("f5", .yes), ("f6", .null),
            ("f0", .simple(16)), ("f8ff", .simple(255)), ("40", .bytes([])),
            ("4401020304", .bytes([1, 2, 3, 4])), ("60", .text("")), ("6449455446", .text("IETF")),
            ("62c3bc", .text("ü")), ("63e6b0b4", .text("水")), ("64f0908591", .text("𐅑")),
            ("80", .array([])), ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
            ("a0", .map([:])), ("c11a514b67b0", .tagged(1, .unsigned(1_363_896_240))),
            ("a201020304", .map([.unsigned(1): .unsigned(2), .unsigned(3): .unsigned(4)])),
            (
                "a26161016162820203",
                .map([.text("a"): .unsigned(1), .text("b"): .array([.unsigned(2), .unsigned(3)])])
            ),
            ("f90000", .float(0)), ("f93c00", .float(1)), ("f93e00", .float(1.5)),
            ("f97bff", .float(65504)), ("f90001", .float(5.960464477539063e-8)),
            ("f90400", .float(0.00006103515625)), ("f9c400", .float(-4)),
            ("fa47c35000", .float(100_000)), ("fb3ff199999999999a", .float(1.1)),
            ("f97c00", .float(.infinity)), ("f9fc00", .float(-.infinity)),
        ]
    )
    func reads(hex: String, value: CBOR) throws {
        #expect(try CBOR(bytes(hex)) == value)
    }

    @Test(
        "is refused where it has another spelling or none",
        arguments: [
            ("", CBOR.Failure.truncated), ("18", .truncated), ("4401", .truncated),
            ("9bffffffffffffffff", .truncated), ("0000", .trailing), ("1817", .notShortest),
            ("190017", .notShortest), ("1a0000ffff", .notShortest), ("f818", .notShortest),
            ("5f42010243030405ff", .notDefinite), ("9fff", .notDefinite), ("fc", .notDefinite),
            ("ff", .notDefinite), ("62c328", .notUTF8), ("a201020103", .duplicateKey),
        ]
    )
    func refuses(hex: String, failure: CBOR.Failure) {
        #expect(throws: failure) { try CBOR(bytes(hex)) }
    }

    @Test("is not followed deeper than its limit, whatever it says")
    func depth() {
        let deep = [UInt8](repeating: 0x81, count: 100_000) + [0]
        #expect(throws: CBOR.Failure.tooDeep) { try CBOR(deep) }
    }

    @Test("tells numbers of keys as COSE writes them")
    func members() throws {
        let key = try CBOR(bytes("a301020326200a"))
        #expect(key[1]?.integer == 2)
        #expect(key[3]?.integer == -7)
        #expect(key[-1]?.integer == 10)
        #expect(key[2] == nil)
    }

    @Test("never stops the program, whatever the bytes")
    func hostile() {
        var state: UInt64 = 7
        for length in 0..<4000 {
            let noise = (0..<length % 60).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            _ = try? CBOR(noise)
            _ = AuthenticatorData(noise)
            _ = CertificateKey(noise)
        }
    }
}

func bytes(_ hex: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = hex[...]
    while let byte = UInt8(rest.prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
    }
    return bytes
}
