import Kernel
import Merkle
import Sealing

/// What a long log costs: to verify, to open again, to rebuild from.
enum Trees {
    static func measure(_ leaves: Int, _ figures: inout Figures) async throws {
        let harbour = try Harbour()
        defer { harbour.remove() }
        let scale = Double(leaves) / 1_000_000
        var home = try await harbour.create()
        try await home.ledger.land(leaves, callers: 256)
        var watch = Stopwatch()
        try await home.sequencer.publish()
        let published = Double(leaves) / watch.seconds
        let numbered = Double(leaves) / watch.processorSeconds
        figures.add("numbering and publishing", published, "leaves/s", .least(10_000))
        figures.add("numbering, of processor time", numbered, "leaves/s", .least(10_000))
        try await home.close()

        watch = Stopwatch()
        home = try await harbour.open()
        try await home.sequencer.publish()
        figures.add("restart with \(leaves) leaves", watch.seconds, "s", .most(2))

        let key = home.ledger.identity.verifier
        watch = Stopwatch()
        var claims = Claims()
        let audit = LogAudit(folder: home.publication.folder, key: key)
        _ = try await audit.check(&claims)
        guard claims.hold else { throw Unfounded("the log does not verify") }
        let processor = watch.processorSeconds
        figures.add("verifying \(leaves) leaves, processor", processor, "s", .most(5 * scale))

        watch = Stopwatch()
        let events = try await home.ledger.rebuild()
        let rate = Double(events) / watch.processorSeconds
        figures.add("rebuild", Double(events) / watch.seconds, "events/s", .least(50_000))
        figures.add("rebuild, of processor time", rate, "events/s", .least(50_000))
        try await home.close()
    }
}

/// What sealing a document costs.
enum Seals {
    static func measure(_ figures: inout Figures) throws {
        var generator = SystemRandomNumberGenerator()
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        let pieces = 512
        var sealer = StreamSealer(
            key: Secret.random(using: &generator),
            context: "benchmark",
            using: &generator
        )
        var count = 0
        let watch = Stopwatch()
        for _ in 0..<pieces {
            try piece.withUnsafeBytes { try sealer.update($0) { count += $0.count } }
        }
        try sealer.finish { count += $0.count }
        let rate = Double(pieces * piece.count) / watch.processorSeconds / 1e9
        guard count > pieces * piece.count else { throw Unfounded("nothing was sealed") }
        figures.add("sealing, one core", rate, "GB/s", .least(1))
    }
}
