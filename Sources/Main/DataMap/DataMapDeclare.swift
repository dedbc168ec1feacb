import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup
import People

extension DataMapCommand {
    /// Shows where data goes.
    struct Flows: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show where data goes: declared, observed, and observed without a word.",
            discussion: "Ends with 1 where a flow was observed that nobody declared."
        )

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let (flows, alerts) = try await options.looking { home, _ in
                try await home.ledger.store.read { db in
                    let flows = try DataMap.flows(and: try Workroom.onward(in: db), in: db)
                    return (flows, try DataMap.alerts(in: db))
                }
            }
            try options.terminal.answer(Answer(flows: flows, alerts: alerts))
            if flows.isEmpty {
                options.terminal.say("No flow was observed or declared.")
            } else {
                options.terminal.show(
                    "Flows",
                    TerminalTable(
                        ["From", "To", "Through", "Declared", "Observed", "Items", "Purpose"],
                        numbers: [5],
                        rows: flows.map { flow in
                            [
                                flow.source, flow.recipient, flow.through ?? "",
                                flow.isDeclared ? "yes" : "no",
                                flow.seen.isEmpty ? "no" : flow.seen.joined(separator: ", "),
                                grouped(flow.items), flow.purpose ?? "not said",
                            ]
                        }
                    )
                )
            }
            if !alerts.isEmpty {
                options.terminal.show(
                    "Beyond a limit",
                    TerminalTable(
                        ["Figure", "Was", "Limit", "On"],
                        numbers: [1, 2],
                        rows: alerts.map {
                            [
                                $0.measure, decimal($0.value, places: 2),
                                decimal($0.limit, places: 2), DataMapCommand.day($0.time),
                            ]
                        }
                    )
                )
            }
            if flows.contains(where: \.isFinding) { throw ExitCode(1) }
        }

        private struct Answer: Encodable {
            let flows: [DataMap.Flow]
            let alerts: [DataMap.Alert]
        }
    }

    /// Declares a flow.
    struct Declare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that data goes from a source to somebody, and why."
        )

        @Argument(help: "The source that it comes from.")
        var name: String

        @Option(help: "Another source, or who receives it: a team or organisation, no person.")
        var to: String

        @Option(help: "Why it goes there.")
        var purpose: String

        @Option(help: "The third country that it goes to, by its code: US, IN.")
        var country: String?

        @Option(help: "What protects it there: `standard clauses`.")
        var safeguard: String?

        @OptionGroup var options: HomeOptions

        func run() async throws {
            try await options.acting { home, principal in
                let source = try await DataMapCommand.source(name, in: home)
                let declare = DataMap.Declare(
                    source: source.id,
                    recipient: to,
                    purpose: purpose,
                    country: country,
                    safeguard: safeguard
                )
                try await home.ledger.perform(declare, as: principal)
            }
            try options.terminal.answer(["source": name, "recipient": to])
            options.terminal.say("Declared: `\(name)` goes to \(to).")
        }
    }

    /// Sets a limit.
    struct Limit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set how far a figure may go before a scan raises an alert."
        )

        @Argument(help: "dispersion, concentration or copies.")
        var measure: String

        @Argument(help: "The limit; a share of 0 to 1 for concentration.")
        var value: Double

        @OptionGroup var options: HomeOptions

        func validate() throws {
            guard DataMap.Measure(rawValue: measure) != nil else {
                throw ValidationError("A limit is on dispersion, concentration or copies.")
            }
        }

        func run() async throws {
            guard let measure = DataMap.Measure(rawValue: measure) else { return }
            try await options.acting { home, principal in
                let limit = DataMap.Limit(measure: measure, value: value)
                try await home.ledger.perform(limit, as: principal)
            }
            try options.terminal.answer(["measure": self.measure])
            options.terminal.say("From the next scan on, more than \(value) raises an alert.")
        }
    }

    /// Says who the house is.
    struct Introduce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say who the house is, for its papers. What is not given stays as it was."
        )

        @Option(help: "Who decides what for: name of the organisation.") var controller: String?
        @Option(help: "How to reach them.") var contact: String?
        @Option(help: "Who decides with them, if anybody.") var joint: String?
        @Option(help: "Their representative in the Union, if any.") var representative: String?
        @Option(help: "The data protection officer.") var officer: String?
        @Option(help: "For a processor: on whose behalf.") var clients: String?
        @Option(help: "What keeps the data safe, in words.") var security: String?

        @OptionGroup var options: HomeOptions

        func run() async throws {
            var said = DataMap.House()
            said.controller = controller.map { Personal($0) }
            said.contact = contact.map { Personal($0) }
            said.joint = joint.map { Personal($0) }
            said.representative = representative.map { Personal($0) }
            said.officer = officer.map { Personal($0) }
            said.clients = clients.map { Personal($0) }
            said.security = security.map { Personal($0) }
            try await options.acting { [said] home, principal in
                let house = try await DataMap.house(in: home.ledger).replaced(by: said)
                try await home.ledger.perform(DataMap.Introduce(house: house), as: principal)
            }
            try options.terminal.answer(["introduced": true])
            options.terminal.say("Noted. Sealed, and used in the papers.")
        }
    }

    /// Says what a source is for.
    struct Describe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a source is for. What is not given stays as it was."
        )

        @Argument(help: "The source.") var name: String
        @OptionGroup var words: ParticularsOptions
        @OptionGroup var options: HomeOptions

        func run() async throws {
            let said = try words.particulars()
            try await options.acting { home, principal in
                let source = try await DataMapCommand.source(name, in: home)
                try await DataMap.describe(source, said, in: home, as: principal)
            }
            try options.terminal.answer(["source": name])
            options.terminal.say("Noted.")
        }
    }

    /// Takes a source off the map.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a source off the map, and destroy the key to what was seen there."
        )

        @Argument(help: "The source.") var name: String
        @Option(help: "Why, without names.") var reason: String
        @OptionGroup var options: HomeOptions

        func run() async throws {
            try await options.acting { home, principal in
                let source = try await DataMapCommand.source(name, in: home)
                try await DataMap.remove(source, because: reason, in: home, as: principal)
            }
            try options.terminal.answer(["source": name])
            options.terminal.say("`\(name)` is off the map; what was seen there is forgotten.")
        }
    }
}
