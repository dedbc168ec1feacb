import Crypto
import Documents
import Foundation
package import Kernel
package import Privacy
import Sealing
import Sieve

extension Release {
    /// The main job: reads what is given, maps it, seals it, cuts it down, and makes the release.
    ///
    /// Each document's output waits in the run's folder under the home, with digests, until all are
    /// done; a run that was interrupted finds its finished documents there and goes on.
    package struct Protection: Sendable {
        package struct Request: Sendable {
            package var paths: [String]
            /// The purpose, given what a document's fields hold: read from a file, where it is the
            /// same for all, or derived from a sentence.
            package var purpose: @Sendable ([Minimization.MappedField]) -> Minimization.Purpose
            /// What makes this run another one than the same paths for another purpose.
            package var wording: String
            package var out: String
            /// Why findings of doubt may stay; nil masks them.
            package var acceptedRisk: String?
            /// Values shown before and after, per document; 0 shows none.
            package var samples = 0
            package var today: CivilDate
            package var tool: String

            package init(
                paths: [String],
                wording: String,
                purpose: @escaping @Sendable ([Minimization.MappedField]) -> Minimization.Purpose,
                out: String,
                today: CivilDate,
                tool: String
            ) {
                self.paths = paths
                self.wording = wording
                self.purpose = purpose
                self.out = out
                self.today = today
                self.tool = tool
            }
        }

        /// How far the run is.
        package struct Progress: Sendable {
            package enum Stage: String, Sendable {
                case gathering, comparing, protecting, assembling, recording
            }

            package var stage: Stage
            package var bytes = 0
            package var bytesInAll = 0
            package var files = 0
            package var filesInAll = 0
        }

        package let home: Home
        let room: Strongroom
        let reader: DocumentReader
        var detector: Detector
        let lists: Minimization.SurrogateLists
        let report: @Sendable (Progress) -> Void

        package init(
            home: Home,
            reader: DocumentReader,
            detector: Detector,
            lists: Minimization.SurrogateLists,
            report: @escaping @Sendable (Progress) -> Void = { _ in }
        ) {
            self.home = home
            room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
            self.reader = reader
            self.detector = detector
            self.lists = lists
            self.report = report
        }

        /// What a finished run tells.
        package struct Outcome: Sendable {
            package let release: ID<Edition>
            package let report: ReleaseReport
            /// Files that were not looked into, with their names: for the screen, not for files.
            package let notAssessed: [(name: Personal<String>, reason: String)]
            /// Where this release's leaf stands in the log.
            package let index: Int
            package let documentsResumed: Int
        }

        /// Runs the job. `page` turns the report into the bytes of `report.html`.
        package func run(
            _ request: Request,
            page: (ReleaseReport) -> [UInt8]
        ) async throws -> Outcome {
            guard !request.purpose([]).isOver(on: request.today) else { throw Failure.purposeOver }
            guard !FileManager.default.fileExists(atPath: request.out) else {
                throw OutputExists()
            }
            try await room.resume(before: Date())
            report(Progress(stage: .gathering))
            let files = try Release.Gathering.files(below: request.paths)
            let bench = try Workbench(home: home, request: request)
            if let reason = request.acceptedRisk {
                try await home.ledger.perform(
                    AcceptRisk(release: bench.edition, reason: reason),
                    as: .owner,
                    once: IdempotencyKey("release/\(bench.edition)/risk")
                )
            }
            let copies = try await compare(files, bench)
            // Who is listed as a person somewhere is known everywhere.
            var knowing = self
            knowing.detector = try await acquainted(with: files, copies)
            let done = try await knowing.protect(files, copies, request, bench)
            return try await finish(done, of: files, copies, request, bench, page: page)
        }
    }

    /// The place for the release is taken.
    package struct OutputExists: Kernel.Failure {
        package var message: String {
            "The output folder exists already. Name another with --out, or move it away."
        }
    }
}

extension Release.Protection {
    /// Work on files at once; each also keeps batches in flight.
    static let filesAtOnce = 2

    /// Fingerprints every file and finds exact copies: the first of each is kept.
    func compare(
        _ files: [Release.SourceFile],
        _ bench: Release.Workbench
    ) async throws -> Release.Copies {
        let key = home.ledger.ring.houseKey.derived(for: "fingerprints")
        let total = files.reduce(0) { $0 + $1.bytes }
        var progress = Progress(stage: .comparing, bytesInAll: total, filesInAll: files.count)
        var fingerprints: [Int: String] = [:]
        try await withThrowingTaskGroup(of: (Int, Int, String).self) { group in
            var rest = files.filter { $0.obstacle == nil && $0.bytes > 0 }[...]
            func start() {
                guard let file = rest.popFirst() else { return }
                group.addTask {
                    (file.number, file.bytes, try Release.Copies.fingerprint(of: file, key))
                }
            }
            for _ in 0..<Self.filesAtOnce { start() }
            while let (number, bytes, fingerprint) = try await group.next() {
                fingerprints[number] = fingerprint
                progress.bytes += bytes
                progress.files += 1
                report(progress)
                start()
            }
        }
        return Release.Copies(files: files, fingerprints: fingerprints)
    }

    /// Protects every file that is not a copy; finished ones of an interrupted run are taken over.
    func protect(
        _ files: [Release.SourceFile],
        _ copies: Release.Copies,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> [Release.DocumentResult] {
        let work = files.filter { copies.original[$0.number] == nil }
        var progress = Progress(
            stage: .protecting,
            bytesInAll: work.reduce(0) { $0 + $1.bytes },
            filesInAll: work.count
        )
        var results: [Release.DocumentResult] = []
        try await withThrowingTaskGroup(of: Release.DocumentResult.self) { group in
            var rest = work[...]
            func start() {
                guard let file = rest.popFirst() else { return }
                group.addTask {
                    try await document(file, copies.fingerprints[file.number], request, bench)
                }
            }
            for _ in 0..<Self.filesAtOnce { start() }
            while let result = try await group.next() {
                progress.bytes += result.bytes
                progress.files += 1
                report(progress)
                results.append(result)
                start()
            }
        }
        return results.sorted { $0.number < $1.number }
    }
}
