import Foundation
import Merkle
import Testing

@testable import Kernel

@Suite("A log at the borders of its tiles", .serialized)
struct BorderTests {
    /// `CORDON_LONG` asks for the borders of the second row of tiles, and for a million events.
    static let isLong = ProcessInfo.processInfo.environment["CORDON_LONG"] != nil

    @Test("proves its leaves, opens again and extends itself at 0, 1 and around 256")
    func small() async throws {
        try await grow(through: [0, 1, 2, 255, 256, 257, 511, 512, 513])
    }

    @Test("proves its leaves, opens again and extends itself around 65,536", .enabled(if: isLong))
    func large() async throws {
        try await grow(through: [65_279, 65_280, 65_281, 65_535, 65_536, 65_537, 65_793])
    }

    /// Closes and opens the home at each size; everything published before stays provable.
    private func grow(through sizes: [Int]) async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        try await fixture.create().close()
        var kept: [[UInt8]] = []
        for size in sizes {
            let home = try await fixture.open()
            try await home.fill(to: size)
            #expect(try await home.sequencer.publish() == size)
            let folder = home.publication.folder
            for tile in Tiling.rightEdge(of: size) {
                #expect(try folder.read(.tile(tile)) != nil, "\(tile.path) at \(size)")
            }
            // What is beyond the published size is not there for anybody.
            let next = EntryBundle.holding(entry: size, inLogOf: size + 1)
            #expect(try folder.read(.entries(next)) == nil)
            try await prove([0, 255, 256, size / 2, size - 1], of: size, in: home)
            try await home.close()

            let audit = LogAudit(folder: folder, key: home.ledger.identity.verifier)
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
            kept.append(try #require(try folder.read(.checkpoint)))
        }
    }

    private func prove(_ indexes: [Int], of size: Int, in home: Home) async throws {
        for index in Set(indexes) where (0..<size).contains(index) {
            let event = try #require(try await home.ledger.event(at: index))
            let proof = try await home.ledger.proof(of: event, in: home.publication)
            let read = try TransparencyProof(bytes: proof.bytes)
            let leaf = try #require(read.extra)
            let policy = TrustPolicy(logs: [.init(key: home.ledger.identity.verifier)])
            let opened = try read.verify(leaf: .leaf(leaf), policy: policy)
            #expect(opened.checkpoint.size == size && read.index == index)
        }
    }

    @Test("takes a million events, in bounded memory, and numbers each once", .enabled(if: isLong))
    func million() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let before = try Self.residentMax()
        let publishing = Task { await home.sequencer.run(every: .milliseconds(50)) }
        let count = 1_000_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<256 {
                group.addTask {
                    for tons in stride(from: caller, to: count, by: 256) {
                        try await home.ledger.perform(Port.Greet(tons: tons), as: .owner)
                    }
                }
            }
            try await group.waitForAll()
        }
        publishing.cancel()
        _ = await publishing.value
        #expect(try await home.sequencer.publish() == count)
        #expect(try Self.residentMax() - before < 512 << 10, "kilobytes grown by")
        try await home.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    /// The most memory that this process ever held, in kilobytes.
    private static func residentMax() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }
}

extension Home {
    /// Stores leaves without bodies, unnumbered, until there are `size` of them: quicker than
    /// events that somebody causes, and the same to the log.
    func fill(to size: Int) async throws {
        let count = size - (try await ledger.size().events)
        try await ledger.store.write { db in
            for number in 0..<max(0, count) {
                let id = ID<any Event>()
                let leaf = Leaf(
                    type: "port.tallied.v1",
                    tenantTag: id.bytes,
                    time: Int64(number),
                    event: id,
                    actorTag: id.bytes,
                    subjectTags: [],
                    commitment: id.bytes + id.bytes,
                    references: [],
                    keyEpoch: 1
                ).bytes
                try db.execute(
                    """
                    INSERT INTO ledger_event (id, name, time, leaf, hash, seal)
                    VALUES (
                        \(id), 'port.tallied.v1', \(number), \(leaf),
                        \(Digest.leaf(leaf).bytes), 'house'
                    )
                    """
                )
            }
        }
    }
}
