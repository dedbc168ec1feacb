/// Reads a table of separated values row by row, in memory bounded by its longest row.
///
/// A row that does not end where the bytes do is scanned again only once twice as many bytes are
/// there, so a byte is looked at twice on average, however long the row and small the chunks.
public struct TableParser: RecordParser {
    /// Cells beyond this many in one row are kept together, unsplit, in one last field.
    static let columnsMax = 4_096
    /// After this many quotes that never closed, quotes are taken for ordinary text.
    private static let openQuotesMax = 16

    /// The dialect in use; nil until enough of the table was seen.
    public private(set) var dialect: TableDialect?
    /// Column names, from the header or numbered.
    public private(set) var columns: [String] = []
    private var buffer: [UInt8] = []
    private var retrySize = 0
    private var cells: [TableCell] = []
    private var rowCount = 0
    private var width = 0
    private var raggedCount = 0
    private var openQuotes = 0
    private var crowdedCount = 0

    /// - Parameter dialect: how the table is written, if known; guessed from its start otherwise.
    public init(dialect: TableDialect? = nil) {
        self.dialect = dialect
    }

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        buffer.append(text)
        guard buffer.count >= retrySize else { return }
        if dialect == nil && buffer.count < Format.prefixSize { return }
        scan(isLast: false, into: &records)
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        scan(isLast: true, into: &records)
        buffer = []
    }

    /// Ragged rows, quotes that never close, and rows of too many cells.
    public var notices: [Notice] {
        var notices: [Notice] = []
        if raggedCount > 0 {
            let detail = "rows with more or fewer cells than the table"
            notices.append(Notice(.ragged, count: raggedCount, detail: detail))
        }
        if openQuotes > 0 {
            let detail = "quotes that never close, read as text"
            notices.append(Notice(.malformed, count: openQuotes, detail: detail))
        }
        if crowdedCount > 0 {
            let detail = "rows of more than \(Self.columnsMax) cells, the rest kept as one"
            notices.append(Notice(.malformed, count: crowdedCount, detail: detail))
        }
        return notices
    }

    private mutating func scan(isLast: Bool, into records: inout [Record]) {
        let bytes = buffer
        buffer = []
        var dialect =
            dialect
            ?? TableDialect.sniff(
                bytes.span.extracting(first: Format.prefixSize),
                isWhole: isLast
            ).dialect
        var start = 0
        while start < bytes.count {
            let outcome = TableScan.row(
                bytes.span,
                from: start,
                in: dialect,
                isLast: isLast,
                cells: &cells
            )
            if case .row(let end) = outcome {
                emit(from: start, in: bytes.span, dialect, into: &records)
                start = end
                continue
            }
            let isOverlong = bytes.count - start > Limits.elementSizeMax
            if case .unfinished = outcome, !isLast, !isOverlong { break }
            // A quote that closes nowhere would swallow the rest: read this one row without it.
            openQuotes += 1
            if openQuotes > Self.openQuotesMax { dialect.quote = nil }
            var literal = dialect
            literal.quote = nil
            let next = TableScan.row(
                bytes.span,
                from: start,
                in: literal,
                isLast: true,
                cells: &cells
            )
            emit(from: start, in: bytes.span, literal, into: &records)
            if case .row(let end) = next { start = end } else { start = bytes.count }
        }
        self.dialect = dialect
        buffer = Array(bytes[start...])
        retrySize = 2 * buffer.count
    }

    /// Makes a record of the scanned cells, or the column names if this is the header.
    private mutating func emit(
        from start: Int,
        in bytes: Span<UInt8>,
        _ dialect: TableDialect,
        into records: inout [Record]
    ) {
        guard !TableScan.isBlank(cells) else { return }
        if cells.count > Self.columnsMax {
            crowdedCount += 1
            let end = cells[cells.count - 1].end
            cells.removeSubrange(Self.columnsMax...)
            cells[Self.columnsMax - 1].end = max(end, cells[Self.columnsMax - 1].start)
            cells[Self.columnsMax - 1].escape = nil
        }
        if width == 0 {
            width = cells.count
            if dialect.hasHeader { return columns = names(in: bytes) }
        }
        if cells.count != width { raggedCount += 1 }
        while columns.count < cells.count { columns.append("column \(columns.count + 1)") }
        var fields: [Field] = []
        fields.reserveCapacity(cells.count)
        for index in cells.indices {
            let cell = cells[index]
            let raw = bytes.extracting(cell.start..<cell.end)
            let isNumber = !cell.isQuoted && JSONNumber.isWhole(raw)
            fields.append(
                Field(
                    name: columns[index],
                    text: cell.text(in: bytes),
                    place: Place(row: rowCount + 1, column: index + 1),
                    form: isNumber ? .number : .string
                )
            )
        }
        records.append(Record(index: rowCount, kind: .row, fields: fields))
        rowCount += 1
    }

    /// Column names that are short, not empty and never twice the same.
    private func names(in bytes: Span<UInt8>) -> [String] {
        var taken: Set<String> = []
        return cells.indices.map { index in
            let raw = bytes.extracting(cells[index].start..<cells[index].end)
            let isLong = raw.count > Limits.nameSizeMax
            let written = isLong ? "" : cells[index].text(in: bytes).trimmed()
            let name = written.isEmpty ? "column \(index + 1)" : written
            var unique = name
            var turn = 2
            while !taken.insert(unique).inserted {
                unique = "\(name) \(turn)"
                turn += 1
            }
            return unique
        }
    }
}

extension String {
    /// The text without white space at its ends.
    func trimmed() -> String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[start...last])
    }
}
