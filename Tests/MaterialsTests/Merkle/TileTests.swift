import Merkle
import Testing

@Suite("A tile")
struct TileTests {
    private let answers = KnownAnswers.shared

    @Test("has one path, in both directions", arguments: KnownAnswers.shared.paths)
    func paths(answer: KnownAnswers.Path) throws {
        let path: LogPath =
            switch answer.level {
            case .entries: .entries(EntryBundle(index: answer.n, width: answer.width))
            case .tile(let level):
                .tile(Tile(level: level, index: answer.n, width: answer.width))
            }
        #expect(path.text == answer.path)
        #expect(try LogPath(answer.path) == path)
    }

    @Test(
        "has no second spelling",
        arguments: [
            "", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000",
            "tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/x/000", "tile/1",
            "tile/0/0", "tile/0/0000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256",
            "tile/0/000.p/01", "tile/0/.p/1", "tile/0/000.p/1/", "tile/0/x001.p/1", "tile/0/00a",
            "tile/0/x999/x999/x999/x999/x999/x999/999", "entries/000", "tile/entries/",
            "tile/0/000.p/1 ", "Tile/0/000", "checkpoint/", "tile/0/../000", "tile/0/x1/000",
        ]
    )
    func badPaths(path: String) {
        #expect(throws: LogPath.Failure.self) { try LogPath(path) }
    }

    @Test(
        "is written as growth completes it, whatever the steps",
        arguments: [
            [256], [1000], [1, 255, 1, 743], [70_000], [65_535, 1, 1, 4463], [300, 0, 700],
        ]
    )
    func growth(steps: [Int]) throws {
        var edge = RightEdge()
        var files: [String: [UInt8]] = [:]
        for step in steps {
            let old = edge.size
            let written = edge.grow(by: ExampleLog.shared.leaves[old..<old + step])
            let planned = Tiling.tiles(from: old, to: old + step)
            #expect(Set(written.map(\.tile)) == Set(planned))
            #expect(written.count == planned.count)
            for file in written { files[file.tile.path] = file.bytes }
            #expect(edge.root == ExampleLog.shared.root(edge.size))
        }
        let answer =
            switch edge.size {
            case 256: answers.tilesSize256
            case 1000: answers.tilesSize1000
            default: answers.tilesSize70000RightEdge
            }
        for file in answer {
            let bytes = try #require(files[file.path])
            #expect(bytes.count == file.bytes)
            #expect(Digest.plain(bytes).hex == file.sha256Hex)
        }
    }

    @Test(
        "is enough to take up a log where it stopped",
        arguments: [0, 1, 255, 256, 257, 65_535, 65_536, 65_537]
    )
    func resumed(size: Int) throws {
        let leaves = ExampleLog.shared.leaves
        var edge = RightEdge()
        var files: [Tile: [UInt8]] = [:]
        for file in edge.grow(by: leaves.prefix(size)) { files[file.tile] = file.bytes }
        var resumed = try RightEdge(size: size) { try #require(files[$0]) }
        #expect(resumed.root == ExampleLog.shared.root(size))
        #expect(
            resumed.grow(by: leaves[size..<size + 600]) == edge.grow(by: leaves[size..<size + 600])
        )
    }

    @Test("holds hashes enough for every proof")
    func hashes() throws {
        var edge = RightEdge()
        var tiles: [Tile: [Digest]] = [:]
        for file in edge.grow(by: ExampleLog.shared.leaves) {
            tiles[file.tile] = try file.tile.hashes(in: file.bytes)
        }
        for answer in answers.inclusion where answer.size == 70_000 {
            let proof = try InclusionProof(index: answer.index, size: answer.size) { subtree in
                try subtree.hash(inLogOf: answer.size) { try #require(tiles[$0]) }
            }
            #expect(proof.hashes.map(\.base64) == answer.proof)
        }
    }

    @Test("refuses bytes of another length", arguments: [0, 31, 33, 32 * 3, 32 * 2 - 1])
    func length(count: Int) {
        let tile = Tile(level: 0, index: 0, width: 2)
        #expect(throws: Tile.Failure.wrongLength) {
            try tile.hashes(in: [UInt8](repeating: 0, count: count))
        }
    }

    @Test(
        "is one file among those that growth must write",
        arguments: [
            (0, 0, [String]()),
            (0, 1, ["tile/0/000.p/1"]),
            (255, 256, ["tile/0/000", "tile/1/000.p/1"]),
            (256, 257, ["tile/0/001.p/1"]),
            (65_535, 65_536, ["tile/0/255", "tile/1/000", "tile/2/000.p/1"]),
            (1000, 1000, []),
            (250, 520, ["tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"]),
        ]
    )
    func planned(old: Int, new: Int, paths: [String]) {
        #expect(Tiling.tiles(from: old, to: new).map(\.path) == paths)
    }

    @Test(
        "covers the right edge of a log",
        arguments: [
            (0, [String]()),
            (256, ["tile/1/000.p/1"]),
            (1000, ["tile/0/003.p/232", "tile/1/000.p/3"]),
            (70_000, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]),
        ]
    )
    func rightEdge(size: Int, paths: [String]) {
        #expect(Tiling.rightEdge(of: size).map(\.path) == paths)
    }
}

@Suite("An entry bundle")
struct EntryBundleTests {
    private let answers = KnownAnswers.shared

    @Test("is written as others write it", arguments: KnownAnswers.shared.bundlesSize1000)
    func written(answer: KnownAnswers.File) throws {
        guard case .entries(let bundle) = try LogPath(answer.path) else {
            Issue.record("the path names a bundle")
            return
        }
        let entries = (0..<bundle.width).map { ExampleLog.entry(bundle.firstEntry + $0) }
        let bytes = EntryBundle.bytes(of: entries)
        #expect(bytes.count == answer.bytes)
        #expect(Digest.plain(bytes).hex == answer.sha256Hex)
        #expect(try bundle.entries(in: bytes) == entries)
    }

    @Test(
        "is planned beside the tiles of its hashes",
        arguments: [
            (0, 0, [String]()),
            (0, 1, ["tile/entries/000.p/1"]),
            (255, 256, ["tile/entries/000"]),
            (256, 520, ["tile/entries/001", "tile/entries/002.p/8"]),
        ]
    )
    func planned(old: Int, new: Int, paths: [String]) {
        #expect(Tiling.bundles(from: old, to: new).map(\.path) == paths)
    }

    @Test("refuses a byte too few or too many, and any other count")
    func strict() throws {
        let bytes = try [UInt8](hex: answers.bundleOfFirstTwoEntriesHex)
        let bundle = EntryBundle(index: 0, width: 2)
        #expect(try bundle.entries(in: bytes) == [ExampleLog.entry(0), ExampleLog.entry(1)])
        #expect(try EntryBundle(index: 0, width: 1).entries(in: [0, 0]) == [[]])
        for length in 0..<bytes.count {
            #expect(throws: EntryBundle.Failure.tooShort) {
                try bundle.entries(in: Array(bytes.prefix(length)))
            }
        }
        #expect(throws: EntryBundle.Failure.tooLong) { try bundle.entries(in: bytes + [0]) }
        #expect(throws: EntryBundle.Failure.tooLong) {
            try EntryBundle(index: 0, width: 1).entries(in: bytes)
        }
    }
}
