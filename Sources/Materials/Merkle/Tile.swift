/// One file of a log's tree: up to 256 neighbouring hashes of one row (C2SP tlog-tiles).
///
/// Level 0 holds leaf hashes; every hash of a higher level is the root of one full tile below. Only
/// every eighth row of the tree is kept; the seven between are hashed again when needed.
public struct Tile: Hashable, Sendable {
    /// How many rows of the tree one level of tiles spans.
    public static let height = 8
    /// How many hashes a full tile holds.
    public static let widthMax = 256
    /// The levels that a path may name. Logs of at most 2^63 − 1 leaves fill none above 7.
    public static let levels = 0...63

    /// 0 for leaves, and one more for every eight rows.
    public let level: Int
    /// The position in its row of tiles, from 0.
    public let index: Int
    /// How many hashes it holds, 1…256; fewer than 256 only at the right edge.
    public let width: Int

    /// - Parameters:
    ///   - level: one of `levels`.
    ///   - index: position in its row of tiles, from 0.
    ///   - width: how many hashes it holds, 1…256.
    public init(level: Int, index: Int, width: Int = Tile.widthMax) {
        precondition(Tile.levels.contains(level) && index >= 0, "a tile has its place in a tree")
        precondition((1...Tile.widthMax).contains(width), "a tile holds 1 to 256 hashes")
        self.level = level
        self.index = index
        self.width = width
    }

    /// Whether it holds 256 hashes, so that it will never change.
    public var isFull: Bool { width == Tile.widthMax }

    /// The full tile that replaces this one once the log has grown.
    public var filled: Tile { Tile(level: level, index: index) }

    /// The tile at level + 1 that holds this full tile's root, and where in it, in a log of `size`.
    func parent(inLogOf size: Int) -> (tile: Tile, position: Int) {
        let parent = Tile.holding(position: index, level: level + 1, inLogOf: size)
        return (parent, index % Tile.widthMax)
    }

    /// The number of hashes in the row at `level` of a log of `size`.
    static func rowLength(level: Int, size: Int) -> Int {
        // A shift by 63 or more leaves nothing, which is what the formula says too.
        size >> (height * level)
    }

    /// The tile of the row at `level` that holds its hash number `position`, in a log of `size`.
    static func holding(position: Int, level: Int, inLogOf size: Int) -> Tile {
        let row = rowLength(level: level, size: size)
        precondition(position >= 0 && position < row, "the hash exists in a log of this size")
        let first = position / widthMax * widthMax
        return Tile(level: level, index: position / widthMax, width: min(widthMax, row - first))
    }
}

extension Tile {
    /// Why a tile's bytes are not its hashes.
    public enum Failure: Error, Hashable, Sendable {
        /// Not exactly thirty-two bytes for each hash.
        case wrongLength
    }

    /// The hashes in `bytes`, which must be exactly this tile's width.
    public func hashes(in bytes: [UInt8]) throws(Failure) -> [Digest] {
        guard bytes.count == width * Digest.length else { throw .wrongLength }
        return Digest.row(bytes)
    }

    /// The bytes of a tile that holds `hashes`.
    public static func bytes(of hashes: some Collection<Digest>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * Digest.length)
        for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }
}

extension Subtree {
    /// The tile that this subtree is hashed from in a log of `size`, and which of its hashes.
    func place(inLogOf size: Int) -> (tile: Tile, hashes: Range<Int>) {
        let (tileLevel, height) = level.quotientAndRemainder(dividingBy: Tile.height)
        let first = index << height
        let tile = Tile.holding(position: first, level: tileLevel, inLogOf: size)
        let start = first % Tile.widthMax
        return (tile, start..<start + 1 << height)
    }

    /// The hash of this subtree of a log of `size`, from the tile that `tile` reads.
    ///
    /// It believes the tile. Whoever reads from a store that is not trusted uses `TileReader`.
    public func hash<Failure: Error>(
        inLogOf size: Int,
        tile: (Tile) throws(Failure) -> [Digest]
    ) throws(Failure) -> Digest {
        let place = place(inLogOf: size)
        return Digest.root(ofComplete: try tile(place.tile)[place.hashes])
    }
}
