/// The partial tiles of a log, which grow into the next tiles to be written.
///
/// A frontier with more memory: it keeps up to 255 hashes a level, so that every tile can be
/// written from what is at hand, each leaf being hashed upward once.
public struct RightEdge: Sendable {
    /// How many leaves the log has.
    public private(set) var size: Int
    /// The hashes of the partial tile at each level; trailing levels may be absent.
    private var rows: [[Digest]]

    /// A tile to be written.
    public struct File: Hashable, Sendable {
        /// Where it stands in the tree, and how wide it is by now.
        public let tile: Tile
        /// Its hashes, thirty-two bytes each, the leftmost first.
        public let bytes: [UInt8]
    }

    /// The edge of the empty log.
    public init() {
        size = 0
        rows = []
    }

    /// The edge of a log of `size`, from the partial tiles that `read` returns.
    ///
    /// Nothing is checked but their lengths. Compare `root` with a root that is trusted.
    public init(size: Int, read: (Tile) throws -> [UInt8]) throws {
        self.size = size
        rows = []
        for tile in Tiling.rightEdge(of: size) {
            while rows.count < tile.level { rows.append([]) }
            rows.append(try tile.hashes(in: try read(tile)))
        }
    }

    init(size: Int, tiles: [Tile: [Digest]]) {
        self.size = size
        rows = []
        for tile in Tiling.rightEdge(of: size) {
            while rows.count < tile.level { rows.append([]) }
            rows.append(tiles[tile] ?? [])
        }
    }

    /// Appends `leaves` by their hashes, and returns the tiles that are now to be written: those of
    /// `Tiling.tiles(from:to:)`.
    public mutating func grow(by leaves: some Sequence<Digest>) -> [File] {
        let old = size
        var files: [File] = []
        for leaf in leaves { append(leaf, completing: &files) }
        for level in rows.indices {
            let hasGrown =
                Tile.rowLength(level: level, size: size) > Tile.rowLength(level: level, size: old)
            guard hasGrown, let tile = Tiling.edge(level: level, size: size) else { continue }
            files.append(File(tile: tile, bytes: Tile.bytes(of: rows[level])))
        }
        return files
    }

    private mutating func append(_ leaf: Digest, completing files: inout [File]) {
        precondition(size < Int.max, "a log holds at most 2^63 − 1 leaves")
        size += 1
        var (hash, level) = (leaf, 0)
        while true {
            if level == rows.count { rows.append([]) }
            rows[level].append(hash)
            guard rows[level].count == Tile.widthMax else { return }
            let tile = Tile(
                level: level,
                index: Tile.rowLength(level: level + 1, size: size) - 1
            )
            files.append(File(tile: tile, bytes: Tile.bytes(of: rows[level])))
            hash = Digest.root(ofComplete: rows[level][...])
            rows[level].removeAll(keepingCapacity: true)
            level += 1
        }
    }

    /// The root of the log, folded from every hash of every partial tile.
    public var root: Digest {
        var peaks: [Digest] = []
        for row in rows.reversed() {
            for part in Subtree.peaks(of: 0..<row.count) {
                peaks.append(Digest.root(ofComplete: row[part.leaves]))
            }
        }
        return Digest.root(ofPeaks: peaks)
    }
}
