import Console
import Hummingbird
import Kernel
import People
import Privacy

extension Route {
    /// Who keeps which role, decided by people and by a day.
    static let reviewWays: [Route] = [
        .get("/access-review", .whoMaySee(.people)) { visit, reception in
            try await reception.accessReviewPage(visit)
        },
        .post("/access-review", .whoMaySee(.people)) { visit, reception in
            guard let last = visit.form["due"].flatMap({ CivilDate($0) }) else {
                throw Access.Failure.badDue
            }
            try await reception.home.ledger.perform(
                Access.Review(now: visit.time, due: Reception.end(of: last)),
                as: try reception.signed(visit).principal
            )
            return .see("/access-review")
        },
        .post("/access-review/decide", .whoMaySee(.people)) { visit, reception in
            guard let member = visit.form["member"].flatMap({ ID<Principal>($0) }),
                let role = visit.form["role"].flatMap(Role.init)
            else { throw Reception.Turned.away(.badRequest) }
            try await reception.home.ledger.perform(
                Access.Certify(
                    member: member,
                    role: role,
                    keeps: visit.form["keeps"] == "yes",
                    reason: visit.form["reason"] ?? ""
                ),
                as: try reception.signed(visit).principal
            )
            return .see("/access-review")
        },
    ]
}

extension Reception {
    func accessReviewPage(_ visit: Visit) async throws -> Reply {
        let items = try await home.ledger.store.read { db in
            try Access.underReview(in: db).map { item in
                (item, try Accounts.lastSignedIn(item.member, in: db))
            }
        }
        var entries: [ReviewPage.Entry] = []
        for (item, seen) in items {
            entries.append(
                ReviewPage.Entry(
                    item: item,
                    name: try await name(of: item.member)
                        ?? String(item.member.description.suffix(8)),
                    seen: seen
                )
            )
        }
        let page = ReviewPage.page(
            entries,
            now: visit.time,
            due: try Self.day(at: visit.time).adding(days: 14)?.iso ?? "",
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/people")
    }
}
