import Console
import Custody
import Hummingbird
import Kernel
import People

extension Route {
    static let homeWays: [Route] = [
        .get("/", .signedIn) { visit, reception in try await reception.homePage(visit) },
        .get("/search", .signedIn) { visit, reception in
            try await reception.searchPage(visit)
        },
        .get("/help", .signedIn) { visit, reception in
            let page = HelpPage.page(.init(visit.settings.language))
            return try await reception.page(page, for: visit, at: "/help")
        },
    ]
}

extension Reception {
    /// How things stand, as far as this person may see.
    func homePage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let sights = visit.sights
        let name = try await name(of: signed.member) ?? visit.settings.words.somebody
        let size = try await home.ledger.size().numbered
        let page = try await home.ledger.store.read { db in
            var page = HomePage(
                name: name,
                logSize: size,
                passkeys: try Accounts.passkeys(of: signed.member, in: db).count,
                hasCodes: try Accounts.codesLeft(of: signed.member, in: db) != nil,
                words: .init(visit.settings.language)
            )
            if sights.contains(.data) { page.documents = try Vault.count(in: db).sealed }
            if sights.contains(.findings) { page.doubts = try Release.doubtCount(in: db) }
            if sights.contains(.releases) {
                page.releases = try Release.editions(limit: 5, in: db)
            }
            if sights.contains(.people) { page.people = try Accounts.accountCount(in: db) }
            if sights.contains(.policies) {
                page.proposals = try Access.proposals(in: db).count { $0.state == .open }
            }
            return page
        }
        return try await self.page(page.page, for: visit, at: "/")
    }
}
