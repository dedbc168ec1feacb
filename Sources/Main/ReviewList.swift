import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Sieve

extension ReviewCommand {
    /// Lists what the detector was not sure of, by place.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the doubts that wait for a decision.",
            discussion: """
                Each doubt was masked in its release. `cordon review decide` settles them one by \
                one, and the next release of the same files acts on it; or let all of them stand \
                with `cordon protect --accept-risk REASON`.
                """
        )

        @Option(help: "Only the doubts of this release.")
        var release: String?

        @Option(help: "At most so many.")
        var limit = 200

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let doubts = try await reporting {
                try await ReviewCommand.doubts(of: release, in: home)
            }
            try await reporting { try await home.close() }
            let lines = doubts.prefix(limit).map(Line.init)
            let terminal = place.terminal
            try terminal.answer(lines)
            guard !lines.isEmpty else {
                terminal.say("No doubts wait here.")
                return
            }
            terminal.show(
                "Doubts",
                TerminalTable(
                    ["Document", "Record", "Field", "Kind", "Score", "Times", "Meanwhile"],
                    numbers: [1, 4, 5],
                    rows: lines.map {
                        [
                            String($0.document.suffix(8)), "\($0.record + 1)", $0.field, $0.label,
                            String(format: "%.2f", $0.score), "\($0.times)", $0.meanwhile,
                        ]
                    }
                )
            )
            if doubts.count > limit {
                terminal.say("  … and \(doubts.count - limit) more (--limit)")
            }
            terminal.say("", "Settle them with `cordon review decide`.")
        }
    }
}
