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

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let survey = try DependenciesOptions.reporting { try Survey(paths) }
        let now = try DependenciesOptions.moment(nil)
        let bill = Bill.of(survey.inventory, name: subject, version: nil, at: now)
        let digest = Array(SHA256.hash(data: Data(bill.cycloneDX(serial: [], tool: "cordon").utf8)))
        let command = Dependencies.Record(
            subject: subject,
            digest: digest.hex,
            components: bill.entries.compactMap { $0.purl?.description }
        )
        let home = try await place.open()
        let receipt = try await reporting {
            let receipt = try await home.ledger.perform(command, as: .owner)
            _ = try await home.sequencer.publish()
            try await home.close()
            return receipt
        }
        let terminal = place.terminal
        try terminal.answer(["components": "\(command.components.count)", "digest": digest.hex])
        terminal.say(
            "Recorded \(receipt.event.components.count) components of \(subject). "
                + "Bill SHA-256 \(digest.hex)."
        )
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
        guard between.count == 2 else {
            throw TerminalFailure(
                .wrongUse,
                "Two moments are needed.",
                advice: "Write --between 2026-03-24T10:39:00Z 2026-03-24T13:38:00Z."
            )
        }
        let first = try DependenciesOptions.moment(between[0])
        let last = try DependenciesOptions.moment(between[1])
        let start = try Self.node(component)
        let reach = try await reporting {
            let home = try await place.look()
            do {
                let reach = try await home.ledger.store.read { try Dependencies.reach(in: $0) }
                try home.abandon()
                return reach
            } catch {
                try? home.abandon()
                throw error
            }
        }
        let reached = reach.blast(from: start, between: first, and: last)
        let terminal = place.terminal
        try terminal.answer(reached.map(Line.init))
        guard !reached.isEmpty else {
            terminal.say("Nothing that is recorded here could be reached from it in that time.")
            return
        }
        terminal.show(
            "\(start.name) could reach \(reached.count) things",
            TerminalTable(
                ["Kind", "Name", "Not before", "Over"],
                rows: reached.map { thing in
                    [
                        thing.node.kind.word, thing.node.name, thing.earliest.description,
                        thing.path.dropFirst().dropLast().map(\.name).joined(separator: " → "),
                    ]
                }
            )
        )
        throw ExitCode(Ending.finding.rawValue)
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

    /// The thing that a person wrote.
    static func node(_ component: String) throws -> Reach.Node {
        if component.hasPrefix("pkg:") {
            if let purl = try? Purl(component) { return Reach.Node(.component, purl.description) }
        } else if let colon = component.firstIndex(of: ":"),
            let kind = Reach.Kind(word: component[..<colon])
        {
            return Reach.Node(kind, String(component[component.index(after: colon)...]))
        } else if let purl = try? Purl("pkg:pypi/" + component) {
            return Reach.Node(.component, purl.description)
        }
        throw TerminalFailure(
            .wrongUse,
            "This names nothing.",
            advice: "Write a package URL, such as pkg:npm/left-pad@1.3.0."
        )
    }
}
