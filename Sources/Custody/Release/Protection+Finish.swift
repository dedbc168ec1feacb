import Documents
import Foundation
import Glibc
import Kernel
import Merkle
import Privacy

extension Release.Protection {
    /// Joins, reports, records and hands over.
    func finish(
        _ results: [Release.DocumentResult],
        of files: [Release.SourceFile],
        _ copies: Release.Copies,
        _ request: Request,
        _ bench: Release.Workbench,
        page: (ReleaseReport) -> [UInt8]
    ) async throws -> Outcome {
        report(Progress(stage: .assembling))
        let purpose = request.purpose(results.flatMap(\.mappedFields))
        let excess = results.flatMap { $0.tally.released.filter { $0.value == "drop" }.keys }
        var assembly = try Release.Assembly(bench: bench, folder: Self.partial(of: request))
        try assembly.join(results)
        try Task.checkCancellation()
        try await home.sequencer.publish()
        let filling = Release.Filling(
            request: request,
            purpose: purpose,
            results: results,
            copies: copies,
            bench: bench,
            risks: (assembly.before, assembly.after),
            clashes: assembly.marks.clashes,
            proof: try await proof(bench)
        )
        let told = filling.report
        let manifest = try write(told, filling, results, page, to: &assembly)
        try faults.pass("release.assembled")
        report(Progress(stage: .recording))
        let make = Release.Make(
            release: bench.edition,
            manifest: Digest.plain(manifest).hex,
            purpose: told.purpose.text,
            basis: told.purpose.legalBasis,
            recipient: told.purpose.recipient ?? "",
            until: purpose.until.iso,
            records: told.outcome.records.after,
            documents: results.filter { $0.reason == nil }.compactMap(\.document),
            excess: Set(excess).sorted()
        )
        let made = try await home.ledger.perform(make, as: principal)
        try faults.pass("release.made")
        return try await handOver(made.id, told, of: files, request, bench, resumed: results)
    }

    /// Writes what stands beside the data, the manifest last, and flushes all of it.
    private func write(
        _ told: ReleaseReport,
        _ filling: Release.Filling,
        _ results: [Release.DocumentResult],
        _ page: (ReleaseReport) -> [UInt8],
        to assembly: inout Release.Assembly
    ) throws -> [UInt8] {
        try assembly.write(try Canonical.encode(told) + [0x0A], as: Release.Manifest.reportName)
        try assembly.write(page(told), as: "report.html")
        try assembly.write(try trustPolicy(), as: Release.Manifest.policyName)
        let datasheet = Release.Datasheet(report: told, files: assembly.files, results: results)
        try assembly.write(try datasheet.bytes, as: "datasheet.json")
        let manifest = try filling.manifest(of: assembly.files).bytes
        try assembly.write(manifest, as: Release.Manifest.name)
        try Disk.flushAll(in: assembly.folder)
        return manifest
    }

    /// Whom a verifier trusts: this log, and the witnesses that the home was given.
    private func trustPolicy() throws -> [UInt8] {
        if let policy = try Disk.read(home.path + "/ledger/trust-policy", lengthMax: 65_536) {
            return policy
        }
        return [UInt8]("log \(home.ledger.identity.verifier)\nquorum none\n".utf8)
    }

    /// The checkpoint that covers what led to the release, and the leaves of this run.
    private func proof(_ bench: Release.Workbench) async throws -> ReleaseReport.Proof {
        let identity = home.ledger.identity
        guard let note = try home.publication.folder.read(.checkpoint) else {
            throw Broken(.ledgerDamaged, "The log has no published checkpoint.")
        }
        let opened = try Checkpoint.open(note, by: identity.verifier)
        let leaves = try await home.ledger.leaves(startingWith: "release/\(bench.edition)/")
        return ReleaseReport.Proof(
            leaves: leaves.map { ReleaseReport.Proof.Leaf($0.index, $0.name) },
            treeSize: opened.checkpoint.size,
            root: opened.checkpoint.root.hex,
            checkpoint: String(decoding: note, as: UTF8.self),
            verifierKey: identity.verifier.description
        )
    }
}
