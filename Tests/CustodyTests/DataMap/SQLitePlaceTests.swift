import Documents
import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A SQLite database as a place")
struct SQLitePlaceTests {
    private static let schema = """
        CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE, pay INTEGER);
        CREATE TABLE leave (ref INTEGER REFERENCES staff, day TEXT, reason TEXT,
            PRIMARY KEY (ref, day)) WITHOUT ROWID;
        CREATE TABLE ward (a INTEGER, b INTEGER, photo BLOB,
            FOREIGN KEY (a, b) REFERENCES leave(ref, day));
        INSERT INTO staff VALUES (1, 'Anna Schmidt', 'anna.schmidt@harbour.example', 52000),
            (2, 'Linda Nelson', 'linda.nelson@harbour.example', 61000),
            (3, 'Marco Rossi', 'marco.rossi@harbour.example', 47000);
        INSERT INTO leave VALUES (1, '2026-03-01', 'ill with asthma');
        """

    /// A database in the fixture's folder, made by SQLite's own program.
    private func make(_ statements: String, in fixture: MapHome) throws -> String {
        let path = fixture.data + "/hr.db"
        let process = Child()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2])",
            path, statements,
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return path
    }

    @Test("is read table by table, with its keys, whole or sampled", arguments: [nil, 2])
    func reads(sample: Int?) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make(Self.schema, in: fixture)
        let before = try Data(contentsOf: URL(filePath: path))
        let home = try await fixture.home()
        let source = try await fixture.add(path, sample: sample, in: home)
        #expect(source.kind == .sqlite)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.items == 3)
        #expect(outcome.unread == (sample == nil ? 0 : 1))
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.people == (sample ?? 3))
        #expect(area.records == 4)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.data) == ["hr.db"])
        let again = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(again.unchanged == 3)
        try await home.close()
    }

    @Test("tells keys and references in the words of a schema", arguments: [
        ("staff", ["PRIMARY KEY (id)", "UNIQUE (email)"]),
        ("leave", ["PRIMARY KEY (ref, day)", "FOREIGN KEY (ref) REFERENCES staff"]),
        ("ward", ["FOREIGN KEY (a, b) REFERENCES leave(ref, day)"]),
    ])
    func keys(table: String, expected: [String]) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let visitor = SQLiteVisitor(path: try make(Self.schema, in: fixture), sample: nil)
        guard case .rows(_, let keys) = try await visitor.hold(
            DataMap.Sighting(path: table, hint: "", exposure: .owner, rights: "", bytes: 0)
        ) else { return #expect(Bool(false), "a table has rows") }
        #expect(keys == expected)
    }

    @Test("is read as its writers last left it, while they write", arguments: [true, false])
    func readsWhileWritten(hasWriter: Bool) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make("PRAGMA journal_mode = WAL;" + Self.schema, in: fixture)
        // A writer that has committed to the log, and folded none of it into the database yet.
        let script = """
            import sqlite3, sys
            c = sqlite3.connect(sys.argv[1])
            c.execute("PRAGMA wal_autocheckpoint = 0")
            c.execute("INSERT INTO staff VALUES (4, 'Zoe Miller', 'zoe@harbour.example', 1)")
            c.commit()
            print("written", flush=True)
            sys.stdin.read()
            """
        let writer = Child()
        let (input, output) = (Pipe(), Pipe())
        if hasWriter {
            writer.executableURL = URL(filePath: "/usr/bin/python3")
            writer.arguments = ["-c", script, path]
            writer.standardInput = input
            writer.standardOutput = output
            try writer.run()
            _ = output.fileHandleForReading.availableData
        }
        let rows = SQLiteVisitor.Rows(file: SQLiteFile(path: path), table: "staff", sample: nil)
        var names: [String] = []
        let unseen = try await rows.read { names.append($0.fields[1].text) }
        #expect(names.count == (hasWriter ? 4 : 3))
        #expect(unseen.words == nil)
        if hasWriter {
            // Not asked but ended: it may have been started with signals blocked.
            kill(writer.processIdentifier, SIGKILL)
            writer.waitUntilExit()
        }
    }

    @Test("spreads a sample over the whole table, and says how many rows it passed over",
        arguments: [(10, 1), (1_000, 7), (1_000, 999), (3, 3), (3, 50), (0, 5)])
    func samples(count: Int, sample: Int) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make(
            """
            CREATE TABLE t (n INTEGER);
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < \(count))
            INSERT INTO t SELECT n FROM s WHERE \(count) > 0;
            """,
            in: fixture
        )
        let rows = SQLiteVisitor.Rows(file: SQLiteFile(path: path), table: "t", sample: sample)
        var numbers: [Int] = []
        let unseen = try await rows.read { numbers.append(Int($0.fields[0].text) ?? 0) }
        #expect(numbers.count == min(count, sample))
        #expect(unseen.rows == max(0, count - sample))
        if sample < count { #expect((numbers.last ?? 0) > count - count / sample - 1) }
    }

    @Test("that is broken, or no database at all, is refused and not called clean")
    func broken() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make(Self.schema, in: fixture)
        var bytes = try Data(contentsOf: URL(filePath: path))
        for place in stride(from: 100, to: bytes.count, by: 3) { bytes[place] ^= 0x5A }
        try bytes.write(to: URL(filePath: path))
        let visitor = SQLiteVisitor(path: path, sample: nil)
        await #expect(throws: DataMap.Unreachable.self) { try await visitor.walk { _ in } }
    }

    @Test("that was spoiled is read or refused, and nothing dies of it", arguments: 0..<24)
    func spoiled(number: Int) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make(Self.schema, in: fixture)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        let mutant = HostileCorpus.mutant(of: bytes, number, Array("archive".utf8))
        // What no longer begins as a database is no place of this kind.
        try Data(bytes.prefix(16) + mutant.dropFirst(16)).write(to: URL(filePath: path))
        let home = try await fixture.home()
        let source = try await fixture.add(path, in: home)
        do {
            let outcome = try await fixture.scan(in: home).run(source, as: .owner)
            #expect(outcome.items > 0)
        } catch is DataMap.Unreachable {
            let area = try await fixture.chart(in: home).areas.first
            #expect(area?.scanned == nil, "what could not be opened is not called scanned")
        }
        try await home.close()
    }

    @Test("with deleted rows is not called whole for its tables alone")
    func deleted() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let path = try make(
            Self.schema + "CREATE TABLE old (n TEXT); INSERT INTO old VALUES ('x');"
                + "DROP TABLE old;",
            in: fixture
        )
        var seen: [DataMap.Sighting] = []
        try await SQLiteVisitor(path: path, sample: nil).walk { seen.append($0) }
        #expect(
            seen.map(\.path) == ["(pages of deleted rows)", "staff", "leave", "ward"]
        )
        #expect(seen.map(\.obstacle) == ["pages of deleted rows", nil, nil, nil])
    }

    @Test("documents in its cells are read as what they are")
    func readsCells() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let page = "<p>Linda Nelson, linda.nelson@harbour.example</p>"
        let cell = "<!doctype html><html><body>\(page)</body></html>".utf8
            .map { String(format: "%02x", $0) }.joined()
        let path = try make(
            """
            CREATE TABLE files (name TEXT, content BLOB);
            INSERT INTO files VALUES ('a', x'\(cell)');
            """,
            in: fixture
        )
        let home = try await fixture.home()
        let source = try await fixture.add(path, in: home)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.unread == 0)
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.labels.contains { $0.label == "EMAIL" })
        try await home.close()
    }
}
