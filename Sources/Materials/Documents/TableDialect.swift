/// How a table of separated values is written: its delimiter, quote, escape and header.
///
/// Dialects are guessed from the first rows, as RFC 4180 is more often cited than followed.
public struct TableDialect: Codable, Hashable, Sendable {
    /// The byte between two cells.
    public var delimiter: UInt8
    /// The quoting character, or nil when quotes are ordinary text.
    public var quote: UInt8?
    /// Whether a backslash, rather than a second quote, keeps a quote inside a cell.
    public var hasBackslash: Bool
    /// Whether the first row names the columns.
    public var hasHeader: Bool

    /// The dialect of RFC 4180, but for what is said otherwise.
    public init(
        delimiter: UInt8 = UInt8(ascii: ","),
        quote: UInt8? = UInt8(ascii: "\""),
        hasBackslash: Bool = false,
        hasHeader: Bool = true
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.hasBackslash = hasBackslash
        self.hasHeader = hasHeader
    }

    /// A guess, with the share of sampled rows that agree with it, from 0 to 1.
    public struct Guess: Sendable {
        /// The likeliest dialect.
        public var dialect: TableDialect
        /// Share of rows with the usual number of cells, from 0 to 1; 0 for a single column.
        public var agreement: Double
        /// The usual number of cells in a row.
        public var columns: Int
        /// Rows that were looked at.
        public var rows: Int
    }

    /// Delimiters that are tried, likeliest first: the order breaks ties.
    private static let delimiters = Array(",;\t|".utf8)
    /// Rows beyond this many add nothing to a guess.
    private static let sampleRowsMax = 200

    /// Guesses the dialect from the first bytes of a table.
    ///
    /// - Parameters:
    ///   - isWhole: whether `sample` is the whole table, so that its last row counts too.
    public static func sniff(_ sample: Span<UInt8>, isWhole: Bool) -> Guess {
        let quoting = quoting(of: sample)
        var best = Guess(dialect: TableDialect(), agreement: 0, columns: 1, rows: 0)
        var bestScore = -1.0
        for delimiter in delimiters {
            let dialect = TableDialect(
                delimiter: delimiter,
                quote: quoting.quote,
                hasBackslash: quoting.hasBackslash
            )
            let rows = rows(of: sample, in: dialect, isWhole: isWhole)
            let (columns, agreement) = usual(rows.map(\.count))
            // Agreement first; more columns are likelier than fewer at equal agreement.
            let score = columns > 1 ? agreement + 0.001 * Double(min(columns, 100)) : 0
            guard score > bestScore else { continue }
            bestScore = score
            best = Guess(
                dialect: dialect,
                agreement: columns > 1 ? agreement : 0,
                columns: columns,
                rows: rows.count
            )
            best.dialect.hasHeader = TableHeader.leads(rows)
        }
        return best
    }

    /// The commonest number of cells in a row, and the share of rows that have it.
    private static func usual(_ counts: [Int]) -> (columns: Int, agreement: Double) {
        var seen: [Int: Int] = [:]
        for count in counts { seen[count, default: 0] += 1 }
        let best = seen.max { ($0.value, $0.key) < ($1.value, $1.key) }
        guard let best, !counts.isEmpty else { return (1, 0) }
        return (best.key, Double(best.value) / Double(counts.count))
    }

    private static func rows(
        of sample: Span<UInt8>,
        in dialect: TableDialect,
        isWhole: Bool
    ) -> [[String]] {
        var rows: [[String]] = []
        var cells: [TableCell] = []
        var position = 0
        while rows.count < sampleRowsMax, position < sample.count {
            var outcome = TableScan.row(
                sample,
                from: position,
                in: dialect,
                isLast: isWhole,
                cells: &cells
            )
            if case .misquoted = outcome {
                var literal = dialect
                literal.quote = nil
                outcome = TableScan.row(
                    sample,
                    from: position,
                    in: literal,
                    isLast: isWhole,
                    cells: &cells
                )
            }
            guard case .row(let end) = outcome else { break }
            position = end
            if !TableScan.isBlank(cells) { rows.append(cells.map { $0.text(in: sample) }) }
        }
        return rows
    }

    /// Looks for quotes where cells begin, and for what stands before quotes inside them.
    private static func quoting(of sample: Span<UInt8>) -> (quote: UInt8?, hasBackslash: Bool) {
        var openings: [UInt8: Int] = [:]
        var escapes = 0
        var doubles = 0
        var previous = UInt8.newline
        for index in sample.indices {
            let byte = sample[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if previous == .newline || delimiters.contains(previous) {
                    openings[byte, default: 0] += 1
                }
                if byte == UInt8(ascii: "\"") && previous == UInt8(ascii: "\\") { escapes += 1 }
                if byte == UInt8(ascii: "\"") && previous == byte { doubles += 1 }
            }
            previous = byte
        }
        let double = openings[UInt8(ascii: "\""), default: 0]
        let single = openings[UInt8(ascii: "'"), default: 0]
        if single > 2 && double == 0 { return (UInt8(ascii: "'"), false) }
        return (UInt8(ascii: "\""), escapes > doubles)
    }
}
