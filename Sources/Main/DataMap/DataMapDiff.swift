import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup

extension DataMapCommand {
    /// Tells what the last pass found other than before.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell what is new, changed, gone, newly sensitive or newly exposed.",
            discussion: "Of the latest pass, unless --since names an earlier day."
        )

        @Argument(help: "The source; all of them unless said.")
        var name: String?

        @Option(help: "Since then: YYYY-MM-DD or an instant.")
        var since: String?

        @Option(help: "Only this: new, changed, gone, sensitive or exposed.")
        var only: String?

        @Option(help: "At most so many.")
        var limit = 200

        @OptionGroup var options: HomeOptions

        func validate() throws {
            guard (1...DataMap.differencesMax).contains(limit) else {
                throw ValidationError("--limit is a number from 1 to \(DataMap.differencesMax).")
            }
            guard only.map({ DataMap.Change(rawValue: $0) != nil }) ?? true else {
                throw ValidationError("--only is new, changed, gone, sensitive or exposed.")
            }
        }

        func run() async throws {
            let asked = try since.map { try DataMapCommand.moment($0, option: "--since") }
            let terminal = options.terminal
            let found = try await options.looking { home, _ in
                let source = try await sourceIfAny(in: home)
                let latest = try await home.ledger.store.read { db in
                    try DataMap.latestPass(of: source, in: db)
                }
                guard let start = asked ?? latest else { return [DataMap.Difference]() }
                return try await DataMap.differences(
                    of: source,
                    since: start,
                    in: home.ledger
                )
            }
            let chosen = found.filter { only == nil || $0.change.rawValue == only }
            try terminal.answer(chosen.prefix(limit).map { $0 })
            guard !chosen.isEmpty else {
                terminal.say("Nothing is other than it was.")
                return
            }
            terminal.show(
                "Other than before",
                TerminalTable(
                    ["Source", "What", "Noticed", "Item"],
                    rows: chosen.prefix(limit).map { difference in
                        [
                            difference.source, difference.change.rawValue,
                            DataMapCommand.day(difference.time),
                            DataMapCommand.shown(difference.path),
                        ]
                    }
                )
            )
            if chosen.count > limit {
                terminal.say("  … and \(grouped(chosen.count - limit)) more (--limit)")
            }
        }

        private func sourceIfAny(in home: Home) async throws -> ID<DataMap.Source>? {
            guard let name else { return nil }
            return try await DataMapCommand.source(name, in: home).id
        }
    }

    /// A path for the screen of whoever may open the home.
    static func shown(_ path: Personal<String>?) -> String {
        path?.reveal(for: Occasion("telling its owner which item is meant")) { $0 } ?? "forgotten"
    }

    /// Shows families of copies.
    struct Copies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which items are copies of each other, wherever they lie.",
            discussion: """
                Equal to the byte, or nearly the same: texts by their words, tables by their \
                columns. The likely original is the one that was so first.
                """
        )

        @Option(help: "At most so many families.")
        var limit = 20

        @OptionGroup var options: HomeOptions

        func validate() throws {
            guard (1...10_000).contains(limit) else {
                throw ValidationError("--limit is a number from 1 to 10,000.")
            }
        }

        func run() async throws {
            let terminal = options.terminal
            let families = try await options.looking { home, _ in
                try await DataMap.copies(limit: limit, in: home.ledger)
            }
            try terminal.answer(families)
            guard !families.isEmpty else {
                terminal.say("No two items are copies of each other.")
                return
            }
            for (number, family) in families.enumerated() {
                let places = counted(family.sources, "source", "sources")
                terminal.show(
                    "Family \(number + 1): \(family.items) items in \(places),"
                        + " \(Self.words(family.kind))",
                    TerminalTable(
                        ["", "Source", "Since", "Alike", "Item"],
                        numbers: [3],
                        rows: family.members.prefix(Self.membersMax).map { member in
                            [
                                member.isOriginal ? "original?" : "", member.source,
                                DataMapCommand.day(member.since),
                                "\(Int((member.likeness * 100).rounded())) %",
                                DataMapCommand.shown(member.path),
                            ]
                        }
                    )
                )
                if family.members.count > Self.membersMax {
                    let rest = family.members.count - Self.membersMax
                    terminal.say("  … and \(rest) more (--json)")
                }
            }
        }

        /// Members shown of one family.
        private static let membersMax = 12

        private static func words(_ kind: DataMap.CopyFamily.Kind) -> String {
            switch kind {
            case .exact: "equal to the byte"
            case .text: "nearly the same text"
            case .table: "nearly the same table"
            case .picture: "nearly the same picture"
            }
        }
    }
}
