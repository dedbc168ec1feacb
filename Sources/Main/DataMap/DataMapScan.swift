import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Synchronization

extension DataMapCommand {
    /// Looks into sources.
    struct Scan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look into a source, or all of them, and note what is there.",
            discussion: """
                Items that look as they did are left alone. A pass that was interrupted goes on \
                where it stood.
                """
        )

        @Argument(help: "Names of sources; all of them unless said.")
        var names: [String] = []

        @Flag(help: "Read every item again, whatever it looks like.")
        var thorough = false

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let key = try options.memberKey()
            let home = try await options.open()
            do {
                let principal = try await options.principal(key, in: home)
                let (terminal, names, thorough) = (options.terminal, names, thorough)
                let lines = try await Interruption.cancelling(terminal) {
                    try await DataMapCommand.scan(
                        names,
                        thorough,
                        in: home,
                        principal,
                        terminal
                    )
                }
                try await reporting { try await home.close() }
                try terminal.answer(lines)
                DataMapCommand.show(lines, on: terminal)
            } catch {
                try? home.abandon()
                throw error
            }
        }
    }

    /// What one pass came to.
    struct Line: Encodable, Sendable {
        let source: String
        let outcome: DataMap.Scan.Outcome?
        /// Why it could not be scanned.
        let failure: String?
    }

    /// Scans sources one after the other; one that cannot be reached does not keep the others.
    static func scan(
        _ names: [String],
        _ isThorough: Bool,
        in home: Home,
        _ principal: Principal,
        _ terminal: Terminal
    ) async throws -> [Line] {
        try await reporting {
            let pool = ReaderPool()
            do {
                try await pool.verify()
            } catch {
                throw TerminalFailure(
                    .brokenWorld,
                    "Hostile files cannot be opened safely on this machine: \(error)",
                    advice: "Install bubblewrap and allow user namespaces, or run `cordon doctor`."
                )
            }
            let screen = ScanScreen(terminal)
            defer { screen.clear() }
            let scan = DataMap.Scan(
                home: home,
                reader: DocumentReader(workers: pool),
                detector: try Detector(),
                lists: try Minimization.SurrogateLists.bundled(),
                report: { screen.show($0) }
            )
            let sources = try await chosen(names, in: home)
            var lines: [Line] = []
            for source in sources {
                screen.turn(to: source.name)
                do {
                    let outcome = try await scan.run(
                        source,
                        isThorough: isThorough,
                        as: principal
                    )
                    lines.append(Line(source: source.name, outcome: outcome, failure: nil))
                } catch let failure as DataMap.Unreachable {
                    lines.append(
                        Line(source: source.name, outcome: nil, failure: failure.message)
                    )
                }
            }
            return lines
        }
    }

    private static func chosen(_ names: [String], in home: Home) async throws -> [DataMap.Listed] {
        guard names.isEmpty else {
            var sources: [DataMap.Listed] = []
            for name in names { sources.append(try await source(name, in: home)) }
            return sources
        }
        return try await home.ledger.store.read { try DataMap.sources(in: $0) }
    }

    static func show(_ lines: [Line], on terminal: Terminal) {
        guard !lines.isEmpty else {
            terminal.say(
                "There is no source on the map yet. Put one there with:",
                "  cordon datamap add FOLDER --name hr-share --purpose \"why it is there\""
            )
            return
        }
        terminal.show(
            "Scanned",
            TerminalTable(
                [
                    "Source", "Items", "Read", "New", "Changed", "Gone", "Sensitive", "Exposed",
                    "Unread",
                ],
                numbers: [1, 2, 3, 4, 5, 6, 7, 8],
                rows: lines.compactMap { line in
                    guard let outcome = line.outcome else { return nil }
                    func count(_ change: DataMap.Change) -> String {
                        "\(outcome.changes[change.rawValue] ?? 0)"
                    }
                    return [
                        line.source, "\(outcome.items)", "\(outcome.read)", count(.new),
                        count(.changed), count(.gone), count(.sensitive), count(.exposed),
                        "\(outcome.unread)",
                    ]
                }
            )
        )
        for line in lines {
            if let failure = line.failure { terminal.say("  \(line.source): \(failure)") }
            if line.outcome?.isResumed == true {
                terminal.say("  \(line.source): went on from an interrupted pass.")
            }
        }
    }

    /// Looks into sources again and again.
    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look into the sources again and again, and tell what changed.",
            discussion: "It runs until it is interrupted; each round is a `scan` of its own."
        )

        @Argument(help: "Names of sources; all of them unless said.")
        var names: [String] = []

        @Option(help: "Between the beginnings of two rounds: 90s, 15m, 1h, 1d.")
        var every = "1h"

        @Option(help: "End after this many rounds; without it, go on until interrupted.")
        var rounds: Int?

        @OptionGroup var options: HomeOptions

        /// Seconds between rounds that make sense: shorter ones only keep the disk busy.
        private static let intervals = 1...30 * 86_400

        func run() async throws {
            let seconds = try seconds()
            let key = try options.memberKey()
            let (options, names, rounds) = (options, names, rounds)
            try await Interruption.cancelling(options.terminal) {
                var round = 0
                while rounds.map({ round < $0 }) ?? true {
                    round += 1
                    let next = ContinuousClock.now + .seconds(seconds)
                    let home = try await options.open()
                    do {
                        let principal = try await options.principal(key, in: home)
                        let terminal = options.terminal
                        let lines = try await DataMapCommand.scan(
                            names,
                            false,
                            in: home,
                            principal,
                            terminal
                        )
                        // The home is let go between rounds, so that others can use it.
                        try await reporting { try await home.close() }
                        try terminal.answer(lines)
                        DataMapCommand.show(lines, on: terminal)
                    } catch {
                        try? home.abandon()
                        throw error
                    }
                    if rounds.map({ round < $0 }) ?? true {
                        try await Task.sleep(until: next, clock: .continuous)
                    }
                }
            }
        }

        private func seconds() throws -> Int {
            let units = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
            let unit = every.last.flatMap { units[String($0)] }
            guard let unit, let count = Int(every.dropLast()), count > 0, count <= 86_400,
                Self.intervals.contains(count * unit)
            else {
                throw TerminalFailure(
                    .wrongUse,
                    "--every is no time between two rounds.",
                    advice: "Write 90s, 15m, 1h or 1d; 30 days at most."
                )
            }
            return count * unit
        }
    }
}

/// The line that shows how far a pass is; told by several tasks at once.
final class ScanScreen: Sendable {
    private struct State: ~Copyable {
        var line: TerminalProgress?
        var label = ""
    }

    private let terminal: Terminal
    private let state = Mutex(State())

    init(_ terminal: Terminal) { self.terminal = terminal }

    /// Begins a line for the source called `name`.
    func turn(to name: String) {
        let (terminal, unit) = (terminal, Self.unit)
        state.withLock { state in
            state.line = nil
            state.line = terminal.progress(name, unit, total: nil)
            state.label = name
        }
    }

    func show(_ progress: DataMap.Scan.Progress) {
        state.withLock { state in state.line?.advance(to: progress.seen) }
    }

    func clear() { state.withLock { $0.line = nil } }

    private static let unit = TerminalProgressLine.Unit.things(one: "item", many: "items")
}
