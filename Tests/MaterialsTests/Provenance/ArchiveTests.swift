import Foundation
import Testing

@testable import Provenance

@Suite("Archives from strangers")
struct ArchiveTests {

    static func tar(_ entries: [(name: String, type: UInt8, content: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            var block = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (offset, byte) in text.utf8.enumerated() { block[place + offset] = byte }
            }
            let isLink = entry.type == UInt8(ascii: "2")
            put(entry.name, at: 0)
            put("0000644\0", at: 100)
            let size = isLink ? 0 : entry.content.utf8.count
            put(String(repeating: "0", count: 11 - String(size, radix: 8).count), at: 124)
            put(String(size, radix: 8), at: 124 + 11 - String(size, radix: 8).count)
            put("        ", at: 148)
            block[156] = entry.type
            if isLink { put(entry.content, at: 157) }
            put("ustar\u{0}00", at: 257)
            let sum = block.reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            put(String(repeating: "0", count: 6 - digits.count) + digits + "\0 ", at: 148)
            bytes += block
            if !isLink {
                bytes += Array(entry.content.utf8)
                bytes += [UInt8](repeating: 0, count: (512 - size % 512) % 512)
            }
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    private func walk(_ bytes: [UInt8], step: Int = 1_000) throws -> [(ArchiveEntry, [UInt8]?)] {
        var found: [(ArchiveEntry, [UInt8]?)] = []
        var walker = TarWalker(wants: { _ in true }) { (entry, content) throws(ArchiveFault) in
            found.append((entry, content))
        }
        var place = 0
        while place < bytes.count {
            try walker.feed(bytes[place..<min(place + step, bytes.count)])
            place += step
        }
        try walker.finish()
        return found
    }

    @Test("tar is read in pieces of any size", arguments: [1, 7, 511, 512, 513, 100_000])
    func pieces(step: Int) throws {
        let long = String(repeating: "d/", count: 80) + "f"
        let bytes = Self.tar([
            ("a.txt", 0x30, "one"), ("././@LongLink", UInt8(ascii: "L"), long),
            ("short", 0x30, "two"), ("pax", UInt8(ascii: "x"), "12 path=p/q\n"),
            ("short", 0x30, ""), ("l", 0x32, "../../etc/passwd"),
        ])
        let found = try walk(bytes, step: step)
        #expect(found.map(\.0.name) == ["a.txt", long, "p/q", "l"])
        #expect(found[1].1 == Array("two".utf8))
        #expect(found[3].0.danger == "a link that leads out")
    }

    @Test(
        "places that lead out are known",
        arguments: [
            ("/etc/passwd", true), ("../x", true), ("a/../../x", true), ("a/../x", false),
            ("C:/x", true), ("a\\b", true), ("a/b", false), ("./a", false),
        ]
    )
    func dangers(name: String, isDangerous: Bool) {
        let entry = ArchiveEntry(name: name, kind: .file, size: 0)
        #expect((entry.danger != nil) == isDangerous)
    }

    @Test(
        "DEFLATE gives back what other programs packed",
        arguments: [
            ("level 9", 9), ("stored", 0), ("level 1", 1),
        ]
    )
    func inflates(name: String, level: Int) throws {
        let packed = try Self.sample("\(level)")
        var state: UInt32 = 1
        var expected: [UInt8] = []
        for index in 0..<60_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            expected.append(index % 7 < 3 ? UInt8(ascii: "a") : UInt8(state >> 24 & 15) + 0x41)
        }
        #expect(try Gzip.unpack(packed) == expected)
    }

    /// Archives that other programs made, by name.
    private static func sample(_ name: String) throws -> [UInt8] {
        let folder = try #require(Bundle.module.resourceURL)
        let data = try Data(contentsOf: folder.appending(path: "Fixtures/deflate.json"))
        let samples = try JSONDecoder().decode([String: String].self, from: data)
        let text = try #require(samples[name])
        return try #require(Base64.decode(text.utf8))
    }

    @Test("cut and changed streams are refused or read, and never trap", arguments: 0..<120)
    func hostile(seed: Int) throws {
        var packed = try Self.sample("9")
        if seed % 3 == 0 { packed.removeLast(seed * packed.count / 130) }
        for step in 0..<4 { packed[10 + (seed &* 7_919 &+ step &* 104_729) % 2_000] ^= 0x55 }
        var limits = ArchiveLimits()
        limits.totalSizeMax = 1 << 20
        let answer = Result { try Gzip.unpack(packed, limits: limits) }
        if case .success(let bytes) = answer { #expect(bytes.count <= 1 << 20) }
    }

    @Test("a bomb is stopped by size")
    func bomb() throws {
        var limits = ArchiveLimits()
        limits.totalSizeMax = 10_000
        let packed = try Self.sample("9")
        #expect(throws: ArchiveFault.limit("unpacked size")) {
            try Gzip.unpack(packed, limits: limits)
        }
    }

    @Test("ZIP: members, doubles, and data where none belongs")
    func zip() throws {
        let bytes = try Self.sample("zip")
        let zip = try Zip(bytes)
        #expect(zip.members.map(\.entry.name) == ["a/b.txt", "../x", "a/b.txt"])
        #expect(zip.oddities == ["two members named a/b.txt"])
        #expect(try zip.unpack(zip.members[0]) == Array(repeating: UInt8(ascii: "z"), count: 5_000))
        #expect(zip.members[1].entry.danger == "a path that climbs out")
        for cut in stride(from: 1, to: bytes.count, by: 17) {
            _ = try? Zip(Array(bytes[..<cut]))
        }
    }
}
