import Console
import Custody
import Foundation
import Kernel
import Logging
import Markup
import Privacy
import Synchronization

/// Work that goes on while somebody watches: files handed over, on their way to a release, and
/// sources that are looked into.
///
/// One at a time in a process, since one keeps all of its cores busy. What is known of it is kept
/// in memory: what came of it is in the ledger.
final class Runs: Sendable {
    /// One run as its page shows it.
    struct State: Sendable {
        var progress: Release.Protection.Progress?
        /// The release that came of it.
        var release: ID<Release.Edition>?
        /// For a scan of a source: how far it is.
        var scan: Scan?
        /// Why nothing came of it.
        var failure: String?
        let principal: ID<Principal>

        var isOver: Bool { release != nil || scan?.outcome != nil || failure != nil }
    }

    /// A source that is being looked into.
    struct Scan: Sendable {
        let source: String
        var progress = DataMap.Scan.Progress()
        var outcome: DataMap.Scan.Outcome?
    }

    /// Runs whose end is still told.
    private static let kept = 50

    private struct Book {
        var states: [ID<Release.Run>: State] = [:]
        var order: [ID<Release.Run>] = []
        var version = 0
    }

    private let book = Mutex(Book())

    /// Counts up whenever something about some run changed.
    var version: Int { book.withLock { $0.version } }

    func state(of run: ID<Release.Run>) -> State? { book.withLock { $0.states[run] } }

    /// Begins a run for `principal`, of the source called so if it is a scan; nil while another
    /// goes on.
    func begin(
        for principal: ID<Principal>,
        scanning source: String? = nil
    ) -> ID<Release.Run>? {
        book.withLock { book -> ID<Release.Run>? in
            guard book.states.values.allSatisfy(\.isOver) else { return nil }
            let run = ID<Release.Run>()
            book.states[run] = State(
                scan: source.map { Scan(source: $0) },
                principal: principal
            )
            book.order.append(run)
            if book.order.count > Self.kept {
                book.states[book.order.removeFirst()] = nil
            }
            book.version += 1
            return run
        }
    }

    func change(_ run: ID<Release.Run>, _ body: (inout State) -> Void) {
        book.withLock { book in
            guard var state = book.states[run] else { return }
            body(&state)
            book.states[run] = state
            book.version += 1
        }
    }
}

extension Reception {
    /// What somebody asked for with their files.
    struct Handed: Sendable {
        let wanted: Wanted
        let folder: String
    }

    /// Protects what lies in the folder, for whoever handed it over: the gate is asked for each act
    /// with them as the principal. The folder is gone when this returns.
    func protect(_ handed: Handed, as principal: Principal, _ run: ID<Release.Run>) async {
        defer { try? FileManager.default.removeItem(atPath: handed.folder) }
        do {
            let releases = home.path + "/releases"
            try Disk.makeFolder(releases)
            let out = releases + "/\(run)"
            let outcome = try await work(handed, as: principal, run, out: out)
            try Disk.rename(out, to: releases + "/\(outcome.release)")
            try await home.sequencer.publish()
            runs.change(run) { $0.release = outcome.release }
        } catch let failure as any Failure {
            runs.change(run) { $0.failure = failure.message }
        } catch {
            logger.error("run.failed", metadata: ["detail": "\(error)"])
            runs.change(run) { state in
                state.failure = "Something here is broken; the operator's records tell what."
            }
        }
    }

    private func work(
        _ handed: Handed,
        as principal: Principal,
        _ run: ID<Release.Run>,
        out: String
    ) async throws -> Release.Protection.Outcome {
        let pool = ReaderPool()
        try await pool.verify()
        let protection = Release.Protection(
            home: home,
            reader: DocumentReader(workers: pool),
            detector: try Detector(),
            lists: try Minimization.SurrogateLists.bundled(),
            principal: principal,
            report: { [runs] progress in runs.change(run) { $0.progress = progress } }
        )
        let request = Release.Protection.Request(
            paths: [handed.folder],
            wording: handed.wanted.wording + "\n\(run)",
            purpose: handed.wanted.purpose,
            out: out,
            today: try Self.day(at: time),
            tool: "console"
        )
        return try await protection.run(request) { report in
            let page = ReportPage(report)
            return Frame(.selfContained, bar: page.bar).document(page.page).bytes
        }
    }

    /// The day of a moment in milliseconds since 1970, in Coordinated Universal Time.
    static func day(at time: Int64) throws -> CivilDate {
        let epoch = CivilDate(year: 1970, month: 1, day: 1)
        guard let day = epoch?.adding(days: Int(time / 86_400_000)) else {
            throw Broken(.fileUnavailable, "The machine's clock shows a year that cannot be.")
        }
        return day
    }
}
