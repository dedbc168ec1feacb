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

    @Option(help: "Since when it was so, in RFC 3339; now if not given.")
    var since: String?

    @Option(help: "Who makes or runs it, by the name that members are placed with.")
    var supplier: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let now = try DependenciesOptions.moment(nil)
        let moment = try since.map { try DependenciesOptions.moment($0) }
        guard moment.map({ $0 <= now }) ?? true else {
            throw TerminalFailure(
                .wrongUse,
                "An inventory is of what was, or is.",
                advice: "Give --since a moment that has passed."
            )
        }
        let inventory = try DependenciesOptions.survey(paths).inventory
        // An inventory without a component says that it has gone: that has to be seen, not missed.
        if let remark = inventory.remarks.first(where: { $0.kind == .empty }) {
            throw TerminalFailure(
                .wrongUse,
                remark.title + ".",
                advice: "Name the folder that holds it; nothing was recorded."
            )
        }
        let bill = Bill.of(inventory, name: subject, version: nil, at: now)
        let digest = Array(SHA256.hash(data: Data(bill.cycloneDX(serial: [], tool: "cordon").utf8)))
        let command = Dependencies.Record(
            subject: subject,
            digest: digest.hex,
            components: bill.entries.compactMap { $0.purl?.description },
            since: moment.map { $0.seconds * 1_000 },
            supplier: supplier
        )
        try await place.acting { home, principal in
            _ = try await home.ledger.perform(command, as: principal)
            _ = try await home.sequencer.publish()
        }
        let terminal = place.terminal
        try terminal.answer(["components": "\(command.components.count)", "digest": digest.hex])
        terminal.say(
            "Recorded \(command.components.count) components of \(TerminalText.harmless(subject)). "
                + "Bill SHA-256 \(digest.hex)."
        )
        DependenciesOptions.note(inventory)
    }
}
