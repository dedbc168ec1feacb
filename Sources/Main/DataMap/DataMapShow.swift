import ArgumentParser
import Console
import Custody
import Foundation
import Glibc
import Kernel
import Markup
import Sieve

extension DataMapCommand {
    /// Shows the map.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what each source holds, about how many people, and who can see it.",
            discussion: """
                --at asks what was so on a day, by when items were last changed; --as-known-at \
                asks what was known then.
                """
        )

        @Argument(help: "Names of sources; all of them unless said.")
        var names: [String] = []

        @Option(help: "As it was then: YYYY-MM-DD.")
        var at: String?

        @Option(help: "By what was known then: YYYY-MM-DD or an instant.")
        var asKnownAt: String?

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let terminal = options.terminal
            let asof = DataMap.Asof(
                valid: try at.map { try DataMapCommand.moment($0, option: "--at") },
                known: try asKnownAt.map { try DataMapCommand.moment($0, option: "--as-known-at") }
            )
            guard Home.exists(at: options.home) else {
                try terminal.answer(Empty())
                Self.sayEmpty(on: terminal)
                return
            }
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            var chart = try await options.looking { home, _ in
                try await home.ledger.store.read { try DataMap.chart(asof, now: now, in: $0) }
            }
            if !names.isEmpty {
                chart.areas = chart.areas.filter { names.contains($0.source.name) }
                guard !chart.areas.isEmpty else {
                    throw TerminalFailure(
                        .wrongUse,
                        DataMap.Failure.unknownSource.message,
                        advice: "Without a name, all sources are shown."
                    )
                }
            }
            try terminal.answer(chart)
            guard !chart.areas.isEmpty else { return Self.sayEmpty(on: terminal) }
            Self.show(chart, on: terminal)
        }

        private struct Empty: Encodable {
            let areas: [String] = []
        }

        private static func sayEmpty(on terminal: Terminal) {
            terminal.say(
                "There is no source on the map yet. Put one there with:",
                "  cordon datamap add FOLDER --name hr-share --purpose \"why it is there\""
            )
        }

        private static func show(_ chart: DataMap.Chart, on terminal: Terminal) {
            let census = chart.census
            terminal.show(
                "Map",
                TerminalTable(
                    ["Source", "Items", "Size", "People", "Unread", "Seen by", "Purpose", "Until"],
                    numbers: [1, 2, 3, 4],
                    rows: chart.areas.map { area in
                        [
                            area.source.name, grouped(area.items), size(area.bytes),
                            grouped(area.people) + (area.crowds > 0 ? "+" : ""),
                            grouped(area.unread), widest(area), area.source.purpose ?? "not said",
                            area.source.kept ?? "not said",
                        ]
                    }
                )
            )
            terminal.say(
                "",
                "\(grouped(census.people)) different people in all, between"
                    + " \(grouped(census.least)) and \(grouped(census.most)); each in"
                    + " \(decimal(census.dispersion, places: 1)) sources on average."
            )
            for area in chart.areas { show(area, on: terminal) }
        }

        private static func widest(_ area: DataMap.Chart.Area) -> String {
            let order = DataMap.Exposure.allCases.reversed().map(\.words)
            return order.first { area.exposure[$0] != nil } ?? "nobody"
        }

        private static func show(_ area: DataMap.Chart.Area, on terminal: Terminal) {
            guard area.items > 0 else {
                let isScanned = area.scanned != nil
                terminal.say(
                    "",
                    isScanned
                        ? "`\(area.source.name)` was empty."
                        : "`\(area.source.name)` was not scanned yet:"
                            + " cordon datamap scan \(area.source.name)"
                )
                return
            }
            terminal.show(
                area.source.name,
                TerminalTable(
                    ["Kind of data", "Findings", "Items", "People"],
                    numbers: [1, 2, 3],
                    rows: area.labels.map {
                        [$0.label, grouped($0.findings), grouped($0.items), grouped($0.people)]
                    }
                )
            )
            terminal.show(
                "",
                TerminalTable(block: [
                    ("Last changed", words(area.ages)),
                    ("Countries told", words(area.countries)),
                    ("Born in", words(area.decades)),
                    ("Seen by", words(area.exposure)),
                    ("Rights", area.rights.prefix(3).map(rights).joined(separator: "; ")),
                ])
            )
        }

        private static func words(_ counts: [String: Int]) -> String {
            guard !counts.isEmpty else { return "nothing" }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
                .map { "\($0.key) \(grouped($0.value))" }.joined(separator: ", ")
        }

        /// `root:staff 640 (12)`: numbers become names only on this machine's screen.
        private static func rights(_ right: DataMap.Chart.Right) -> String {
            var parts: [String] = []
            for part in right.rights.split(separator: " ") {
                let pair = part.split(separator: "=").map { String($0) }
                switch (pair.first, pair.last.flatMap { UInt32($0) }) {
                case ("uid", .some(let number)):
                    let user = getpwuid(number).map { String(cString: $0.pointee.pw_name) }
                    parts.append(user ?? "uid \(number)")
                case ("gid", .some(let number)):
                    let group = getgrgid(number).map { String(cString: $0.pointee.gr_name) }
                    parts.append(group ?? "gid \(number)")
                default: parts.append(pair.last ?? "")
                }
            }
            return parts.joined(separator: " ") + " (\(grouped(right.items)))"
        }
    }
}
