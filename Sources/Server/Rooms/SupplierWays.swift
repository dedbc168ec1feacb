import Console
import Hummingbird
import Kernel
import People
import Privacy

extension Route {
    /// How mature suppliers are: said by one person, confirmed by another.
    static let supplierWays: [Route] = [
        .get("/suppliers", .whoMaySee(.people)) { visit, reception in
            try await reception.suppliersPage(visit)
        },
        .post("/suppliers", .signedIn) { visit, reception in
            guard let last = visit.form["until"].flatMap({ CivilDate($0) }),
                let number = visit.form["maturity"].flatMap({ Int($0) }),
                let maturity = Workroom.Maturity(rawValue: number)
            else { throw Workroom.Failure.badTerms }
            try await reception.home.ledger.perform(
                Workroom.Rate(
                    supplier: visit.form["supplier"] ?? "",
                    maturity: maturity,
                    until: Reception.end(of: last),
                    evidence: visit.form["evidence"] ?? ""
                ),
                as: try reception.signed(visit).principal
            )
            return .see("/suppliers")
        },
        .post("/suppliers/confirm", .signedIn) { visit, reception in
            guard let rating = visit.form["rating"].flatMap({ ID<any Event>($0) }) else {
                throw Reception.Turned.away(.badRequest)
            }
            try await reception.home.ledger.perform(
                Workroom.Confirm(supplier: visit.form["supplier"] ?? "", rating: rating),
                as: try reception.signed(visit).principal
            )
            return .see("/suppliers")
        },
    ]
}

extension Reception {
    /// Suppliers on one page.
    private static let suppliersMax = 200

    func suppliersPage(_ visit: Visit) async throws -> Reply {
        let (suppliers, ratings) = try await home.ledger.store.read { db in
            (
                try Access.suppliers(limit: Self.suppliersMax, in: db),
                try Workroom.ratings(in: db)
            )
        }
        var entries: [SupplierPage.Entry] = []
        for supplier in suppliers {
            let rating = ratings.first { $0.supplier == supplier.name }
            var evidence: String?
            if let event = rating?.event {
                evidence = try await home.ledger.event(event, as: Workroom.Rated.self)?.evidence
            }
            entries.append(
                SupplierPage.Entry(
                    name: supplier.name,
                    members: supplier.members,
                    rating: rating,
                    evidence: evidence
                )
            )
        }
        let page = SupplierPage.page(
            entries,
            now: visit.time,
            until: try Self.day(at: visit.time).adding(days: 365)?.iso ?? "",
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/people")
    }
}
