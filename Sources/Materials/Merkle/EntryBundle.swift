/// One file of a log's entries: up to 256 neighbouring entries, as many as the tile of their
/// hashes.
public struct EntryBundle: Hashable, Sendable {
    /// The longest entry that a bundle can hold, in bytes.
    public static let entryLengthMax = 65_535
    /// The longest bundle, in bytes: bounds what a reader inflates.
    public static let lengthMax = Tile.widthMax * (2 + entryLengthMax)

    /// The position among the bundles, from 0.
    public let index: Int
    /// How many entries it holds, 1…256.
    public let width: Int

    /// - Parameters:
    ///   - index: position among the bundles, from 0.
    ///   - width: how many entries it holds, 1…256.
    public init(index: Int, width: Int = Tile.widthMax) {
        precondition(index >= 0, "a bundle has its place in a log")
        precondition((1...Tile.widthMax).contains(width), "a bundle holds 1 to 256 entries")
        self.index = index
        self.width = width
    }

    /// The number of its first entry in the log.
    public var firstEntry: Int { index * Tile.widthMax }

    /// Whether it holds 256 entries, so that it will never change.
    public var isFull: Bool { width == Tile.widthMax }

    /// The full bundle that replaces this one once the log has grown.
    public var filled: EntryBundle { EntryBundle(index: index) }

    /// The tile of this bundle's leaf hashes.
    public var tile: Tile { Tile(level: 0, index: index, width: width) }

    /// The bundle that holds `entry`, in a log of `size`.
    public static func holding(entry: Int, inLogOf size: Int) -> EntryBundle {
        let tile = Tile.holding(position: entry, level: 0, inLogOf: size)
        return EntryBundle(index: tile.index, width: tile.width)
    }
}

extension EntryBundle {
    /// Why bytes are not the entries of a bundle.
    public enum Failure: Error, Hashable, Sendable {
        /// The bytes end inside an entry or before the last one.
        case tooShort
        /// Bytes are left after the last entry.
        case tooLong
    }

    /// The bytes of a bundle of `entries`, each at most 65,535 bytes long.
    public static func bytes(of entries: some Collection<[UInt8]>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            precondition(entry.count <= entryLengthMax, "an entry is at most 65,535 bytes")
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// The entries in `bytes`, which must hold exactly this bundle's width of them.
    public func entries(in bytes: [UInt8]) throws(Failure) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        entries.reserveCapacity(width)
        var rest = bytes[...]
        for _ in 0..<width {
            guard rest.count >= 2 else { throw .tooShort }
            let length = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
            guard rest.count >= length else { throw .tooShort }
            entries.append(Array(rest.prefix(length)))
            rest.removeFirst(length)
        }
        guard rest.isEmpty else { throw .tooLong }
        return entries
    }
}
