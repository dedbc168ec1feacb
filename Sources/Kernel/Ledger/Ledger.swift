import Foundation
import Logging
import Sealing
import Synchronization

/// What came of a command: the event, and how to ask for its proof.
package struct Receipt<E: Event>: Sendable {
    package let id: ID<any Event>
    package let event: E
    package let stamp: Stamp
    /// Whether an earlier request with the same idempotency key had already done it.
    package let isRepeat: Bool
}

/// The one road: asks, decides, records and projects in one transaction. All of it happened, or
/// none did.
///
/// Numbering comes after commit (`Sequencer`): a gapless counter inside the business transaction
/// would make every writer wait for the one before it.
package final class Ledger: Sendable {
    package let store: any Store
    package let ring: KeyRing
    package let rooms: [Room]
    package let identity: LogIdentity
    let gate: Gate
    let faults: Faults
    let now: @Sendable () -> Date
    let projections: [String: [Projection]]
    let reactions: [String: [Reaction]]
    let seals: Seals
    private let lastTime = Mutex<Int64>(0)

    /// Puts the ledger together; `open` is what makes or checks its tables.
    init(
        store: any Store,
        ring: KeyRing,
        rooms: [Room],
        policy: any Policy,
        identity: LogIdentity,
        faults: Faults,
        now: @escaping @Sendable () -> Date
    ) {
        let rooms = [LedgerRoom.room] + rooms
        self.store = store
        self.ring = ring
        self.rooms = rooms
        self.identity = identity
        gate = Gate(policy: policy, rooms: rooms)
        self.faults = faults
        self.now = now
        projections = Dictionary(grouping: rooms.flatMap(\.projections), by: \.event)
        reactions = Dictionary(grouping: rooms.flatMap(\.reactions), by: \.event)
        seals = Seals(ring: ring)
    }

    /// Performs `command` for `principal`.
    ///
    /// Returns once the event is durable. With `once`, asking again with the same key and the same
    /// command returns the first event; another command under that key throws
    /// `Conflict.otherRequest`. Throws `Refusal` when the gate says no (recorded as an event), the
    /// command's own failure when `decide` says no, `Broken` when the world is.
    @discardableResult
    package func perform<C: Command>(
        _ command: C,
        as principal: Principal,
        once key: IdempotencyKey? = nil
    ) async throws -> Receipt<C.Outcome> {
        let request = try key.map { _ in
            [UInt8](C.name.utf8) + [0] + (try Canonical.encode(command))
        }
        let stamped = Asked(key: key, request: request, at: time())
        do {
            let receipt = try await Follower.current.step("store.write") { follower in
                try await store.write { [self] db in
                    if let earlier: Receipt<C.Outcome> = try repeated(stamped, in: db) {
                        return earlier
                    }
                    let permit: Permit<C> = try follower.step("gate.decide", C.name) { _ in
                        try gate.admit(command, by: principal, at: stamped.time, in: db)
                    }
                    let event = try command.decide(db)
                    return try append(event, by: principal, under: permit, asked: stamped, to: db)
                }
            }
            if !receipt.isRepeat { try await afterCommit(of: receipt) }
            return receipt
        } catch let refusal as Refusal {
            try await record(refusal, by: principal)
            throw refusal
        }
    }

    /// One request on its way: what a repeated run of the transaction must not draw anew.
    struct Asked: Sendable {
        let key: IdempotencyKey?
        /// The command's name and content, where it is to be compared with an earlier one.
        let request: [UInt8]?
        let time: Int64
        let id: ID<any Event>

        init(key: IdempotencyKey?, request: [UInt8]?, at time: Int64) {
            self.key = key
            self.request = request
            self.time = time
            // Its time stands in the clear beside it; in order, a batch of events is a few pages
            // of the index and not one each.
            id = ID(at: time)
        }
    }

    /// Milliseconds since 1970; never backwards within this process, whatever the clock does.
    func time() -> Int64 {
        let now = Int64(now().timeIntervalSince1970 * 1000)
        return lastTime.withLock { last in
            last = max(last, now)
            return last
        }
    }

    private func record(_ refusal: Refusal, by principal: Principal) async throws {
        let event = LedgerRoom.Refused(refusal)
        let hearing = Hearing(
            rule: "refusals-are-recorded",
            set: refusal.ruling.set,
            question: refusal.question
        )
        let asked = Asked(key: nil, request: nil, at: time())
        _ = try await store.write { [self] db in
            try append(event, by: principal, hearing, asked: asked, to: db)
        }
    }
}

/// The idempotency key was used before, for something else.
package enum Conflict: Failure, Equatable {
    case otherRequest

    package var message: String {
        "This idempotency key was used for another request. Choose a new one."
    }
}
