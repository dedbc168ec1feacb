import Logging
import Merkle
import Synchronization

/// Numbers what is committed, signs it, publishes it, and wakes whoever waits for a proof.
///
/// Steps, each repeatable after a crash (the numbers are those of the crash tests):
/// 2 number, extend the frontier, sign, move the head, in one transaction;
/// 3 write bundles and tiles and flush them; 4 ask the witnesses; 5 rename `checkpoint`;
/// 6 wake the waiting. Any number of sequencers may run: the head's row lets one through.
package actor Sequencer {
    /// Events numbered in one transaction.
    static let batchMax = 4_096

    private let ledger: Ledger
    private let publication: Publication
    private var turning: Task<Int, any Error>?
    private var waiting: [Waiter] = []

    private struct Waiter {
        let event: ID<any Event>
        let continuation: CheckedContinuation<Void, any Error>
    }

    package init(ledger: Ledger, publication: Publication) {
        self.ledger = ledger
        self.publication = publication
    }

    /// Numbers and publishes everything that is committed by now; returns the published size.
    @discardableResult
    package func publish() async throws -> Int {
        // Turns never overlap: a suspended one would otherwise publish an older size after us.
        while let turn = turning {
            _ = try? await turn.value
            // Whoever wakes first clears it: a turn that ended is waited for without a pause, so
            // that its owner would never come to do it.
            if turning == turn { turning = nil }
        }
        let turn = Task { try await self.turn() }
        turning = turn
        defer { if turning == turn { turning = nil } }
        do {
            let size = try await turn.value
            for waiter in waiting { waiter.continuation.resume() }
            waiting = []
            return size
        } catch {
            for waiter in waiting { waiter.continuation.resume(throwing: error) }
            waiting = []
            throw error
        }
    }

    /// Publishes, writing anew every file of the log that is not what the events say; for a folder
    /// that was damaged or lost.
    @discardableResult
    package func repair() async throws -> Int {
        publication.distrust()
        return try await publish()
    }

    private func turn() async throws -> Int {
        while try await number() == Self.batchMax {}
        return try await publication.catchUp(with: ledger)
    }

    /// Publishes every `interval` until the task is cancelled; a failing turn is tried again.
    package func run(every interval: Duration) async {
        let log = Logger(label: "cordon.sequencer")
        while !Task.isCancelled {
            do {
                try await publish()
            } catch let broken as Broken where broken.code == .ledgerDiverged {
                log.critical("\(broken.code.rawValue)", metadata: ["detail": "\(broken.detail)"])
                return
            } catch {
                log.error("publishing failed; trying again", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: interval)
        }
    }

    /// Returns once `event`, already committed, is under a published checkpoint.
    package func waitUntilPublished(_ event: ID<any Event>) async throws {
        if try await ledger.index(of: event).map({ $0 < publication.size }) ?? false { return }
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiter(event: event, continuation: continuation))
        }
        // A turn that began before the commit may have woken us: look again.
        try await waitUntilPublished(event)
    }

    /// Step 2. Returns how many events got their number.
    private func number() async throws -> Int {
        let identity = ledger.identity
        let time = ledger.time()
        let faults = ledger.faults
        try faults.pass("sequencer.commit.before")
        let count = try await ledger.store.write { db in
            let pending = try db.count(
                "SELECT count(*) FROM (SELECT 1 FROM ledger_event WHERE idx IS NULL LIMIT 1) AS p"
            )
            guard pending > 0 else { return 0 }
            let head = try Head.read(in: db, identity: identity, locks: true)
            let leaves = try Self.number(from: head.size, in: db)
            var frontier = head.frontier
            for leaf in leaves { frontier.append(leaf) }
            try Head.move(from: head, to: frontier, time: time, identity: identity, in: db)
            return leaves.count
        }
        try faults.pass("sequencer.commit.after")
        return count
    }

    /// Numbers what is visible, in the order it was stored, and returns the leaf hashes.
    ///
    /// Never "everything after the last": a transaction that began earlier may commit later, so
    /// only the missing number says what is new.
    private static func number(from size: Int, in db: Database) throws -> [Digest] {
        let rows = try db.rows(
            """
            UPDATE ledger_event SET idx = fresh.number
            FROM (
                SELECT ord AS place, \(size) - 1 + row_number() OVER (ORDER BY ord) AS number
                FROM ledger_event WHERE idx IS NULL ORDER BY ord LIMIT \(batchMax)
            ) AS fresh
            WHERE ledger_event.ord = fresh.place
            RETURNING idx, leaf, hash
            """
        )
        return try rows.sorted { $0.int(0) < $1.int(0) }.enumerated().map { offset, row in
            let hash = Digest.leaf(row.blob(1))
            guard row.int(0) == size + offset, hash.bytes == row.blob(2) else {
                throw Head.damaged("a stored leaf does not have the hash it was stored with")
            }
            return hash
        }
    }
}
