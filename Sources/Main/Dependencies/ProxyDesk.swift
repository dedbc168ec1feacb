import Console
import Defence
import Foundation
import Provenance
import Server
import Synchronization

/// What the proxy answers to each path.
struct ProxyDesk: Sendable {
    typealias Answer = PackageIndexServer.Answer

    let shelf: PackageShelf
    let admission: DependenciesAdmission
    /// SHA-256 of the files that are on the list of the allowed.
    let allowed: Set<String>
    let refusals: RefusalTeller

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
            case nil: return Answer(200, Self.greeting)
            case "simple" where parts.count == 1: return projects(question.accepts)
            case "simple" where parts.count == 2: return try await page(parts[1], question.accepts)
            case "simple" where parts.count == 3: return try await pythonFile(parts[1], parts[2])
            case "npm" where parts.count >= 2:
                return Self.forNode(try await node(Array(parts.dropFirst()), on: question.host))
            default: return Answer(404, "There is nothing here.")
            }
        } catch {
            return Answer(502, "The index further up did not do its part.")
        }
    }

    private static let greeting = """
        An index that serves what policy admits: /simple for pip, /npm for npm.
        """

    private func node(_ parts: [String], on host: String) async throws -> Answer {
        guard let place = parts.firstIndex(of: "-"), place + 1 == parts.count - 1 else {
            return try await packument(parts.joined(separator: "/"), on: host)
        }
        return try await npmFile(parts[..<place].joined(separator: "/"), parts[parts.count - 1])
    }

    /// npm shows of a refusal what stands in a member `error`, and nothing else.
    private static func forNode(_ answer: Answer) -> Answer {
        guard answer.status >= 400 else { return answer }
        let words = String(decoding: answer.body, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let body = Tree.map([.init("error", .text(words))]).json()
        return Answer(answer.status, type: "application/json", body: Array(body.utf8))
    }

    /// All projects of a folder. Of an index further up there are too many to ask for.
    private func projects(_ accepts: String) -> Answer {
        guard let names = shelf.projects else {
            return Answer(404, "The list of all projects is not served here; ask for one by name.")
        }
        if accepts.contains(SimplePage.mediaType) {
            let body = SimplePage.json(ofProjects: names)
            return Answer(200, type: SimplePage.mediaType, body: Array(body.utf8))
        }
        let body = SimplePage.html(ofProjects: names)
        return Answer(200, type: "text/html; charset=utf-8", body: Array(body.utf8))
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
        let verdict = admission.verdict(
            .pypi,
            project,
            file.version,
            digests: file.digests,
            uploaded: file.uploaded
        )
        return mayOffer(verdict, file.name, file.digests)
    }

    /// What is on the list of the allowed is offered, unless it is known malware.
    private func mayOffer(
        _ verdict: Verdict,
        _ name: String,
        _ digests: [Component.Digest]
    ) -> Bool {
        if verdict.isAdmitted { return true }
        let isListed = digests.contains { $0.algorithm == "sha256" && allowed.contains($0.value) }
        if isListed, !verdict.findings.contains(where: { $0.rule == "malware" }) { return true }
        let reasons = verdict.findings.filter { $0.level == .fail }.map(\.title)
        refusals.tell("not offered", name, reasons)
        return false
    }

    private func pythonFile(_ name: String, _ file: String) async throws -> Answer {
        let project = Ecosystem.pypi.normalised(name)
        guard let entry = try await shelf.page(project)?.files.first(where: { $0.name == file })
        else { return Answer(404, "Nobody here knows this file.") }
        guard mayOffer(entry, project) else {
            return Answer(403, "Policy does not allow this release; the proxy says why.")
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
        let digests = version.digest.map { [$0] } ?? []
        let verdict = admission.verdict(
            .npm,
            name,
            version.version,
            digests: digests,
            uploaded: version.uploaded,
            hasInstallScript: version.hasInstallScript
        )
        return mayOffer(verdict, name + " " + version.version, digests)
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
            return Answer(403, "Policy does not allow this release; the proxy says why.")
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
            return refused(name, ["The file is not what its index says"])
        }
        let decision = try await admission.decide(
            bytes,
            name: name,
            uploaded: uploaded,
            isListed: { allowed.contains($0) }
        )
        guard decision.inspection.package == package else {
            return refused(name, ["The file calls itself another package than its index does"])
        }
        guard decision.isAdmitted else { return refused(name, decision.reasons) }
        return Answer(200, type: "application/octet-stream", body: bytes)
    }

    private func refused(_ name: String, _ reasons: [String]) -> Answer {
        refusals.tell("refused", name, reasons)
        let words = reasons.map { TerminalText.harmless($0) }.joined(separator: "; ")
        return Answer(403, "Not admitted: " + words)
    }
}

/// Says why something was refused, once each: installers ask again and again.
final class RefusalTeller: Sendable {
    /// Refusals that are remembered; told again after that many.
    private static let toldMax = 10_000

    private let told = Mutex<Set<String>>([])

    func tell(_ what: String, _ name: String, _ reasons: [String]) {
        let line = TerminalText.harmless("\(what)  \(name)  " + reasons.joined(separator: "; "))
        let isNew = told.withLock { told in
            if told.count >= Self.toldMax { told = [] }
            return told.insert(line).inserted
        }
        guard isNew else { return }
        print(line)
        fflush(nil)
    }
}
