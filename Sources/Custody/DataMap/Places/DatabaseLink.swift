import CPostgreSQL
import Glibc

/// One session with a PostgreSQL server that may not write.
///
/// libpq blocks the thread that asks, so it has a thread of its own.
actor DatabaseLink {
    /// Hangs up when the last look at it is over.
    private final class Session {
        let raw: OpaquePointer
        init(_ raw: OpaquePointer) { self.raw = raw }
        deinit { PQfinish(raw) }
    }

    private let thread = ConfinementThread()
    private var session: Session?
    private var cursors = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init() {}

    /// Connects, and shuts off writing before anything else.
    static func opened(_ address: String, password: String?) async throws -> DatabaseLink {
        let link = DatabaseLink()
        try await link.connect(address, password)
        return link
    }

    private func connect(_ address: String, _ password: String?) throws {
        var words = ["dbname", "connect_timeout", "application_name", "options"]
        var values = [
            address, "10", "cordon",
            "-c default_transaction_read_only=on -c statement_timeout=600s",
        ]
        if let password {
            words.append("password")
            values.append(password)
        }
        let connection = Self.withCStrings(words) { words in
            Self.withCStrings(values) { values in PQconnectdbParams(words, values, 1) }
        }
        guard let connection else {
            throw DataMap.Unreachable(message: "The database could not be reached.")
        }
        session = Session(connection)
        guard PQstatus(connection) == CONNECTION_OK else {
            // What libpq says may hold the address; who asks knows it, and no log needs it.
            throw DataMap.Unreachable(
                message: "The database did not let us in. Check its address and credential."
            )
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try run("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        try run("SET client_encoding = 'UTF8'")
        // One picture for the whole visit, and no lock that keeps anybody from writing.
        try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// A name for one more cursor: several tables are read at the same time.
    func nextCursor() -> String {
        cursors += 1
        return "cordon_rows_\(cursors)"
    }

    /// Runs a statement of ours that answers nothing.
    func run(_ text: String) throws { _ = try answer(text) { _ in 0 } }

    /// The rows of an answer, as text; nil where a value is NULL.
    func rows(_ query: String) throws -> [[String?]] { try table(query).rows }

    /// The names of the columns of an answer, and its rows.
    func table(_ query: String) throws -> (columns: [String], rows: [[String?]]) {
        try answer(query) { result in
            let columns = (0..<PQnfields(result)).map { column in
                PQfname(result, column).map { String(cString: $0) } ?? ""
            }
            let rows = (0..<PQntuples(result)).map { row in
                columns.indices.map { column -> String? in
                    let column = Int32(column)
                    guard PQgetisnull(result, row, column) == 0,
                        let start = PQgetvalue(result, row, column)
                    else { return nil }
                    let count = Int(PQgetlength(result, row, column))
                    let bytes = UnsafeRawBufferPointer(start: start, count: count)
                    return String(decoding: bytes, as: UTF8.self)
                }
            }
            return (columns, rows)
        }
    }

    private func answer<T>(_ text: String, _ read: (OpaquePointer) -> T) throws -> T {
        guard let session, let result = PQexec(session.raw, text) else {
            throw DataMap.Unreachable(message: "The database no longer answers.")
        }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return read(result)
        default:
            throw DataMap.Unreachable(message: "The database did not answer a question of ours.")
        }
    }

    /// A name as SQL writes it.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// A text as SQL writes it, with standard strings.
    static func literal(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    private static func withCStrings<T>(
        _ strings: [String],
        _ body: ([UnsafePointer<CChar>?]) -> T
    ) -> T {
        let copies = strings.map { $0.withCString { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        return body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
    }
}
