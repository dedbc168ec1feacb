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
        abstract: "Play a real attack against your inventory and policy, minute by minute.",
        discussion: """
            Ends with 0 when the house would not have been open, and 1 when it would: while only \
            controls are counted that hold wherever something is installed from.
            """
    )

    @Argument(help: "The attack: litellm-2026-03.")
    var attack: String

    @Argument(help: "Folders and files that say what you are made of.")
    var paths: [String]

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func run() throws {
        guard let rehearsal = Rehearsal.litellm, attack == rehearsal.name else {
            throw TerminalFailure(
                .wrongUse,
                "This attack is not known.",
                advice: "There is litellm-2026-03."
            )
        }
        let inventory = try DependenciesOptions.survey(paths).inventory
        let rules = try DependenciesOptions.policy(policy)
        let controls = rehearsal.controls(of: inventory, under: rules)
        let outcome = rehearsal.outcome(of: inventory, under: controls)
        if json {
            try Terminal(.machines).answer(Answer(rehearsal, controls, outcome))
        } else {
            ReplayScreen(terminal: Terminal(.people)).show(rehearsal, controls, outcome)
            DependenciesOptions.note(inventory)
        }
        if !outcome.poisoned.isEmpty || outcome.uses > 0 && outcome.minutes > 0 {
            throw ExitCode(Ending.finding.rawValue)
        }
    }

    private struct Answer: Encodable {
        struct Control: Encodable {
            let name, why: String
            let inPlace: Bool
            let stops, only: String?
        }

        struct Happening: Encodable {
            let when, what, standing: String
        }

        let attack: String
        let uses, minutes, minutesAtBest: Int
        let poisoned: [String]
        let controls: [Control]
        let happenings: [Happening]

        init(
            _ rehearsal: Rehearsal,
            _ controls: [Rehearsal.Control],
            _ outcome: Rehearsal.Outcome
        ) {
            attack = rehearsal.name
            uses = outcome.uses
            minutes = outcome.minutes
            minutesAtBest = outcome.minutesAtBest
            poisoned = outcome.poisoned
            self.controls = controls.map {
                Control(
                    name: $0.name,
                    why: $0.words,
                    inPlace: $0.isInPlace,
                    stops: $0.isInPlace ? $0.stops?.description : nil,
                    only: $0.proviso
                )
            }
            happenings = rehearsal.happenings.map {
                Happening(
                    when: $0.moment.description,
                    what: $0.words,
                    standing: $0.standing.rawValue
                )
            }
        }
    }
}

/// A rehearsal for the person at the terminal.
private struct ReplayScreen {
    /// Files named in one line.
    private static let filesMax = 3

    let terminal: Terminal

    func show(
        _ rehearsal: Rehearsal,
        _ controls: [Rehearsal.Control],
        _ outcome: Rehearsal.Outcome
    ) {
        let output = terminal.output
        terminal.say("", output.toned("What happened", .strong))
        for happening in rehearsal.happenings {
            terminal.say(
                "  \(happening.moment.description)  "
                    + output.toned(happening.standing.rawValue, .muted)
            )
            indented(happening.words)
        }
        terminal.say("", output.toned("What would have stopped it here", .strong))
        for control in controls {
            let state: String
            switch (control.isInPlace, control.stops) {
            case (false, _): state = output.toned("missing", .attention)
            case (true, let stops?): state = output.toned("from " + stops.description, .good)
            case (true, nil): state = "in place, though it stops nothing by itself"
            }
            terminal.say("  \(control.name): \(state)")
            let proviso = control.isInPlace ? control.proviso.map { ", " + $0 } : nil
            indented(control.words + (proviso ?? ""))
        }
        terminal.say("")
        conclude(rehearsal, outcome)
    }

    private func conclude(_ rehearsal: Rehearsal, _ outcome: Rehearsal.Outcome) {
        let name = rehearsal.package.name
        if !outcome.poisoned.isEmpty {
            let files = outcome.poisoned.prefix(Self.filesMax).joined(separator: ", ")
            return told(
                false,
                "A poisoned release of \(name) is named here: \(files). Treat every secret that it "
                    + "could reach as known: `cordon dependencies blast` tells which."
            )
        }
        if outcome.uses == 0 {
            return told(true, "\(name) is not among what was found here: no way in that is known.")
        }
        if outcome.minutes == 0 { return told(true, "Stopped before anything ran.") }
        let lost = """
            every environment variable, SSH key, cloud credential and cluster token that a process \
            with it could read
            """
        told(
            false,
            "Open for \(outcome.minutes) minutes, by the shorter accounts: \(lost). "
                + (outcome.minutesAtBest == 0
                    ? "Stopped before anything ran only where every install comes by "
                        + "`cordon dependencies admit` or `proxy`."
                    : "Where every install is checked, \(outcome.minutesAtBest) minutes.")
        )
    }

    private func told(_ passed: Bool, _ words: String) {
        terminal.say(terminal.output.mark(passed: passed))
        indented(words)
    }

    private func indented(_ words: String) {
        let width = max(20, terminal.output.width - 4)
        for line in TerminalText.wrapped(TerminalText.harmless(words), to: width) {
            terminal.say("    " + line)
        }
    }
}
