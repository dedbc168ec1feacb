/// Rows of cells, as spreadsheets and databases keep them, made into records.
///
/// The first rows are held back until it is known whether one of them names the columns. Lines of
/// one cell above a wider table are its titles: they become text, not rows.
public struct CellTable: Sendable {
    /// One cell that holds something.
    public struct Cell: Sendable {
        /// From 1.
        public var column: Int
        /// What it shows.
        public var text: String
        /// How it was written.
        public var form: Field.Form

        /// A cell of that column.
        public init(column: Int, text: String, form: Field.Form = .string) {
            self.column = column
            self.text = text
            self.form = form
        }
    }

    /// Rows that are looked at before the first is handed out.
    private static let sampleMax = 24
    /// Columns that get a name of their own.
    private static let columnsMax = 4_096

    private let container: [String]
    private var names: [Int: String] = [:]
    private var named: [Int] = []
    private var sample: [(row: Int, cells: [Cell])]? = []

    /// - Parameters:
    ///   - container: where the table stands; each table has a name of its own.
    ///   - columns: names of the columns, when the format says them.
    public init(_ container: [String] = [], columns: [String]? = nil) {
        self.container = container
        guard let columns else { return }
        sample = nil
        name(columns.prefix(Self.columnsMax).enumerated().map { ($0.offset + 1, $0.element) })
    }

    /// Adds a row; cells stand in order of their columns, and empty ones are left out.
    ///
    /// - Parameter number: the row's number as the document counts, from 1.
    public mutating func add(_ number: Int, _ cells: [Cell], into records: inout [Record]) {
        guard !cells.isEmpty else { return }
        guard sample != nil else { return records.append(record(number, cells)) }
        sample?.append((number, cells))
        if sample?.count == Self.sampleMax { judge(into: &records) }
    }

    /// Hands out what is left.
    public mutating func finish(into records: inout [Record]) {
        if sample != nil { judge(into: &records) }
    }

    private mutating func judge(into records: inout [Record]) {
        var rows = sample ?? []
        sample = nil
        let width = rows.map(\.cells.count).max() ?? 0
        while width > 1, let first = rows.first, first.cells.count == 1, rows.count > 1 {
            records.append(record(first.row, first.cells, kind: .text))
            rows.removeFirst()
        }
        let columns = Set(rows.flatMap { $0.cells.map(\.column) }).sorted()
        let grid = rows.map { row in
            let texts = Dictionary(
                row.cells.map { ($0.column, $0.text) },
                uniquingKeysWith: { first, _ in first }
            )
            return columns.map { texts[$0, default: ""] }
        }
        if TableHeader.leads(grid), let header = rows.first {
            name(header.cells.map { ($0.column, $0.text) })
            rows.removeFirst()
        }
        for row in rows { records.append(record(row.row, row.cells)) }
    }

    /// Column names that are short, not empty and never twice the same.
    private mutating func name(_ columns: [(column: Int, text: String)]) {
        var taken: Set<String> = []
        for (column, text) in columns {
            let written = text.utf8.count > Limits.nameSizeMax ? "" : text.trimmed()
            let name = written.isEmpty ? "column \(column)" : written
            var unique = name
            var turn = 2
            while !taken.insert(unique).inserted {
                unique = "\(name) \(turn)"
                turn += 1
            }
            names[column] = unique
            named.append(column)
        }
    }

    private func record(_ row: Int, _ cells: [Cell], kind: Record.Kind = .row) -> Record {
        var fields: [Field] = []
        fields.reserveCapacity(max(cells.count, named.count))
        var missing = named[...]
        func blank(before column: Int) {
            // A row has all the columns that have a name, as rows of a table do.
            while let next = missing.first, next < column {
                missing.removeFirst()
                if kind == .row { fields.append(field("", .null, row, next)) }
            }
            if missing.first == column { missing.removeFirst() }
        }
        for cell in cells {
            blank(before: cell.column)
            fields.append(field(cell.text, cell.form, row, cell.column, kind))
        }
        blank(before: .max)
        return Record(index: 0, kind: kind, fields: fields)
    }

    private func field(
        _ text: String,
        _ form: Field.Form,
        _ row: Int,
        _ column: Int,
        _ kind: Record.Kind = .row
    ) -> Field {
        let name = kind == .text ? "text" : names[column] ?? "column \(column)"
        let place = Place(container: container, row: row, column: column)
        return Field(name: name, text: text, place: place, form: form)
    }
}
