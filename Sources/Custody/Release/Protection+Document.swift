import Crypto
import Documents
import Foundation
import Kernel
import Sealing
import Sieve

extension Release.Protection {
    /// Batches of one document that are searched at the same time.
    static let batchesAtOnce = 2

    /// Reads, searches and minimises one file.
    ///
    /// What is wrong with the file costs the file; what is wrong with the disk, the database or
    /// the keys ends the run, which goes on later.
    func read(
        _ file: Release.SourceFile,
        _ request: Request,
        _ bench: Release.Workbench,
        _ meter: Release.Meter,
        into result: inout Release.DocumentResult
    ) async throws {
        try Disk.makeFolder(bench.folder(of: file.number))
        do {
            try await segments(of: file, request, bench, meter, into: &result)
        } catch is Minimization.Misfit {
            result.refuse("what was found in it does not fit its text")
        }
        // A worker may have died of the very signal that ends this run: that says nothing of it.
        try Task.checkCancellation()
        try faults.pass("release.document.read")
    }

    /// Reads a file into the segments of its folder and what was seen in it into `result`.
    private func segments(
        of file: Release.SourceFile,
        _ request: Request,
        _ bench: Release.Workbench,
        _ meter: Release.Meter,
        into result: inout Release.DocumentResult
    ) async throws {
        var output = try Release.DocumentOutput(folder: bench.folder(of: file.number))
        var feed = Release.Feed(
            document: file.number,
            request: request,
            bench: bench,
            key: surrogateKey,
            lists: lists,
            people: Rights.Marker(ring: home.ledger.ring, lists: lists),
            judgements: try await judgements(on: result.fingerprint),
            values: Release.ValueMarker(
                key: home.ledger.ring.foundingKey.derived(for: "doubts"),
                document: result.fingerprint
            ),
            memory: memory,
            detector: detector
        )
        let reading = try await stream(file, meter, through: &feed, into: &output, &result)
        result.format = reading.format.rawValue
        result.columns = feed.columns
        result.fields = feed.fields.map { field in
            Release.DocumentResult.FieldEntry(
                name: field.name,
                label: field.label,
                isProse: field.isProse
            )
        }
        result.plan = feed.planEntries
        result.parts = reading.notices.filter(\.leavesDoubt).map(\.detail)
        result.segments = try output.finish()
        // Records that came before a fault say nothing about the rest: none is released.
        if let unassessed = reading.unassessed { result.refuse(unassessed.reason) }
    }

    /// Runs the records of `file` through detector and minimiser, batches at a time, in order.
    private func stream(
        _ file: Release.SourceFile,
        _ meter: Release.Meter,
        through feed: inout Release.Feed,
        into output: inout Release.DocumentOutput,
        _ result: inout Release.DocumentResult
    ) async throws -> Reading {
        let detector = detector
        return try await withThrowingTaskGroup(of: Release.Batch.Product.self) { group in
            var waiting: [Int: Release.Batch.Product] = [:]
            var next = 0
            var inFlight = 0
            var read = 0
            func settle() async throws {
                guard let product = try await group.next() else { return }
                inFlight -= 1
                waiting[product.number] = product
                while let ready = waiting.removeValue(forKey: next) {
                    next += 1
                    result.tally.add(ready.tally)
                    result.roll.add(ready.roll)
                    try output.write(ready)
                    meter.reach(ready.bytes, of: file.number)
                }
            }
            func start(_ batch: Release.Batch) async throws {
                // Batches that wait for an earlier one hold memory too, so they count.
                while inFlight > 0, inFlight + waiting.count >= Self.batchesAtOnce {
                    try await settle()
                }
                inFlight += 1
                read += batch.bytes
                let reached = read
                group.addTask { try batch.minimized(by: detector, reaching: reached) }
            }
            let reading = try await reader.read(file.path) { record in
                for batch in feed.take(record) { try await start(batch) }
            }
            for batch in feed.finish() { try await start(batch) }
            while inFlight > 0 { try await settle() }
            return reading
        }
    }

    /// What was said about the doubts of this content in earlier runs.
    private func judgements(on fingerprint: String) async throws -> Release.Judgements {
        let held = try await home.ledger.store.read { db in
            try DataMap.document(fingerprint: fingerprint, in: db)
        }
        guard let held else { return Release.Judgements() }
        return try await Release.judgements(on: held, in: home.ledger)
    }

    private var surrogateKey: SymmetricKey {
        home.ledger.ring.houseKey.derived(for: "surrogates").withUnsafeBytes {
            SymmetricKey(data: $0)
        }
    }
}
