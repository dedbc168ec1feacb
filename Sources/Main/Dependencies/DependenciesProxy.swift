import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Logging
import Provenance
import Server

/// `cordon dependencies proxy`: an index that serves only what policy admits.
struct DependenciesProxy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: "Serve pip and npm on the loopback with nothing but what is admitted.",
        discussion: """
            Speaks the simple API of Python's index (PEP 503 and 691) below /simple and npm's
            registry protocol below /npm. A version that policy does not allow is not offered; a
            file is looked into before its first byte is handed on.
              pip install --index-url http://127.0.0.1:PORT/simple NAME
              npm install --registry http://127.0.0.1:PORT/npm NAME
            """
    )

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    @Option(help: "OSV records, or an index made by `compile`.")
    var advisories: String?

    @Option(help: "Popular names by ecosystem, as JSON.")
    var popular: String?

    @Option(help: "A folder of package files, or the address of an index such as …/simple.")
    var from: String?

    @Option(help: "The address of an npm registry.")
    var fromNpm: String?

    @Option(help: "The port on 127.0.0.1; 0 for any.")
    var port = 0

    func run() async throws {
        guard from != nil || fromNpm != nil, (0...65_535).contains(port) else {
            throw TerminalFailure(
                .wrongUse,
                "It is not said where packages come from.",
                advice: "Give --from FOLDER, --from URL or --from-npm URL."
            )
        }
        let now = try DependenciesOptions.moment(nil)
        let index = try DependenciesOptions.reporting {
            try advisories.map { try AdvisoryFiles.index(at: $0, now: now) }
        }
        let admission = DependenciesAdmission(
            rules: try DependenciesOptions.policy(policy),
            index: index,
            popular: try PackageFiles.popular(popular)
        )
        let desk = ProxyDesk(shelf: try shelf(), admission: admission)
        let server = PackageIndexServer(
            port: port,
            logger: Logger(label: "index") { StreamLogHandler.standardError(label: $0) },
            respond: { await desk.answer($0) }
        )
        try await server.run { port in
            print("listening on http://127.0.0.1:\(port)")
            fflush(nil)
        }
    }

    private func shelf() throws -> PackageShelf {
        func base(_ text: String?) -> String? {
            text.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        }
        if let from, !from.hasPrefix("http://"), !from.hasPrefix("https://") {
            return .folder(try DependenciesOptions.reporting { try PackageFolder(from) })
        }
        return .upstream(python: base(from), npm: base(fromNpm), PackageIndexClient())
    }
}

/// What the proxy answers to each path.
struct ProxyDesk: Sendable {
    typealias Answer = PackageIndexServer.Answer

    let shelf: PackageShelf
    let admission: DependenciesAdmission

    /// 1. A page or packument, with what is not allowed left out.
    /// 2. A file, looked into before it is handed on.
    /// 3. Nothing else.
    func answer(_ question: PackageIndexServer.Question) async -> Answer {
        let parts = question.path.split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        // No part of a path leads out of where it stands.
        guard !parts.contains(where: { $0 == ".." || $0 == "." || $0.contains("\\") }) else {
            return Answer(404, "There is nothing here.")
        }
        do {
            switch parts.first {
            case "simple" where parts.count == 2: return try await page(parts[1], question.accepts)
            case "simple" where parts.count == 3: return try await pythonFile(parts[1], parts[2])
            case "npm" where parts.count >= 2:
                if let place = parts.firstIndex(of: "-"), place + 1 == parts.count - 1 {
                    let name = parts[1..<place].joined(separator: "/")
                    return try await npmFile(name, parts[parts.count - 1])
                }
                let name = parts.dropFirst().joined(separator: "/")
                return try await packument(name, on: question.host)
            default: return Answer(404, "There is nothing here.")
            }
        } catch {
            return Answer(502, "The index further up did not do its part.")
        }
    }

    private func page(_ name: String, _ accepts: String) async throws -> Answer {
        let project = Ecosystem.pypi.normalised(name)
        guard var page = try await shelf.page(project) else {
            return Answer(404, "Nobody here knows this project.")
        }
        page.files = page.files.filter { mayOffer($0, project) }.map { file in
            var file = file
            file.url = "/simple/\(project)/\(file.name)"
            return file
        }
        if accepts.contains(SimplePage.mediaType) {
            return Answer(200, type: SimplePage.mediaType, body: Array(page.json.utf8))
        }
        return Answer(200, type: "text/html; charset=utf-8", body: Array(page.html.utf8))
    }

    private func mayOffer(_ file: SimplePage.File, _ project: String) -> Bool {
        admission.mayOffer(
            .pypi,
            project,
            file.version,
            digests: file.digests,
            uploaded: file.uploaded
        )
    }

    private func pythonFile(_ name: String, _ file: String) async throws -> Answer {
        let project = Ecosystem.pypi.normalised(name)
        guard let entry = try await shelf.page(project)?.files.first(where: { $0.name == file })
        else { return Answer(404, "Nobody here knows this file.") }
        guard mayOffer(entry, project) else {
            return Answer(403, "Policy does not allow this release.")
        }
        return try await handOn(
            entry.url,
            name: file,
            PackageName(.pypi, project),
            entry.digests,
            entry.uploaded
        )
    }

    private func packument(_ name: String, on host: String) async throws -> Answer {
        guard let packument = try await shelf.packument(name) else {
            return Answer(404, "Nobody here knows this package.")
        }
        let kept = packument.keeping { version in
            guard mayOffer(version, name) else { return nil }
            return "http://\(host)/npm/\(name)/-/\(Self.fileName(version.tarball))"
        }
        guard let kept else { return Answer(404, "Policy allows no version of this package.") }
        return Answer(200, type: "application/json", body: Array(kept.json.utf8))
    }

    private func mayOffer(_ version: Packument.Version, _ name: String) -> Bool {
        admission.mayOffer(
            .npm,
            name,
            version.version,
            digests: version.digest.map { [$0] } ?? [],
            uploaded: version.uploaded,
            hasInstallScript: version.hasInstallScript
        )
    }

    private static func fileName(_ url: String) -> String {
        url.split(separator: "/").last.map(String.init) ?? url
    }

    private func npmFile(_ name: String, _ file: String) async throws -> Answer {
        let versions = try await shelf.packument(name)?.versions ?? []
        guard let version = versions.first(where: { Self.fileName($0.tarball) == file }) else {
            return Answer(404, "Nobody here knows this file.")
        }
        guard mayOffer(version, name) else {
            return Answer(403, "Policy does not allow this release.")
        }
        return try await handOn(
            version.tarball,
            name: file,
            PackageName(.npm, name),
            version.digest.map { [$0] } ?? [],
            version.uploaded
        )
    }

    /// Fetches a file, holds it to what its page said of it, and looks into it.
    private func handOn(
        _ url: String,
        name: String,
        _ package: PackageName,
        _ digests: [Component.Digest],
        _ uploaded: Instant?
    ) async throws -> Answer {
        guard let bytes = try await shelf.file(url) else {
            return Answer(404, "The file is gone further up: somebody took it away.")
        }
        guard PackageFiles.holds(bytes, to: digests) else {
            return Answer(403, "The file is not what its index says.")
        }
        let decision = try await admission.decide(bytes, name: name, uploaded: uploaded)
        guard decision.inspection.package == package else {
            return Answer(403, "The file calls itself another package than its index does.")
        }
        guard decision.isAdmitted else {
            let reasons = decision.reasons.map { TerminalText.harmless($0) }
            return Answer(403, "Not admitted: " + reasons.joined(separator: "; "))
        }
        return Answer(200, type: "application/octet-stream", body: bytes)
    }
}
