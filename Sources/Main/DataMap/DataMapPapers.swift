import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup
import People

extension DataMapCommand {
    /// Draws the record of processing activities.
    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record-of-processing",
            abstract: "Draw the record of processing activities (GDPR Art. 30) from the map.",
            discussion: """
                What nobody said stays blank, and is flagged. Say who the house is with `cordon \
                datamap introduce`, and what a source is for with `cordon datamap describe`.
                """
        )

        enum Format: String, ExpressibleByArgument, CaseIterable { case html, csv, json }

        @Flag(help: "As a processor, Art. 30(2), instead of as the controller, Art. 30(1).")
        var processor = false

        @Option(help: "en or fr.")
        var language = "en"

        @Option(help: "html, csv or json.")
        var format = Format.html

        @Option(help: "The file to write; it must not exist. Standard output unless said.")
        var out: String?

        @OptionGroup var options: HomeOptions

        func validate() throws {
            guard DataMap.PaperLanguage(rawValue: language) != nil else {
                throw ValidationError("--language is en or fr.")
            }
        }

        func run() async throws {
            let language = DataMap.PaperLanguage(rawValue: language) ?? .english
            let side: DataMap.RecordOfProcessing.Side = processor ? .processor : .controller
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            let record = try await options.looking { home, _ in
                try await DataMap.recordOfProcessing(
                    side,
                    in: language,
                    now: now,
                    and: { try Workroom.onward(in: $0) },
                    of: home.ledger
                )
            }
            let bytes = try bytes(of: record)
            guard let out else {
                FileHandle.standardOutput.write(Data(bytes))
                return
            }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw TerminalFailure(
                    .wrongUse,
                    "The file to write exists already.",
                    advice: "Name another with --out."
                )
            }
            try Disk.replace(bytes, at: out)
            try options.terminal.answer(Answer(out: out, blanks: record.blanks))
            options.terminal.say(
                "Drawn to \(out); \(counted(record.blanks, "field is", "fields are")) blank."
            )
        }

        private struct Answer: Encodable {
            let out: String
            let blanks: Int
        }

        private func bytes(of record: DataMap.RecordOfProcessing) throws -> [UInt8] {
            let page = DataMap.RecordPage(record)
            switch options.json ? .json : format {
            case .html: return Frame(.selfContained).document(page.page).bytes
            case .csv: return page.csv
            case .json: return try Canonical.encode(record) + [0x0A]
            }
        }
    }

    /// Tells whether an impact assessment is due.
    struct Screen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "screening",
            abstract: "Tell whether an impact assessment (GDPR Art. 35) is due, and why.",
            discussion: """
                The cases of Art. 35(3) and the nine criteria of WP 248, as far as the map can \
                answer them; the rest is for somebody to say.
                """
        )

        @Option(help: "People from whom on a source counts as large.")
        var large = DataMap.largePeople

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            let large = max(1, large)
            let screenings = try await options.looking { home, _ in
                try await home.ledger.store.read { db in
                    try DataMap.screenings(
                        large: large,
                        now: now,
                        and: try Workroom.onward(in: db),
                        in: db
                    )
                }
            }
            try options.terminal.answer(screenings)
            guard !screenings.isEmpty else {
                options.terminal.say("There is no source on the map yet.")
                return
            }
            for screening in screenings {
                let verdict = screening.isDue ? "an assessment is due" : "not due so far"
                options.terminal.show(
                    screening.name + ": " + verdict,
                    TerminalTable(
                        ["Rule", "What", "Answer", "Why"],
                        rows: screening.criteria.map {
                            [$0.source, $0.title, $0.answer.rawValue, $0.reason]
                        }
                    )
                )
            }
        }
    }

    /// Exports what happened as OpenLineage.
    struct LineageExport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lineage",
            abstract: "Export what happened to data as OpenLineage run events, one a line."
        )

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let events = try await options.looking { home, _ in
                let origin = home.ledger.identity.origin
                return try await home.ledger.store.read { db in
                    try DataMap.lineage(
                        origin: origin,
                        producer: "https://cordon.invalid/" + Version.text,
                        in: db
                    )
                }
            }
            for event in events {
                let line = try Canonical.encode(event) + [0x0A]
                FileHandle.standardOutput.write(Data(line))
            }
        }
    }

    /// Describes the map in Croissant.
    struct CroissantExport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "croissant",
            abstract: "Describe the map in Croissant (JSON-LD): sources, kinds of data, flows."
        )

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            let description = try await options.looking { home, _ in
                let origin = home.ledger.identity.origin
                return try await home.ledger.store.read { db in
                    DataMap.MapDescription(
                        chart: try DataMap.chart(now: now, in: db),
                        flows: try DataMap.flows(and: try Workroom.onward(in: db), in: db),
                        origin: origin,
                        day: DataMapCommand.day(now)
                    )
                }
            }
            FileHandle.standardOutput.write(Data(try description.bytes))
        }
    }
}
