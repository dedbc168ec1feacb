import Crypto
import Documents
import Foundation
package import Kernel
import Sealing

extension DataMap {
    /// One pass over a source: looks into what is new or changed, and records what it saw.
    ///
    /// The order is chosen so that a crash costs the work in hand and nothing else: what a batch of
    /// observations says is a fact once it is recorded, and the next pass finds it in the tables.
    /// Nothing is ever written to the source.
    package struct Scan: Sendable {
        /// How far a pass is.
        package struct Progress: Sendable {
            /// Items seen so far.
            package var seen = 0
            /// Items looked into.
            package var read = 0
            package var bytes = 0

            /// Nothing was seen yet.
            package init() {}
        }

        /// What a pass came to.
        package struct Outcome: Sendable, Codable {
            package let pass: ID<Pass>
            package var items = 0
            /// Looked into, since they were new or their hint was another.
            package var read = 0
            /// Left alone: they look as they did.
            package var unchanged = 0
            /// By what became of them.
            package var changes: [String: Int] = [:]
            /// Not read, or not whole.
            package var unread = 0
            /// Whether an interrupted pass was taken up.
            package var isResumed = false
        }

        package let home: Home
        let reader: DocumentReader
        let lens: Lens
        let faults: Faults
        let report: @Sendable (Progress) -> Void

        /// Named places where tests make the world fail.
        package static let faultPoints = ["datamap.observed", "datamap.struck", "datamap.finished"]
        /// Items inspected at once.
        static let itemsAtOnce = 2
        /// Observations recorded together, unless people make them heavy.
        static let batchMax = 64
        /// People recorded together: bounds one event.
        static let batchPeopleMax = 5_000

        package init(
            home: Home,
            reader: DocumentReader,
            detector: Detector,
            lists: Minimization.SurrogateLists,
            faults: Faults = .none,
            report: @escaping @Sendable (Progress) -> Void = { _ in }
        ) {
            self.home = home
            self.reader = reader
            lens = Lens(detector: detector, lists: lists, ring: home.ledger.ring)
            self.faults = faults
            self.report = report
        }

        /// Runs a pass over `source`, or takes up the one that was interrupted.
        ///
        /// - Parameter isThorough: reads every item again, whatever its hint says.
        package func run(
            _ source: Listed,
            isThorough: Bool = false,
            as principal: Principal
        ) async throws -> Outcome {
            let ledger = home.ledger
            // The gate is asked before anybody is called and any password is fetched.
            let (pass, isResumed) = try await begun(source, isThorough, as: principal)
            let visitor = try await visitor(of: source, as: principal)
            var work = Walk(
                scan: self,
                source: source.id,
                pass: pass,
                principal: principal,
                recollection: try await Recollection(of: source.id, in: ledger)
            )
            work.outcome.isResumed = isResumed
            try await work.go(visitor, isThorough: isThorough)
            try await work.strike()
            let (measures, copies) = try await ledger.store.read { try DataMap.settled(in: $0) }
            try await ledger.perform(
                Finish(
                    source: source.id,
                    pass: pass,
                    items: work.outcome.items,
                    measures: measures,
                    copies: copies
                ),
                as: principal
            )
            try faults.pass("datamap.finished")
            return work.outcome
        }

        /// Begins a pass, or finds the one that was interrupted: whoever takes that up is asked
        /// after at the gate as if they began it.
        private func begun(
            _ source: Listed,
            _ isThorough: Bool,
            as principal: Principal
        ) async throws -> (pass: ID<Pass>, isResumed: Bool) {
            let begin = Begin(source: source.id, pass: ID(), isThorough: isThorough)
            do {
                try await home.ledger.perform(begin, as: principal)
                return (begin.pass, false)
            } catch Failure.alreadyScanning {
                let open = try await home.ledger.store.read { db in
                    try openPass(of: source.id, in: db)
                }
                guard let open else { throw Failure.alreadyScanning }
                return (open, true)
            }
        }

        /// The keyed digest that an item goes by.
        static func digest(of path: String, in source: ID<Source>, _ key: Secret) -> Digest16 {
            let code = key.withUnsafeBytes { bytes in
                HMAC<SHA256>.authenticationCode(
                    for: source.bytes + [UInt8](path.utf8),
                    using: SymmetricKey(data: bytes)
                )
            }
            return Digest16(code)
        }
    }

    /// Sixteen bytes as two numbers: what a million items are remembered by.
    struct Digest16: Hashable, Comparable, Sendable {
        let high: UInt64
        let low: UInt64

        init(_ bytes: some Sequence<UInt8>) {
            var (high, low) = (UInt64(0), UInt64(0))
            for (place, byte) in bytes.prefix(16).enumerated() {
                guard place < 8 else {
                    low = low << 8 | UInt64(byte)
                    continue
                }
                high = high << 8 | UInt64(byte)
            }
            (self.high, self.low) = (high, low)
        }

        /// Read back from ``text``.
        init?(_ text: String) {
            guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
                let low = UInt64(text.suffix(16), radix: 16)
            else { return nil }
            (self.high, self.low) = (high, low)
        }

        /// The order of their texts.
        static func < (left: Digest16, right: Digest16) -> Bool {
            (left.high, left.low) < (right.high, right.low)
        }

        /// Thirty-two hexadecimal digits.
        var text: ItemDigest { Self.hexadecimal(high) + Self.hexadecimal(low) }

        private static func hexadecimal(_ number: UInt64) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
    }
}
