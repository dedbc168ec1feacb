import CSQLite
import Foundation
import GRDB
import Synchronization

/// SQLite in one file: the embedded default.
///
/// One durable flush costs milliseconds, so callers share it. Waiting writes run one after the
/// other, each in a savepoint, under one commit; a failing write never fails its neighbours. We
/// turned down one transaction per caller (250/s where a flush costs 4 ms) and a timer that waits
/// for company (it delays the lonely caller): whatever queued up during the last flush is the
/// next batch.
package final class EmbeddedStore: Store {
    /// Writes that share one commit: enough to hide a flush, few enough to bound a rollback.
    static let batchMax = 256
    /// Writes that may wait; beyond it callers are refused rather than memory grown.
    static let waitingMax = 65_536

    package let dialect = Dialect.sqlite
    private let pool: DatabasePool
    private let faults: Faults
    private let waiting = Mutex(Waiting())

    private struct Waiting {
        var jobs: [Job] = []
        var isDraining = false
        /// Set when a flush failed: what is on disk is unknown until the file is opened anew.
        var broken: Broken?
    }

    /// A write whose result waits for the fate of the commit.
    private struct Job: Sendable {
        let run: @Sendable (Database) -> Settlement
    }

    private struct Settlement: Sendable {
        let isKept: Bool
        /// Tells the caller, once the commit succeeded (nil) or failed.
        let settle: @Sendable (Broken?) -> Void
    }

    /// Each write of a batch is a savepoint, and what it changed is kept until it is known to
    /// stand. SQLite puts that into a file from 64 KiB on, for good, a page and its number at a
    /// time: four fifths of what a workroom wrote went there. It is as long as what one write
    /// changes, so it can lie in memory; whoever changes everything, as a rebuild, is alone and
    /// needs none. (A higher limit instead of none fails in SQLite 3.40: a piece of 128 KiB that
    /// goes to the file is taken for an empty one, and the disk for full.)
    private static let keepsSavepointsInMemory =
        cordon_sqlite_keep_savepoints_in_memory() == SQLITE_OK

    /// Opens the file at `path`, made when absent, with every commit flushed to the disk.
    package init(path: String, erasesDeleted: Bool = false, faults: Faults = .none) throws {
        _ = Self.keepsSavepointsInMemory
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            // Deleted keys are overwritten with zeroes, not left in free pages.
            if erasesDeleted { try db.execute(sql: "PRAGMA secure_delete = ON") }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL when it switches WAL on, after prepareDatabase: under it a power
            // cut loses acknowledged commits.
            let level = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                // The pages of one batch stay: with SQLite's own 2 MB, a twelfth of a workroom's
                // writing went into reading them again.
                try db.execute(sql: "PRAGMA cache_size = -16384")
                // A page that many commits change is copied back once: 16 MB instead of 4.
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                return try Int.fetchOne(db, sql: "PRAGMA synchronous")
            }
            precondition(level == 2, "SQLite did not accept synchronous = FULL")
        } catch let error as DatabaseError {
            throw Broken(error, doing: "open the database")
        }
        self.faults = faults
    }

    package func write<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(body) { continuation.resume(with: $0) }
        }
    }

    package func writeNow<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) throws -> T {
        let done = DispatchSemaphore(value: 0)
        let slot = Mutex<Result<T, any Error>?>(nil)
        enqueue(body) { result in
            slot.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = slot.withLock({ $0 }) else {
            preconditionFailure("a settled write has a result")
        }
        return try result.get()
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        do {
            return try await pool.read { try body(Database(connection: SQLiteConnection(raw: $0))) }
        } catch let error as DatabaseError {
            throw Broken(error, doing: "read")
        }
    }

    package func readNow<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) throws -> T {
        do {
            return try pool.read { try body(Database(connection: SQLiteConnection(raw: $0))) }
        } catch let error as DatabaseError {
            throw Broken(error, doing: "read")
        }
    }

    package func close() throws {
        try pool.close()
    }

    /// Copies the log of writes back into the file and empties it, so that nothing erased stays.
    package func checkpoint() throws {
        try pool.writeWithoutTransaction { db in
            _ = try db.checkpoint(.truncate)
        }
    }

    // MARK: Group commit

    private func enqueue<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T,
        _ answer: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        let job = Job { db in
            let result = Result { try body(db) }
            switch result {
            case .success:
                return Settlement(isKept: true) { broken in
                    answer(broken.map { .failure($0) } ?? result)
                }
            case .failure(let error):
                return Settlement(isKept: false) { broken in
                    let told = (error as? DatabaseError).map { Broken($0, doing: "write") }
                    answer(.failure(told ?? broken ?? error))
                }
            }
        }
        let (refusal, starts) = waiting.withLock { waiting -> (Broken?, Bool) in
            if let broken = waiting.broken { return (broken, false) }
            guard waiting.jobs.count < Self.waitingMax else {
                return (Broken(.overloaded, "Too many changes at once; try again shortly."), false)
            }
            waiting.jobs.append(job)
            defer { waiting.isDraining = true }
            return (nil, !waiting.isDraining)
        }
        if let refusal { answer(.failure(refusal)) }
        if starts { pool.asyncWriteWithoutTransaction { self.drain($0) } }
    }

    private func drain(_ db: GRDB.Database) {
        while true {
            let batch = waiting.withLock { waiting -> [Job] in
                let batch = Array(waiting.jobs.prefix(Self.batchMax))
                waiting.jobs.removeFirst(batch.count)
                if batch.isEmpty { waiting.isDraining = false }
                return batch
            }
            if batch.isEmpty { return }
            commit(batch, in: db)
        }
    }

    private func commit(_ batch: [Job], in db: GRDB.Database) {
        var settlements: [Settlement] = []
        settlements.reserveCapacity(batch.count)
        let connection = SQLiteConnection(raw: db)
        var failure: Broken?
        do {
            let begin = try connection.statement("SAVEPOINT caller")
            let release = try connection.statement("RELEASE caller")
            try connection.run("BEGIN IMMEDIATE")
            // Who is alone is undone with the transaction.
            let isAlone = batch.count == 1
            for job in batch {
                if !isAlone { try begin.execute() }
                let settlement = job.run(Database(connection: connection))
                settlements.append(settlement)
                if isAlone { break }
                if !settlement.isKept { try connection.run("ROLLBACK TO caller") }
                try release.execute()
            }
            if settlements.contains(where: \.isKept) {
                try faults.pass("store.commit.before")
                try connection.run("COMMIT")
                try faults.pass("store.commit.after")
            } else {
                try connection.run("ROLLBACK")
            }
        } catch {
            failure = fate(of: error, in: db)
        }
        for settlement in settlements { settlement.settle(failure) }
        // Writes the batch never came to: SQLite gave the whole transaction up before them.
        for job in batch.dropFirst(settlements.count) {
            guard let failure else { preconditionFailure("a batch stops early only when it fails") }
            job.run(Database(connection: GivenUp(failure))).settle(failure)
        }
    }

    /// What a failed commit means: rolled back where SQLite can say so, unknown otherwise.
    private func fate(of error: any Error, in db: GRDB.Database) -> Broken {
        if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
        guard let error = error as? DatabaseError else {
            return error as? Broken ?? Broken(.outcomeUnknown, Self.unknown, detail: "\(error)")
        }
        let broken = Broken(error, doing: "commit")
        // After a failed flush the kernel may have dropped the pages: later successes would lie.
        if error.resultCode == .SQLITE_IOERR {
            waiting.withLock { $0.broken = broken }
        }
        return broken
    }

    static let unknown = """
        The change may or may not have been stored. Repeat it with the same idempotency key.
        """
}

/// Stands in for a connection whose transaction is already lost, so that a waiting write fails.
private struct GivenUp: Connection {
    let failure: Broken
    init(_ failure: Broken) { self.failure = failure }
    var dialect: Dialect { .sqlite }
    func execute(_ statement: SQL) throws -> Int { throw failure }
    func rows(_ query: SQL) throws -> [Row] { throw failure }
}
