import CSQLite
import Documents
import Glibc

/// Answers one question about a database that the box shows where it lies, and ends.
///
/// The words are `database ADDRESS tables`, `database ADDRESS keys TABLE`, or `database ADDRESS
/// rows TABLE [SAMPLE]`; whoever starts the reader gives them.
struct DatabaseVisit {
    private let outlet: Outlet

    init(on port: Port) {
        var limits = Limits()
        // A table is as long as it is. Nothing of it is kept, and its reader has limits of its own
        // on memory and time.
        (limits.outputSizeMax, limits.partsMax, limits.unpackedSizeMax) = (.max, .max, .max)
        outlet = Outlet(limits: limits, port: port)
    }

    func run(_ words: [String]) {
        do throws(NotAssessed) {
            try answer(words)
            _ = outlet.close(with: .finished(.sqlite))
        } catch {
            _ = outlet.close(with: .refused(error))
        }
    }

    private func answer(_ words: [String]) throws(NotAssessed) {
        guard words.count >= 3, words[0] == "database" else { exit(2) }
        let reader = DatabaseReader(outlet, countsCells: true)
        let handle = try reader.opened(words[1])
        defer { sqlite3_close_v2(handle) }
        // One picture of the database for all that is asked here.
        guard sqlite3_exec(handle, "BEGIN", nil, nil, nil) == SQLITE_OK else { exit(2) }
        switch (words[2], words.count) {
        case ("tables", 3):
            for table in try reader.tables(of: handle) { try put("table", [table]) }
            try reader.remarkDeleted(in: handle)
        case ("keys", 4):
            try put("key", keys(of: words[3], reader, handle))
        case ("rows", 4...5):
            let sample = words.count > 4 ? Int(words[4]) : nil
            let beside = try reader.read(words[3], of: handle, in: [], sample: sample)
            if beside > 0 {
                outlet.note(.limited, in: [words[3]], count: beside, "rows beside the sample")
            }
        default: exit(2)
        }
    }

    private func put(_ name: String, _ texts: [String]) throws(NotAssessed) {
        let fields = texts.map { Field(name: name, text: $0, place: Place()) }
        try outlet.put(Record(index: 0, kind: .object, fields: fields))
    }

    // MARK: Keys

    /// Key columns and references to other tables, in the words of a schema.
    private func keys(
        of table: String,
        _ reader: DatabaseReader,
        _ handle: OpaquePointer
    ) throws(NotAssessed) -> [String] {
        let quoted = DatabaseReader.quoted(table)
        var primary: [(place: Int, name: String)] = []
        _ = try reader.rows(of: "PRAGMA table_info(\(quoted))", in: handle) {
            row throws(NotAssessed) in
            let place = Int(sqlite3_column_int64(row, 5))
            if place > 0 { primary.append((place, DatabaseReader.text(row, 1))) }
        }
        primary.sort { $0.place < $1.place }
        let names = primary.map(\.name).joined(separator: ", ")
        return (names.isEmpty ? [] : ["PRIMARY KEY (\(names))"])
            + (try unique(of: quoted, reader, handle))
            + (try references(of: quoted, reader, handle))
    }

    private func unique(
        of quoted: String,
        _ reader: DatabaseReader,
        _ handle: OpaquePointer
    ) throws(NotAssessed) -> [String] {
        var indexes: [String] = []
        _ = try reader.rows(of: "PRAGMA index_list(\(quoted))", in: handle) {
            row throws(NotAssessed) in
            let isUnique = sqlite3_column_int64(row, 2) == 1
            // `pk` was told already.
            if isUnique, DatabaseReader.text(row, 3) != "pk" {
                indexes.append(DatabaseReader.text(row, 1))
            }
        }
        var found: [String] = []
        for index in indexes.sorted() {
            var columns: [String] = []
            let query = "PRAGMA index_info(\(DatabaseReader.quoted(index)))"
            _ = try reader.rows(of: query, in: handle) { row throws(NotAssessed) in
                columns.append(DatabaseReader.text(row, 2))
            }
            found.append("UNIQUE (\(columns.joined(separator: ", ")))")
        }
        return found
    }

    private func references(
        of quoted: String,
        _ reader: DatabaseReader,
        _ handle: OpaquePointer
    ) throws(NotAssessed) -> [String] {
        // One row a column: those of one number are one reference.
        var found: [Int: (table: String, from: [String], to: [String])] = [:]
        _ = try reader.rows(of: "PRAGMA foreign_key_list(\(quoted))", in: handle) {
            row throws(NotAssessed) in
            let number = Int(sqlite3_column_int64(row, 0))
            var key = found[number] ?? (DatabaseReader.text(row, 2), [], [])
            key.from.append(DatabaseReader.text(row, 3))
            let target = DatabaseReader.text(row, 4)
            // Without a word about columns, it is the other table's key.
            if !target.isEmpty { key.to.append(target) }
            found[number] = key
        }
        return found.sorted { $0.key < $1.key }.map { _, key in
            let target = key.to.isEmpty ? "" : "(\(key.to.joined(separator: ", ")))"
            return "FOREIGN KEY (\(key.from.joined(separator: ", "))) "
                + "REFERENCES \(key.table)\(target)"
        }
    }
}
