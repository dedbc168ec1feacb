import Annotation
import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Merkle
import People

struct WorkBegin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin",
        abstract: "Begin a project from a file: brief, conditions, questions."
    )

    @Argument(help: "A JSON file; docs/workroom.md shows one.")
    var file: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let described = try WorkFiles.decode(ProjectFile.self, at: file)
        let project = try await place.acting { home, principal in
            try await home.ledger.perform(
                Workroom.Begin(
                    brief: described.brief,
                    conditions: described.conditions,
                    questions: try described.prompts()
                ),
                as: principal
            ).event.project
        }
        try place.terminal.answer(["project": project.description])
        place.terminal.say(
            "Began project \(project).",
            "Next: `cordon work guide`, `cordon work teach`, `cordon work import`."
        )
    }
}

struct WorkImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Give a project tasks, from a file in a format that people have.",
        discussion: "Formats: \(ItemFormat.allCases.map(\.rawValue).joined(separator: ", "))."
    )

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The project.")
    var project: String

    @Option(help: "The format.", transform: WorkFiles.format)
    var format: ItemFormat

    @Flag(help: "Take the answers in the file as known: its items become gold tasks.")
    var gold = false

    @Option(help: "A folder with the pictures and sounds that fields name.")
    var media: String?

    @Option(help: "The release that they are of; a file that lies in its release is known by that.")
    var release: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let items: [Item]
        let bytes = try WorkFiles.read(file)
        do {
            items = try format.read(bytes)
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "The file is not of this format: \(error.words).",
                advice: "Check --format."
            )
        }
        let id: ID<Workroom.Project> = try identifier(project, "--project")
        let named: ID<Release.Edition>? = try release.map { try identifier($0, "--release") }
        let taken = try await place.acting { home, principal in
            let desk = Workroom.Desk(ledger: home.ledger)
            var tasks = items
            if let media {
                tasks = try await desk.withMedia(
                    items,
                    for: id,
                    from: { try WorkFiles.medium($0, in: media) },
                    in: home,
                    as: principal
                )
            }
            let origin =
                if let named { named } else {
                    try await Release.edition(
                        ofFile: file,
                        digest: Digest.plain(bytes).hex,
                        in: home.ledger
                    )
                }
            try await desk.add(tasks, areGold: gold, to: id, from: origin, as: principal)
            let media = tasks.flatMap(\.fields).count { Medium($0.value) != nil }
            return Taken(tasks: tasks.count, media: media, release: origin?.description)
        }
        try place.terminal.answer(taken)
        let shown = media == nil ? "" : ", \(taken.media) pictures and sounds"
        place.terminal.say(
            "Added \(taken.tasks) tasks\(shown).",
            taken.release.map { "They are of release \($0)." }
                ?? "Which release they are of is not known; `--release` says it."
        )
    }

    private struct Taken: Encodable {
        let tasks: Int
        let media: Int
        let release: String?
    }
}

extension FormatFault {
    fileprivate var words: String {
        switch self {
        case .json(let fault, let line): "line \(line), byte \(fault.place): \(fault.kind.rawValue)"
        case .shape(let item): "item \(item + 1) has another shape"
        case .width(let line): "line \(line) is wider or narrower than the first"
        case .notText: "it is no text in UTF-8"
        case .tooMany: "it holds more than \(ItemFormat.itemsMax) items"
        }
    }
}

struct WorkSettle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Stop paying for tasks that are sure, or on which people keep disagreeing."
    )

    @Option(help: "The project.")
    var project: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Project> = try identifier(project, "--project")
        let done = try await place.acting { home, principal in
            try await Workroom.Desk(ledger: home.ledger).settle(id, as: principal)
        }
        try place.terminal.answer(["settled": done.settled, "ambiguous": done.ambiguous])
        place.terminal.say("Settled \(done.settled) tasks; \(done.ambiguous) stay ambiguous.")
    }
}

struct WorkQuality: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "How far labels agree, what is sure, and what each worker's answers look like."
    )

    @Option(help: "The project.")
    var project: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Project> = try identifier(project, "--project")
        let reports = try await place.looking { home, _ in
            try await Workroom.Desk(ledger: home.ledger).quality(of: id)
        }
        try place.terminal.answer(reports)
        for report in reports { show(report) }
    }

    private func show(_ report: Workroom.Desk.Report) {
        func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
        let alpha = report.alpha.map { String(format: "%.3f", $0) } ?? "unknown"
        place.terminal.say(
            "",
            "\(report.question): \(report.labels) labels by \(report.workers) people on "
                + "\(report.tasks) tasks",
            "  Krippendorff's alpha \(alpha); \(percent(report.agreement)) agree with what is "
                + "believed; \(report.settled) tasks sure, \(report.ambiguous) ambiguous; "
                + "\(percent(report.saving)) of labels saved"
        )
        place.terminal.show(
            "People, by pseudonym. A score opens a review; it decides nothing.",
            TerminalTable(
                ["Worker", "Judged", "Right", "95 % interval", "Gold"],
                numbers: [1, 2],
                rows: report.people.map { person in
                    [
                        person.worker.description, "\(person.judged)",
                        person.isComparable ? percent(person.accuracy) : "too few",
                        "\(percent(person.low)) to \(percent(person.high))",
                        "\(person.goldRight) of \(person.goldOf)",
                    ]
                }
            )
        )
    }
}
