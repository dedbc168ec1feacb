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
            Ends with 0 when nothing fails, 1 when something does, 2 when it was asked wrongly and \
            3 when the machine did not do its part. What could not be read fails, and so does a \
            place where nothing says what it is made of.
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

    @Option(help: "A folder of package files: copies of their files are found by their bytes.")
    var known: String?

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
        let index = try advisories.map { try DependenciesOptions.index(at: $0, now: now) }
        let survey = try DependenciesOptions.survey(paths, known: known)
        let said = try vex.map { path in
            try DependenciesOptions.reporting { try Vex(Tree.json(try PackageFiles.read(path))) }
        }
        let verdict = Verdict(survey.inventory, under: rules, index: index, vex: said, at: now)
        try DependenciesOptions.reporting {
            if let sarif { try write(Report.sarif(verdict, version: Version.text), to: sarif) }
            if let junit { try write(Report.junit(verdict), to: junit) }
        }
        if json {
            print(DependenciesAnswer.json(verdict, index: index).json())
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
