import Crypto
import Foundation
import Testing

@testable import Provenance

@Suite("Zstandard")
struct ZstandardTests {
    /// Frames that the format's own library made, with digests of what they hold.
    static func sample(_ name: String) throws -> [UInt8] {
        try #require(Base64.decode(told(name).utf8))
    }

    private static func told(_ name: String) throws -> String {
        let folder = try #require(Bundle.module.resourceURL)
        let data = try Data(contentsOf: folder.appending(path: "Fixtures/zstandard.json"))
        return try #require(JSONDecoder().decode([String: String].self, from: data)[name])
    }

    private static func unpacked(
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> [UInt8] {
        var whole: [UInt8] = []
        try Zstandard.unpack(bytes, limits: limits) { (piece) throws(ArchiveFault) in
            whole += piece
        }
        return whole
    }

    @Test(
        "unpacks frames of every level, streams, several frames, runs and what stands far back",
        arguments: ["text", "stream", "frames", "run", "far", "empty"]
    )
    func unpacks(name: String) throws {
        let whole = try Self.unpacked(Self.sample(name))
        let digest = try Self.told(name + ".sha256")
        #expect(Array(SHA256.hash(data: whole)).hex == digest)
    }

    @Test("reads what comes in pieces of any size", arguments: [1, 7, 1_000])
    func pieces(size: Int) throws {
        var rest = try Self.sample("frames")[...]
        var whole: [UInt8] = []
        try Zstandard.unpack { () throws(ArchiveFault) in
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        } _: { (piece) throws(ArchiveFault) in
            whole += piece
        }
        let digest = try Self.told("frames.sha256")
        #expect(Array(SHA256.hash(data: whole)).hex == digest)
    }

    @Test("a bomb is stopped by what it grows to, and by size")
    func bomb() throws {
        let packed = try Self.sample("bomb")
        #expect(throws: ArchiveFault.limit("it grows too much when unpacked")) {
            try Self.unpacked(packed)
        }
        var limits = ArchiveLimits()
        limits.totalSizeMax = 10_000
        #expect(throws: ArchiveFault.limit("unpacked size")) {
            try Self.unpacked(packed, limits: limits)
        }
    }

    @Test("cut and changed frames are refused or read, and never trap", arguments: 0..<200)
    func hostile(seed: Int) throws {
        var packed = try Self.sample(seed % 2 == 0 ? "text" : "frames")
        if seed % 3 == 0 { packed.removeLast(seed * packed.count / 220) }
        for step in 0..<4 where !packed.isEmpty {
            packed[(seed &* 7_919 &+ step &* 104_729) % packed.count] ^= UInt8(1 << (seed % 8))
        }
        _ = Result { try Self.unpacked(packed) }
    }

    @Test(
        "what asks for a dictionary, a later kind of frame or too much memory is refused",
        arguments: [
            ([0x28, 0xB5, 0x2F, 0xFD, 0x21, 7, 0], ArchiveFault.unsupported("")),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x08, 0x00], .unsupported("")),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xFF], .limit("")),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x00, 0x07, 0, 0], .corrupt("")),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x00], .truncated),
        ]
    )
    func refuses(bytes: [UInt8], fault: ArchiveFault) {
        #expect {
            try Self.unpacked(bytes)
        } throws: { error in
            switch (error as? ArchiveFault, fault) {
            case (.unsupported, .unsupported), (.limit, .limit), (.corrupt, .corrupt): true
            case (.truncated, .truncated): true
            default: false
            }
        }
    }

    @Test("a conda package of the second format is looked into whole")
    func conda() throws {
        let inspector = PackageInspector(
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        )
        let name = "harbour-1.0-0.conda"
        let harmful = inspector.inspect(try Self.sample("conda"), name: name)
        #expect(harmful.unread.isEmpty)
        #expect(harmful.package == PackageName(.conda, "harbour"))
        #expect(harmful.marks.contains { $0.file == "bin/.harbour-post-link.sh" })
        #expect(harmful.answer != .pass)
        let plain = inspector.inspect(try Self.sample("condaPlain"), name: name)
        #expect(plain.answer == .pass, "\(plain.marks) \(plain.unread)")
    }
}
