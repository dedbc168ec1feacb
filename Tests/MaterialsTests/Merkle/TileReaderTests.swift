import Merkle
import Testing

@Suite("A reader of tiles")
struct TileReaderTests {
    /// Everything a log of `size` serves, by path.
    private static func files(_ size: Int) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var edge = RightEdge()
        for file in edge.grow(by: ExampleLog.shared.leaves.prefix(size)) {
            files[file.tile.path] = file.bytes
        }
        for bundle in Tiling.bundles(from: 0, to: size) {
            let entries = (0..<bundle.width).map { ExampleLog.entry(bundle.firstEntry + $0) }
            files[bundle.path] = EntryBundle.bytes(of: entries)
        }
        return files
    }

    private static func reader(_ size: Int, _ files: [String: [UInt8]]) -> TileReader {
        let checkpoint = Checkpoint(
            origin: "log.example",
            size: size,
            root: ExampleLog.shared.root(size)
        )
        return TileReader(checkpoint: checkpoint) { files[$0] }
    }

    @Test("blames a tile that was changed, not the leaf it was asked for")
    func blame() async {
        var files = TileReaderTests.files(1000)
        files["tile/0/001"]?[40] ^= 1
        var reader = TileReaderTests.reader(1000, files)
        await #expect(throws: TileReader.Failure.badTile(path: "tile/0/001")) {
            try await reader.entry(257)
        }
    }

    @Test(
        "notices any changed bit of any file",
        arguments: [
            ("tile/0/000", TileReader.Failure.badTile(path: "tile/0/000")),
            ("tile/0/002", .badTile(path: "tile/0/002")),
            ("tile/0/003.p/232", .badRightEdge(paths: ["tile/0/003.p/232", "tile/1/000.p/3"])),
            ("tile/1/000.p/3", .badRightEdge(paths: ["tile/0/003.p/232", "tile/1/000.p/3"])),
            ("tile/entries/000", .badBundle(path: "tile/entries/000")),
            ("tile/entries/003.p/232", .badBundle(path: "tile/entries/003.p/232")),
        ]
    )
    func changed(path: String, failure: TileReader.Failure) async {
        let files = TileReaderTests.files(1000)
        for position in stride(from: 0, to: files[path]?.count ?? 0, by: 293) {
            var changed = files
            changed[path]?[position] ^= 0x10
            var reader = TileReaderTests.reader(1000, changed)
            await #expect(throws: failure) { try await reader.verifyAll() }
        }
    }

    @Test(
        "notices a file that is missing, short or long",
        arguments: [
            "tile/0/001", "tile/0/003.p/232", "tile/1/000.p/3", "tile/entries/002",
            "tile/entries/003.p/232",
        ]
    )
    func missing(path: String) async {
        for change in [nil, [], [UInt8](repeating: 0, count: 9000)] as [[UInt8]?] {
            var files = TileReaderTests.files(1000)
            files[path] = change
            var reader = TileReaderTests.reader(1000, files)
            await #expect(throws: TileReader.Failure.self) { try await reader.verifyAll() }
        }
    }

    @Test("reads a whole log", arguments: [0, 1, 255, 256, 257, 1000, 65_535, 65_536, 65_537])
    func whole(size: Int) async throws {
        var reader = TileReaderTests.reader(size, TileReaderTests.files(size))
        try await reader.verifyAll()
    }

    @Test("falls back on full tiles where the log has dropped partial ones")
    func dropped() async throws {
        let larger = TileReaderTests.files(1100).filter { !$0.key.hasPrefix("tile/0/003.p") }
        var files = larger
        for (path, bytes) in TileReaderTests.files(1000) where !path.contains("003.p") {
            files[path] = bytes
        }
        #expect(files["tile/0/003.p/232"] == nil)
        var reader = TileReaderTests.reader(1000, files)
        try await reader.verifyAll()
        #expect(try await reader.entry(999) == ExampleLog.entry(999))
    }

    @Test("proves inclusion as others do", arguments: KnownAnswers.shared.inclusion)
    func inclusion(answer: KnownAnswers.Inclusion) async throws {
        var reader = TileReaderTests.reader(answer.size, TileReaderTests.files(answer.size))
        let proof = try await reader.inclusion(of: answer.index)
        #expect(proof.hashes.map(\.base64) == answer.proof)
    }

    @Test("proves growth as others do", arguments: KnownAnswers.shared.consistency)
    func consistency(answer: KnownAnswers.Consistency) async throws {
        var reader = TileReaderTests.reader(answer.new, TileReaderTests.files(answer.new))
        let proof = try await reader.consistency(from: answer.old)
        #expect(proof.hashes.map(\.base64) == answer.proof)
        #expect(try await reader.root(at: answer.old) == ExampleLog.shared.root(answer.old))
    }

    @Test("reads any range of entries in order")
    func range() async throws {
        var reader = TileReaderTests.reader(1000, TileReaderTests.files(1000))
        var seen: [Int] = []
        try await reader.forEachEntry(in: 250..<770) { index, entry in
            #expect(entry == ExampleLog.entry(index))
            seen.append(index)
        }
        #expect(seen == Array(250..<770))
    }

    @Test("does not look outside the log")
    func outside() async {
        var reader = TileReaderTests.reader(10, TileReaderTests.files(10))
        await #expect(throws: TileReader.Failure.outsideLog) { try await reader.entry(10) }
        await #expect(throws: TileReader.Failure.outsideLog) { try await reader.entry(-1) }
        await #expect(throws: TileReader.Failure.outsideLog) { try await reader.inclusion(of: 10) }
        await #expect(throws: TileReader.Failure.outsideLog) {
            try await reader.consistency(from: 11)
        }
    }

    @Test("believes no checkpoint but its own")
    func otherRoot() async {
        let files = TileReaderTests.files(1000)
        let checkpoint = Checkpoint(origin: "log.example", size: 1000, root: .emptyRoot)
        var reader = TileReader(checkpoint: checkpoint) { files[$0] }
        await #expect(throws: TileReader.Failure.self) { try await reader.entry(0) }
    }
}
