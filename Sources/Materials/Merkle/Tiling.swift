/// Which files a log of some size consists of.
public enum Tiling {
    /// The tiles to write when a log grows from `old` to `new` leaves, lower levels first.
    ///
    /// Both the tiles that growth completed and the partial tiles that the new right edge needs. All
    /// of them must be durable before the checkpoint of `new` is published.
    public static func tiles(from old: Int, to new: Int) -> [Tile] {
        precondition(old >= 0 && old <= new, "a log only grows")
        var tiles: [Tile] = []
        for level in Tile.levels {
            let (had, has) = (
                Tile.rowLength(level: level, size: old), Tile.rowLength(level: level, size: new)
            )
            // A row that gained nothing has no new tile, and neither has any row above.
            guard has > had else { break }
            for index in had / Tile.widthMax..<has / Tile.widthMax {
                tiles.append(Tile(level: level, index: index))
            }
            if let edge = edge(level: level, size: new) { tiles.append(edge) }
        }
        return tiles
    }

    /// The entry bundles to write when a log grows from `old` to `new` leaves.
    public static func bundles(from old: Int, to new: Int) -> [EntryBundle] {
        precondition(old >= 0 && old <= new, "a log only grows")
        guard old < new else { return [] }
        let full = (old / Tile.widthMax..<new / Tile.widthMax).map { EntryBundle(index: $0) }
        guard let edge = edge(level: 0, size: new) else { return full }
        return full + [EntryBundle(index: edge.index, width: edge.width)]
    }

    /// The partial tiles of a log of `size`, lower levels first: all its root depends on.
    public static func rightEdge(of size: Int) -> [Tile] {
        Tile.levels.compactMap { edge(level: $0, size: size) }
    }

    /// The partial tile at `level`, unless the row ends with a full one.
    static func edge(level: Int, size: Int) -> Tile? {
        let (index, width) = Tile.rowLength(level: level, size: size)
            .quotientAndRemainder(dividingBy: Tile.widthMax)
        return width == 0 ? nil : Tile(level: level, index: index, width: width)
    }
}
