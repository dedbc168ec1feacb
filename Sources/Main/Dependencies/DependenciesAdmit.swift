import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies admit`: the gate before an install. Admits or does not; there is no third.
struct DependenciesAdmit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admit",
        abstract: "Decide whether package files may be installed: advisories, policy, content.",
        discussion: """
            A file whose very bytes are on the ledger's list of the allowed (`cordon dependencies \
            allow`) is admitted unless it is known malware. Everything else must pass all three. \
            With --record, what is admitted goes on that list.
            """
    )

    @Argument(help: "Package files.")
    var files: [String]

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    @Option(help: "OSV records, or an index made by `compile`.")
    var advisories: String

    @Option(help: "Popular names by ecosystem, as JSON.")
    var popular: String?

    @Option(help: "The release in use, for what is new.")
    var against: String?

    @Flag(help: "Ask the list of the allowed in the ledger of this home.")
    var listed = false

    @Option(
        help: "Put what is admitted on the list of the allowed in the ledger, with this reason."
    )
    var record: String?

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let now = try DependenciesOptions.moment(nil)
        let index = try DependenciesOptions.index(at: advisories, now: now)
        let admission = DependenciesAdmission(
            rules: try DependenciesOptions.policy(policy),
            index: index,
            popular: try PackageFiles.popular(popular)
        )
        let before = try against.map {
            admission.inspect(try PackageFiles.read($0), name: PackageFiles.name($0))
        }
        var isRefused = false
        var allowed: [Dependencies.Allow] = []
        for path in files {
            let decision = try await admission.decide(
                try PackageFiles.read(path),
                name: PackageFiles.name(path),
                against: before,
                isListed: { listed ? try await isAllowed($0) : false }
            )
            isRefused = isRefused || !decision.isAdmitted
            show(decision, path)
            if decision.isAdmitted, !decision.isListed, let record,
                let purl = decision.inspection.package?.purl(version: decision.inspection.version)
            {
                allowed.append(
                    Dependencies.Allow(
                        package: purl.description,
                        digest: decision.digest,
                        reason: record
                    )
                )
            }
        }
        if !allowed.isEmpty { try await write(allowed) }
        if isRefused { throw ExitCode(Ending.finding.rawValue) }
    }

    private func show(_ decision: DependenciesAdmission.Decision, _ path: String) {
        if place.json {
            let found = decision.inspection
            print(
                Tree.map([
                    .init("file", .text(PackageFiles.name(path))),
                    .init("sha256", .text(decision.digest)),
                    .init("admitted", .flag(decision.isAdmitted)),
                    .init("listed", .flag(decision.isListed)),
                    .init("verdict", DependenciesAnswer.json(decision.verdict, index: nil)),
                    .init("content", PackageFiles.json(found, path, digest: decision.digest)),
                ]).json()
            )
            return
        }
        let terminal = place.terminal
        PackageFiles.show(decision.inspection, path, on: terminal)
        for finding in decision.verdict.findings where finding.level == .fail {
            terminal.say("    fail  " + TerminalText.harmless(finding.title))
        }
        if decision.inspection.package == nil {
            terminal.say("    fail  It does not say what package it is.")
        }
        // Not to be taken for clear: nobody has looked.
        for reason in decision.verdict.counts.notAssessed.keys {
            terminal.say("    note  No advisory was asked: \(reason.words).")
        }
        terminal.say(
            "    " + terminal.output.mark(passed: decision.isAdmitted)
                + (decision.isListed ? "  on the list of the allowed" : ""),
            "    SHA-256 " + decision.digest
        )
    }

    /// Puts files on the list, signed with the checkpoint that covers it.
    private func write(_ allowed: [Dependencies.Allow]) async throws {
        try await place.acting { home, principal in
            for command in allowed { _ = try await home.ledger.perform(command, as: principal) }
            _ = try await home.sequencer.publish()
        }
        place.terminal.say("", "Recorded \(allowed.count) as allowed.")
    }

    private func isAllowed(_ digest: String) async throws -> Bool {
        try await place.looking { home, _ in
            try await home.ledger.store.read { try Dependencies.isAllowed(digest: digest, in: $0) }
        }
    }
}
