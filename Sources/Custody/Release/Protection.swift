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
            /// The last day on which the sealed originals are kept; nil sets no day.
            package var keptUntil: CivilDate?
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
        /// Names met in this run; another run has another key, and begins with none.
        private(set) var memory = Minimization.NameMemory()
        /// Whose work it is: the gate is asked for each act with them.
        let principal: Principal
        let faults: Faults
        let report: @Sendable (Progress) -> Void

        /// Named places where tests make the world fail, beside those of the kernel and the vault.
        package static let faultPoints = [
            "release.compared", "release.document.read", "release.document.recorded",
            "release.document.kept", "release.assembled", "release.made", "release.receipt",
            "release.handed-over",
        ]

        package init(
            home: Home,
            reader: DocumentReader,
            detector: Detector,
            lists: Minimization.SurrogateLists,
            principal: Principal = .owner,
            faults: Faults = .none,
            report: @escaping @Sendable (Progress) -> Void = { _ in }
        ) {
            self.home = home
            room = Strongroom(ledger: home.ledger, folder: home.path + "/vault", faults: faults)
            self.reader = reader
            self.detector = detector
            self.lists = lists
            self.principal = principal
            self.faults = faults
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
        ///
        /// Throws `CancellationError` when its task is cancelled; the same request then goes on
        /// from what was finished.
        package func run(
            _ request: Request,
            page: (ReleaseReport) -> [UInt8]
        ) async throws -> Outcome {
            guard !request.purpose([]).isOver(on: request.today) else { throw Failure.purposeOver }
            try await room.resume(before: Date())
            report(Progress(stage: .gathering))
            let files = try Release.Gathering.files(
                below: request.paths,
                sparing: [home.path, request.out, Self.partial(of: request)]
            )
            var bench = try Workbench(home: home, request: request)
            if let outcome = try await resumeHandOver(of: files, request, bench) { return outcome }
            if !bench.isNew, try await edition(of: bench) != nil {
                // Recorded, but its folder is gone: that release stays in the log, never handed
                // over, and another is made.
                try bench.remove()
                bench = try Workbench(home: home, request: request)
            }
            guard !FileManager.default.fileExists(atPath: request.out) else {
                if bench.isNew { try bench.remove() }
                throw OutputExists()
            }
            return try await make(files, request, bench, page: page)
        }

        private func make(
            _ files: [SourceFile],
            _ request: Request,
            _ bench: Workbench,
            page: (ReleaseReport) -> [UInt8]
        ) async throws -> Outcome {
            var request = request
            request.today = bench.today
            if let reason = request.acceptedRisk {
                try await home.ledger.perform(
                    AcceptRisk(release: bench.edition, reason: reason),
                    as: principal,
                    once: IdempotencyKey("release/\(bench.edition)/risk")
                )
            }
            let copies = try await compare(files)
            try faults.pass("release.compared")
            // Who is listed as a person somewhere is known everywhere.
            var knowing = self
            knowing.memory = Minimization.NameMemory()
            knowing.detector = try await acquainted(with: files, copies)
            let done = try await knowing.protect(files, copies, request, bench)
            try Task.checkCancellation()
            guard done.contains(where: { $0.reason == nil }) else {
                let names = Dictionary(uniqueKeysWithValues: files.map { ($0.number, $0.name) })
                try bench.remove()
                throw NothingRead(
                    files: done.map { (names[$0.number] ?? Personal(""), $0.reason ?? "") }
                )
            }
            return try await finish(done, of: files, copies, request, bench, page: page)
        }

        /// Where a release is put together before it is called by its name.
        static func partial(of request: Request) -> String { request.out + ".partial" }
    }

    /// The place for the release is taken.
    package struct OutputExists: Kernel.Failure {
        package var message: String {
            "The output folder exists already. Name another with --out, or move it away."
        }
    }

    /// Not one of the files could be looked into.
    package struct NothingRead: Kernel.Failure {
        /// The files by name, for the screen only, each with why it was not read.
        package let files: [(name: Personal<String>, reason: String)]

        package var message: String {
            "None of the \(files.count) files could be read, so there is nothing to release."
        }
    }
}

extension Release.Protection {
    /// Work on files at once; each also keeps batches in flight.
    static let filesAtOnce = 2

    /// Fingerprints every file and finds exact copies: the first of each is kept.
    func compare(_ files: [Release.SourceFile]) async throws -> Release.Copies {
        let key = home.ledger.ring.foundingKey.derived(for: "fingerprints")
        let readable = files.filter { $0.obstacle == nil }
        let meter = Release.Meter(.comparing, readable, report)
        var fingerprints: [Int: String] = [:]
        try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            var rest = readable[...]
            func start() {
                guard let file = rest.popFirst() else { return }
                group.addTask {
                    try Task.checkCancellation()
                    return (file.number, Release.Copies.fingerprint(of: file, key))
                }
            }
            for _ in 0..<Self.filesAtOnce { start() }
            while let (number, fingerprint) = try await group.next() {
                fingerprints[number] = fingerprint
                meter.finish(number)
                start()
            }
        }
        return Release.Copies(files: files, fingerprints: fingerprints)
    }
}
