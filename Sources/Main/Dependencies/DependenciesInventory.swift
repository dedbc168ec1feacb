import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies inventory`: what is it made of?
struct DependenciesInventory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "List what folders and files name, with where and what holds it still."
    )

    @Argument(help: "Folders, lock files, manifests and bills of materials.")
    var paths: [String]

    @Option(help: "A folder of package files: copies of their files are found by their bytes.")
    var known: String?

    @Flag(help: "Answer in JSON, one component a line.")
    var json = false

    func run() throws {
        let survey = try DependenciesOptions.survey(paths, known: known)
        if json {
            for component in survey.inventory.components { print(Self.line(component).json()) }
            return DependenciesOptions.note(survey.inventory)
        }
        let terminal = Terminal(.people)
        let rows = survey.inventory.components.map { component in
            [
                component.package.ecosystem.rawValue, component.name, component.version ?? "",
                component.digests.isEmpty ? "" : component.digests[0].algorithm,
                component.file + (component.line > 0 ? ":\(component.line)" : ""),
            ]
        }
        terminal.show(
            (rows.count == 1 ? "1 component" : "\(rows.count) components")
                + (survey.fileCount == 1 ? " in 1 file" : " in \(survey.fileCount) files"),
            TerminalTable(["Ecosystem", "Name", "Version", "Held by", "Where"], rows: rows)
        )
        for remark in survey.inventory.remarks {
            let place = remark.file + (remark.line > 0 ? ":\(remark.line)" : "")
            terminal.say(
                "  \(remark.kind.rawValue): \(TerminalText.harmless(remark.words)) (\(place))"
            )
        }
    }

    private static func line(_ component: Component) -> Tree {
        .map([
            .init("ecosystem", .text(component.package.ecosystem.rawValue)),
            .init("name", .text(component.name)),
            .init("version", component.version.map { .text($0) } ?? .null),
            .init("purl", component.purl.map { .text($0.description) } ?? .null),
            .init("group", component.group.map { .text($0) } ?? .null),
            .init("licence", component.licence.map { .text($0) } ?? .null),
            .init("pinned", .flag(component.isPinned)),
            .init(
                "digests",
                .list(component.digests.map { .text($0.algorithm + ":" + $0.value) })
            ),
            .init("file", .text(component.file)),
            .init("line", .number("\(component.line)")),
        ])
    }
}

/// `cordon dependencies sbom`: the same as a document that others read.
struct DependenciesBill: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sbom",
        abstract: "Write a bill of materials, CycloneDX or SPDX; or weigh a supplier's."
    )

    enum Format: String, ExpressibleByArgument {
        case cyclonedx, spdx

        /// Those that are written, the usual one first.
        var editions: [String] {
            switch self {
            case .cyclonedx: ["1.6", "1.5", "1.4"]
            case .spdx: ["2.3", "2.2"]
            }
        }
    }

    @Argument(help: "Folders and files.")
    var paths: [String]

    @Option(help: "cyclonedx or spdx.")
    var format = Format.cyclonedx

    @Option(help: "1.4 to 1.6 for CycloneDX, 2.2 or 2.3 for SPDX; the newest if not given.")
    var edition: String?

    @Option(help: "What the bill is about.")
    var name = "inventory"

    @Option(help: "Its version.")
    var version: String?

    @Option(help: "The moment it is made at, in RFC 3339; now if not given.")
    var at: String?

    @Option(help: "A folder of package files: copies of their files are found by their bytes.")
    var known: String?

    @Flag(help: "Weigh the one bill that is named as evidence, instead of writing one.")
    var weigh = false

    func run() throws {
        let now = try DependenciesOptions.moment(at)
        if weigh { return try weighed(now) }
        let survey = try DependenciesOptions.survey(paths, known: known)
        let bill = Bill.of(survey.inventory, name: name, version: version, at: now)
        let tool = "cordon " + Version.text
        let serial = withUnsafeBytes(of: UUID().uuid) { Array($0) }
        let edition = edition ?? format.editions[0]
        switch format {
        case .cyclonedx:
            print(bill.cycloneDX(serial: serial, tool: tool, edition: edition), terminator: "")
        case .spdx: print(bill.spdx(serial: serial, tool: tool, edition: edition), terminator: "")
        }
        DependenciesOptions.note(survey.inventory)
    }

    func validate() throws {
        guard let edition, !format.editions.contains(edition) else { return }
        let known = format.editions.joined(separator: ", ")
        throw ValidationError("--edition is one of \(known) for --format \(format.rawValue).")
    }

    private func weighed(_ now: Instant) throws {
        guard let path = paths.first, paths.count == 1 else {
            throw TerminalFailure(.wrongUse, "One bill is weighed at a time.", advice: "Name one.")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue
        else {
            throw TerminalFailure(
                .wrongUse,
                "There is no bill at the path you named.",
                advice: "Name a file: CycloneDX in JSON or XML, or SPDX in JSON."
            )
        }
        let bill = try DependenciesOptions.reporting { () throws -> Bill in
            let bytes = try Disk.read(path, lengthMax: 256 << 20) ?? []
            if bytes.first(where: { !$0.isWhite }) == UInt8(ascii: "<") {
                return try Bill.cycloneDX(xml: XMLNode.read(bytes))
            }
            let tree = try Tree.json(bytes)
            return tree["bomFormat"] != nil ? try Bill.cycloneDX(tree) : try Bill.spdx(tree)
        }
        let quality = bill.quality(at: now)
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
        Terminal(.people).show(
            "\(bill.format) of \(bill.subject?.name ?? "nothing it names")",
            TerminalTable(block: [
                ("entries", "\(quality.entries), \(quality.duplicates) of them twice"),
                ("with package URL", percent(quality.withPurl)),
                ("with version", percent(quality.withVersion)),
                ("with digest", percent(quality.withDigest)),
                (
                    "edges",
                    "\(quality.edges)" + (quality.edges == 0 ? ": nothing can be traced" : "")
                ),
                ("supplier", bill.supplier ?? "not named"),
                ("completeness", bill.completeness ?? "the supplier claims nothing"),
                ("age", quality.ageInDays.map { "\($0) days" } ?? "not stated"),
            ])
        )
        show(bill.entries.filter { $0.card != nil })
        for fault in bill.faults { print("  fault: " + TerminalText.harmless(fault)) }
        if !bill.faults.isEmpty { throw ExitCode(Ending.finding.rawValue) }
    }

    /// Models and data, by what their cards say.
    private func show(_ entries: [Bill.Entry]) {
        let terminal = Terminal(.people)
        for entry in entries {
            guard let card = entry.card else { continue }
            let rows: [(String, [String])] = [
                ("task", card.task.map { [$0] } ?? []),
                ("architecture", card.architecture.map { [$0] } ?? []),
                ("made of", card.datasets), ("measured", card.measures),
                ("not fit for", card.limitations), ("classified", card.classifications),
            ]
            let isBare = card.card == nil && card.data == nil
            terminal.show(
                entry.name + (entry.version.map { " " + $0 } ?? "") + ", "
                    + (card.kind == "data" ? "data" : "a model")
                    + (isBare ? ", of which the bill says nothing more" : ""),
                TerminalTable(
                    block: rows.filter { !$0.1.isEmpty }.map { row in
                        (row.0, row.1.joined(separator: "; "))
                    }
                )
            )
        }
    }
}

extension UInt8 {
    /// Space, tab or the end of a line.
    fileprivate var isWhite: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

/// `cordon dependencies compile`: advisories into an index that loads at once.
struct DependenciesCompile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compile OSV records, offline, into an index that loads at once."
    )

    @Argument(help: "Files, folders and archives of OSV records.")
    var paths: [String]

    @Option(help: "The index to write.")
    var out: String

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func run() throws {
        let now = try DependenciesOptions.moment(nil)
        var set = AdvisorySet()
        let bytes = try DependenciesOptions.reporting {
            for path in paths { try AdvisoryFiles.read(path, into: &set) }
            let bytes = AdvisoryIndex.compile(set, at: now)
            try Disk.replace(bytes, at: out, mode: 0o644)
            return bytes
        }
        let digest = Array(SHA256.hash(data: bytes)).hex
        let index = try DependenciesOptions.reporting { try AdvisoryIndex(bytes) }
        if json {
            print(
                Tree.map([
                    .init("advisories", .number("\(index.advisoryCount)")),
                    .init("packages", .number("\(index.packageCount)")),
                    .init("bytes", .number("\(bytes.count)")), .init("digest", .text(digest)),
                    .init("unreadable", .number("\(set.faultCount)")),
                ]).json()
            )
        } else {
            let terminal = Terminal(.people)
            terminal.show(
                "\(index.advisoryCount) advisories on \(index.packageCount) packages",
                TerminalTable(
                    ["Ecosystem", "Vulnerabilities", "Malware"],
                    numbers: [1, 2],
                    rows: index.coverage.sorted { $0.key < $1.key }.map {
                        [$0.key, "\($0.value.vulnerabilities)", "\($0.value.malware)"]
                    }
                )
            )
            terminal.say(
                "",
                "Wrote \(out), \(bytes.count / 1_024) KiB, SHA-256 \(digest).",
                "Record it: cordon dependencies import --digest \(digest) --advisories "
                    + "\(index.advisoryCount) --packages \(index.packageCount)"
            )
            for fault in set.faults {
                terminal.say("  unreadable: " + TerminalText.harmless(fault))
            }
        }
        if set.faultCount > 0 { throw ExitCode(Ending.finding.rawValue) }
    }
}
