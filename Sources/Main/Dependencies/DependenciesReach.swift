import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies snapshot`: take an inventory and record it.
struct DependenciesSnapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Take an inventory of something and record it, with its bill, in the ledger."
    )

    @Argument(help: "Folders and files.")
    var paths: [String]

    @Option(help: "What the inventory is of: a tool, a supplier's product. No person's name.")
    var subject: String

    @Option(help: "Since when it was so, in RFC 3339; now if not given.")
    var since: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let now = try DependenciesOptions.moment(nil)
        let moment = try since.map { try DependenciesOptions.moment($0) }
        guard moment.map({ $0 <= now }) ?? true else {
            throw TerminalFailure(
                .wrongUse,
                "An inventory is of what was, or is.",
                advice: "Give --since a moment that has passed."
            )
        }
        let inventory = try DependenciesOptions.survey(paths).inventory
        // An inventory without a component says that it has gone: that has to be seen, not missed.
        if let remark = inventory.remarks.first(where: { $0.kind == .empty }) {
            throw TerminalFailure(
                .wrongUse,
                remark.title + ".",
                advice: "Name the folder that holds it; nothing was recorded."
            )
        }
        let bill = Bill.of(inventory, name: subject, version: nil, at: now)
        let digest = Array(SHA256.hash(data: Data(bill.cycloneDX(serial: [], tool: "cordon").utf8)))
        let command = Dependencies.Record(
            subject: subject,
            digest: digest.hex,
            components: bill.entries.compactMap { $0.purl?.description },
            since: moment.map { $0.seconds * 1_000 }
        )
        try await place.acting { home, principal in
            _ = try await home.ledger.perform(command, as: principal)
            _ = try await home.sequencer.publish()
        }
        let terminal = place.terminal
        try terminal.answer(["components": "\(command.components.count)", "digest": digest.hex])
        terminal.say(
            "Recorded \(command.components.count) components of \(TerminalText.harmless(subject)). "
                + "Bill SHA-256 \(digest.hex)."
        )
        DependenciesOptions.note(inventory)
    }
}

/// `cordon dependencies blast`: what could it reach?
struct DependenciesBlast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blast",
        abstract: "Tell what a component could reach between two moments, and over what."
    )

    @Argument(help: "A package URL (pkg:pypi/litellm@1.82.8), name@version, or kind:name.")
    var component: String

    @Option(
        name: .customLong("between"),
        parsing: .upToNextOption,
        help: "Two moments, in RFC 3339."
    )
    var between: [String]

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let (first, last) = try DependenciesOptions.window(between)
        let component = component
        let (start, reached) = try await place.looking { home, _ in
            try await home.ledger.store.read { db in
                let reach = try Dependencies.reach(in: db)
                let start = try Self.start(component, of: reach, in: db)
                return (start, reach.blast(from: start, between: first, and: last))
            }
        }
        let terminal = place.terminal
        try terminal.answer(reached.map(Line.init))
        guard !reached.isEmpty else {
            return terminal.say(
                "\(TerminalText.harmless(start.name)) is recorded, and in that time nothing that "
                    + "is recorded could be reached from it."
            )
        }
        terminal.show(
            "\(TerminalText.harmless(start.name)) could reach \(Self.counts(reached))",
            TerminalTable(
                ["Kind", "Name", "Not before"],
                rows: reached.map { thing in
                    [thing.node.kind.word, thing.node.name, thing.earliest.description]
                }
            )
        )
        // A way is told whole, or it cannot be cut.
        let ways = reached.filter { $0.path.count > 2 }
        if !ways.isEmpty { terminal.say("", terminal.output.toned("Over", .strong)) }
        for thing in ways {
            let way = thing.path.dropFirst().map(\.name).joined(separator: " → ")
            terminal.say("  " + TerminalText.harmless(way))
        }
        throw ExitCode(Ending.finding.rawValue)
    }

    /// `2 tools, 1 worker`: what a person has to know first.
    private static func counts(_ reached: [Reach.Reached]) -> String {
        Reach.Kind.allCases.compactMap { kind in
            let count = reached.count { $0.node.kind == kind }
            if count == 0 { return nil }
            if count == 1 { return "1 \(kind.word)" }
            return kind.word.hasSuffix("y")
                ? "\(count) \(kind.word.dropLast())ies" : "\(count) \(kind.word)s"
        }.joined(separator: ", ")
    }

    private struct Line: Encodable {
        let kind, name, earliest: String
        let path: [String]

        init(_ thing: Reach.Reached) {
            kind = thing.node.kind.word
            name = thing.node.name
            earliest = thing.earliest.description
            path = thing.path.map(\.name)
        }
    }

    /// The thing that a person means, among what was recorded.
    ///
    /// - Throws: `TerminalFailure` where it is not there, or may be one of several: that nothing is
    ///   known of it must not read as if it had reached nothing.
    static func start(_ text: String, of reach: Reach, in db: Database) throws -> Reach.Node {
        if let node = node(text) {
            guard reach.knows(node) else { throw unknown }
            return node
        }
        let meant = try Dependencies.components(meant: text, in: db)
        if meant.count > 1 {
            throw TerminalFailure(
                .wrongUse,
                "Several recorded components may be meant.",
                advice: "Write one of them whole: "
                    + meant.prefix(5).joined(separator: ", ") + (meant.count > 5 ? ", …" : "")
            )
        }
        guard let name = meant.first else { throw unknown }
        return Reach.Node(.component, name)
    }

    private static let unknown = TerminalFailure(
        .wrongUse,
        "Nothing that was recorded here names it, so it cannot be said what it could reach.",
        advice: "Take an inventory with `cordon dependencies snapshot`, and write the component as "
            + "it is there: pkg:npm/left-pad@1.3.0."
    )

    /// A package URL, or `kind:name`.
    private static func node(_ text: String) -> Reach.Node? {
        if text.hasPrefix("pkg:") {
            return (try? Purl(text)).map { Reach.Node(.component, $0.description) }
        }
        guard let colon = text.firstIndex(of: ":"), let kind = Reach.Kind(word: text[..<colon])
        else { return nil }
        let name = String(text[text.index(after: colon)...])
        // A component is known by its package URL, however it is written.
        let purl = kind == .component ? (try? Purl(name))?.description : nil
        return Reach.Node(kind, purl ?? name)
    }
}
