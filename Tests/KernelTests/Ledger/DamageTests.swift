import Foundation
import Merkle
import Support
import Testing

@testable import Kernel

@Suite("A home that was damaged", .serialized)
struct DamageTests {
    static let bits: [(what: String, statement: SQL)] = [
        (
            "a leaf",
            "UPDATE ledger_event SET leaf = \(Array("another".utf8)) WHERE idx IS NULL"
        ),
        (
            "a leaf's hash",
            "UPDATE ledger_event SET hash = \([UInt8](repeating: 1, count: 32)) WHERE idx IS NULL"
        ),
        ("the frontier", "UPDATE ledger_head SET frontier = \(Frontier().bytes)"),
        ("the size", "UPDATE ledger_head SET size = size + 1"),
        ("the checkpoint", "UPDATE ledger_head SET note = \(Array("torn".utf8))"),
    ]

    @Test("signs nothing over a flipped bit", arguments: bits.indices, Dialect.allCases)
    func noticesBits(index: Int, dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.arrive(3)
        try await home.sequencer.publish()
        let before = try home.publication.folder.read(.checkpoint)
        try await home.arrive(1)
        _ = try await home.ledger.store.write { try $0.execute(Self.bits[index].statement) }
        await #expect(throws: Broken.self, "\(Self.bits[index].what) was flipped") {
            try await home.sequencer.publish()
        }
        #expect(try home.publication.folder.read(.checkpoint) == before)
        try home.abandon()
    }

    @Test("publishes nothing over a numbered leaf that was changed", arguments: Dialect.allCases)
    func noticesNumbered(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let striker = Striker()
        let home = try await fixture.create(fixture.options(faults: striker.faults))
        try await home.arrive(3)
        striker.arm("sequencer.commit.after")
        await #expect(throws: Striker.Struck.self) { try await home.sequencer.publish() }
        _ = try await home.ledger.store.write {
            try $0.execute("UPDATE ledger_event SET leaf = \(Array("x".utf8)) WHERE idx = 1")
        }
        await #expect(throws: Broken.self) { try await home.sequencer.publish() }
        try home.abandon()
    }

    static let torn = ["checkpoint", "tile/0/001.p/4", "tile/entries/001.p/4", "tile/1/000.p/1"]

    @Test("writes a torn file of the log anew", arguments: torn, [0, 1, 2])
    func rebuildsTorn(file: String, cut: Int) async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.arrive(260)
        try await home.close()
        let path = fixture.path + "/ledger/" + file
        let bytes = try #require(try Disk.read(path, lengthMax: 1 << 24))
        let kept = [0, bytes.count / 2, bytes.count - 1][cut]
        try Data(bytes.prefix(kept)).write(to: URL(filePath: path))
        let again = try await fixture.open()
        try await again.sequencer.repair()
        try again.abandon()
        #expect(try Disk.read(path, lengthMax: 1 << 24) == bytes)
        #expect(try await fixture.claims().hold)
    }

    @Test("goes on by itself after its checkpoint or right edge was lost", arguments: torn)
    func heals(file: String) async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.arrive(260)
        try await home.close()
        try FileManager.default.removeItem(atPath: fixture.path + "/ledger/" + file)
        let again = try await fixture.open()
        try await again.arrive(1)
        try await again.close()
        #expect(try await fixture.claims().hold)
    }

    @Test("refuses a database that is older than what was published")
    func refusesOldDatabase() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.arrive(3)
        try await home.close()
        let backup = try fixture.copies(of: "cordon.sqlite")
        let later = try await fixture.open()
        try await later.arrive(2)
        try await later.close()
        try backup.restore()
        await #expect(throws: Broken.self) { try await fixture.open() }
        // The folder restored as well: the copy beside the keys still knows.
        try FileManager.default.removeItem(atPath: fixture.path + "/ledger/checkpoint")
        await #expect(throws: Broken.self) { try await fixture.open() }
        #expect(try await fixture.claims().failed.map(\.name) == ["checkpoint", "home"])
    }

    @Test("keeps a key destroyed when an old key ring comes back")
    func keepsErased() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let ship = ID<Port.Ship>()
        let home = try await fixture.create()
        try await home.ledger.perform(Port.Arrive(ship: ship, tons: 3), as: .owner)
        try await home.close()
        let backup = try fixture.copies(of: "keys/ring.sqlite")
        let later = try await fixture.open()
        try await later.ledger.perform(Port.Forget(ship: ship), as: .owner)
        #expect(try later.ledger.ring.secret(.subject(ship)) == nil)
        try await later.close()
        try backup.restore()
        let again = try await fixture.open()
        #expect(try again.ledger.ring.secret(.subject(ship)) == nil)
        try await again.close()
        #expect(try await fixture.claims().hold)
    }
}

extension Home {
    /// So many ships arrive, together.
    func arrive(_ count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for tons in 0..<count {
                group.addTask {
                    let arrive = Port.Arrive(ship: ID(), tons: tons % 1_000)
                    _ = try await self.ledger.perform(arrive, as: .owner)
                }
            }
            try await group.waitForAll()
        }
    }
}

extension Fixture {
    /// Everything that can be claimed of the home, checked.
    func claims() async throws -> Claims {
        try await HomeAudit(of: path).claims { try await open() }
    }

    /// Copies a database with its log of writes, to put it back later.
    func copies(of name: String) throws -> Backup {
        let files = FileManager.default
        var kept: [String: Data] = [:]
        for suffix in ["", "-wal"] {
            let file = path + "/" + name + suffix
            if files.fileExists(atPath: file) { kept[suffix] = files.contents(atPath: file) }
        }
        return Backup(path: path + "/" + name, kept: kept)
    }

    struct Backup {
        let path: String
        let kept: [String: Data]

        func restore() throws {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
                try kept[suffix]?.write(to: URL(filePath: path + suffix))
            }
        }
    }
}
