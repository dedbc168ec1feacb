import Console
import Custody
import Hummingbird
import Kernel
import People

extension Route {
    /// What is held.
    static let dataWays: [Route] = [
        .get("/data", .whoMaySee(.data)) { visit, reception in
            try await reception.dataPage(visit)
        },
        .get("/data/:document", .whoMaySee(.data)) { visit, reception in
            try await reception.documentPage(visit)
        },
        .post("/data/:document/hold", .signedIn) { visit, reception in
            let document: ID<Vault.Document> = try reception.document(visit)
            try await reception.home.ledger.perform(
                Vault.Hold(document: document, reason: visit.form["reason"] ?? ""),
                as: try reception.signed(visit).principal
            )
            return .see("/data/\(document)")
        },
        .post("/data/:document/shred", .signedIn, isGrave: true) { visit, reception in
            let document: ID<Vault.Document> = try reception.document(visit)
            let room = Strongroom(
                ledger: reception.home.ledger,
                folder: reception.home.path + "/vault"
            )
            _ = try await room.shred(
                document,
                reason: visit.form["why"] ?? "",
                as: try reception.signed(visit).principal
            )
            return .see("/data/\(document)")
        },
    ]
}

extension Reception {
    private static let documentsPerPage = 50

    func document(_ visit: Visit) throws(Turned) -> ID<Vault.Document> {
        guard let document: ID<Vault.Document> = visit.id("document") else {
            throw .away(.notFound)
        }
        return document
    }

    func dataPage(_ visit: Visit) async throws -> Reply {
        let after = visit.query["after"].flatMap { ID<Vault.Document>($0) }
        let page = try await home.ledger.store.read { db in
            let documents = try Vault.documents(
                after: after,
                limit: Self.documentsPerPage + 1,
                in: db
            )
            let shown = Array(documents.prefix(Self.documentsPerPage))
            let hasMore = documents.count > shown.count
            return DataPages.list(
                shown,
                count: try Vault.count(in: db),
                holdings: try DataMap.holdings(in: db),
                findings: try DataMap.findings(in: db),
                older: hasMore ? shown.last?.id.description : nil
            )
        }
        return try await self.page(page, for: visit, at: "/data")
    }

    func documentPage(_ visit: Visit) async throws -> Reply {
        let id = try document(visit)
        let found = try await home.ledger.store.read { db in
            (
                try Vault.document(id, in: db), try Vault.holds(on: id, in: db).count,
                try Vault.openings(of: id, in: db)
            )
        }
        guard let document = found.0 else { throw Turned.away(.notFound) }
        let page = DataPages.document(
            document,
            holds: found.1,
            openings: found.2,
            index: try await home.ledger.index(of: document.event),
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/data")
    }
}
