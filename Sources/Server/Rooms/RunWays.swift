import Console
import Custody
import Foundation
import Hummingbird
import Kernel
import Markup
import People
import Privacy

extension Route {
    /// Files handed over, and the run that makes a release of them.
    static let runWays: [Route] = [
        .get("/releases/new", .whoMaySee(.releases)) { visit, reception in
            let page = RunPages.form(
                mark: visit.formToken,
                until: try Reception.day(at: visit.time).adding(days: 365)?.iso ?? ""
            )
            return try await reception.page(page, for: visit, at: "/releases")
        },
        .post("/releases/new", .whoMaySee(.releases), content: .file) { visit, reception in
            try await reception.takeFiles(visit)
        },
        .get("/releases/plan", .whoMaySee(.releases)) { visit, reception in
            try await reception.planPage(visit)
        },
        .get("/releases/runs/:run", .whoMaySee(.releases)) { visit, reception in
            let signed = try reception.signed(visit)
            guard let run: ID<Release.Run> = visit.id("run"),
                let state = reception.runs.state(of: run), state.principal == signed.member
            else { throw Reception.Turned.away(.notFound) }
            if let release = state.release { return .see("/releases/\(release)") }
            let page = RunPages.run(
                stage: state.progress?.stage.rawValue ?? "waiting",
                done: state.progress?.bytes ?? 0,
                all: state.progress?.bytesInAll ?? 0,
                files: state.progress?.files ?? 0,
                filesInAll: state.progress?.filesInAll ?? 0,
                failure: state.failure
            )
            return try await reception.page(page, for: visit, at: "/releases")
        },
    ]
}

extension Reception {
    /// Takes the files in and begins the run. They wait beside the home, readable by the house
    /// alone, since nothing inside a home is ever read as a source; the run takes them away.
    func takeFiles(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        guard !visit.files.isEmpty else { throw Turned.away(.badRequest) }
        let wanted: Wanted
        do {
            wanted = try visit.form["plan"].map { try Wanted(plan: $0) } ?? self.wanted(visit.form)
        } catch let invalid as Minimization.InvalidPurpose {
            return try await refusedPlan(visit, invalid)
        }
        guard let run = runs.begin(for: signed.member) else { throw Turned.away(.conflict) }
        let folder = home.path + "-incoming/\(run)"
        do {
            try Disk.makeFolder(home.path + "-incoming")
            try Disk.makeFolder(folder)
            for (number, file) in visit.files.enumerated() {
                let path = folder + "/\(number + 1)-" + Self.plain(file.name)
                try Disk.create(Array(file.bytes), at: path)
            }
        } catch {
            runs.change(run) { $0.failure = "The files could not be taken in." }
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        let handed = Handed(wanted: wanted, folder: folder)
        // Outlives the request on purpose: whoever asked watches it, or comes back later.
        Task { await protect(handed, as: signed.principal, run) }
        return .see("/releases/runs/\(run)")
    }

    /// The last part of a name, in letters that mean nothing to a file system.
    static func plain(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? "file"
        let kept = last.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || ".-_ ".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        return String(String(kept).suffix(80))
    }
}
