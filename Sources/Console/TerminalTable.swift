/// Rows in columns that line up, as wide as the surface allows.
package struct TerminalTable: Sendable {
    /// A column is never squeezed below this many columns of the terminal.
    private static let columnWidthMin = 6
    private static let gap = "  "

    private let heads: [String]
    private let numbers: Set<Int>
    private let rows: [[String]]

    /// - Parameters:
    ///   - heads: one for each column; all empty for a block of names and values.
    ///   - numbers: positions of the columns that are set to the right.
    ///   - rows: one cell for each column; what people wrote is made harmless.
    package init(_ heads: [String], numbers: Set<Int> = [], rows: [[String]]) {
        precondition(rows.allSatisfy { $0.count == heads.count }, "A row has a cell per column.")
        self.heads = heads
        self.numbers = numbers
        self.rows = rows.map { $0.map(TerminalText.harmless) }
    }

    /// Names and values, one below the other.
    package init(block fields: [(name: String, value: String)]) {
        self.init(["", ""], rows: fields.map { [$0.name, $0.value] })
    }

    /// The lines, without an end to the last.
    package func lines(on surface: TerminalSurface) -> [String] {
        let widths = widths(on: surface)
        let hasHeads = heads.contains { !$0.isEmpty }
        let head = hasHeads ? [surface.toned(line(heads, widths), .muted)] : []
        return head + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { index, cell in
            let clipped = TerminalText.clipped(cell, to: widths[index])
            let isNumber = numbers.contains(index)
            // The last column needs no blanks behind it.
            if index == cells.count - 1 && !isNumber { return clipped }
            return TerminalText.padded(clipped, to: widths[index], isNumber: isNumber)
        }
        return padded.joined(separator: Self.gap)
    }

    /// Each column as wide as its widest cell; the widest give way until the line fits.
    private func widths(on surface: TerminalSurface) -> [Int] {
        var widths = heads.indices.map { index in
            ([heads[index]] + rows.map { $0[index] }).map(TerminalText.width).max() ?? 0
        }
        let gaps = Self.gap.count * max(0, heads.count - 1)
        var excess = widths.reduce(gaps, +) - surface.width
        while excess > 0 {
            guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.columnWidthMin
            else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
