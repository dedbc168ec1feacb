import CSQLite
import Documents
import Glibc

/// Reads SQLite databases table by table, through SQLite itself, on a copy that nobody can write.
///
/// The schema of a hostile database is a program; SQLite is told to believe none of it, and runs
/// where it can reach nothing.
struct DatabaseReader {
    private static let path = "/tmp/document.db"

    private let outlet: Outlet

    /// Whether cells count as the document that what they unpack to is judged by: set where the
    /// database itself never came over the line.
    private let countsCells: Bool

    init(_ outlet: Outlet, countsCells: Bool = false) {
        self.outlet = outlet
        self.countsCells = countsCells
    }

    func read(_ part: Part) throws(NotAssessed) {
        if Self.promisedSize(part.bytes.span) > part.bytes.count {
            outlet.note(.notAssessed, in: part.container, "a database that breaks off")
        }
        try Scratch.write(part.bytes, to: Self.path)
        defer { unlink(Self.path) }
        // Immutable: no locks and no journals, which the box has no use for.
        let handle = try opened("file:\(Self.path)?immutable=1")
        defer { sqlite3_close_v2(handle) }
        for table in try tables(of: handle) {
            try read(table, of: handle, in: part.container)
        }
        try remarkDeleted(in: handle, of: part.container)
    }

    /// Remarks that rows were deleted whose bytes still stand in the file.
    func remarkDeleted(
        in handle: OpaquePointer,
        of container: [String] = []
    ) throws(NotAssessed) {
        _ = try rows(of: "PRAGMA freelist_count", in: handle) { row throws(NotAssessed) in
            guard sqlite3_column_int64(row, 0) > 0 else { return }
            outlet.note(.notAssessed, in: container, "pages of deleted rows")
        }
    }

    /// Pages times their size, by the header (sqlite.org/fileformat2.html, 1.3). Bytes.
    private static func promisedSize(_ bytes: Span<UInt8>) -> Int {
        guard bytes.count >= 100 else { return .max }
        let size = Int(bytes[16]) << 8 | Int(bytes[17])
        var pages = 0
        for index in 28..<32 { pages = pages << 8 | Int(bytes[index]) }
        return pages * (size == 1 ? 65_536 : size)
    }

    private static let broken = NotAssessed(.malformed, reason: "a database that cannot be read")

    /// Opens the database at an address that says how, and believes nothing of it.
    func opened(_ address: String) throws(NotAssessed) -> OpaquePointer {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        let status = sqlite3_open_v2(address, &handle, flags, nil)
        guard status == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw Self.broken
        }
        sqlite3_exec(handle, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON", nil, nil, nil)
        return handle
    }

    /// Names of the tables, in the order they were made.
    func tables(of handle: OpaquePointer) throws(NotAssessed) -> [String] {
        let query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
        var tables: [String] = []
        let status = try rows(of: query, in: handle) { row throws(NotAssessed) in
            tables.append(Self.text(row, 0))
        }
        guard status == SQLITE_DONE else { throw Self.broken }
        return tables
    }

    /// A name as SQL writes it.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// Rows between two words to the parent that work goes on.
    private static let rowsInSilence = 100_000

    /// Reads one table.
    ///
    /// - Parameter sample: how many rows, spread evenly over the table; nil for all.
    /// - Returns: how many rows were passed over.
    @discardableResult
    func read(
        _ table: String,
        of handle: OpaquePointer,
        in container: [String],
        sample: Int? = nil
    ) throws(NotAssessed) -> Int {
        let quoted = Self.quoted(table)
        let place = container + [table]
        let total = sample == nil ? 0 : try count(quoted, in: handle)
        var (number, taken) = (0, 0)
        let status = try rows(of: "SELECT * FROM \(quoted)", in: handle) {
            row throws(NotAssessed) in
            number += 1
            if number.isMultiple(of: Self.rowsInSilence) { outlet.sayAlive() }
            if let sample, sample < total {
                // Row n is taken where n times the share of the sample reaches the next whole.
                let isTaken = (number * sample) / total > ((number - 1) * sample) / total
                guard isTaken, taken < sample else { return }
            }
            taken += 1
            var fields: [Field] = []
            for column in 0..<sqlite3_column_count(row) {
                let name = sqlite3_column_name(row, column).map { String(cString: $0) } ?? ""
                let spot = Place(row: number, column: Int(column) + 1)
                let (text, form) = try value(
                    row,
                    column,
                    named: name,
                    in: place + ["row \(number)"]
                )
                fields.append(Field(name: name, text: text, place: spot, form: form))
            }
            try outlet.put(Record(index: 0, kind: .row, fields: fields), in: place)
        }
        if status != SQLITE_DONE {
            outlet.note(.notAssessed, in: place, "a table that could not be read to its end")
        }
        return number - taken
    }

    private func count(_ quoted: String, in handle: OpaquePointer) throws(NotAssessed) -> Int {
        var total = 0
        // Row by row: `count(*)` is one step to SQLite, and not a word would be said meanwhile.
        _ = try rows(of: "SELECT 1 FROM \(quoted)", in: handle) { _ throws(NotAssessed) in
            total += 1
            if total.isMultiple(of: Self.rowsInSilence) { outlet.sayAlive() }
        }
        return total
    }

    private func value(
        _ row: OpaquePointer,
        _ column: Int32,
        named name: String,
        in place: [String]
    ) throws(NotAssessed) -> (text: String, form: Field.Form) {
        switch sqlite3_column_type(row, column) {
        case SQLITE_NULL: return ("", .null)
        case SQLITE_INTEGER, SQLITE_FLOAT: return (Self.text(row, column), .number)
        case SQLITE_BLOB:
            let size = Int(sqlite3_column_bytes(row, column))
            guard size > 0, let start = sqlite3_column_blob(row, column) else { return ("", .null) }
            if countsCells { outlet.documentSize += size }
            let bytes = Array(UnsafeRawBufferPointer(start: start, count: size))
            let part = Part(bytes: bytes, name: name, container: place + [name])
            if part.format == .text { return (String(decoding: bytes, as: UTF8.self), .string) }
            // A picture, a document: whatever it is, it is read as what it is.
            try PartReader(outlet).readInner(part)
            return ("\(size) bytes", .string)
        default: return (Self.text(row, column), .string)
        }
    }

    static func text(_ row: OpaquePointer, _ column: Int32) -> String {
        guard let start = sqlite3_column_text(row, column) else { return "" }
        let size = Int(sqlite3_column_bytes(row, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: size), as: UTF8.self)
    }

    /// Runs a query.
    ///
    /// - Returns: SQLite's last word, `SQLITE_DONE` when all rows were visited.
    func rows(
        of query: String,
        in handle: OpaquePointer,
        _ visit: (OpaquePointer) throws(NotAssessed) -> Void
    ) throws(NotAssessed) -> Int32 {
        var statement: OpaquePointer?
        let prepared = sqlite3_prepare_v2(handle, query, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        guard prepared == SQLITE_OK, let statement else { return prepared }
        while true {
            let status = sqlite3_step(statement)
            guard status == SQLITE_ROW else { return status }
            try visit(statement)
        }
    }
}
