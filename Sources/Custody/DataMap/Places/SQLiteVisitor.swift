import Documents
import Glibc

/// Walks through a SQLite database, table by table.
struct SQLiteVisitor: DataMap.Visitor {
    private let file: SQLiteFile
    private let sample: Int?

    init(path: String, sample: Int?, box: Confinement = Confinement()) {
        file = SQLiteFile(path: path, box: box)
        self.sample = sample
    }

    /// Tables that are listed.
    private static let tablesMax = 100_000

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        var status = stat()
        guard stat(file.path, &status) == 0 else {
            throw DataMap.Unreachable(message: "The database is not there any more.")
        }
        var tables: [String] = []
        var remarks: [String] = []
        do {
            let notices = try await file.ask(["tables"]) { record in
                guard tables.count < Self.tablesMax, let name = record.fields.first?.text else {
                    throw NotAssessed(.limit, reason: "it holds more tables than are read")
                }
                tables.append(name)
            }
            remarks = notices.filter(\.leavesDoubt).map(\.detail)
        } catch let refusal as NotAssessed {
            throw DataMap.Unreachable(message: "The database cannot be read: \(refusal.reason).")
        }
        // SQLite counts changes by file and not by table, so one that was written to is looked
        // into whole, and the digests of its rows tell which of its tables are others now.
        let hint = "\(file.state):\(sample ?? 0)"
        let list = AccessList(of: file.path)
        let opening = FolderVisitor(root: file.path, spared: []).opening(above: file.path)
        let exposure = opening.exposure(of: status.st_mode, list)
        let mode = String(status.st_mode & 0o7777, radix: 8)
        let rights = "uid=\(status.st_uid) gid=\(status.st_gid) mode=\(mode)" + list.words
        func sighting(_ path: String) -> DataMap.Sighting {
            DataMap.Sighting(
                path: path,
                hint: hint + ":" + rights,
                exposure: exposure,
                rights: rights,
                bytes: 0
            )
        }
        if file.breaksOff { remarks.append("a database that breaks off") }
        // What lies in the file and in no table is an item of its own, so that no table is called
        // half read for it.
        if let first = remarks.first {
            var name = "(\(first))"
            while tables.contains(name) { name = "(\(name))" }
            var rest = sighting(name)
            rest.obstacle = remarks.joined(separator: "; ")
            try await each(rest)
        }
        for table in tables { try await each(sighting(table)) }
    }

    func hold(_ sighting: DataMap.Sighting) async throws -> DataMap.Handout {
        var keys: [String] = []
        _ = try await file.ask(["keys", sighting.path]) { record in
            keys += record.fields.map(\.text)
        }
        return .rows(Rows(file: file, table: sighting.path, sample: sample), keys: keys)
    }

    /// One table, as a source of rows.
    struct Rows: DataMap.RowSource {
        let file: SQLiteFile
        let table: String
        let sample: Int?

        func read(_ each: (Record) async throws -> Void) async throws -> DataMap.Unseen {
            let words = ["rows", table] + (sample.map { ["\($0)"] } ?? [])
            let notices = try await file.ask(words, each: each)
            let beside = notices.filter { $0.kind == .limited }.reduce(0) { $0 + $1.count }
            let doubt = notices.first { $0.kind == .notAssessed }
            return DataMap.Unseen(rows: beside, doubt: doubt?.detail)
        }
    }
}
