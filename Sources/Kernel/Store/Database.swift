/// One connection inside one transaction: what a command reads and a projection writes.
///
/// Synchronous on purpose: nothing may be suspended between a check and the act it permits.
package struct Database {
    let connection: any Connection

    package var dialect: Dialect { connection.dialect }

    /// Runs `statement`; returns how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws -> Int {
        try connection.execute(statement)
    }

    /// All rows that `query` answers. Bound the query: rows are held in memory.
    package func rows(_ query: SQL) throws -> [Row] { try connection.rows(query) }

    /// The first row that `query` answers, or nil.
    package func row(_ query: SQL) throws -> Row? { try connection.rows(query).first }

    /// The number in the first column of the first row.
    package func count(_ query: SQL) throws -> Int {
        guard let row = try row(query) else { return 0 }
        return row.int(0)
    }
}

/// What a store's driver can do; SQLite's and PostgreSQL's both conform.
protocol Connection {
    var dialect: Dialect { get }
    func execute(_ statement: SQL) throws -> Int
    func rows(_ query: SQL) throws -> [Row]
}

/// One row of an answer, read by position, in the order that the query names its columns.
///
/// A column of another type than asked is damage or a mistake in our code; both stop here.
package struct Row: Sendable, Hashable {
    package let values: [Value]

    package func text(_ column: Int) -> String {
        guard case .text(let text) = values[column] else { wrong(column, "text") }
        return text
    }

    package func int(_ column: Int) -> Int {
        guard case .integer(let number) = values[column] else { wrong(column, "an integer") }
        return Int(number)
    }

    package func real(_ column: Int) -> Double {
        switch values[column] {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: wrong(column, "a number")
        }
    }

    package func blob(_ column: Int) -> [UInt8] {
        guard case .blob(let bytes) = values[column] else { wrong(column, "bytes") }
        return bytes
    }

    package func bool(_ column: Int) -> Bool { int(column) != 0 }

    package func id<Subject>(_ column: Int, of: Subject.Type = Subject.self) -> ID<Subject> {
        guard let id = ID<Subject>(text(column)) else { wrong(column, "an identifier") }
        return id
    }

    package func isNull(_ column: Int) -> Bool { values[column] == .null }

    /// nil where the column is NULL, else what `read` makes of it.
    package func optional<T>(_ column: Int, _ read: (Row) -> (Int) -> T) -> T? {
        isNull(column) ? nil : read(self)(column)
    }

    private func wrong(_ column: Int, _ wanted: String) -> Never {
        preconditionFailure("column \(column) of the answer is not \(wanted)")
    }
}
