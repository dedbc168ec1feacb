/// A table that says what it is, whose first column names its rows.
///
/// Under 45 rem, the fourth and later columns fold under their row as name and value; the names
/// are in `data-label`, and the style sheet does the folding.
public struct Table: Component {
    /// The head of a column, and whether figures stand under it.
    public struct Column: Sendable {
        let title: String
        let isNumber: Bool

        /// - Parameter title: what the column holds, with its unit: `Size (kB)`.
        public init(_ title: String) {
            self.title = title
            isNumber = false
        }

        private init(number title: String) {
            self.title = title
            isNumber = true
        }

        /// A column of figures, set to the right so that their places line up.
        public static func number(_ title: String) -> Column { Column(number: title) }
    }

    /// Rows of one page; more are not read, and make the page slow to open.
    public static let rowCountMax = 50

    /// Characters of a word in a head of figures before it may break.
    private static let wordLengthMax = 12

    private let caption: HTML
    private let columns: [Column]
    private let rows: [[HTML]]
    private let total: Int
    private let elsewhere: String
    private let empty: Empty

    /// - Parameters:
    ///   - rows: one cell for each column; those beyond `rowCountMax` are counted, not shown.
    ///   - total: how many there are, where `rows` holds only the first of them.
    ///   - elsewhere: where all rows are, as the end of a sentence: `in report.json`.
    ///   - empty: what to say instead of a table without rows.
    public init(
        _ caption: String,
        _ columns: [Column],
        rows: [[HTML]],
        total: Int? = nil,
        elsewhere: String,
        empty: Empty
    ) {
        precondition(!columns.isEmpty, "A table has a column that names its rows.")
        precondition(
            rows.allSatisfy { $0.count == columns.count },
            "A row has one cell for each column."
        )
        self.caption = HTML(text: caption)
        self.columns = columns
        self.rows = Array(rows.prefix(Self.rowCountMax))
        self.total = max(total ?? 0, rows.count)
        self.elsewhere = elsewhere
        self.empty = empty
    }

    /// The table, or what `empty` says in its place when it has no rows.
    public var html: HTML {
        guard !rows.isEmpty else { return empty.html }
        let folds = columns.count > 3 ? "folds" : "plain"
        return """
            <table class="\(folds)">
            <caption>\(caption)\(remainder)</caption>
            <thead><tr>\(columns.map(head))</tr></thead>
            <tbody>
            \(rows.map(row))</tbody>
            </table>

            """
    }

    private var remainder: HTML? {
        guard total > rows.count else { return nil }
        return """
             <span class="muted">The first \(grouped(rows.count)) of \(grouped(total)); \
            all of them are \(HTML(prose: elsewhere)).</span>
            """
    }

    private func head(_ column: Column) -> HTML {
        // A head of figures keeps its words whole, unless one is longer than any of ours.
        let words = column.title.split(separator: " ")
        let isLong = words.contains { $0.count > Self.wordLengthMax }
        let kind = column.isNumber ? Attribute("class", isLong ? "number long" : "number") : nil
        return "<th scope=\"col\"\(kind)>\(column.title)</th>"
    }

    private func row(_ cells: [HTML]) -> HTML {
        var html: HTML = "<tr>"
        for (index, (cell, column)) in zip(cells, columns).enumerated() {
            if index == 0 {
                html += "<th scope=\"row\">\(cell)</th>"
            } else {
                let label = index > 2 ? Attribute("data-label", column.title) : nil
                html += "<td\(column.isNumber ? number : nil)\(label)>\(cell)</td>"
            }
        }
        return html + "</tr>\n"
    }

    private var number: Attribute { Attribute("class", "number") }
}
