import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies connect`: what uses, holds or serves what.
struct DependenciesConnect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Record that one thing uses, holds or serves another.",
        discussion: """
            Harm to the first is harm to the second. A thing is KIND:NAME: component, tool, \
            machine, secret, supplier, worker, dataset, subject, client, clause, country or clock.
              cordon dependencies connect --from tool:label-gateway --to dataset:cv-2026
              cordon dependencies connect --from dataset:cv-2026 --to country:DE
              cordon dependencies connect --from client:north --to clock:GDPR-33-72h
            """
    )

    @OptionGroup var ends: ConnectionEnds

    @Option(help: "Since when, in RFC 3339; now if not given.")
    var since: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let command = Dependencies.Connect(
            from: ends.from,
            to: ends.to,
            since: try ConnectionTime.milliseconds(since)
        )
        let words = "Connected \(ends.from) to \(ends.to)."
        try await ConnectionTime.record(command, at: place, words)
    }
}

/// `cordon dependencies disconnect`: what no longer does.
struct DependenciesDisconnect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disconnect",
        abstract: "Record that a connection has ended that was recorded by hand."
    )

    @OptionGroup var ends: ConnectionEnds

    @Option(help: "When it ended, in RFC 3339; now if not given.")
    var until: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let command = Dependencies.Disconnect(
            from: ends.from,
            to: ends.to,
            until: try ConnectionTime.milliseconds(until)
        )
        let words = "Disconnected \(ends.from) from \(ends.to)."
        try await ConnectionTime.record(command, at: place, words)
    }
}

/// What a connection goes from and to.
struct ConnectionEnds: ParsableArguments {
    @Option(help: "The thing that harm comes from: tool:label-gateway.")
    var from: String

    @Option(help: "The thing that it comes to: dataset:cv-2026.")
    var to: String
}

/// What both write alike.
private enum ConnectionTime {
    /// A moment as people write it, or as programs do: thirteen digits.
    static func milliseconds(_ text: String?) throws -> Int64 {
        if let text, text.utf8.count >= 12, let number = Int64(text) { return number }
        return try DependenciesOptions.moment(text).seconds * 1_000
    }

    static func record<C: Command>(
        _ command: C,
        at place: HomeOptions,
        _ words: String
    ) async throws {
        try await place.acting { home, principal in
            _ = try await home.ledger.perform(command, as: principal)
            _ = try await home.sequencer.publish()
        }
        try place.terminal.answer(["recorded": C.name])
        place.terminal.say(TerminalText.harmless(words))
    }
}
