import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// What inspecting and admitting read alike.
enum PackageFiles {
    /// Bytes of one package file: the largest wheels in use are under four gigabytes, and those are
    /// looked at by hand.
    static let sizeMax = 1 << 30

    static func inspector(popular path: String?) throws -> PackageInspector {
        var popular: [Ecosystem: [String]] = [:]
        if let path {
            let bytes = try read(path)
            let plain = try DependenciesOptions.reporting { () throws -> [UInt8] in
                do throws(ArchiveFault) {
                    return Gzip.isGzip(bytes) ? try Gzip.unpack(bytes) : bytes
                } catch {
                    throw Unreadable(error.words)
                }
            }
            let tree = try DependenciesOptions.reporting { try Tree.json(plain) }
            for ecosystem in [Ecosystem.pypi, .npm] {
                popular[ecosystem] = (tree[ecosystem.rawValue]?.items ?? []).compactMap(\.string)
            }
        }
        return PackageInspector(
            popular: popular,
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        )
    }

    static func read(_ path: String) throws -> [UInt8] {
        guard
            let bytes = try DependenciesOptions.reporting({
                try Disk.read(path, lengthMax: sizeMax)
            })
        else {
            throw TerminalFailure(
                .wrongUse,
                "There is no file at the place you named.",
                advice: "Check the paths."
            )
        }
        return bytes
    }

    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Shows what was found in one file.
    static func show(_ inspection: PackageInspection, _ path: String, on terminal: Terminal) {
        let output = terminal.output
        let word =
            switch inspection.answer {
            case .pass: output.toned("pass  ", .good)
            case .review: output.toned("review", .attention)
            case .refuse: output.toned("refuse", .danger)
            }
        terminal.say("", "\(word)  \(TerminalText.harmless(name(path)))  score \(inspection.score)")
        for mark in inspection.marks.prefix(12) where mark.points >= 5 {
            let place = mark.file + (mark.line > 0 ? ":\(mark.line)" : "")
            terminal.say(
                "    +\(mark.points)  \(mark.rule)  " + TerminalText.harmless(mark.why),
                output.toned("          " + TerminalText.harmless(place), .muted)
            )
        }
        for unread in inspection.unread.prefix(5) {
            terminal.say("    not looked at: " + TerminalText.harmless(unread))
        }
    }

    static func json(_ inspection: PackageInspection, _ path: String, digest: String) -> Tree {
        .map([
            .init("file", .text(name(path))), .init("sha256", .text(digest)),
            .init("answer", .text(inspection.answer.rawValue)),
            .init("score", .number("\(inspection.score)")),
            .init("package", inspection.package.map { .text($0.name) } ?? .null),
            .init("version", inspection.version.map { .text($0) } ?? .null),
            .init("unread", .list(inspection.unread.map { .text($0) })),
            .init(
                "marks",
                .list(
                    inspection.marks.map { mark in
                        .map([
                            .init("rule", .text(mark.rule)), .init("file", .text(mark.file)),
                            .init("line", .number("\(mark.line)")),
                            .init("trigger", .text("\(mark.trigger)")),
                            .init("points", .number("\(mark.points)")),
                            .init("why", .text(mark.why)),
                        ])
                    }
                )
            ),
        ])
    }
}

/// `cordon dependencies inspect`: what does this package do when nobody asks it to?
struct DependenciesInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Look inside wheels, sdists, npm tarballs, crates and gems, running nothing."
    )

    @Argument(help: "Package files.")
    var files: [String]

    @Option(help: "The release in use: what is new since then, and acts, counts more.")
    var against: String?

    @Option(help: "Popular names by ecosystem, as JSON: names that are nearly theirs are told.")
    var popular: String?

    @Flag(help: "Answer in JSON, one file a line.")
    var json = false

    func run() throws {
        let inspector = try PackageFiles.inspector(popular: popular)
        let before = try against.map {
            inspector.inspect(try PackageFiles.read($0), name: PackageFiles.name($0))
        }
        var isRefused = false
        for path in files {
            let bytes = try PackageFiles.read(path)
            let found = inspector.inspect(bytes, name: PackageFiles.name(path), against: before)
            isRefused = isRefused || found.answer == .refuse
            if json {
                let digest = Array(SHA256.hash(data: bytes)).hex
                print(PackageFiles.json(found, path, digest: digest).json())
            } else {
                PackageFiles.show(found, path, on: Terminal(.people))
            }
        }
        if isRefused { throw ExitCode(Ending.finding.rawValue) }
    }
}

/// `cordon dependencies admit`: the gate before an install. Admits or does not; there is no third.
struct DependenciesAdmit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admit",
        abstract: "Decide whether package files may be installed: advisories, policy, content.",
        discussion: """
            A file whose very bytes are on the ledger's list of the allowed (`cordon dependencies
            allow`) is admitted unless it is known malware. Everything else must pass all three.
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

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let now = try DependenciesOptions.moment(nil)
        let rules = try DependenciesOptions.policy(policy)
        let index = try DependenciesOptions.reporting {
            try AdvisoryFiles.index(at: advisories, now: now)
        }
        let inspector = try PackageFiles.inspector(popular: popular)
        let before = try against.map {
            inspector.inspect(try PackageFiles.read($0), name: PackageFiles.name($0))
        }
        let terminal = place.terminal
        var isRefused = false
        for path in files {
            let bytes = try PackageFiles.read(path)
            let digest = Array(SHA256.hash(data: bytes)).hex
            let found = inspector.inspect(bytes, name: PackageFiles.name(path), against: before)
            var inventory = Inventory()
            if let package = found.package {
                var component = Component(
                    package.ecosystem,
                    package.name,
                    found.version,
                    digests: [.init("sha256", digest)]
                )
                component.file = path
                inventory.components.append(component)
            }
            let verdict = Verdict(inventory, under: rules, index: index, at: now)
            let isMalware = verdict.findings.contains { $0.rule == "malware" }
            let isListed = listed ? try await isAllowed(digest) : false
            let isNamed = found.package != nil
            let passes = verdict.isAdmitted && found.answer == .pass && isNamed
            let isAdmitted = !isMalware && (isListed || passes)
            isRefused = isRefused || !isAdmitted
            if place.json {
                print(
                    Tree.map([
                        .init("file", .text(PackageFiles.name(path))),
                        .init("sha256", .text(digest)), .init("admitted", .flag(isAdmitted)),
                        .init("listed", .flag(isListed)),
                        .init("verdict", DependenciesAnswer.json(verdict)),
                        .init("content", PackageFiles.json(found, path, digest: digest)),
                    ]).json()
                )
                continue
            }
            PackageFiles.show(found, path, on: terminal)
            for finding in verdict.findings where finding.level == .fail {
                terminal.say("    fail  " + TerminalText.harmless(finding.title))
            }
            if !isNamed { terminal.say("    fail  It does not say what package it is.") }
            terminal.say(
                "    " + terminal.output.mark(passed: isAdmitted)
                    + (isListed ? "  on the list of the allowed" : ""),
                "    SHA-256 " + digest
            )
        }
        if isRefused { throw ExitCode(Ending.finding.rawValue) }
    }

    private func isAllowed(_ digest: String) async throws -> Bool {
        try await reporting {
            let home = try await place.look()
            do {
                let isAllowed = try await home.ledger.store.read {
                    try Dependencies.isAllowed(digest: digest, in: $0)
                }
                try home.abandon()
                return isAllowed
            } catch {
                try? home.abandon()
                throw error
            }
        }
    }
}
