import Crypto
import Documents
import Kernel
import Sealing

extension DataMap {
    /// One walk through a source: what it has met, what is being looked into, and what waits to be
    /// recorded.
    struct Walk {
        let scan: Scan
        let source: ID<Source>
        let pass: ID<Pass>
        let principal: Principal
        var recollection: Recollection
        var outcome: Scan.Outcome
        private var progress = Scan.Progress()
        private var waiting: [Observation] = []
        private var people = 0
        private let pathKey: Secret

        init(
            scan: Scan,
            source: ID<Source>,
            pass: ID<Pass>,
            principal: Principal,
            recollection: Recollection
        ) {
            self.scan = scan
            self.source = source
            self.pass = pass
            self.principal = principal
            self.recollection = recollection
            outcome = Scan.Outcome(pass: pass)
            pathKey = scan.home.ledger.ring.foundingKey.derived(for: "places")
        }

        /// Meets every item, and looks into those that seem to be others than before.
        mutating func go(_ visitor: any Visitor, isThorough: Bool) async throws {
            let code = pathKey.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            let examiner = Examiner(scan: scan, visitor: visitor)
            let place = source.bytes
            try await withThrowingTaskGroup(of: Observation.self) { group in
                var busy = 0
                try await visitor.walk { sighting in
                    try Task.checkCancellation()
                    var path = code
                    path.update(data: place)
                    path.update(data: Array(sighting.path.utf8))
                    let item = Digest16(path.finalize())
                    outcome.items += 1
                    progress.seen += 1
                    if progress.seen.isMultiple(of: 256) { scan.report(progress) }
                    if recollection.meet(item, hint: sighting.hint), !isThorough {
                        outcome.unchanged += 1
                        return
                    }
                    while busy >= Scan.itemsAtOnce, let seen = try await group.next() {
                        busy -= 1
                        try await take(seen)
                    }
                    busy += 1
                    group.addTask { try await examiner.observe(sighting, as: item.text) }
                }
                while let seen = try await group.next() { try await take(seen) }
            }
            try await record()
            scan.report(progress)
        }

        /// Records what was there before and was not met.
        mutating func strike() async throws {
            let missing = recollection.missing.map(\.text)
            guard !missing.isEmpty else { return }
            outcome.changes[Change.gone.rawValue] = missing.count
            for start in stride(from: 0, to: missing.count, by: Strike.itemsMax) {
                let end = min(start + Strike.itemsMax, missing.count)
                let strike = Strike(source: source, pass: pass, items: Array(missing[start..<end]))
                try await scan.home.ledger.perform(strike, as: principal)
                try scan.faults.pass("datamap.struck")
            }
        }

        private mutating func take(_ seen: Observation) async throws {
            outcome.read += 1
            progress.read += 1
            progress.bytes += seen.content?.bytes ?? 0
            if let content = seen.content, content.state != .assessed { outcome.unread += 1 }
            scan.report(progress)
            waiting.append(seen)
            people += seen.content?.people.count ?? 0
            if waiting.count >= Scan.batchMax || people >= Scan.batchPeopleMax {
                try await record()
            }
        }

        private mutating func record() async throws {
            guard !waiting.isEmpty else { return }
            let batch = ID<Batch>()
            let key = try scan.home.ledger.ring.secrets(making: [.document(batch)])[0]
            let seal = PathSeal(key)
            let sealed = try waiting.map { seen in
                var seen = seen
                seen.sealed = try seen.path.map { try seal.seal($0, of: seen.item) }
                seen.path = nil
                return seen
            }
            let observe = Observe(source: source, pass: pass, batch: batch, observations: sealed)
            waiting = []
            people = 0
            let done = try await scan.home.ledger.perform(observe, as: principal)
            for change in done.event.observations.flatMap(\.changes) {
                outcome.changes[change.rawValue, default: 0] += 1
            }
            try scan.faults.pass("datamap.observed")
        }
    }
}
