import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies replay`: would this house have been hit, and until when?
struct DependenciesReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play a real attack against your inventory and policy, minute by minute."
    )

    @Argument(help: "The attack: litellm-2026-03.")
    var attack: String

    @Argument(help: "Folders and files that say what you are made of.")
    var paths: [String]

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    func run() throws {
        guard let rehearsal = Rehearsal.litellm, attack == rehearsal.name else {
            throw TerminalFailure(
                .wrongUse,
                "This attack is not known.",
                advice: "There is litellm-2026-03."
            )
        }
        let survey = try DependenciesOptions.reporting { try Survey(paths) }
        let rules = try DependenciesOptions.policy(policy)
        let controls = rehearsal.controls(of: survey.inventory, under: rules)
        let terminal = Terminal(.people)
        terminal.show(
            "What happened",
            TerminalTable(
                ["When", "What", "Standing"],
                rows: rehearsal.happenings.map {
                    [$0.moment.description, $0.words, $0.standing.rawValue]
                }
            )
        )
        terminal.show(
            "What would have stopped it",
            TerminalTable(
                ["Control", "In place", "Stops it from", "Why"],
                rows: controls.map { control in
                    [
                        control.name, control.isInPlace ? "yes" : "no",
                        control.isInPlace ? control.stops?.description ?? "never" : "never",
                        control.words,
                    ]
                }
            )
        )
        let first = controls.filter(\.isInPlace).compactMap(\.stops).min()
        let upload = rehearsal.releases.map(\.uploaded).min()
        guard let first, let upload, first > upload else {
            return terminal.say("", "Stopped before anything ran.")
        }
        let minutes = (min(first, rehearsal.removed).seconds - upload.seconds) / 60
        terminal.say(
            "",
            "Open for \(minutes) minutes by the shorter accounts: every environment variable, SSH "
                + "key, cloud credential and cluster token that a process with it could read."
        )
        throw ExitCode(Ending.finding.rawValue)
    }
}
