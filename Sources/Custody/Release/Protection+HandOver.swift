import Crypto
import Foundation
import Kernel
import Merkle

extension Release.Protection {
    /// Puts the receipt beside a recorded release and gives it its name; the last step of a run.
    func handOver(
        _ made: ID<any Event>,
        _ told: ReleaseReport,
        of files: [Release.SourceFile],
        _ request: Request,
        _ bench: Release.Workbench,
        resumed results: [Release.DocumentResult]
    ) async throws -> Outcome {
        let partial = Self.partial(of: request)
        try await home.sequencer.publish()
        let receipt = try await home.ledger.proof(of: made, in: home.publication)
        if FileManager.default.fileExists(atPath: partial) {
            var writer = try SegmentWriter(path: partial + "/" + Release.Manifest.receiptName)
            try writer.write(receipt.bytes)
            _ = try writer.finish()
            try Disk.flushAll(in: partial)
            try faults.pass("release.receipt")
            try Disk.rename(partial, to: request.out)
            try Disk.flushFolder(of: request.out)
        }
        try faults.pass("release.handed-over")
        try bench.remove()
        let names = Dictionary(uniqueKeysWithValues: files.map { ($0.number, $0.name) })
        return Outcome(
            release: bench.edition,
            report: told,
            notAssessed: told.sources.notAssessed.map { unread in
                (names[unread.file.number] ?? Personal(""), unread.reason)
            },
            index: receipt.index,
            documentsResumed: results.count(where: \.isResumed)
        )
    }

    /// Goes on with a release that was recorded before its run was interrupted; nil when there is
    /// none, or none that is whole.
    func resumeHandOver(
        of files: [Release.SourceFile],
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> Outcome? {
        guard !bench.isNew, let made = try await edition(of: bench) else { return nil }
        let isOut = FileManager.default.fileExists(atPath: request.out)
        let folder = isOut ? request.out : Self.partial(of: request)
        guard let told = try report(in: folder, recordedAs: made.manifest) else { return nil }
        if isOut {
            // A part left beside a finished release would be handed over in its place.
            try? FileManager.default.removeItem(atPath: Self.partial(of: request))
        }
        return try await handOver(made.event, told, of: files, request, bench, resumed: [])
    }

    /// The recorded release of this run, if an earlier attempt came that far.
    func edition(
        of bench: Release.Workbench
    ) async throws -> (event: ID<any Event>, manifest: String)? {
        try await home.ledger.store.read { db in
            try db.row(
                """
                SELECT event, manifest FROM release_edition WHERE id = \(bench.edition)
                """
            ).map { ($0.id(0), $0.text(1)) }
        }
    }

    /// The report of a release in `folder` whose every file is what was recorded.
    private func report(in folder: String, recordedAs digest: String) throws -> ReleaseReport? {
        let path = folder + "/" + Release.Manifest.name
        guard let bytes = try Disk.read(path, lengthMax: Release.Manifest.lengthMax),
            Digest.plain(bytes).hex == digest,
            let manifest = try? Canonical.decode(Release.Manifest.self, from: bytes)
        else { return nil }
        for file in manifest.files {
            let segment = Segment(name: file.path, bytes: file.bytes, digest: file.sha256)
            guard segment.isWhole(in: folder) else { return nil }
        }
        let reportPath = folder + "/" + Release.Manifest.reportName
        guard let text = try Disk.read(reportPath, lengthMax: Release.Manifest.lengthMax) else {
            return nil
        }
        return try? Canonical.decode(ReleaseReport.self, from: text)
    }
}
