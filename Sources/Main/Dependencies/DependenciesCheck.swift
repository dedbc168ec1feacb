import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies check`: may this be used?
struct DependenciesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judge what folders and files name by advisories and a policy.",
        discussion: """
            Ends with 0 when nothing fails, 1 when something does, 2 when it was asked wrongly and
            3 when the machine did not do its part. What could not be read fails.
            """
    )

    @Argument(help: "Folders, lock files, manifests and bills of materials.")
    var paths: [String]

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    @Option(help: "OSV records, or an index made by `compile`: a file, folder or archive.")
    var advisories: String?

    @Option(help: "What suppliers say of advisories: OpenVEX or CycloneDX, in JSON.")
    var vex: [String] = []

    @Option(help: "Write SARIF 2.1.0 to this file.")
    var sarif: String?

    @Option(help: "Write JUnit's XML to this file.")
    var junit: String?

    @Flag(help: "Print annotations for GitHub's workflows.")
    var github = false

    @Option(help: "The moment to judge at, in RFC 3339; now if not given.")
    var at: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func run() throws {
        let now = try DependenciesOptions.moment(at)
        let rules = try DependenciesOptions.policy(policy)
        let index = try DependenciesOptions.reporting {
            try advisories.map { try AdvisoryFiles.index(at: $0, now: now) }
        }
        let survey = try DependenciesOptions.reporting { try Survey(paths) }
        let said = try vex.map { path in
            try DependenciesOptions.reporting { try Vex(Tree.json(try PackageFiles.read(path))) }
        }
        let verdict = Verdict(survey.inventory, under: rules, index: index, vex: said, at: now)
        try DependenciesOptions.reporting {
            if let sarif { try write(Report.sarif(verdict, version: Version.text), to: sarif) }
            if let junit { try write(Report.junit(verdict), to: junit) }
        }
        if json {
            print(DependenciesAnswer.json(verdict).json())
        } else if github {
            print(Report.github(verdict), terminator: "")
        } else {
            DependenciesScreen(terminal: Terminal(.people)).show(verdict, index: index)
        }
        if !verdict.isAdmitted { throw ExitCode(Ending.finding.rawValue) }
    }

    private func write(_ text: String, to path: String) throws {
        try Disk.replace(Array(text.utf8), at: path, mode: 0o644)
    }
}

/// What several of these commands read in the same way.
enum DependenciesOptions {
    static func moment(_ text: String?) throws -> Instant {
        guard let text else { return Instant(seconds: Int64(Date().timeIntervalSince1970)) }
        guard let moment = Instant(text) else {
            throw TerminalFailure(
                .wrongUse,
                "This is not a moment.",
                advice: "Write it like 2026-03-24T10:39:00Z."
            )
        }
        return moment
    }

    static func policy(_ path: String?) throws -> DependencyPolicy {
        guard let path else { return DependencyPolicy() }
        let bytes = try reporting { try Disk.read(path, lengthMax: 1 << 20) }
        guard let bytes else {
            throw TerminalFailure(
                .wrongUse,
                "There is no policy at the place you named.",
                advice: "Check --policy."
            )
        }
        do {
            return try DependencyPolicy(Tree.yaml(bytes).first ?? .map([]))
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "The policy is not understood: line \(error.line), \(error.reason).",
                advice: "See docs/dependencies.md for every setting."
            )
        }
    }

    /// Turns what the house throws into what a person can act on.
    static func reporting<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let broken as Broken {
            throw TerminalFailure(
                .brokenWorld,
                broken.message,
                advice: "Check the paths. \(broken.detail)"
            )
        } catch let fault as Unreadable {
            throw TerminalFailure(
                .brokenWorld,
                "A file could not be read: \(fault.reason).",
                advice: "Check that it is whole, and of the kind that is expected here."
            )
        }
    }
}
