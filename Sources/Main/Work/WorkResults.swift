import Annotation
import ArgumentParser
import Console
import Foundation
import Kernel
import People

struct WorkExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a project's items with their accepted answers, in a format people have."
    )

    @Option(help: "The project.")
    var project: String

    @Option(help: "The format.", transform: WorkFiles.format)
    var format: ItemFormat

    @Option(help: "The file to write; it must not exist.")
    var out: String

    @Option(help: "Who receives it: a team or organisation, no person. The data map shows it.")
    var to: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Project> = try identifier(project, "--project")
        // Before anything is recorded as having left: what cannot be written has not.
        guard !FileManager.default.fileExists(atPath: out) else {
            throw TerminalFailure(
                .wrongUse,
                "There is something at the place that --out names.",
                advice: "Name a file that is not there yet."
            )
        }
        let items = try await place.acting { home, principal in
            // Leading a project is what its labels are for; who may not, is refused here.
            try await Workroom.Desk(ledger: home.ledger).answered(id, for: to, as: principal)
        }
        try Disk.create(format.write(items), at: out)
        try place.terminal.answer(["items": items.count])
        place.terminal.say("Wrote \(items.count) items to \(out).")
    }
}

struct WorkSealBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal-back",
        abstract: "Seal accepted labels back into the vault, with where each came from.",
        discussion: "`cordon verify FOLDER` checks the folder that is written."
    )

    @Option(help: "The project.")
    var project: String

    @Option(help: "The folder to write; it must not exist.")
    var out: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Project> = try identifier(project, "--project")
        guard !FileManager.default.fileExists(atPath: out) else {
            throw TerminalFailure(
                .wrongUse,
                "There is something at the place that --out names.",
                advice: "Name a folder that is not there yet."
            )
        }
        let sealed = try await place.acting { home, principal in
            try await Workroom.Desk(ledger: home.ledger)
                .sealBack(id, to: out, in: home, as: principal)
        }
        try place.terminal.answer(sealed)
        place.terminal.say(
            "Sealed \(sealed.labels) labels on \(sealed.tasks) tasks: document "
                + "\(sealed.document), leaf \(sealed.index).",
            "Check them with `cordon verify \(out)`."
        )
    }
}

struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Say from whose copy a leaked file seems to come, and how surely.",
        discussion: """
            Reads marks in running text, JSON, JSON lines and tables, whatever became of the names \
            and order of fields and rows. The result is evidence for a person to weigh, recorded \
            with its chance of accusing somebody innocent. Ends with 1 when a session is named.
            """
    )

    @Argument(help: "The leaked file.")
    var file: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let bytes = try WorkFiles.read(file)
        let found = try await place.acting { home, principal in
            try await Workroom.Desk(ledger: home.ledger).trace(bytes, as: principal)
        }
        try place.terminal.answer(found)
        let terminal = place.terminal
        terminal.say(
            "\(found.marks) marks read; \(found.sessions) sessions could have leaked; "
                + "\(found.unknownRows) rows are of no record known here."
        )
        if found.named.isEmpty {
            terminal.say("No session is named: the evidence would accuse innocent people.")
        }
        if !found.candidates.isEmpty {
            terminal.show(
                "Candidates. This is evidence for a person to weigh, and no verdict.",
                TerminalTable(
                    ["Engagement", "Matches", "Innocent sessions expected to match as well"],
                    numbers: [1, 2],
                    rows: found.candidates.map { suspect in
                        [
                            suspect.engagement.description,
                            "\(suspect.matches) of \(found.marks)",
                            String(format: "%.2g", suspect.falseAccusation),
                        ]
                    }
                )
            )
        }
        if !found.named.isEmpty { throw ExitCode(Ending.finding.rawValue) }
    }
}
