import Foundation
import Kernel

/// What one event costs: alone, in company, and until it can be proven.
enum Appends {
    static func measure(_ figures: inout Figures) async throws {
        for (flush, disk) in [(UInt32(0), "this disk"), (4_000, "4 ms more a flush")] {
            let harbour = try Harbour(flush: flush)
            defer { harbour.remove() }
            let home = try await harbour.create()
            try await home.ledger.land(2_000, callers: 256)
            let (before, count) = (harbour.flushes, 20_000)
            let watch = Stopwatch()
            try await home.ledger.land(count, callers: 256)
            let (seconds, processor) = (watch.seconds, watch.processorSeconds)
            let flushes = Double(harbour.flushes - before)
            let company = "256 callers, \(disk)"
            figures.add("appends, \(company)", Double(count) / seconds, "/s", .least(10_000))
            let rate = Double(count) / processor
            figures.add("appends, \(company), of processor time", rate, "/s", .least(10_000))
            figures.add("flushes an append, \(company)", flushes / Double(count), "", .most(1))
            try await alone(home, harbour, disk, &figures)
            try home.abandon()
        }
        try await receipts(&figures)
    }

    private static func alone(
        _ home: Home,
        _ harbour: Harbour,
        _ disk: String,
        _ figures: inout Figures
    ) async throws {
        let (before, count) = (harbour.flushes, 200)
        let watch = Stopwatch()
        try await home.ledger.land(count, callers: 1)
        let seconds = watch.seconds
        let flushes = Double(harbour.flushes - before) / Double(count)
        figures.add("appends, one caller, \(disk)", Double(count) / seconds, "/s", .least(80))
        figures.add("flushes an append, one caller, \(disk)", flushes, "", .most(3))
    }

    /// From asking to holding an event that is under a published checkpoint.
    private static func receipts(_ figures: inout Figures) async throws {
        let harbour = try Harbour()
        defer { harbour.remove() }
        let home = try await harbour.create()
        let publishing = Task { await home.sequencer.run(every: .milliseconds(50)) }
        var waits: [Double] = []
        for number in 0..<200 {
            // Asked at another moment of the interval each time.
            try await Task.sleep(for: .milliseconds(number * 7 % 50))
            let watch = Stopwatch()
            let event = try await home.ledger.land(number)
            try await home.sequencer.waitUntilPublished(event)
            waits.append(watch.seconds * 1_000)
        }
        publishing.cancel()
        _ = await publishing.value
        try await home.close()
        waits.sort()
        figures.add("receipt, half of all, every 50 ms", waits[waits.count / 2], "ms", .most(60))
        figures.add("receipt, 99 of 100", waits[waits.count * 99 / 100], "ms", .most(150))
    }
}
