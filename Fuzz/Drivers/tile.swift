// Modules: Merkle
import Merkle

/// Paths, tiles, bundles and the frontier: one spelling each, and no size that stops a reader.
func fuzz(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let path = try? LogPath(text) {
        precondition(path.text == text, "a path has two spellings")
    }
    if let frontier = try? Frontier(bytes: bytes) {
        precondition(frontier.bytes == bytes, "a frontier has two spellings")
        _ = frontier.root
    }
    var input = Cutter(bytes)
    let width = Int(input.byte()) + 1
    let size = input.number(8) & Int.max
    let rest = input.remainder()
    let bundle = EntryBundle(index: 0, width: width)
    if let entries = try? bundle.entries(in: rest) {
        precondition(entries.count == width && EntryBundle.bytes(of: entries) == rest)
    }
    if let hashes = try? Tile(level: 0, index: 0, width: width).hashes(in: rest) {
        precondition(hashes.count == width && Tile.bytes(of: hashes) == rest)
    }
    // A right edge of any size, cut from whatever bytes there are.
    let edge = try? RightEdge(size: size) { tile in
        let row = [UInt8](rest.prefix(tile.width * Digest.length))
        return row + [UInt8](repeating: 7, count: tile.width * Digest.length - row.count)
    }
    _ = edge?.root
}
