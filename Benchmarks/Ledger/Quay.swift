import Foundation
import Kernel
import People
import Synchronization

/// The smallest room that has a table: crates that are landed on a quay.
enum Quay {
    enum Crate {}

    struct Landed: Event {
        static let name = "quay.landed.v1"
        let crate: ID<Crate>
        let weight: Int
    }

    struct Land: Command {
        static let name = "quay.land"
        let crate: ID<Crate>
        let weight: Int

        func decide(_ db: Database) throws -> Landed { Landed(crate: crate, weight: weight) }
    }

    static let room = Room(
        name: "quay",
        summary: "Crates",
        tables: [
            Table(
                "quay_crate",
                columns: [.text("id"), .integer("weight", check: "weight >= 0")],
                key: ["id"]
            )
        ],
        projections: [
            Projection { (event: Landed, _, db) in
                try db.execute(
                    "INSERT INTO quay_crate (id, weight) VALUES (\(event.crate), \(event.weight))"
                )
            }
        ],
        acts: [Act(Land.self, summary: "Land a crate")]
    )

    static let rooms = Access.house(of: [room])
}

/// A home in a folder of its own, whose commits are counted and may be slowed down.
final class Harbour: Sendable {
    let path: String
    private let commits = Atomic<Int>(0)
    private let delay: UInt32
    /// The rules as a real home has them: what they cost is part of every append.
    private let policy: HousePolicy

    /// - Parameters:
    ///   - path: nil for a temporary folder.
    ///   - flush: microseconds added to every commit, as a slower disk would.
    init(at path: String? = nil, flush: UInt32 = 0) throws {
        self.path = path ?? NSTemporaryDirectory() + "cordon-benchmark-" + UUID().uuidString
        delay = flush
        policy = try HousePolicy(of: Quay.rooms)
    }

    var flushes: Int { commits.load(ordering: .relaxed) }

    var options: Home.Options {
        var options = Home.Options(rooms: Quay.rooms, policy: policy)
        options.faults = Faults { [self] point in
            guard point == "store.commit.before" else { return }
            commits.add(1, ordering: .relaxed)
            if delay > 0 { usleep(delay) }
        }
        return options
    }

    func create() async throws -> Home { try await Home.create(at: path, options: options) }

    func open() async throws -> Home {
        try await Home.open(at: path, passphrase: { "" }, options: options)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

extension Ledger {
    /// Lands one crate.
    func land(_ weight: Int) async throws -> ID<any Event> {
        try await perform(Quay.Land(crate: ID(), weight: weight), as: .owner).id
    }

    /// Lands `count` crates from `callers` at once.
    func land(_ count: Int, callers: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for weight in stride(from: caller, to: count, by: callers) {
                        _ = try await self.land(weight)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
