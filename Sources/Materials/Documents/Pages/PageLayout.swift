/// A line of words on a page, and where it stands. Points from the top left corner.
public struct PageLine: Sendable {
    /// Its left edge.
    public var left: Double
    /// Its upper edge.
    public var top: Double
    /// Its right edge.
    public var right: Double
    /// Its lower edge.
    public var bottom: Double
    /// Its words, parted by spaces.
    public var text: String
    /// Which block of the page it was found in; lines of one block belong together.
    public var block: Int

    /// A line of `text` in that rectangle.
    public init(
        left: Double,
        top: Double,
        right: Double,
        bottom: Double,
        text: String,
        block: Int
    ) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.text = text
        self.block = block
    }

    /// The rectangle in whole points.
    public var box: Box {
        func whole(_ value: Double) -> Int { Int(max(min(value, 1e6), -1e6).rounded()) }
        return Box(
            left: whole(left),
            top: whole(top),
            width: whole(right - left),
            height: whole(bottom - top)
        )
    }
}

/// The order in which a page is read: columns from left to right, each from top to bottom.
///
/// A region is split where a gutter runs between columns of prose; lines that cross it, headings
/// for one, stand between what is above and what is below them (after Nagy and Seth 1984). What
/// looks like a table, short cells side by side, is not split, so that its rows stay whole.
public enum PageLayout {
    /// Lines beyond which the given order is believed: splitting is quadratic at worst.
    private static let linesMax = 4_000
    private static let depthMax = 8
    /// Lines that a column has at least.
    private static let columnLinesMin = 4
    /// Narrowest gutter. Points.
    private static let gutterMin = 6.0
    /// Gutters that are tried in one region, the emptiest first.
    private static let triesMax = 12

    /// The lines of a page in reading order.
    public static func ordered(_ lines: [PageLine]) -> [PageLine] {
        guard lines.count > 1, lines.count <= linesMax else { return lines }
        var result: [PageLine] = []
        result.reserveCapacity(lines.count)
        split(lines, depth: 0, into: &result)
        return result
    }

    private static func split(_ lines: [PageLine], depth: Int, into result: inout [PageLine]) {
        guard depth < depthMax, let gutter = gutter(of: lines) else { return result += rows(lines) }
        let crossing = rows(lines.filter { $0.left < gutter && $0.right > gutter })
        var rest = lines.filter { $0.left >= gutter || $0.right <= gutter }
        for line in crossing {
            let above = rest.filter { $0.top + $0.bottom < line.top + line.bottom }
            rest.removeAll { $0.top + $0.bottom < line.top + line.bottom }
            columns(above, at: gutter, depth: depth, into: &result)
            result.append(line)
        }
        columns(rest, at: gutter, depth: depth, into: &result)
    }

    private static func columns(
        _ lines: [PageLine],
        at gutter: Double,
        depth: Int,
        into result: inout [PageLine]
    ) {
        guard !lines.isEmpty else { return }
        split(lines.filter { $0.right <= gutter }, depth: depth + 1, into: &result)
        split(lines.filter { $0.right > gutter }, depth: depth + 1, into: &result)
    }

    /// Lines from top to bottom; those that share most of their height are one row, from the left.
    private static func rows(_ lines: [PageLine]) -> [PageLine] {
        let sorted = lines.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
        var ordered: [PageLine] = []
        var row: [PageLine] = []
        var bottom = -Double.infinity
        for line in sorted {
            if (line.top + line.bottom) / 2 > bottom {
                ordered += row.sorted { $0.left < $1.left }
                row = []
                bottom = line.bottom
            }
            row.append(line)
        }
        return ordered + row.sorted { $0.left < $1.left }
    }

    /// Where a gutter runs between columns of prose, crossed by few lines, if one does.
    private static func gutter(of lines: [PageLine]) -> Double? {
        guard lines.count >= 2 * columnLinesMin else { return nil }
        let edges = lines.flatMap { [($0.left, 1), ($0.right, -1)] }.sorted { $0 < $1 }
        var strips: [(crossed: Int, place: Double, width: Double)] = []
        var covered = 0
        for (edge, next) in zip(edges, edges.dropFirst()) {
            covered += edge.1
            let width = next.0 - edge.0
            guard width >= gutterMin, covered * 5 <= lines.count else { continue }
            strips.append((covered, edge.0 + width / 2, width))
        }
        strips.sort { ($0.crossed, -$0.width) < ($1.crossed, -$1.width) }
        return strips.prefix(triesMax).first { strip in
            let left = lines.filter { $0.right <= strip.place }
            let right = lines.filter { $0.left >= strip.place }
            return isColumn(left) && isColumn(right) && standsBeside(left, right)
        }?.place
    }

    /// Whether lines fill their column, as prose does and cells of a table do not.
    private static func isColumn(_ lines: [PageLine]) -> Bool {
        guard lines.count >= columnLinesMin else { return false }
        let left = lines.reduce(Double.infinity) { min($0, $1.left) }
        let right = lines.reduce(-Double.infinity) { max($0, $1.right) }
        let widths = lines.map { $0.right - $0.left }.sorted()
        let words = lines.reduce(0) { $0 + $1.text.utf8.count { $0 == 0x20 } + 1 }
        let isFull = widths[widths.count / 2] >= 0.55 * (right - left)
        return isFull && words >= 3 * lines.count && right - left >= 60
    }

    /// Whether two columns share half of the height of the shorter one.
    private static func standsBeside(_ one: [PageLine], _ other: [PageLine]) -> Bool {
        func span(_ lines: [PageLine]) -> (top: Double, bottom: Double) {
            lines.reduce((Double.infinity, -Double.infinity)) {
                (min($0.0, $1.top), max($0.1, $1.bottom))
            }
        }
        let (first, second) = (span(one), span(other))
        let shared = min(first.bottom, second.bottom) - max(first.top, second.top)
        let shorter = min(first.bottom - first.top, second.bottom - second.top)
        return shared >= 0.5 * shorter
    }
}
