import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies blast`: what could it reach?
struct DependenciesBlast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blast",
        abstract: "Tell what a component could reach between two moments, and over what.",
        discussion: """
            Follows what was observed (who was placed with a supplier, signed in, was given tasks;
            what releases were made of and for whom), what inventories name, and what was said by
            hand with `connect`. Each line names the leaf of the log that says so.
            """
    )

    @Argument(help: "A package URL (pkg:pypi/litellm@1.82.8), name@version, or kind:name.")
    var component: String

    @Option(
        name: .customLong("between"),
        parsing: .upToNextOption,
        help: "Two moments, in RFC 3339."
    )
    var between: [String]

    @Option(help: "By what was known when, in RFC 3339; by all that is known now if not given.")
    var known: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let (first, last) = try DependenciesOptions.window(between)
        let known = try known.map { try DependenciesOptions.moment($0).seconds * 1_000 + 999 }
        let component = component
        let (blast, leaves) = try await place.looking { home, _ in
            let blast = try await home.ledger.store.read { db in
                let start = try Self.start(component, in: db)
                return try Blast(of: start, between: first, and: last, known: known, in: db)
            }
            var leaves: [ID<any Event>: Int] = [:]
            for event in Set(blast.evidence.values.map(\.event)) {
                leaves[event] = try await home.ledger.index(of: event)
            }
            return (blast, leaves)
        }
        let screen = BlastScreen(blast: blast, leaves: leaves)
        try place.terminal.answer(screen.answer)
        screen.show(on: place.terminal)
        if !blast.reached.isEmpty { throw ExitCode(Ending.finding.rawValue) }
    }

    /// The thing that a person means, among what was recorded.
    ///
    /// - Throws: `TerminalFailure` where it is not there, or may be one of several: that nothing is
    ///   known of it must not read as if it had reached nothing.
    static func start(_ text: String, in db: Database) throws -> Reach.Node {
        if let node = node(text) {
            guard try Dependencies.knows(node, in: db) else { throw unknown }
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
