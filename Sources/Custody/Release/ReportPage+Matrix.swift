internal import Markup

extension ReportPage {
    /// Counts by two names, drawn as a table with the fullest rows and columns first.
    struct Matrix {
        /// More columns than this no longer fit on paper; the rest are added up in the last one.
        static let columnCountMax = 5

        /// Characters of a column's head; the whole names are in the report for machines.
        static let headLengthMax = 20

        private var cells: [String: [String: Int]] = [:]
        private var rowSums: [String: Int] = [:]
        private var columnSums: [String: Int] = [:]

        mutating func add(_ count: Int, row: String, column: String) {
            cells[row, default: [:]][column, default: 0] += count
            rowSums[row, default: 0] += count
            columnSums[column, default: 0] += count
        }

        /// The largest first, equal ones by name, so that the same report is the same bytes.
        private func ranked(_ sums: [String: Int]) -> [String] {
            sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        }

        func table(_ caption: String, head: String, empty: Empty) -> Table {
            let all = ranked(columnSums)
            let fits = all.count <= Self.columnCountMax
            let shown = fits ? all[...] : all.prefix(Self.columnCountMax - 1)
            let folded = all.dropFirst(shown.count)
            let others = Table.Column.number("\(grouped(folded.count)) others")
            let rest = folded.isEmpty ? [] : [others]
            let rows = ranked(rowSums)
            return Table(
                caption,
                [.init(head), .number("All")] + shown.map { .number(self.head($0)) } + rest,
                rows: rows.prefix(Table.rowCountMax).map { row in
                    let counts = cells[row] ?? [:]
                    let remainder = folded.reduce(0) { $0 + (counts[$1] ?? 0) }
                    return ["\(Foreign(row))", cell(rowSums[row] ?? 0)]
                        + shown.map { cell(counts[$0] ?? 0) }
                        + (folded.isEmpty ? [] : [cell(remainder)])
                },
                total: rows.count,
                elsewhere: ReportPage.elsewhere,
                empty: empty
            )
        }

        private func head(_ name: String) -> String {
            guard name.count > Self.headLengthMax else { return name }
            return name.prefix(Self.headLengthMax - 1) + "…"
        }

        /// An empty cell is empty: the eye should find what is there.
        private func cell(_ count: Int) -> HTML {
            count == 0 ? .none : HTML(text: grouped(count))
        }
    }
}
