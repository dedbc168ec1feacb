import Dispatch
import Glibc
import Synchronization

/// PostgreSQL: several replicas of the server on one database.
///
/// Every write runs SERIALIZABLE, because `decide` reads, judges and acts: under a weaker level
/// two replicas could each see the other's precondition. Collisions are run again. Connections
/// block their own thread each; libpq is not shared between threads.
package final class ReplicatedStore: Store {
    /// Times a colliding write is run again before the caller hears of it.
    static let attemptsMax = 32

    package let dialect = Dialect.postgresql
    private let lanes: [Lane]
    private let next = Atomic<Int>(0)
    private let faults: Faults

    /// One connection and the queue that alone touches it.
    private final class Lane: @unchecked Sendable {
        // Unchecked, because `connection` is only ever read inside `queue`, which is serial.
        let queue: DispatchQueue
        let connection: PostgreSQLConnection
        let load = Atomic<Int>(0)

        init(number: Int, connection: PostgreSQLConnection) {
            queue = DispatchQueue(label: "cordon.postgresql.\(number)")
            self.connection = connection
        }
    }

    /// Connects `connections` times (1…64) to the database that `url` names (libpq's URI form).
    package init(url: String, connections: Int = 4, faults: Faults = .none) throws {
        precondition((1...64).contains(connections), "1 to 64 connections")
        lanes = try (0..<connections).map { number in
            try Lane(number: number, connection: PostgreSQLConnection(url: url))
        }
        self.faults = faults
    }

    package func write<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await onLane { try self.transact($0, body) }
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await onLane { try Self.picture($0, body) }
    }

    package func writeNow<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) throws -> T {
        let lane = leastLoaded()
        return try lane.queue.sync { try transact(lane.connection, body) }
    }

    package func readNow<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) throws -> T {
        let lane = leastLoaded()
        return try lane.queue.sync { try Self.picture(lane.connection, body) }
    }

    package func close() throws {
        for lane in lanes { lane.queue.sync { lane.connection.close() } }
    }

    private func leastLoaded() -> Lane {
        let start = next.add(1, ordering: .relaxed).newValue
        var best = lanes[abs(start % lanes.count)]
        for lane in lanes
        where lane.load.load(ordering: .relaxed) < best.load.load(ordering: .relaxed) {
            best = lane
        }
        return best
    }

    private func onLane<T: Sendable>(
        _ work: @escaping @Sendable (PostgreSQLConnection) throws -> T
    ) async throws -> T {
        let lane = leastLoaded()
        lane.load.add(1, ordering: .relaxed)
        defer { lane.load.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            lane.queue.async {
                continuation.resume(with: Result { try work(lane.connection) })
            }
        }
    }

    private func transact<T>(
        _ connection: PostgreSQLConnection,
        _ body: (Database) throws -> T
    ) throws -> T {
        var attempt = 0
        while true {
            attempt += 1
            do {
                try connection.run("BEGIN ISOLATION LEVEL SERIALIZABLE")
                let result = try body(Database(connection: connection))
                try faults.pass("store.commit.before")
                try connection.run("COMMIT")
                try faults.pass("store.commit.after")
                return result
            } catch let refusal as PostgreSQLRefusal {
                connection.giveUp()
                guard refusal.isWorthRepeating(after: attempt) else { throw refusal.broken }
                // Those who collided part ways: each waits its own while, on its own thread.
                if attempt > 2 { usleep(.random(in: 0..<UInt32(min(attempt, 16)) * 1_000)) }
            } catch {
                connection.giveUp()
                throw error
            }
        }
    }

    private static func picture<T>(
        _ connection: PostgreSQLConnection,
        _ body: (Database) throws -> T
    ) throws -> T {
        do {
            try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let result = try body(Database(connection: connection))
            try connection.run("COMMIT")
            return result
        } catch let refusal as PostgreSQLRefusal {
            connection.giveUp()
            throw refusal.broken
        } catch {
            connection.giveUp()
            throw error
        }
    }
}
