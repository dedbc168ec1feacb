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
            3. Every member that was reached, as worker:ID, is suspended, and sessions end at once.
               Their keys, passkeys and codes are struck; tasks that they hold come back.
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
        guard between.count == 2 else {
            throw TerminalFailure(
                .wrongUse,
                "Two moments are needed.",
                advice: "Write --between 2026-03-24T10:39:00Z 2026-03-24T13:38:00Z."
            )
        }
        let first = try DependenciesOptions.moment(between[0])
        let last = try DependenciesOptions.moment(between[1])
        let start = try DependenciesBlast.node(component)
        guard start.kind == .component else {
            throw TerminalFailure(
                .wrongUse,
                "An incident is about a component.",
                advice: "Write a package URL, such as pkg:npm/left-pad@1.3.0."
            )
        }
        let clock = ContinuousClock()
        let began = clock.now
        let home = try await place.open()
        do {
            let containment = try await home.ledger.store.read {
                try Containment(of: start, between: first, and: last, in: $0)
            }
            let document = containment.document
            try Disk.replace(document, at: evidence, mode: 0o600)
            let command = try await containment.carryOut(
                on: home.ledger,
                as: .owner,
                reason: reason,
                evidence: Array(SHA256.hash(data: document)).hex,
                isDrill: drill
            )
            _ = try await home.sequencer.publish()
            try await home.close()
            tell(command, clock.now - began)
        } catch {
            try? home.abandon()
            throw error
        }
    }

    private func tell(_ command: Dependencies.Quarantine, _ whole: Duration) {
        let done = command.done
        let milliseconds = whole.formatted(
            .units(allowed: [.milliseconds], width: .narrow, fractionalPart: .hide)
        )
        place.terminal.show(
            drill ? "A drill: what would have been done" : "Contained",
            TerminalTable(block: [
                ("reached", "\(command.reached.count)"), ("suspended", "\(done.suspended)"),
                ("keys struck", "\(done.revoked)"), ("tasks taken back", "\(done.returned)"),
                ("documents held", "\(done.held)"), ("evidence", "SHA-256 \(command.evidence)"),
                ("took", "\(command.took) ms, \(milliseconds) with opening and recording"),
            ])
        )
    }
}
