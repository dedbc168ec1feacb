import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup
import Privacy

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
            "Destroy the sealed originals after this day, YYYY-MM-DD; none is set unless said.",
            valueName: "day"
        )
    )
    var keepOriginals: String?

    @Option(
        help: ArgumentHelp(
            "Leave findings of doubt as they are, for this reason. It is recorded.",
            valueName: "reason"
        )
    )
    var acceptRisk: String?

    @Option(
        help: ArgumentHelp(
            "Try the passwords of this file, one a line, on what is locked.",
            valueName: "file"
        )
    )
    var passwordFile: String?

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
            let request = try request(source, today)
            let passwords = try passwords()
            outcome = try await Interruption.cancelling(terminal) {
                try await Self.protect(in: home, request, passwords, terminal)
            }
        } catch {
            // What is committed stays; the same command goes on from there.
            try? home.abandon()
            throw error
        }
        try await reporting { try await home.close() }
        try Summary(outcome, out: out, home: place.home).show(on: terminal)
    }

    private func request(
        _ source: PurposeSource,
        _ today: CivilDate
    ) throws -> Release.Protection.Request {
        var request = Release.Protection.Request(
            paths: paths,
            wording: source.wording,
            purpose: source.purpose,
            out: out,
            today: today,
            tool: Version.text
        )
        request.acceptedRisk = acceptRisk
        request.samples = samples
        request.keptUntil = try keepOriginals.map { text in
            guard let day = CivilDate(text), day >= today else {
                throw TerminalFailure(
                    .wrongUse,
                    "--keep-originals is not a day from today on.",
                    advice: "Write it as YYYY-MM-DD."
                )
            }
            return day
        }
        return request
    }

    static func protect(
        in home: Home,
        _ request: Release.Protection.Request,
        _ passwords: [String],
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
            let screen = ProtectScreen(terminal)
            let protection = Release.Protection(
                home: home,
                reader: DocumentReader(workers: pool, passwords: passwords),
                detector: try Detector(),
                lists: try Minimization.SurrogateLists.bundled(),
                report: { screen.show($0) }
            )
            defer { screen.clear() }
            do {
                return try await protection.run(request) { report in
                    let page = ReportPage(report)
                    return Frame(.selfContained, bar: page.bar).document(page.page).bytes
                }
            } catch let nothing as Release.NothingRead {
                screen.clear()
                terminal.show("Not looked into", Summary.unread(nothing.files))
                throw nothing
            }
        }
    }

    /// Passwords tried on one document: each costs the derivation of a key.
    private static let passwordsMax = 100

    /// What is tried on locked archives and documents; kept nowhere.
    private func passwords() throws -> [String] {
        guard let passwordFile else { return [] }
        guard let bytes = try Disk.read(passwordFile, lengthMax: 64 << 10) else {
            throw TerminalFailure(
                .wrongUse,
                "There is no password file at the place you named.",
                advice: "Check --password-file."
            )
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard lines.count <= Self.passwordsMax else {
            throw TerminalFailure(
                .wrongUse,
                "The password file has more than \(Self.passwordsMax) lines.",
                advice: "Divide it, and run once for each part."
            )
        }
        return lines.map { String($0) }
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
