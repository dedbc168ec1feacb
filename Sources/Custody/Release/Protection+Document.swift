import Crypto
import Documents
import Foundation
import Glibc
import Kernel
import Sealing
import Sieve

extension Release.Protection {
    /// Batches of one document that are searched at the same time.
    static let batchesAtOnce = 2

    /// Reads, searches, minimises, seals and records one file.
    func document(
        _ file: Release.SourceFile,
        _ fingerprint: String?,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> Release.DocumentResult {
        try Task.checkCancellation()
        if let done = try bench.result(of: file.number, fingerprint: fingerprint) { return done }
        var result = Release.DocumentResult(
            number: file.number,
            fingerprint: fingerprint ?? "",
            source: file.source,
            format: "unread",
            bytes: file.bytes,
            reason: file.obstacle
        )
        guard file.obstacle == nil else { return result }
        try Disk.makeFolder(bench.folder(of: file.number))
        var output = try Release.DocumentOutput(
            folder: bench.folder(of: file.number),
            document: file.number
        )
        let reading = try await read(file, request, bench, into: &output, result: &result)
        result.format = reading.format.rawValue
        if let unassessed = reading.unassessed {
            // Records that came before the fault say nothing about the rest: none is released.
            result.reason = unassessed.reason
            result.tally = Release.Tally()
        } else {
            result.parts = reading.notices.filter(\.leavesDoubt).map(\.detail)
            result.segments = try output.finish(columns: result.columns)
        }
        try await record(file, result, bench)
        try bench.keep(result)
        return result
    }

    /// Runs the records of `file` through detector and minimiser, batches at a time, in order.
    private func read(
        _ file: Release.SourceFile,
        _ request: Request,
        _ bench: Release.Workbench,
        into output: inout Release.DocumentOutput,
        result: inout Release.DocumentResult
    ) async throws -> Reading {
        var feed = Release.Feed(
            document: file.number,
            request: request,
            bench: bench,
            key: surrogateKey,
            lists: lists,
            detector: detector
        )
        let detector = detector
        var tally = Release.Tally()
        let reading = try await withThrowingTaskGroup(of: Release.Batch.Product.self) { group in
            var waiting: [Int: Release.Batch.Product] = [:]
            var next = 0
            var inFlight = 0
            func settle() async throws {
                guard let product = try await group.next() else { return }
                inFlight -= 1
                waiting[product.number] = product
                while let ready = waiting.removeValue(forKey: next) {
                    next += 1
                    tally.add(ready.tally)
                    try output.write(ready)
                }
            }
            func start(_ batch: Release.Batch) async throws {
                // Batches that wait for an earlier one hold memory too, so they count.
                while inFlight + waiting.count >= Self.batchesAtOnce { try await settle() }
                inFlight += 1
                group.addTask { try batch.minimized(by: detector) }
            }
            let reading = try await reader.read(file.path) { record in
                for batch in feed.take(record) { try await start(batch) }
            }
            for batch in feed.finish() { try await start(batch) }
            while inFlight > 0 { try await settle() }
            return reading
        }
        result.tally = tally
        result.columns = feed.columns
        result.fields = feed.fields.map { field in
            Release.DocumentResult.FieldEntry(
                name: field.name,
                label: field.label,
                isProse: field.isProse
            )
        }
        result.plan = feed.plan.lines.map { line in
            switch line.subject {
            case .field(let name):
                Release.DocumentResult.PlanEntry(
                    subject: name,
                    isField: true,
                    treatment: line.rule.description,
                    reason: line.reason
                )
            case .category(let label):
                Release.DocumentResult.PlanEntry(
                    subject: label.rawValue,
                    isField: false,
                    treatment: line.rule.description,
                    reason: line.reason
                )
            }
        }
        return reading
    }

    private var surrogateKey: SymmetricKey {
        home.ledger.ring.houseKey.derived(for: "surrogates").withUnsafeBytes {
            SymmetricKey(data: $0)
        }
    }

    // MARK: Into the vault and the ledger

    /// Seals the original, unless the vault holds it already, and records what was found in it.
    private func record(
        _ file: Release.SourceFile,
        _ result: Release.DocumentResult,
        _ bench: Release.Workbench
    ) async throws {
        let ledger = home.ledger
        let held = try await ledger.store.read { db in
            try DataMap.document(fingerprint: result.fingerprint, in: db)
        }
        let document = held ?? bench.identifier(of: file.number)
        if held == nil { try await seal(file, document, result.format) }
        try await ledger.perform(
            DataMap.Assess(
                document: document,
                path: file.name,
                format: result.format,
                fingerprint: result.fingerprint,
                bytes: result.bytes,
                records: result.records,
                state: result.reason != nil
                    ? .notAssessed : result.parts.isEmpty ? .assessed : .partial,
                findings: result.tally.totals
            ),
            as: .owner,
            once: IdempotencyKey("release/\(bench.edition)/\(file.number)/assess")
        )
        guard result.tally.doubtCount > 0 else { return }
        try await ledger.perform(
            Release.Doubt(
                release: bench.edition,
                document: document,
                doubts: result.tally.doubts,
                count: result.tally.doubtCount
            ),
            as: .owner,
            once: IdempotencyKey("release/\(bench.edition)/\(file.number)/doubt")
        )
    }

    private func seal(
        _ file: Release.SourceFile,
        _ document: ID<Vault.Document>,
        _ format: String
    ) async throws {
        let card = file.name.reveal(for: Occasion("naming a sealed document")) { name in
            Vault.Card(name: String(name.suffix(1_000)), media: format)
        }
        guard let card else {
            throw Broken(.fileUnavailable, "A file has a name that cannot be kept.")
        }
        let input = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard input >= 0 else { throw Disk.failed("read", file.path) }
        defer { close(input) }
        do {
            try await room.seal(card, document: document, about: [], as: .owner) { buffer in
                while true {
                    let count = Glibc.read(input, buffer.baseAddress, buffer.count)
                    if count >= 0 { return count }
                    guard errno == EINTR else { throw Disk.failed("read", file.path) }
                }
            }
        } catch Vault.Failure.alreadySealed {
            // An interrupted attempt got this far.
        }
    }
}
