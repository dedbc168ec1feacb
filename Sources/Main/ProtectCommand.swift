import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup
import Privacy
import Synchronization

/// The main job: from a folder of people's data to a release that can be handed over and proven.
struct ProtectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "protect",
        abstract: "Cut data down to what a purpose needs, seal the originals, and prove it.",
        discussion: """
            Reads every file below PATH, finds personal data and secrets, seals the originals in \
            the home's vault, and writes a minimised copy with its report, datasheet, manifest and \
            receipt to --out. It can be interrupted at any time; the same command goes on.
            """
    )

    @Argument(help: "Files and folders to protect.")
    var paths: [String]

    @Option(help: "What the data is for: a sentence, or a purpose file (YAML).")
    var purpose: String

    @Option(help: "The folder to make; it must not exist.")
    var out: String

    @Option(help: "Who receives the release.")
    var recipient: String?

    @Option(help: "Last day of use, YYYY-MM-DD; a year from today unless said.")
    var until: String?

    @Option(
        help: ArgumentHelp(
            "Leave findings of doubt as they are, for this reason. It is recorded.",
            valueName: "reason"
        )
    )
    var acceptRisk: String?

    @Option(help: "Show this many values a file before and after in the report.")
    var samples = 0

    @Option(help: "For a new home: keep events in this PostgreSQL database.")
    var database: String?

    @Flag(help: "For a new home: protect it by a passphrase instead of a key file.")
    var askPassphrase = false

    @Flag(help: "Print the purpose file that the sentence stands for, and stop.")
    var printPurpose = false

    @OptionGroup var place: HomeOptions

    func validate() throws {
        guard !paths.isEmpty else {
            throw ValidationError("Name at least one file or folder to protect.")
        }
        guard (0...100).contains(samples) else {
            throw ValidationError("--samples is a number from 0 to 100.")
        }
    }

    func run() async throws {
        let terminal = place.terminal
        let today = try Self.day(of: Date())
        let source = try PurposeSource(self, today: today)
        if printPurpose {
            terminal.say(source.purpose([]).yaml())
            return
        }
        let home = try await open(terminal)
        let outcome: Release.Protection.Outcome
        do {
            outcome = try await protect(in: home, source, today, terminal)
        } catch {
            // What is committed stays; the same command goes on from there.
            try? home.abandon()
            throw error
        }
        try await reporting { try await home.close() }
        try Summary(outcome, out: out, home: place.home).show(on: terminal)
    }

    private func protect(
        in home: Home,
        _ source: PurposeSource,
        _ today: CivilDate,
        _ terminal: Terminal
    ) async throws -> Release.Protection.Outcome {
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
            let screen = Screen(terminal)
            let protection = Release.Protection(
                home: home,
                reader: DocumentReader(workers: pool),
                detector: try Detector(),
                lists: try Minimization.SurrogateLists.bundled(),
                report: { screen.show($0) }
            )
            var request = Release.Protection.Request(
                paths: paths,
                wording: source.wording,
                purpose: source.purpose,
                out: out,
                today: today,
                tool: "cordon " + Version.text
            )
            request.acceptedRisk = acceptRisk
            request.samples = samples
            defer { screen.clear() }
            return try await protection.run(request) { report in
                let page = ReportPage(report)
                return Frame(.selfContained, bar: page.bar).document(page.page).bytes
            }
        }
    }

    /// Opens the home, or makes it where there is none: said aloud, since a log's identity is made
    /// once.
    private func open(_ terminal: Terminal) async throws -> Home {
        if Home.exists(at: place.home) { return try await place.open() }
        let protection: Home.Protection =
            askPassphrase || place.passphraseFile != nil
            ? .passphrase(try place.passphrase()) : .keyFile
        let home = try await place.create(protection, database: database)
        terminal.say("Made a new home in \(place.home), with a log of its own.")
        if case .keyFile = protection {
            terminal.say(
                "Its key is \(place.home)/keys/root.key: back it up, apart from the rest."
            )
        }
        return home
    }

    static func day(of date: Date) throws -> CivilDate {
        let seconds = Int(date.timeIntervalSince1970)
        let epoch = CivilDate(year: 1970, month: 1, day: 1)
        guard let day = epoch?.adding(days: seconds / 86_400) else {
            throw TerminalFailure(
                .brokenWorld,
                "The machine's clock shows a year that cannot be.",
                advice: "Set the clock and try again."
            )
        }
        return day
    }
}

/// Where the purpose comes from: a file that a person wrote, or a sentence.
struct PurposeSource: Sendable {
    let wording: String
    let purpose: @Sendable ([Minimization.MappedField]) -> Minimization.Purpose

    private init(
        wording: String,
        purpose: @escaping @Sendable ([Minimization.MappedField]) -> Minimization.Purpose
    ) {
        self.wording = wording
        self.purpose = purpose
    }

    init(_ command: ProtectCommand, today: CivilDate) throws {
        let isFile = FileManager.default.fileExists(atPath: command.purpose)
        guard isFile || command.purpose.hasSuffix(".yaml") || command.purpose.hasSuffix(".yml")
        else {
            try self.init(sentence: command.purpose, command, today: today)
            return
        }
        let path = command.purpose
        guard let bytes = try? Disk.read(path, lengthMax: Minimization.Purpose.sizeMax) else {
            throw TerminalFailure(
                .wrongUse,
                "The purpose file cannot be read.",
                advice: "Check the path, or give the purpose as a sentence."
            )
        }
        do {
            let yaml = String(decoding: bytes, as: UTF8.self)
            let purpose = try Minimization.Purpose(yaml: yaml)
            self.init(wording: yaml) { _ in purpose }
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "The purpose file has mistakes:\n\(error)",
                advice: "Mend these lines and run the same command again."
            )
        }
    }

    private init(sentence: String, _ command: ProtectCommand, today: CivilDate) throws {
        guard let end = command.until.map({ CivilDate($0) }) ?? today.adding(days: 365) else {
            throw TerminalFailure(
                .wrongUse,
                "--until is not a date.",
                advice: "Write it as YYYY-MM-DD."
            )
        }
        let recipient = command.recipient ?? "nobody outside this organisation"
        self.init(wording: [sentence, recipient, end.iso].joined(separator: "\n")) { map in
            Minimization.Purpose.derived(
                from: sentence,
                map: map,
                recipient: recipient,
                until: end
            )
        }
    }
}

/// Shows how far the run is; several files report at once, so the line is behind a lock.
private final class Screen: Sendable {
    private struct State: ~Copyable {
        var stage: Release.Protection.Progress.Stage?
        var line: TerminalProgress?
    }

    private let terminal: Terminal
    private let state = Mutex(State())

    init(_ terminal: Terminal) { self.terminal = terminal }

    func show(_ progress: Release.Protection.Progress) {
        state.withLock { state in
            if state.stage != progress.stage {
                state.stage = progress.stage
                state.line = terminal.progress(
                    Self.words(progress.stage),
                    .bytes,
                    total: progress.bytesInAll > 0 ? progress.bytesInAll : nil
                )
            }
            state.line?.advance(to: progress.bytes)
        }
    }

    func clear() { state.withLock { $0.line = nil } }

    private static func words(_ stage: Release.Protection.Progress.Stage) -> String {
        switch stage {
        case .gathering: "Looking for files"
        case .comparing: "Comparing files"
        case .protecting: "Protecting"
        case .assembling: "Writing the release"
        case .recording: "Recording it"
        }
    }
}
