/// A path that a log serves (C2SP tlog-tiles), read and written in its one spelling.
public enum LogPath: Hashable, Sendable {
    case checkpoint
    case tile(Tile)
    case entries(EntryBundle)

    /// Which rule a path broke.
    public enum Failure: Error, Hashable, Sendable {
        /// Not `checkpoint`, and not below `tile/`.
        case unknownResource
        /// The level is not `entries` or a decimal from 0 to 63.
        case badLevel
        /// The index is not in groups of three digits, or too large.
        case badIndex
        /// The width is not a decimal from 1 to 255.
        case badWidth
    }

    /// The path without a leading slash.
    public var text: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let tile): "tile/\(tile.level)/" + LogPath.place(tile.index, tile.width)
        case .entries(let bundle): "tile/entries/" + LogPath.place(bundle.index, bundle.width)
        }
    }

    /// The resource that `text`, without a leading slash, names.
    public init(_ text: some StringProtocol) throws(Failure) {
        // The longest path of all has 51 bytes; nobody is made to split a megabyte.
        guard text.utf8.count <= 64 else { throw .unknownResource }
        if text.utf8.elementsEqual("checkpoint".utf8) {
            self = .checkpoint
            return
        }
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Array($0) }
        guard parts.count >= 3, parts.removeFirst() == Array("tile".utf8) else {
            throw .unknownResource
        }
        let row = parts.removeFirst()
        let (index, width) = try LogPath.place(parts)
        if row == Array("entries".utf8) {
            self = .entries(EntryBundle(index: index, width: width))
        } else {
            guard let level = Decimal.decode(row), Tile.levels.contains(level) else {
                throw .badLevel
            }
            self = .tile(Tile(level: level, index: index, width: width))
        }
    }

    /// `x001/x234/067`, and `.p/` with the width of a partial tile.
    private static func place(_ index: Int, _ width: Int) -> String {
        var (rest, last) = index.quotientAndRemainder(dividingBy: 1000)
        var text = threeDigits(last)
        while rest > 0 {
            (rest, last) = rest.quotientAndRemainder(dividingBy: 1000)
            text = "x" + threeDigits(last) + "/" + text
        }
        return width == Tile.widthMax ? text : text + ".p/\(width)"
    }

    private static func threeDigits(_ number: Int) -> String {
        String(String(number + 1000).dropFirst())
    }

    private static func place(_ parts: [[UInt8]]) throws(Failure) -> (index: Int, width: Int) {
        var groups = parts
        var width = Tile.widthMax
        let isPartial = groups.count >= 2 && groups[groups.count - 2].suffix(2) == Array(".p".utf8)
        if isPartial {
            guard let partial = Decimal.decode(groups.removeLast()), (1...255).contains(partial)
            else { throw .badWidth }
            width = partial
            groups[groups.count - 1].removeLast(2)
        }
        return (try index(groups), width)
    }

    private static func index(_ groups: [[UInt8]]) throws(Failure) -> Int {
        var index = 0
        for (position, group) in groups.enumerated() {
            let isLast = position == groups.count - 1
            guard isLast || group.first == UInt8(ascii: "x") else { throw .badIndex }
            let digits = isLast ? group : Array(group.dropFirst())
            let isSpelt = digits.count == 3 && digits.allSatisfy { (0x30...0x39).contains($0) }
            guard isSpelt else { throw .badIndex }
            // A leading group of zeros would be a second spelling of the same index.
            guard isLast || position > 0 || digits != Array("000".utf8) else { throw .badIndex }
            let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            let (thousandfold, tooLarge) = index.multipliedReportingOverflow(by: 1000)
            let (sum, overflow) = thousandfold.addingReportingOverflow(number)
            guard !tooLarge, !overflow else { throw .badIndex }
            index = sum
        }
        return index
    }
}

extension Tile {
    /// The path of this tile, such as `tile/0/x001/234.p/17`.
    public var path: String { LogPath.tile(self).text }
}

extension EntryBundle {
    /// The path of this bundle, such as `tile/entries/x001/234.p/17`.
    public var path: String { LogPath.entries(self).text }
}
