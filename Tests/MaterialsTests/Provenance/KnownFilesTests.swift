import Crypto
import Testing

@testable import Provenance

/// Packages are laid out as ZIPs without compression, by hand.
@Suite("Copies of known files")
struct KnownFilesTests {
    private static let body = Array(String(repeating: "def f():\n    return 1\n", count: 30).utf8)
    private static let other = Array(String(repeating: "def g():\n    return 2\n", count: 30).utf8)

    private static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in files {
            let sum = little(Int(crc(content)), 4)
            let sizes = little(content.count, 4) + little(content.count, 4)
            let head = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sum + sizes
                + little(name.utf8.count, 2) + little(0, 2)
            directory += [0x50, 0x4B, 1, 2] + little(20, 2) + head + little(0, 2) + little(0, 2)
                + little(0, 2) + little(0, 4) + little(bytes.count, 4) + Array(name.utf8)
            bytes += [0x50, 0x4B, 3, 4] + head + Array(name.utf8) + content
        }
        let end = [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2)
            + little(files.count, 2) + little(directory.count, 4) + little(bytes.count, 4)
            + little(0, 2)
        return bytes + directory + end
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private func known() throws -> KnownFiles {
        var known = KnownFiles { Array(SHA256.hash(data: $0)) }
        let first = Self.zip([("thing/a.py", Self.body), ("thing/__init__.py", [])])
        let second = Self.zip([("thing/a.py", Self.body), ("thing/b.py", Self.other)])
        #expect(try known.add(first, name: "thing-1.0-py3-none-any.whl"))
        #expect(try known.add(second, name: "thing-1.1-py3-none-any.whl"))
        #expect(try !known.add(Array("notes".utf8), name: "notes.txt"))
        return known
    }

    @Test("tell the release that has all of them")
    func release() throws {
        let known = try known()
        var copies = FoundCopies()
        copies.see("src/lib/renamed.py", Self.body, in: known)
        copies.see("src/lib/b.py", Self.other, in: known)
        let found = copies.inventory
        #expect(found.components.map { $0.name + " " + ($0.version ?? "-") } == ["thing 1.1"])
        #expect(found.components.first?.group == "vendored")
        #expect(found.remarks.isEmpty)
    }

    @Test("do not guess between releases that are alike")
    func alike() throws {
        let known = try known()
        var copies = FoundCopies()
        copies.see("src/lib/a.py", Self.body, in: known)
        let found = copies.inventory
        #expect(found.components.map(\.version) == [nil])
        #expect(found.remarks.first?.words.contains("1.0, 1.1") == true)
    }

    @Test("are found by their bytes alone, and small files are not asked about")
    func bytes() throws {
        let known = try known()
        #expect(known.mayHold(Self.body.count) && !known.mayHold(0))
        var copies = FoundCopies()
        copies.see("a.py", Self.body.dropLast() + [0x20], in: known)
        copies.see("b.py", [], in: known)
        #expect(copies.inventory.components.isEmpty)
    }
}
