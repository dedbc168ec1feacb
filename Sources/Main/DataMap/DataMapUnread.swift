import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup

extension DataMapCommand {
    /// Lists what was not looked into.
    struct Unread: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was not looked into, or not whole, and why.",
            discussion: "Somebody has to look at it: what was not read is never taken for clean."
        )

        @Argument(help: "The source; all of them unless said.")
        var name: String?

        @Option(help: "At most so many.")
        var limit = 200

        @OptionGroup var options: HomeOptions

        func validate() throws {
            guard (1...100_000).contains(limit) else {
                throw ValidationError("--limit is a number from 1 to 100,000.")
            }
        }

        func run() async throws {
            let found = try await options.looking { home, _ in
                var source: ID<DataMap.Source>?
                if let name { source = try await DataMapCommand.source(name, in: home).id }
                return try await DataMap.unreadItems(
                    of: source,
                    limit: limit + 1,
                    in: home.ledger
                )
            }
            let shown = Array(found.prefix(limit))
            try options.terminal.answer(shown)
            guard !shown.isEmpty else {
                options.terminal.say("Everything that was scanned was read whole.")
                return
            }
            options.terminal.show(
                "Not read, or not whole",
                TerminalTable(
                    ["Source", "Format", "Read", "Why", "Item"],
                    rows: shown.map { item in
                        [
                            item.source, item.format, item.isPartial ? "partly" : "no",
                            item.reason ?? "", DataMapCommand.shown(item.path),
                        ]
                    }
                )
            )
            if found.count > limit { options.terminal.say("  … and more (--limit)") }
        }
    }
}
