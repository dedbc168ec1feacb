import Foundation
import GRDB

/// SQLite's side of the dialect: statements are prepared once and kept by GRDB.
struct SQLiteConnection: Connection {
    let raw: GRDB.Database

    var dialect: Dialect { .sqlite }

    func execute(_ statement: SQL) throws -> Int {
        let prepared = try raw.cachedStatement(sql: statement.rendered(for: .sqlite))
        try prepared.execute(arguments: statement.arguments)
        return raw.changesCount
    }

    func rows(_ query: SQL) throws -> [Row] {
        let prepared = try raw.cachedStatement(sql: query.rendered(for: .sqlite))
        let cursor = try GRDB.Row.fetchCursor(prepared, arguments: query.arguments)
        var rows: [Row] = []
        while let row = try cursor.next() {
            rows.append(Row(values: row.databaseValues.map(Value.init(stored:))))
        }
        return rows
    }

    /// Runs one statement of ours without holes.
    func run(_ text: String) throws {
        try statement(text).execute()
    }

    /// One statement of ours without holes, prepared.
    func statement(_ text: String) throws -> Statement {
        try raw.cachedStatement(sql: text)
    }
}

extension SQL {
    /// As optionals, since GRDB reads a sequence of plain values through a key path that it makes
    /// anew each time: half of what a small statement costs.
    fileprivate var arguments: StatementArguments {
        StatementArguments(values.map { $0.stored as (any DatabaseValueConvertible)? })
    }
}

extension Value {
    fileprivate var stored: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    fileprivate init(stored: DatabaseValue) {
        self =
            switch stored.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob([UInt8](data))
            }
    }
}

extension Broken {
    /// SQLite's failure in two voices; its message names tables and columns, never values.
    init(_ error: DatabaseError, doing what: String) {
        let detail = "could not \(what): SQLite \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull,
                "The disk is full; nothing of this change was stored. Free space and try again.",
                detail: detail
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .storeDamaged,
                "The database file is damaged. Restore it, then run `cordon doctor`.",
                detail: detail
            )
        case .SQLITE_CONSTRAINT:
            self.init(
                .storeDamaged,
                "The database refused a row that breaks its own rules.",
                detail: detail + " " + (error.message ?? "")
            )
        default:
            self.init(
                .storeUnavailable,
                "The database did not answer. Check the disk, then run `cordon doctor`.",
                detail: detail + " " + (error.message ?? "")
            )
        }
    }
}
