import CPostgreSQL

/// What PostgreSQL said no to, by its SQLSTATE (PostgreSQL 15, appendix A).
struct PostgreSQLRefusal: Error {
    let state: String
    let message: String

    /// Whether running the transaction again for the `attempt`th time may end better: two replicas
    /// met (serialisation failure, deadlock), or stored the same unique key at once, in which case
    /// the next look finds the other's row.
    func isWorthRepeating(after attempt: Int) -> Bool {
        switch state {
        case "40001", "40P01": attempt < ReplicatedStore.attemptsMax
        case "23505": attempt < 3
        default: false
        }
    }

    var broken: Broken {
        switch state {
        case "53100":
            Broken(
                .diskFull,
                "The database's disk is full; nothing of this change was stored.",
                detail: message
            )
        case "40001", "40P01":
            Broken(.overloaded, "Too many changes collided; try again shortly.", detail: message)
        default:
            Broken(
                .storeUnavailable,
                "PostgreSQL did not accept this. Check that it runs and is reachable.",
                detail: "SQLSTATE \(state): \(message)"
            )
        }
    }
}

/// One libpq connection: statements prepared once, values and answers in binary form.
///
/// Not `Sendable`: it belongs to the one queue that made it its own.
final class PostgreSQLConnection: Connection {
    private let url: String
    private var raw: OpaquePointer?
    private var prepared: [String: String] = [:]

    var dialect: Dialect { .postgresql }

    init(url: String) throws {
        self.url = url
        try connect()
    }

    deinit { if let raw { PQfinish(raw) } }

    func close() {
        if let raw { PQfinish(raw) }
        raw = nil
    }

    private func connect() throws {
        let fresh = PQconnectdb(url)
        guard let fresh, PQstatus(fresh) == CONNECTION_OK else {
            let reason = fresh.map { String(cString: PQerrorMessage($0)) } ?? "no memory"
            if let fresh { PQfinish(fresh) }
            throw Broken(
                .storeUnavailable,
                "Could not reach PostgreSQL. Check the address and that it runs.",
                detail: reason
            )
        }
        PQsetNoticeProcessor(fresh, { _, _ in }, nil)
        raw = fresh
        prepared = [:]
        try run("SET synchronous_commit = on")
    }

    /// Ends a transaction that failed; a lost connection is made again at the next statement.
    func giveUp() {
        guard let raw, PQstatus(raw) == CONNECTION_OK else { return close() }
        if PQtransactionStatus(raw) != PQTRANS_IDLE { try? run("ROLLBACK") }
    }

    /// Runs one statement of ours without holes.
    func run(_ text: String) throws {
        if raw == nil { try connect() }
        _ = try checked(PQexec(raw, text))
    }

    func execute(_ statement: SQL) throws -> Int {
        let answer = try perform(statement)
        return withExtendedLifetime(answer) { Int(String(cString: PQcmdTuples(answer.raw))) ?? 0 }
    }

    func rows(_ query: SQL) throws -> [Row] {
        let answer = try perform(query)
        return try withExtendedLifetime(answer) { try Self.rows(of: answer.raw) }
    }

    private static func rows(of answer: OpaquePointer) throws -> [Row] {
        let types = (0..<PQnfields(answer)).map { PQftype(answer, $0) }
        return try (0..<PQntuples(answer)).map { row in
            Row(
                values: try types.indices.map { column in
                    let column = Int32(column)
                    guard PQgetisnull(answer, row, column) == 0,
                        let start = PQgetvalue(answer, row, column)
                    else { return .null }
                    let count = Int(PQgetlength(answer, row, column))
                    return try Value(
                        binary: UnsafeRawBufferPointer(start: start, count: count),
                        type: types[Int(column)]
                    )
                }
            )
        }
    }

    private func perform(_ statement: SQL) throws -> Answer {
        if raw == nil { try connect() }
        let name = try prepare(statement.rendered(for: .postgresql), statement.values)
        let encoded = statement.values.map(\.binary)
        // libpq reads the parameters only during the call: one buffer for all of them.
        let flat = encoded.flatMap { $0 ?? [] }
        return try flat.withUnsafeBufferPointer { buffer in
            var offset = 0
            var lengths: [Int32] = []
            // A NULL pointer means SQL NULL, so even an empty value needs a pointer to something.
            var empty: CChar = 0
            return try withUnsafePointer(to: &empty) { nothing in
                var pointers: [UnsafePointer<CChar>?] = []
                for bytes in encoded {
                    lengths.append(Int32(bytes?.count ?? 0))
                    guard let bytes else {
                        pointers.append(nil)
                        continue
                    }
                    let start = buffer.baseAddress.map {
                        UnsafeRawPointer($0 + offset).assumingMemoryBound(to: CChar.self)
                    }
                    pointers.append(bytes.isEmpty ? nothing : start)
                    offset += bytes.count
                }
                let formats = [Int32](repeating: 1, count: encoded.count)
                return try checked(
                    PQexecPrepared(raw, name, Int32(encoded.count), pointers, lengths, formats, 1)
                )
            }
        }
    }

    /// Statements kept ready on a connection; ours are literals, so there are not many.
    private static let preparedMax = 1_000

    private func prepare(_ text: String, _ values: [Value]) throws -> String {
        let types = values.map(\.type)
        let key = text + types.map { " \($0)" }.joined()
        if let name = prepared[key] { return name }
        if prepared.count >= Self.preparedMax {
            try run("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        _ = try checked(PQprepare(raw, name, text, Int32(types.count), types))
        prepared[key] = name
        return name
    }

    private func checked(_ result: OpaquePointer?) throws -> Answer {
        guard let result else {
            throw PostgreSQLRefusal(state: "08006", message: "no answer from the server")
        }
        let answer = Answer(raw: result)
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return answer
        default:
            let state = PQresultErrorField(result, 67).map { String(cString: $0) }
            // The primary message names tables and constraints; the detail would name values.
            let message = PQresultErrorField(result, 77).map { String(cString: $0) }
            throw PostgreSQLRefusal(state: state ?? "08006", message: message ?? "connection lost")
        }
    }

    /// Frees libpq's answer when the last look at it is over.
    private final class Answer {
        let raw: OpaquePointer
        init(raw: OpaquePointer) { self.raw = raw }
        deinit { PQclear(raw) }
    }
}

/// PostgreSQL's type numbers (`pg_type.dat`) of the few types that we use.
private enum TypeNumber {
    static let boolean: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float8: Oid = 701
    static let varchar: Oid = 1043
    static let name: Oid = 19
}

extension Value {
    fileprivate var type: Oid {
        switch self {
        case .integer: TypeNumber.int8
        case .real: TypeNumber.float8
        case .text: TypeNumber.text
        case .blob: TypeNumber.bytea
        // PostgreSQL infers the type of a NULL from where it stands.
        case .null: 0
        }
    }

    fileprivate var binary: [UInt8]? {
        switch self {
        case .null: nil
        case .integer(let number): number.bigEndianBytes
        case .real(let number): number.bitPattern.bigEndianBytes
        case .text(let text): [UInt8](text.utf8)
        case .blob(let bytes): bytes
        }
    }

    fileprivate init(binary: UnsafeRawBufferPointer, type: Oid) throws {
        switch type {
        case TypeNumber.int8: self = .integer(Int64(bitPattern: UInt64(bigEndian: binary)))
        case TypeNumber.int4:
            self = .integer(Int64(Int32(truncatingIfNeeded: UInt64(bigEndian: binary))))
        case TypeNumber.boolean: self = .integer(binary.first == 1 ? 1 : 0)
        case TypeNumber.float8: self = .real(Double(bitPattern: UInt64(bigEndian: binary)))
        case TypeNumber.text, TypeNumber.varchar, TypeNumber.name:
            self = .text(String(decoding: binary, as: UTF8.self))
        case TypeNumber.bytea: self = .blob([UInt8](binary))
        default:
            preconditionFailure("a query answered with type \(type), outside the common dialect")
        }
    }
}
