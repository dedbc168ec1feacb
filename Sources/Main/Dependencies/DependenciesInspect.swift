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

    /// Popular names by ecosystem: those of a file, and ours where it has none.
    static func popular(_ path: String?) throws -> [Ecosystem: [String]] {
        var popular = PopularNames.known
        guard let path else { return popular }
        let bytes = try read(path)
        let plain = try DependenciesOptions.reporting { () throws -> [UInt8] in
            do throws(ArchiveFault) {
                return Gzip.isGzip(bytes) ? try Gzip.unpack(bytes) : bytes
            } catch {
                throw Unreadable(error.words)
            }
        }
        let tree = try DependenciesOptions.reporting { try Tree.json(plain) }
        for ecosystem in Ecosystem.allCases {
            let names = (tree[ecosystem.rawValue]?.items ?? []).compactMap(\.string)
            if !names.isEmpty { popular[ecosystem] = names }
        }
        return popular
    }

    static func inspector(popular path: String?) throws -> PackageInspector {
        PackageInspector(
            popular: try popular(path),
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

    /// Whether bytes have every digest that is known how to be computed here.
    static func holds(_ bytes: [UInt8], to digests: [Component.Digest]) -> Bool {
        digests.allSatisfy { digest in
            switch digest.algorithm {
            case "sha256": Array(SHA256.hash(data: bytes)).hex == digest.value
            case "sha512": Array(SHA512.hash(data: bytes)).hex == digest.value
            case "sha384": Array(SHA384.hash(data: bytes)).hex == digest.value
            default: true
            }
        }
    }

    /// Whether somebody could mean it as a package: an archive of any kind, or a notebook. A file
    /// that is neither would otherwise pass for one in which nothing was seen.
    static func isPackage(_ bytes: [UInt8], name: String) -> Bool {
        let isTar = bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8)
        return Zip.isZip(bytes) || Gzip.isGzip(bytes) || isTar || bytes.starts(with: "BZh".utf8)
            || PackageKind.of(name) == .notebook
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
            guard PackageFiles.isPackage(bytes, name: PackageFiles.name(path)) else {
                throw TerminalFailure(
                    .wrongUse,
                    "This is no package file: \(TerminalText.harmless(PackageFiles.name(path))).",
                    advice: "Name wheels, sdists, tarballs, crates, gems or notebooks; `check` "
                        + "reads lock files."
                )
            }
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
