/// Reads a log from files that nobody vouches for, given a checkpoint that somebody does.
///
/// Every tile is authenticated before one hash of it is used, and every entry against such a tile
/// before it is returned. The order matters: a reader that checks only the leaf it was asked for can
/// be led there through tiles that were never checked (CVE-2026-56865). So:
///
/// 1. The partial tiles of the right edge are read together; folded, they must give the signed root.
/// 2. A full tile must have the root that its parent tile holds for it, the parent being checked
///    first.
/// 3. A bundle's entries must hash to the checked tile beside it.
///
/// The store is trusted for nothing. Whoever owns it can make a read fail, and nothing else.
public struct TileReader: Sendable {
    /// The bytes at a path of the log, or `nil` if the log has none there.
    ///
    /// Its own errors are passed on. It should bound what it reads: no tile is above 8,192 bytes, no
    /// bundle above `EntryBundle.lengthMax`.
    public typealias Fetch = @Sendable (String) async throws -> [UInt8]?

    /// What is wrong with the files.
    public enum Failure: Error, Hashable, Sendable {
        /// The index or size asked for lies outside the log.
        case outsideLog
        /// A file is not there.
        case missing(path: String)
        /// A tile does not have its length, or not the root its parent has for it.
        case badTile(path: String)
        /// The partial tiles do not add up to the signed root; one of them is wrong.
        case badRightEdge(paths: [String])
        /// A bundle cannot be read, or an entry is not the one that was logged.
        case badBundle(path: String)
    }

    /// The size of the log read.
    public let size: Int
    /// Its signed root.
    public let root: Digest

    /// How many full tiles are remembered: 8 MiB of hashes.
    private static let rememberedMax = 1024

    private let fetch: Fetch
    private var rightEdge: [Tile: [Digest]]?
    private var remembered: [Tile: [Digest]] = [:]

    /// A reader of the log as `checkpoint`, which the caller has verified, describes it.
    public init(checkpoint: Checkpoint, fetch: @escaping Fetch) {
        size = checkpoint.size
        root = checkpoint.root
        self.fetch = fetch
    }

    /// The hashes of `tile`, authenticated.
    mutating func hashes(of tile: Tile) async throws -> [Digest] {
        guard tile.isFull else { return try await readRightEdge()[tile] ?? [] }
        if let known = remembered[tile] { return known }
        let parent = tile.parent(inLogOf: size)
        let expected = try await hashes(of: parent.tile)[parent.position]
        let hashes = try await read(tile)
        guard Digest.root(ofComplete: hashes[...]) == expected else {
            throw Failure.badTile(path: tile.path)
        }
        if remembered.count >= TileReader.rememberedMax { remembered.removeAll() }
        remembered[tile] = hashes
        return hashes
    }

    /// Reads and checks the right edge, once.
    private mutating func readRightEdge() async throws -> [Tile: [Digest]] {
        if let rightEdge { return rightEdge }
        let tiles = Tiling.rightEdge(of: size)
        var edge: [Tile: [Digest]] = [:]
        for tile in tiles { edge[tile] = try await read(tile) }
        guard RightEdge(size: size, tiles: edge).root == root else {
            throw Failure.badRightEdge(paths: tiles.map(\.path))
        }
        rightEdge = edge
        return edge
    }

    /// The hashes of a tile as they are stored, of the right length and otherwise unchecked.
    private func read(_ tile: Tile) async throws -> [Digest] {
        if let bytes = try await fetch(tile.path) {
            guard let hashes = try? tile.hashes(in: bytes) else {
                throw Failure.badTile(path: tile.path)
            }
            return hashes
        }
        // A log may drop a partial tile once the full one exists; its first hashes are the same.
        guard !tile.isFull, let bytes = try await fetch(tile.filled.path) else {
            throw Failure.missing(path: tile.path)
        }
        guard let hashes = try? tile.filled.hashes(in: bytes) else {
            throw Failure.badTile(path: tile.filled.path)
        }
        return Array(hashes.prefix(tile.width))
    }

    /// The entries of a bundle, each authenticated by its leaf hash.
    mutating func entries(of bundle: EntryBundle) async throws -> [[UInt8]] {
        let leaves = try await hashes(of: bundle.tile)
        let entries = try await read(bundle)
        guard zip(entries, leaves).allSatisfy({ Digest.leaf($0) == $1 }) else {
            throw Failure.badBundle(path: bundle.path)
        }
        return entries
    }

    private func read(_ bundle: EntryBundle) async throws -> [[UInt8]] {
        if let bytes = try await fetch(bundle.path) {
            guard let entries = try? bundle.entries(in: bytes) else {
                throw Failure.badBundle(path: bundle.path)
            }
            return entries
        }
        guard !bundle.isFull, let bytes = try await fetch(bundle.filled.path) else {
            throw Failure.missing(path: bundle.path)
        }
        guard let entries = try? bundle.filled.entries(in: bytes) else {
            throw Failure.badBundle(path: bundle.filled.path)
        }
        return Array(entries.prefix(bundle.width))
    }
}
