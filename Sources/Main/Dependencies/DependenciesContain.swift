import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies contain`: one act that shuts out what a component could reach.
struct DependenciesContain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contain",
        abstract: "Suspend whom a component could reach, freeze the evidence, open the incident.",
        discussion: """
            1. What it could reach is found in the graph (as `blast` does).
            2. The graph is written to a file as it stood; its digest goes into the ledger.
            3. Every member that was reached, as worker:ID, is suspended, and sessions end at \
            once. Their keys, passkeys and codes are struck; tasks that they hold come back.
            4. Documents that were reached, as dataset:ID, are held as evidence.
            5. The incident is recorded, with how long it took.

            A drill does 1, 2 and 5, and counts what 3 and 4 would do.
            """
    )

    @Argument(help: "A package URL (pkg:pypi/litellm@1.82.8), name@version, or kind:name.")
    var component: String

    @Option(parsing: .upToNextOption, help: "Two moments, in RFC 3339.")
    var between: [String]

    @Option(help: "Why, without names.")
    var reason: String

    @Option(help: "Where the evidence is written.")
    var evidence: String

    @Flag(help: "Only rehearse: measure and count, and shut out nobody.")
    var drill = false

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let (first, last) = try DependenciesOptions.window(between)
        guard !FileManager.default.fileExists(atPath: evidence) else {
            throw TerminalFailure(
                .wrongUse,
                "There is a file already where the evidence would be written.",
                advice: "Name another with --evidence: the ledger holds the digest of each."
            )
        }
        let clock = ContinuousClock()
        let began = clock.now
        let (containment, command) = try await place.acting { home, principal in
            let component = component
            let containment = try await home.ledger.store.read { db in
                let start = try DependenciesBlast.start(component, in: db)
                guard start.kind == .component else { throw Self.notAComponent }
                return try Containment(of: start, between: first, and: last, in: db)
            }
            let document = containment.document
            try Disk.replace(document, at: evidence, mode: 0o600)
            let command = try await containment.carryOut(
                on: home.ledger,
                as: principal,
                reason: reason,
                evidence: Array(SHA256.hash(data: document)).hex,
                isDrill: drill
            )
            _ = try await home.sequencer.publish()
            return (containment, command)
        }
        try place.terminal.answer(Answer(command, strangers: containment.strangers))
        tell(command, strangers: containment.strangers, clock.now - began)
    }

    private static let notAComponent = TerminalFailure(
        .wrongUse,
        "An incident is about a component.",
        advice: "Write a package URL, such as pkg:npm/left-pad@1.3.0."
    )

    private struct Answer: Encodable {
        let component, evidence: String
        let isDrill: Bool
        let reached, suspended, revoked, returned, held, strangers, milliseconds: Int

        init(_ command: Dependencies.Quarantine, strangers: Int) {
            component = command.component
            evidence = command.evidence
            isDrill = command.isDrill
            reached = command.reached.count
            suspended = command.done.suspended
            revoked = command.done.revoked
            returned = command.done.returned
            held = command.done.held
            self.strangers = strangers
            milliseconds = command.took
        }
    }

    private func tell(
        _ command: Dependencies.Quarantine,
        strangers: Int,
        _ whole: Duration
    ) {
        let done = command.done
        let milliseconds = whole.formatted(
            .units(allowed: [.milliseconds], width: .narrow, fractionalPart: .hide)
        )
        var rows = [
            ("reached", "\(command.reached.count)"), ("suspended", "\(done.suspended)"),
            ("keys struck", "\(done.revoked)"), ("tasks taken back", "\(done.returned)"),
            ("documents held", "\(done.held)"),
        ]
        if strangers > 0 {
            rows.append(("not of this house", "\(strangers): see to them elsewhere"))
        }
        rows.append(("took", "\(command.took) ms, \(milliseconds) with opening and recording"))
        place.terminal.show(
            drill ? "A drill: what would have been done" : "Contained",
            TerminalTable(block: rows)
        )
        place.terminal.say(
            "",
            "  Evidence: \(TerminalText.harmless(evidence))",
            "  SHA-256 \(command.evidence), which the ledger holds."
        )
    }
}
