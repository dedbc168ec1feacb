import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Sieve

/// The review queue: what the detector was not sure of, by place.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "List the doubts that wait for a decision.",
        discussion: """
            Each doubt was masked in its release. To decide: name the field or category in the \
            purpose file and run `cordon protect` again, or let all of them stand with \
            --accept-risk REASON. `cordon documents open` shows the original.
            """
    )

    @Option(help: "Only the doubts of this release.")
    var release: String?

    @Option(help: "At most so many.")
    var limit = 200

    @OptionGroup var place: HomeOptions

    private struct Line: Encodable {
        let release: String
        let document: String
        let record: Int
        let field: String
        let label: String
        let score: Double
        let meanwhile: String
    }

    func run() async throws {
        let home = try await place.open()
        let lines = try await reporting { try await doubts(in: home) }
        try await reporting { try await home.close() }
        let terminal = place.terminal
        try terminal.answer(lines)
        guard !lines.isEmpty else {
            terminal.say("No doubts wait here.")
            return
        }
        terminal.show(
            "Doubts",
            TerminalTable(
                ["Document", "Record", "Field", "Kind", "Score", "Meanwhile"],
                numbers: [1, 4],
                rows: lines.map {
                    [
                        String($0.document.prefix(8)), "\($0.record + 1)", $0.field, $0.label,
                        String(format: "%.2f", $0.score), $0.meanwhile,
                    ]
                }
            )
        )
    }

    private func doubts(in home: Home) async throws -> [Line] {
        let waiting = try await home.ledger.store.read { try Release.waiting(in: $0) }
        var lines: [Line] = []
        for doubt in waiting where release == nil || release == doubt.release.description {
            // A document that was erased took its doubts along.
            guard
                let event = try await home.ledger.event(doubt.event, as: Release.Doubted.self)
            else { continue }
            for entry in event.doubts where lines.count < limit {
                lines.append(
                    Line(
                        release: event.release.description,
                        document: event.document.description,
                        record: entry.record,
                        field: entry.field,
                        label: entry.finding.label.rawValue,
                        score: entry.finding.score,
                        meanwhile: entry.verb
                    )
                )
            }
        }
        return lines
    }
}
