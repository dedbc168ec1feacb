/// One cell, as a range of the bytes it was scanned from.
struct TableCell {
    var start: Int
    var end: Int
    /// Set when the cell was quoted; holds the quote to be undoubled, if any stands inside.
    var isQuoted = false
    var escape: UInt8?

    /// The cell's value: what was quoted is unquoted, and nothing is trimmed.
    func text(in bytes: Span<UInt8>) -> String {
        let raw = bytes.extracting(start..<end)
        guard let escape else { return raw.text() }
        var value: [UInt8] = []
        value.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            // The escape is either the quote itself or a backslash; it guards the next byte.
            if raw[index] == escape, index + 1 < raw.count { index += 1 }
            value.append(raw[index])
            index += 1
        }
        return value.span.text()
    }
}

/// The scanner of rows: free functions over spans, one byte looked at once.
enum TableScan {
    /// Scans the row that begins at `start`.
    ///
    /// - Returns: where the next row begins, or nil when the row does not end in `bytes` (only
    ///   possible when more may follow, or when a quote stays open).
    static func row(
        _ bytes: Span<UInt8>,
        from start: Int,
        in dialect: TableDialect,
        isLast: Bool,
        cells: inout [TableCell]
    ) -> Int? {
        cells.removeAll(keepingCapacity: true)
        var position = start
        while true {
            var cell = TableCell(start: position, end: position)
            if let quote = dialect.quote, position < bytes.count, bytes[position] == quote {
                let close = close(bytes, cell: &cell, quote: quote, dialect: dialect)
                guard let close else { return nil }
                position = close
            } else {
                position = plainEnd(bytes, from: position, delimiter: dialect.delimiter)
                cell.end = position
            }
            cells.append(cell)
            guard position < bytes.count else { return isLast ? position : nil }
            let byte = bytes[position]
            position += 1
            if byte == dialect.delimiter { continue }
            guard byte == .carriageReturn else { return position }
            guard position < bytes.count else { return isLast ? position : nil }
            return bytes[position] == .newline ? position + 1 : position
        }
    }

    /// Whether a row holds nothing at all: one empty cell that nobody quoted.
    static func isBlank(_ cells: [TableCell]) -> Bool {
        cells.count == 1 && cells[0].start == cells[0].end && !cells[0].isQuoted
    }

    @inline(__always)
    private static func plainEnd(_ bytes: Span<UInt8>, from start: Int, delimiter: UInt8) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == .newline || byte == .carriageReturn { break }
            position += 1
        }
        return position
    }

    /// Finds the end of a quoted cell and of whatever stands between its quote and the delimiter.
    private static func close(
        _ bytes: Span<UInt8>,
        cell: inout TableCell,
        quote: UInt8,
        dialect: TableDialect
    ) -> Int? {
        let backslash = UInt8(ascii: "\\")
        var position = cell.start + 1
        while position < bytes.count {
            let byte = bytes[position]
            if dialect.hasBackslash && byte == backslash {
                cell.escape = backslash
                position += 2
            } else if byte != quote {
                position += 1
            } else if !dialect.hasBackslash, position + 1 < bytes.count,
                bytes[position + 1] == quote
            {
                cell.escape = quote
                position += 2
            } else {
                let end = plainEnd(bytes, from: position + 1, delimiter: dialect.delimiter)
                guard end == position + 1 else {
                    // `"Smith" Ltd`: the quotes were part of the text after all; keep them.
                    cell.escape = nil
                    cell.end = end
                    return end
                }
                cell.start += 1
                cell.end = position
                cell.isQuoted = true
                return end
            }
        }
        return nil
    }
}
