import Console
import Custody
import Hummingbird
import Kernel
import Markup
import People
import Privacy

extension Route {
    /// What lies in the sources, and what came to light there.
    static let mapWays: [Route] = [
        .get("/map", .whoMaySee(.data)) { visit, reception in
            try await reception.mapPage(visit)
        },
        .get("/map/sources/:source", .whoMaySee(.data)) { visit, reception in
            try await reception.sourcePage(visit)
        },
        .get("/map/scans/:run", .whoMaySee(.data)) { visit, reception in
            try await reception.scanPage(visit)
        },
        .get("/map/copies", .whoMaySee(.data)) { visit, reception in
            let families = try await reception.copies.families(in: reception.home.ledger)
            let page = MapPages.copies(families, showsPaths: try await reception.mayOpen(visit))
            return try await reception.page(page, for: visit, at: "/data")
        },
        .get("/map/changes", .whoMaySee(.data)) { visit, reception in
            try await reception.changesPage(visit)
        },
        .get("/map/flows", .whoMaySee(.data)) { visit, reception in
            let page = try await reception.home.ledger.store.read { db in
                MapPages.flows(
                    try DataMap.flows(and: try Workroom.onward(in: db), in: db),
                    sources: try DataMap.sources(in: db).map(\.name),
                    mark: visit.formToken
                )
            }
            return try await reception.page(page, for: visit, at: "/data")
        },
        .get("/map/record", .whoMaySee(.data)) { visit, reception in
            let page = MapPages.record(try await reception.record(visit))
            return try await reception.page(page, for: visit, at: "/data")
        },
        .get("/map/record.csv", .whoMaySee(.data)) { visit, reception in
            var reply = Reply(type: "text/csv; charset=utf-8")
            reply.body = DataMap.RecordPage(try await reception.record(visit)).csv
            reply.fileName = "record-of-processing.csv"
            return reply
        },
        .get("/map/screening", .whoMaySee(.data)) { visit, reception in
            let page = try await reception.home.ledger.store.read { db in
                MapPages.screening(
                    try DataMap.screenings(
                        now: visit.time,
                        and: try Workroom.onward(in: db),
                        in: db
                    )
                )
            }
            return try await reception.page(page, for: visit, at: "/data")
        },
        .get("/map/about", .whoMaySee(.data)) { visit, reception in
            let page = MapPages.about(nil, mark: visit.formToken)
            return try await reception.page(page, for: visit, at: "/data")
        },
    ]
}

extension Reception {
    /// Differences that are listed on a page; one more tells that there are more.
    private static let differencesMax = 500

    /// Items that were not read whole and are listed on the page of their source.
    private static let unreadMax = 50

    private func chart(_ visit: Visit) async throws -> DataMap.Chart {
        let asof = DataMap.Asof(
            valid: Self.end(ofDay: visit.query["at"]),
            known: Self.end(ofDay: visit.query["known"])
        )
        guard asof.valid != nil || asof.known != nil else {
            return try await charts.chart(now: visit.time, in: home.ledger)
        }
        return try await home.ledger.store.read { db in
            try DataMap.chart(asof, now: visit.time, in: db)
        }
    }

    /// The last millisecond of a day; nil where it is no day.
    private static func end(ofDay text: String?) -> Int64? {
        guard let text, let day = CivilDay(text) else { return nil }
        return day.end
    }

    func mapPage(_ visit: Visit) async throws -> Reply {
        let chart = try await chart(visit)
        let overview = try await home.ledger.store.read { db in
            MapPages.Overview(
                chart: chart,
                trend: try DataMap.trend(in: db),
                alerts: try DataMap.alerts(in: db),
                findings: try DataMap.flows(and: try Workroom.onward(in: db), in: db)
                    .count(where: \.isFinding),
                at: CivilDay(visit.query["at"] ?? "")?.text ?? "",
                known: CivilDay(visit.query["known"] ?? "")?.text ?? ""
            )
        }
        let page = MapPages.overview(overview, mark: visit.formToken)
        return try await self.page(page, for: visit, at: "/data")
    }

    func sourcePage(_ visit: Visit) async throws -> Reply {
        let id: ID<DataMap.Source>? = visit.id("source")
        let areas = try await chart(visit).areas
        guard let area = areas.first(where: { $0.source.id == id }) else {
            throw Turned.away(.notFound)
        }
        let unread = try await DataMap.unreadItems(
            of: area.source.id,
            limit: Self.unreadMax,
            in: home.ledger
        )
        let page = MapPages.source(
            area,
            owner: area.source.isOwned,
            unread: unread,
            showsPaths: try await mayOpen(visit),
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/data")
    }

    func changesPage(_ visit: Visit) async throws -> Reply {
        let showsPaths = try await mayOpen(visit)
        let since = try await home.ledger.store.read { db in
            try DataMap.sources(in: db).compactMap { source in
                try DataMap.latestPass(of: source.id, in: db)
            }.min()
        }
        let found = try await DataMap.differences(
            since: since ?? 0,
            limit: Self.differencesMax + 1,
            in: home.ledger
        )
        let page = MapPages.changes(
            Array(found.prefix(Self.differencesMax)),
            isFull: found.count > Self.differencesMax,
            showsPaths: showsPaths
        )
        return try await self.page(page, for: visit, at: "/data")
    }

    func record(_ visit: Visit) async throws -> DataMap.RecordOfProcessing {
        try await DataMap.recordOfProcessing(
            visit.query["side"] == "processor" ? .processor : .controller,
            in: visit.query["language"].flatMap { DataMap.PaperLanguage(rawValue: $0) } ?? .english,
            now: visit.time,
            and: { try Workroom.onward(in: $0) },
            of: home.ledger
        )
    }

    /// Whether whoever looks may open sealed documents, and so may see paths that name people.
    func mayOpen(_ visit: Visit) async throws -> Bool {
        let principal = try signed(visit).principal
        // No document in particular: one of which nothing is known, and nothing speaks against.
        let thing = Thing(.document, ID<Vault.Document>())
        return try await home.ledger.store.read { db in
            let facts = try home.ledger.facts(
                about: principal,
                and: thing,
                at: visit.time,
                in: db
            )
            let question = Question(
                principal: principal,
                action: Vault.Open.name,
                thing: thing,
                facts: facts.principal,
                about: facts.thing,
                time: visit.time
            )
            return try policy.ruling(on: question, in: db).allows
        }
    }
}

/// A day as forms write it, `2026-03-01`, in Coordinated Universal Time.
struct CivilDay {
    let text: String
    /// Its last millisecond, since 1970.
    let end: Int64

    init?(_ text: String) {
        guard let day = CivilDate(text) else { return nil }
        self.text = day.iso
        end = Int64(day.dayNumber + 1) * 86_400_000 - 1
    }
}
