import Kernel

extension Release.Protection {
    /// A step of the work on files that came to its end.
    private enum Step: Sendable {
        /// A file was read and cut down, and is to be sealed and recorded.
        case read(Release.SourceFile, Release.DocumentResult)
        /// A file is done: taken over from an earlier attempt, or not to be opened at all.
        case settled(Release.DocumentResult)
        /// Files were recorded together.
        case recorded([Release.DocumentResult])
    }

    /// Files that are recorded together at most: what the ledger takes in one commit. Files that
    /// wait to be recorded are no more than that either, since each holds its tally.
    private static let recordedMax = 256

    /// Protects every file that is not a copy; finished ones of an interrupted run are taken over.
    ///
    /// Reading goes on while what was read is recorded. Whatever was read during one commit is
    /// recorded in the next, so that many small files share keys, flushes and commits.
    func protect(
        _ files: [Release.SourceFile],
        _ copies: Release.Copies,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> [Release.DocumentResult] {
        let work = files.filter { copies.original[$0.number] == nil }
        let meter = Release.Meter(.protecting, work, report)
        var results: [Release.DocumentResult] = []
        try await withThrowingTaskGroup(of: Step.self) { group in
            var rest = work[...]
            var reading = 0
            var waiting: [(Release.SourceFile, Release.DocumentResult)] = []
            var isRecording = false
            func start() {
                while reading < Self.filesAtOnce, waiting.count < Self.recordedMax,
                    let file = rest.popFirst()
                {
                    reading += 1
                    let fingerprint = copies.fingerprints[file.number]
                    group.addTask { try await step(file, fingerprint, request, bench, meter) }
                }
                guard !isRecording, !waiting.isEmpty else { return }
                isRecording = true
                let batch = waiting
                waiting = []
                group.addTask { .recorded(try await record(batch, request, bench)) }
            }
            func settle(_ result: Release.DocumentResult) {
                meter.finish(result.number)
                results.append(result)
            }
            start()
            while let step = try await group.next() {
                switch step {
                case .read(let file, let result):
                    reading -= 1
                    waiting.append((file, result))
                case .settled(let result):
                    reading -= 1
                    settle(result)
                case .recorded(let batch):
                    isRecording = false
                    for result in batch { settle(result) }
                }
                start()
            }
        }
        return results.sorted { $0.number < $1.number }
    }

    private func step(
        _ file: Release.SourceFile,
        _ fingerprint: String?,
        _ request: Request,
        _ bench: Release.Workbench,
        _ meter: Release.Meter
    ) async throws -> Step {
        try Task.checkCancellation()
        if let done = try bench.result(of: file.number, fingerprint: fingerprint) {
            return .settled(done)
        }
        var result = Release.DocumentResult(file, fingerprint: fingerprint)
        guard file.obstacle == nil else { return .settled(result) }
        guard fingerprint != nil else {
            result.refuse("it could not be read to its end")
            return .settled(result)
        }
        try await read(file, request, bench, meter, into: &result)
        return .read(file, result)
    }

    /// Seals and records files that were read, and keeps what came of each.
    private func record(
        _ batch: [(Release.SourceFile, Release.DocumentResult)],
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> [Release.DocumentResult] {
        let shelves = try await shelves(for: batch.map(\.1), bench)
        return try await withThrowingTaskGroup(of: Release.DocumentResult.self) { group in
            for ((file, result), shelf) in zip(batch, shelves) {
                group.addTask { try await recorded(file, result, on: shelf, request, bench) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func recorded(
        _ file: Release.SourceFile,
        _ result: Release.DocumentResult,
        on shelf: Shelf,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> Release.DocumentResult {
        try Task.checkCancellation()
        var result = result
        do {
            try await record(file, &result, on: shelf, request, bench)
        } catch is UnreadableSource {
            result.refuse("it changed or went away while the run was under way")
            return result
        }
        try faults.pass("release.document.recorded")
        try bench.keep(result)
        try faults.pass("release.document.kept")
        return result
    }
}
