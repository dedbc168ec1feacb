import Annotation
import ArgumentParser
import Console
import Foundation
import Kernel
import People

struct WorkNext: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Show the task that you have, or take the next one."
    )

    @Option(help: "Your engagement.")
    var engagement: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
        let showing = try await place.acting { home, principal in
            try await Workroom.Desk(ledger: home.ledger).next(id, as: principal)
        }
        try place.terminal.answer(showing)
        let terminal = place.terminal
        let end = Date(timeIntervalSince1970: Double(showing.ends) / 1_000)
        terminal.say("Lease \(showing.lease), until \(end.formatted(.iso8601))", "")
        for field in showing.fields {
            let text = field.value.text ?? String(decoding: field.value.bytes, as: UTF8.self)
            terminal.say("  \(field.name): \(TerminalText.harmless(text))")
        }
        for field in showing.masked { terminal.say("  \(field): hidden (`cordon work reveal`)") }
        for stretch in showing.stretches {
            terminal.say(
                "  \(stretch.field): \(stretch.kind) blacked out "
                    + "(`cordon work reveal --stretch \(stretch.number)`)"
            )
        }
        terminal.say("")
        for prompt in showing.questions {
            terminal.say("  \(prompt.name), about \(prompt.field): \(prompt.kind.words)")
        }
    }
}

extension Prompt.Kind {
    /// What to answer, in a few words.
    fileprivate var words: String {
        switch self {
        case .classes(let classes, let several):
            (several ? "any of " : "one of ") + classes.joined(separator: ", ")
        case .spans(let kinds, _): "stretches of text: " + kinds.joined(separator: ", ")
        case .preference: "first, second or tie"
        case .ranking: "all of them, best first"
        case .scores(let axes):
            axes.map { "\($0.name) \($0.worst) to \($0.best)" }.joined(separator: ", ")
        case .text: "a text"
        case .turns(let worst, let best, _): "a grade \(worst) to \(best) for each turn"
        case .regions(let kinds): "places in the picture: " + kinds.joined(separator: ", ")
        case .rows(let columns): "rows of " + columns.joined(separator: ", ")
        }
    }
}

struct WorkSubmit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Hand in the answers to your task. Sending them again does no harm.",
        discussion: """
            --answers takes JSON by question. A class, a preference or a text is a text; several \
            classes and a ranking are lists; scores are {"axis": 3}; spans are \
            [{"start": 0, "end": 4, "label": "kind"}]; turns are [{"turn": 0, "grade": 3}].
            """
    )

    @Option(help: "Your engagement.")
    var engagement: String

    @Option(help: "The lease, as `work next` shows it.")
    var lease: String

    @Option(help: "Answers by question, as JSON.")
    var answers: String

    @Option(help: "Seconds that it took.")
    var seconds: Int

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
        let leased: ID<Workroom.Lease> = try identifier(lease, "--lease")
        let receipt = try await place.acting { home, principal in
            let project = try await home.ledger.store.read { db in
                try Workroom.standing(try Workroom.engagement(id, in: db).project, in: db)
            }
            return try await Workroom.Desk(ledger: home.ledger).submit(
                try Self.read(answers, for: try project.questions),
                to: leased,
                of: id,
                seconds: seconds,
                as: principal
            )
        }
        try place.terminal.answer(["event": receipt.id.description])
        place.terminal.say("Handed in: event \(receipt.id).")
    }

    private static func read(
        _ text: String,
        for prompts: [Prompt]
    ) throws -> [String: Answer] {
        guard let members = (try? JSONValue(Array(text.utf8)))?.members else {
            throw TerminalFailure(
                .wrongUse,
                "The answers are no JSON object.",
                advice: #"Write --answers '{"mood": "glad"}'."#
            )
        }
        var answers: [String: Answer] = [:]
        for member in members {
            guard let prompt = prompts.first(where: { $0.name == member.name }),
                let answer = Answer(plain: member.value, for: prompt.kind)
            else {
                throw TerminalFailure(
                    .wrongUse,
                    "An answer is to no question, or has a form that does not answer it.",
                    advice: "See `cordon work submit --help`."
                )
            }
            answers[member.name] = answer
        }
        return answers
    }
}

struct WorkReveal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Show a hidden field or stretch of your task. The reason is recorded."
    )

    @Option(help: "Your engagement.")
    var engagement: String

    @Option(help: "The lease.")
    var lease: String

    @Option(help: "The field.")
    var field: String?

    @Option(help: "The number of the stretch, as `work next` shows it.")
    var stretch: Int?

    @Option(help: "Why you need it.")
    var reason: String

    @OptionGroup var place: HomeOptions

    func validate() throws {
        guard (field == nil) != (stretch == nil) else {
            throw ValidationError("Name what to show: either --field or --stretch.")
        }
    }

    func run() async throws {
        let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
        let leased: ID<Workroom.Lease> = try identifier(lease, "--lease")
        let text = try await place.acting { home, principal in
            let desk = Workroom.Desk(ledger: home.ledger)
            if let stretch {
                return try await desk.reveal(
                    stretch: stretch,
                    in: leased,
                    of: id,
                    reason: reason,
                    as: principal
                )
            }
            let value = try await desk.reveal(
                field ?? "",
                in: leased,
                of: id,
                reason: reason,
                as: principal
            )
            return value.text ?? String(decoding: value.bytes, as: UTF8.self)
        }
        try place.terminal.answer([field ?? "stretch": text])
        place.terminal.say(TerminalText.harmless(text))
    }
}

struct WorkGuideline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guideline",
        abstract: "Read brief and guideline of your project, and what changed since you accepted."
    )

    @Option(help: "Your engagement.")
    var engagement: String

    @OptionGroup var place: HomeOptions

    private struct Reading: Encodable {
        let brief: Workroom.Brief
        let version: Int
        let text: String
        let changes: [String]
    }

    func run() async throws {
        let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
        let reading = try await place.looking { home, _ in
            let desk = Workroom.Desk(ledger: home.ledger)
            let held = try await home.ledger.store.read { try Workroom.engagement(id, in: $0) }
            let begun = try await desk.begun(held.project)
            let told = try await desk.guideline(of: held.project, since: held.accepted)
            return Reading(
                brief: begun.brief,
                version: told.version,
                text: told.text,
                changes: told.changes
            )
        }
        try place.terminal.answer(reading)
        place.terminal.say(
            reading.brief.scope,
            "For \(reading.brief.client ?? "a client withheld: \(reading.brief.withheld ?? "")"), "
                + "purpose \(reading.brief.purpose).",
            reading.brief.notice,
            "To escalate: \(reading.brief.escalation)",
            "",
            "Guideline, version \(reading.version)",
            reading.text
        )
        if !reading.changes.isEmpty { place.terminal.say("", "What changed since you accepted:") }
        for line in reading.changes { place.terminal.say(line) }
    }
}

struct WorkRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Your own record: work, pay, training, who looked. Yours to keep and dispute.",
        discussion: """
            A worker gets their own with --as. Others name an engagement and a reason; that they \
            looked stands in the record itself.
            """
    )

    @Option(help: "Somebody else's engagement.")
    var engagement: String?

    @Option(help: "Why you look at somebody else's record.")
    var reason: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let record = try await place.acting { home, principal in
            let desk = Workroom.Desk(ledger: home.ledger)
            guard let engagement else { return try await desk.record(of: principal.id) }
            let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
            let looked = try await home.ledger.perform(
                Workroom.Look(engagement: id, reason: reason ?? ""),
                as: principal
            )
            return try await desk.record(of: looked.event.worker)
        }
        try place.terminal.answer(record)
        func money(_ hundredths: Double) -> String { String(format: "%.2f", hundredths / 100) }
        let hours = String(format: "%.2f", record.hours)
        place.terminal.say(
            "\(record.submissions.count) tasks, \(hours) hours with training, earned "
                + "\(money(Double(record.earned))), an hour "
                + "\(record.hourly.map(money) ?? "unknown"). \(record.reveals) reveals.",
            "Who looked, what is disputed, what ended: \(record.notes.count) entries (--json)."
        )
    }
}

struct WorkReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report a concern to the project's independent address; only it can read it."
    )

    @Option(help: "Your engagement.")
    var engagement: String

    @Option(help: "A file with what you have to say.")
    var file: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id: ID<Workroom.Engagement> = try identifier(engagement, "--engagement")
        let text = String(decoding: try WorkFiles.read(file), as: UTF8.self)
        let concern = try await place.acting { home, principal in
            let held = try await home.ledger.store.read { try Workroom.engagement(id, in: $0) }
            let begun = try await Workroom.Desk(ledger: home.ledger).begun(held.project)
            guard let address = begun.brief.concernKey else {
                throw TerminalFailure(
                    .finding,
                    "This project names no independent address.",
                    advice: "Escalate as its brief says: `cordon work guideline`."
                )
            }
            return try await home.ledger.perform(
                Workroom.Report(
                    engagement: id,
                    sealed: try Workroom.ConcernBox.seal(text, for: address)
                ),
                as: principal
            ).event
        }
        try place.terminal.answer(
            ["concern": concern.concern.description, "sealed": concern.sealed]
        )
        place.terminal.say(
            "Reported: concern \(concern.concern). Neither house nor supplier can read it."
        )
    }
}
