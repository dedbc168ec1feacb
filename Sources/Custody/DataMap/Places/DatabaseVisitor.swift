import Documents

/// Walks through a PostgreSQL database, table by table, in one read-only picture of it.
///
/// The server is told that the session may not write before anything else is said, and every query
/// is one of ours with quoted names: nothing in the database is run. Rows are sampled where a
/// number is given, from the whole table and not from its beginning.
struct DatabaseVisitor: DataMap.Visitor {
    private let link: DatabaseLink
    private let sample: Int?

    /// - Throws: `DataMap.Unreachable` when nobody answers, or the answer is no.
    init(address: String, password: String?, sample: Int?) async throws {
        link = try await DatabaseLink.opened(address, password: password)
        self.sample = sample
    }

    /// Tables that are listed.
    private static let tablesMax = 100_000

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        // What is counted in pg_stat tells whether to look again; no promise, hence a hint.
        let tables = try await link.rows(
            """
            SELECT n.nspname, c.relname, pg_relation_size(c.oid)::text,
                coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0)::text, c.relfilenode::text,
                has_table_privilege(c.oid, 'SELECT')::text,
                coalesce((SELECT bool_or(a.grantee = 0) FROM aclexplode(c.relacl) a
                    WHERE a.privilege_type = 'SELECT'), false)::text,
                coalesce((SELECT count(DISTINCT a.grantee) FROM aclexplode(c.relacl) a
                    WHERE a.privilege_type = 'SELECT' AND a.grantee <> c.relowner), 0)::text,
                (c.reltuples::bigint)::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%'
                AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid)
            ORDER BY n.nspname, c.relname LIMIT \(Self.tablesMax)
            """
        )
        for row in tables {
            let values = row.map { $0 ?? "" }
            let exposure: DataMap.Exposure =
                values[6] == "true" ? .everyone : values[7] != "0" ? .group : .owner
            let rights = values[6] == "true" ? "granted to PUBLIC" : "granted to \(values[7]) roles"
            try await each(
                DataMap.Sighting(
                    path: values[0] + "." + values[1],
                    hint: "\(values[2]):\(values[3]):\(values[4]):\(rights):\(sample ?? 0)",
                    exposure: exposure,
                    rights: rights,
                    bytes: Int(values[2]) ?? 0,
                    changed: nil,
                    obstacle: values[5] == "true" ? nil : "this role may not read the table"
                )
            )
        }
    }

    func hold(_ sighting: DataMap.Sighting) async throws -> DataMap.Handout {
        guard let dot = sighting.path.firstIndex(of: ".") else {
            throw NotAssessed(.malformed, reason: "the table has no name")
        }
        let table = DatabaseTable(
            schema: String(sighting.path[..<dot]),
            name: String(sighting.path[sighting.path.index(after: dot)...]),
            sample: sample,
            link: link
        )
        return .rows(table, keys: try await table.keys())
    }
}

/// One table of a PostgreSQL database, as a source of rows.
struct DatabaseTable: DataMap.RowSource {
    let schema: String
    let name: String
    let sample: Int?
    let link: DatabaseLink

    /// Rows fetched at a time.
    private static let pageMax = 500
    /// Longest value that is searched. Bytes.
    private static let valueMax = 1 << 20

    private var quoted: String { DatabaseLink.quoted(schema) + "." + DatabaseLink.quoted(name) }

    /// Key columns and references to other tables, in the words of the schema.
    func keys() async throws -> [String] {
        try await link.rows(
            """
            SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
            WHERE k.conrelid = \(DatabaseLink.literal(quoted))::regclass
                AND k.contype IN ('p', 'f', 'u')
            ORDER BY k.contype DESC, k.conname LIMIT 200
            """
        ).compactMap { $0.first ?? nil }
    }

    func read(_ each: (Record) async throws -> Void) async throws -> DataMap.Unseen {
        let count = try await link.rows("SELECT count(*)::text FROM \(quoted)")
        let total = count.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
        // The same rows each time, from all over the table: its pages do not fall in an order
        // that means anything, and a hash of the row is as good as a draw.
        let choice =
            sample.map { "WHERE true ORDER BY md5(ctid::text) LIMIT \($0)" } ?? ""
        let cursor = await link.nextCursor()
        let rows = "SELECT * FROM \(quoted) \(choice)"
        try await link.run("DECLARE \(cursor) NO SCROLL CURSOR FOR \(rows)")
        var number = 0
        while true {
            let page = try await link.table("FETCH FORWARD \(Self.pageMax) FROM \(cursor)")
            for row in page.rows {
                number += 1
                let fields = zip(page.columns, row).enumerated().map { column, cell in
                    Field(
                        name: cell.0,
                        text: cell.1.map { String($0.prefix(Self.valueMax)) } ?? "",
                        place: Place(container: [schema, name], row: number, column: column + 1),
                        form: cell.1 == nil ? .null : .string
                    )
                }
                try await each(Record(index: number - 1, kind: .row, fields: fields))
            }
            if page.rows.count < Self.pageMax { break }
        }
        try await link.run("CLOSE \(cursor)")
        return DataMap.Unseen(rows: max(0, total - number))
    }
}
