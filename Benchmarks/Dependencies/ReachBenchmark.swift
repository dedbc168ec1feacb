import Custody
import Defence
import Foundation
import Kernel
import People
import Provenance

/// A million connections as a house keeps them, asked what one component could reach.
enum ReachBenchmark {
    private static let edgeCount = 1_000_000
    private static let workerCount = 20_000
    private static let taskSetCount = 5_000
    /// 1 January 2026, in milliseconds since 1970.
    private static let newYear: Int64 = 1_767_225_600_000
    private static let poisoned = "pkg:pypi/litellm@1.82.8"

    private static let rooms = Access.house(of: [
        DataMap.room, Vault.room, Release.room, Workroom.room, Dependencies.room,
    ])

    static func run() async throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("reach-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let options = Home.Options(rooms: rooms, policy: try HousePolicy(of: rooms))
        let home = try await Home.create(at: path, options: options)
        try await home.ledger.perform(
            Dependencies.Record(
                subject: "harbour-tool",
                digest: String(repeating: "ab", count: 32),
                components: [poisoned],
                since: newYear,
                supplier: "harbour"
            ),
            as: .owner
        )
        try await fill(home)
        let day: Int64 = 86_400
        let start = newYear / 1_000
        try await ask(home, "three hours", start + 82 * day, start + 82 * day + 10_800)
        try await ask(home, "a month", start + 60 * day, start + 90 * day)
        try await ask(home, "the whole year", start, start + 365 * day)
        try await home.close()
    }

    /// Leases of twenty minutes over a year, of twenty thousand people whom one supplier sent.
    private static func fill(_ home: Home) async throws {
        try await home.ledger.store.write { db in
            try db.execute(
                """
                WITH RECURSIVE n(i) AS (
                    SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(edgeCount)
                )
                INSERT INTO dependencies_edge (
                    event, place, origin, target, basis, matter, since, planned, until, known,
                    closed
                )
                SELECT printf('%08x-0000-4000-8000-000000000000', i), 0,
                    printf('worker:%08x-0000-4000-8000-000000000000', i * 7919 % \(workerCount)),
                    printf('dataset:tasks/%08x-0000-4000-8000-000000000000/'
                        || '%08x-0000-4000-8000-000000000000', i % 50, i % \(taskSetCount)),
                    'workroom.leased.v1', printf('%08x-0000-4000-9000-000000000000', i),
                    \(newYear) + i * 31536, \(newYear) + i * 31536 + 1800000,
                    \(newYear) + i * 31536 + 1200000, \(newYear) + i * 31536,
                    \(newYear) + i * 31536 + 1200000
                FROM n
                """
            )
            try db.execute(
                """
                WITH RECURSIVE n(i) AS (
                    SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(workerCount)
                )
                INSERT INTO dependencies_edge (
                    event, place, origin, target, basis, matter, since, known
                )
                SELECT printf('%08x-0000-4000-a000-000000000000', i), 0, 'supplier:harbour',
                    printf('worker:%08x-0000-4000-8000-000000000000', i), 'access.placed.v1',
                    printf('%08x-0000-4000-8000-000000000000', i), \(newYear), \(newYear)
                FROM n
                """
            )
        }
    }

    private static func ask(
        _ home: Home,
        _ window: String,
        _ first: Int64,
        _ last: Int64
    ) async throws {
        let clock = ContinuousClock()
        for _ in 0..<3 {
            let began = clock.now
            let (graph, reached) = try await home.ledger.store.read { db in
                let from = clock.now
                _ = try Dependencies.reach(
                    between: Instant(seconds: first),
                    and: Instant(seconds: last),
                    in: db
                )
                let graph = clock.now - from
                let blast = try Blast(
                    of: Provenance.Reach.Node(.component, poisoned),
                    between: Instant(seconds: first),
                    and: Instant(seconds: last),
                    in: db
                )
                return (graph, blast.reached.count)
            }
            let whole = clock.now - began - graph
            print("\(window): graph read and laid out \(graph), blast in all \(whole), \(reached)")
        }
    }
}
