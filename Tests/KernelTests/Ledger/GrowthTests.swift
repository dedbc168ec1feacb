import Foundation
import Glibc
import Merkle
import Synchronization
import Testing

@testable import Kernel

@Suite("A log that grows", .serialized)
struct GrowthTests {
    @Test("verifies whole at sizes around a full tile, and extends every earlier one")
    func aroundTile() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let audit = LogAudit(folder: home.publication.folder, key: home.ledger.identity.verifier)
        var kept: [[UInt8]] = []
        for (size, step) in [(1, 1), (255, 254), (256, 1), (257, 1), (513, 256)] {
            try await home.arrive(step)
            #expect(try await home.sequencer.publish() == size)
            var claims = Claims()
            let checkpoint = try await audit.check(&claims)
            for note in kept {
                try await audit.check(
                    since: note,
                    named: "growth",
                    "it only grew",
                    to: checkpoint,
                    mustGrow: true,
                    &claims
                )
            }
            #expect(claims.hold, "at \(size): \(claims.failed)")
            kept.append(try #require(try home.publication.folder.read(.checkpoint)))
        }
        try await home.close()
    }

    @Test("stays whole whatever the clock does", arguments: Dialect.allCases)
    func clock(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let hour = 3_600.0
        let jumps = [0, -1, -hour, 87_600 * hour, -87_600 * hour, -1_700_000_000, 0]
        let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
        let home = try await fixture.create(fixture.options { clock.withLock { $0 } })
        for jump in jumps {
            clock.withLock { $0 += jump }
            try await home.arrive(2)
            try await home.sequencer.publish()
        }
        try await home.close()
        clock.withLock { $0 = Date(timeIntervalSince1970: 0) }
        let again = try await fixture.open(fixture.options { clock.withLock { $0 } })
        try await again.arrive(1)
        #expect(try await again.sequencer.publish() == jumps.count * 2 + 1)
        try await again.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("numbers a thousand events at once, each once", arguments: Dialect.allCases)
    func pressure(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let publishing = Task { await home.sequencer.run(every: .milliseconds(1)) }
        try await home.arrive(1_000)
        publishing.cancel()
        _ = await publishing.value
        #expect(try await home.sequencer.publish() == 1_000)
        try await home.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("is one log though two replicas publish it")
    func replicas() async throws {
        let fixture = try Fixture(.postgresql)
        defer { fixture.remove() }
        let homes = [try await fixture.create(), try await fixture.open()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for home in homes {
                group.addTask {
                    for _ in 0..<15 {
                        try await home.arrive(5)
                        // Losing the race for the head is no fault: the next turn finds it moved.
                        _ = try? await home.sequencer.publish()
                    }
                }
            }
            try await group.waitForAll()
        }
        for home in homes { #expect(try await home.sequencer.publish() == 150) }
        for home in homes { try await home.close() }
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("goes on unattended when a full disk has room again", .enabled(if: SmallDisk.isAllowed))
    func diskFull() async throws {
        let fixture = try Fixture(.sqlite)
        let disk = try SmallDisk(at: fixture.path)
        defer {
            disk.remove()
            fixture.remove()
        }
        let home = try await fixture.create()
        var acknowledged: [ID<any Event>] = []
        await #expect(throws: Broken.self) {
            while true {
                let arrive = Port.Arrive(ship: ID(), tons: 1)
                acknowledged.append(try await home.ledger.perform(arrive, as: .owner).id)
                if acknowledged.count % 50 == 0 { try await home.sequencer.publish() }
            }
        }
        // Reading goes on.
        let last = try #require(acknowledged.last)
        #expect(try await home.ledger.leaf(of: last) != nil)
        try? home.abandon()
        try disk.enlarge()
        let again = try await fixture.open()
        try await again.arrive(10)
        try await again.sequencer.publish()
        for id in acknowledged { #expect(try await again.ledger.index(of: id) != nil) }
        try await again.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }
}

/// A disk in memory, small enough to fill.
struct SmallDisk {
    private let path: String

    /// Only root may mount, and not in every container.
    static let isAllowed: Bool = {
        let probe = NSTemporaryDirectory() + "cordon-disk-" + UUID().uuidString
        guard geteuid() == 0, let disk = try? SmallDisk(at: probe) else { return false }
        disk.remove()
        return true
    }()

    struct NotMounted: Error {}

    init(at path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.mount("mount -t tmpfs -o size=4m tmpfs '\(path)'") else { throw NotMounted() }
    }

    func enlarge() throws {
        guard Self.mount("mount -o remount,size=64m '\(path)'") else { throw NotMounted() }
    }

    func remove() {
        _ = Self.mount("umount -l '\(path)'")
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func mount(_ command: String) -> Bool {
        system(command + " >/dev/null 2>&1") == 0
    }
}
