import Console
import Custody
import Foundation
import Hummingbird
import Kernel
import People

extension Route {
    /// What was handed out.
    static let releaseWays: [Route] = [
        .get("/releases", .whoMaySee(.releases)) { visit, reception in
            try await reception.releasesPage(visit)
        },
        .get("/releases/:release", .whoMaySee(.releases)) { visit, reception in
            try await reception.releasePage(visit)
        },
        .get("/releases/:release/report", .whoMaySee(.releases)) { visit, reception in
            let folder = try reception.releaseFolder(visit)
            guard let bytes = try Disk.read(folder + "/report.html", lengthMax: 64 << 20) else {
                throw Reception.Turned.away(.notFound)
            }
            // Its own style is inside it, which the console's policy would stop: so it is a file.
            return Reply(body: bytes, fileName: "report.html")
        },
    ]
}

extension Reception {
    private static let releasesPerPage = 50

    func releasesPage(_ visit: Visit) async throws -> Reply {
        let before = visit.query["before"].flatMap { Int64($0) } ?? .max
        let releases = try await home.ledger.store.read { db in
            try Release.editions(before: before, limit: Self.releasesPerPage + 1, in: db)
        }
        let shown = Array(releases.prefix(Self.releasesPerPage))
        let page = ReleasePages.list(
            shown,
            older: releases.count > shown.count ? shown.last.map { "\($0.time)" } : nil
        )
        return try await self.page(page, for: visit, at: "/releases")
    }

    /// Where releases that were made here lie.
    func releaseFolder(_ visit: Visit) throws(Turned) -> String {
        guard let id: ID<Release.Edition> = visit.id("release") else { throw .away(.notFound) }
        return home.path + "/releases/\(id)"
    }

    func releasePage(_ visit: Visit) async throws -> Reply {
        let folder = try releaseFolder(visit)
        guard let id: ID<Release.Edition> = visit.id("release"),
            let event = try await home.ledger.store.read({ try Release.event(of: id, in: $0) }),
            let made = try await home.ledger.event(event.id, as: Release.Made.self)
        else { throw Turned.away(.notFound) }
        let isHere = FileManager.default.fileExists(atPath: folder + "/manifest.json")
        let claims = isHere ? try Release.Verification(of: folder).claims().list : nil
        let page = ReleasePages.release(
            made,
            at: event.time,
            index: try await home.ledger.index(of: event.id),
            claims: claims,
            hasReport: isHere
        )
        return try await self.page(page, for: visit, at: "/releases")
    }
}
