import Foundation
import Support
import Synchronization
import Testing

@testable import Kernel

@Suite("A store")
struct StoreTests {
    private static let table = Table(
        "box_item",
        columns: [.integer("n"), .text("t").optional, .real("r").optional, .blob("b").optional],
        key: ["n"]
    )

    private func store(_ dialect: Dialect, _ fixture: Fixture) async throws -> any Store {
        let store: any Store =
            switch dialect {
            case .sqlite: try EmbeddedStore(path: fixture.path)
            case .postgresql: try ReplicatedStore(url: fixture.database ?? "")
            }
        try await store.write { db in
            for statement in Self.table.creation(for: db.dialect) { try db.execute(statement) }
        }
        return store
    }

    @Test("gives back every kind of value as it was", arguments: Dialect.allCases)
    func keeps(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let store = try await store(dialect, fixture)
        let rows: [[Value]] = [
            [.integer(.min), .text("x\"\u{301}'; DROP TABLE box_item"), .real(-0.5), .blob([])],
            [.integer(.max), .null, .null, .null],
            [.integer(0), .text(""), .real(.greatestFiniteMagnitude), .blob([0, 255, 10])],
        ]
        try await store.write { db in
            for row in rows {
                try db.execute(
                    """
                    INSERT INTO box_item (n, t, r, b)
                    VALUES (\(row[0]), \(row[1]), \(row[2]), \(row[3]))
                    """
                )
            }
        }
        let read = try await store.read { db in
            try db.rows("SELECT n, t, r, b FROM box_item ORDER BY n").map(\.values)
        }
        #expect(read == [rows[0], rows[2], rows[1]])
        try store.close()
    }

    @Test("binds holes by their place, whatever their order", arguments: Dialect.allCases)
    func binds(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let store = try await store(dialect, fixture)
        let part: SQL = "n <> \(7) AND t = \("a")"
        let count = try await store.write { db in
            try db.execute("INSERT INTO box_item (t, n) VALUES (\("a"), \(1))")
            return try db.count("SELECT count(*) FROM box_item WHERE \(part) AND n = \(1)")
        }
        #expect(count == 1)
        try store.close()
    }

    @Test("one failing write never fails its neighbours", arguments: Dialect.allCases)
    func isolates(dialect: Dialect) async throws {
        struct No: Error {}
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let store = try await store(dialect, fixture)
        let failures = await withTaskGroup(of: Bool.self) { group in
            for n in 0..<200 {
                group.addTask {
                    do {
                        try await store.write { db in
                            try db.execute("INSERT INTO box_item (n) VALUES (\(n))")
                            if n % 3 == 0 { throw No() }
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let kept = try await store.read { try $0.count("SELECT count(*) FROM box_item") }
        #expect(failures == 67)
        #expect(kept == 133)
        try store.close()
    }

    @Test("flushes every commit to the disk")
    func flushes() throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let store = try EmbeddedStore(path: fixture.path)
        let level = try store.writeNow { db in try db.count("PRAGMA synchronous") }
        let mode = try store.readNow { db in try db.row("PRAGMA journal_mode")?.text(0) }
        #expect(level == 2)
        #expect(mode == "wal")
        try store.close()
    }

    @Test(
        "a commit that fails reaches every caller of its batch, stored or not",
        arguments: ["store.commit.before", "store.commit.after"]
    )
    func reports(point: String) async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let striker = Striker()
        let store = try EmbeddedStore(path: fixture.path, faults: striker.faults)
        try await store.write { db in
            for statement in Self.table.creation(for: .sqlite) { try db.execute(statement) }
        }
        striker.arm(point)
        await #expect(throws: Broken.self) {
            try await store.write { db in
                _ = try db.execute("INSERT INTO box_item (n) VALUES (\(1))")
            }
        }
        let stored = try await store.read { try $0.count("SELECT count(*) FROM box_item") }
        #expect(stored == (point.hasSuffix("after") ? 1 : 0))
        try store.close()
    }

    @Test("refuses what it cannot hold rather than grow, and goes on once there is room")
    func pressesBack() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let door = DispatchSemaphore(value: 0)
        let gauge = Gauge()
        let store = try EmbeddedStore(
            path: fixture.path,
            faults: Faults { _ in
                if gauge.isShut.load(ordering: .relaxed) { door.wait() }
            }
        )
        let refusals = try await withThrowingTaskGroup(of: Bool.self) { group in
            // Those that the store holds, those of the commit that waits, and a few too many.
            let count = EmbeddedStore.waitingMax + 2 * EmbeddedStore.batchMax
            for _ in 0..<count {
                group.addTask {
                    do {
                        try await store.write { _ in }
                        return false
                    } catch let broken as Broken where broken.code == .overloaded {
                        gauge.refused.store(true, ordering: .relaxed)
                        return true
                    }
                }
            }
            let start = ContinuousClock.now
            while !gauge.refused.load(ordering: .relaxed), start.duration(to: .now) < .seconds(30) {
                try await Task.sleep(for: .milliseconds(5))
            }
            gauge.isShut.store(false, ordering: .relaxed)
            for _ in 0..<4 { door.signal() }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect((1...2 * EmbeddedStore.batchMax).contains(refusals))
        try await store.write { _ in }
        try store.close()
    }
}

/// Whether the disk is shut, and whether anybody was refused.
private final class Gauge: Sendable {
    let isShut = Atomic(true)
    let refused = Atomic(false)
}
