import Console
import Custody
import FoundationEssentials
import Hummingbird
import Kernel
import Logging
import Markup
import People

extension Route {
    /// What is done with sources; the gate is asked for each act.
    static let mapActWays: [Route] = [
        .post("/map/sources", .whoMaySee(.data)) { visit, reception in
            try await reception.addSource(visit)
        },
        .post("/map/sources/:source/scan", .whoMaySee(.data)) { visit, reception in
            try await reception.beginScan(visit)
        },
        .post("/map/sources/:source/describe", .whoMaySee(.data)) { visit, reception in
            let source = try await reception.source(visit)
            try await DataMap.describe(
                source,
                Reception.particulars(visit),
                in: reception.home,
                as: try reception.signed(visit).principal
            )
            return .see("/map/sources/\(source.id)")
        },
        .post("/map/sources/:source/remove", .whoMaySee(.data), isGrave: true) { visit, reception in
            try await DataMap.remove(
                try await reception.source(visit),
                because: visit.form["reason"] ?? "",
                in: reception.home,
                as: try reception.signed(visit).principal
            )
            return .see("/map")
        },
        .post("/map/flows", .whoMaySee(.data)) { visit, reception in
            let name = visit.form["source"] ?? ""
            let source = try await reception.home.ledger.store.read { db in
                try DataMap.source(named: name, in: db)
            }
            guard let source else { throw DataMap.Failure.unknownSource }
            let declare = DataMap.Declare(
                source: source.id,
                recipient: visit.form["to"] ?? "",
                purpose: visit.form["purpose"] ?? "",
                country: Reception.given(visit.form["country"]),
                safeguard: Reception.given(visit.form["safeguard"])
            )
            try await reception.home.ledger.perform(
                declare,
                as: try reception.signed(visit).principal
            )
            return .see("/map/flows")
        },
        .post("/map/about", .whoMaySee(.data)) { visit, reception in
            try await reception.aboutPage(visit)
        },
    ]
}

extension Reception {
    /// What stood in a field; an empty one says nothing.
    static func given(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }

    static func particulars(_ visit: Visit) -> DataMap.Particulars {
        DataMap.Particulars(
            purpose: given(visit.form["purpose"]),
            basis: given(visit.form["basis"]).flatMap { Minimization.LegalBasis(rawValue: $0) },
            until: given(visit.form["until"]),
            owner: given(visit.form["owner"]).map { Personal($0) }
        )
    }

    func source(_ visit: Visit) async throws -> DataMap.Listed {
        guard let id: ID<DataMap.Source> = visit.id("source") else {
            throw Turned.away(.notFound)
        }
        let found = try await home.ledger.store.read { db in
            try DataMap.sources(in: db).first { $0.id == id }
        }
        guard let found else { throw Turned.away(.notFound) }
        return found
    }

    func addSource(_ visit: Visit) async throws -> Reply {
        let principal = try signed(visit).principal
        try await DataMap.knock(in: home, as: principal)
        // A path is one of the house's machine: it has no folder that it would be seen from.
        guard let place = DataMap.Address(visit.form["place"] ?? "", from: "/") else {
            throw DataMap.Failure.badAddress
        }
        let source = ID<DataMap.Source>()
        try await DataMap.add(
            source,
            name: visit.form["name"] ?? "",
            place,
            credential: Self.given(visit.form["credential"]).map { Array($0.utf8) },
            Self.particulars(visit),
            in: home,
            as: principal
        )
        return .see("/map/sources/\(source)")
    }

    // MARK: Scans

    func beginScan(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let source = try await source(visit)
        guard let run = runs.begin(for: signed.member, scanning: source.name) else {
            throw Turned.away(.conflict)
        }
        // Outlives the request on purpose: whoever asked watches it, or comes back later.
        Task { await scan(source, as: signed.principal, run) }
        return .see("/map/scans/\(run)")
    }

    /// Scans a source for whoever asked: the gate is asked for each act with them as the principal.
    private func scan(
        _ source: DataMap.Listed,
        as principal: Principal,
        _ run: ID<Release.Run>
    ) async {
        do {
            let pool = ReaderPool()
            try await pool.verify()
            let scan = DataMap.Scan(
                home: home,
                reader: DocumentReader(workers: pool),
                detector: try Detector(),
                lists: try Minimization.SurrogateLists.bundled(),
                report: { [runs] progress in runs.change(run) { $0.scan?.progress = progress } }
            )
            let outcome = try await scan.run(source, as: principal)
            runs.change(run) { $0.scan?.outcome = outcome }
            // Whoever looks at the map or the copies next need not wait for them.
            let time = Int64(now().timeIntervalSince1970 * 1000)
            _ = try await charts.chart(now: time, in: home.ledger)
            _ = try await copies.families(in: home.ledger)
        } catch let failure as any Failure {
            runs.change(run) { $0.failure = failure.message }
        } catch {
            logger.error("scan.failed", metadata: ["detail": "\(error)"])
            runs.change(run) { state in
                state.failure = "Something here is broken; the operator's records tell what."
            }
        }
    }

    func scanPage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        guard let run: ID<Release.Run> = visit.id("run"), let state = runs.state(of: run),
            state.principal == signed.member, let scan = state.scan
        else { throw Turned.away(.notFound) }
        let page = MapPages.scan(
            scan.source,
            progress: scan.progress,
            outcome: scan.outcome,
            failure: state.failure
        )
        return try await self.page(page, for: visit, at: "/data")
    }

    // MARK: One person

    func aboutPage(_ visit: Visit) async throws -> Reply {
        guard try await mayOpen(visit) else { throw Turned.away(.notFound) }
        let lists = try Minimization.SurrogateLists.bundled()
        let identity = Rights.Identity(
            name: Self.given(visit.form["name"]),
            email: Self.given(visit.form["email"]),
            staffNumber: Self.given(visit.form["staff"])
        )
        let marks = Rights.Marker(ring: home.ledger.ring, lists: lists).marks(of: identity)
        guard !marks.isEmpty else { throw Turned.away(.badRequest) }
        let scan = DataMap.Scan(
            home: home,
            reader: DocumentReader(workers: ReaderPool()),
            detector: try Detector(),
            lists: lists
        )
        let passages = try await scan.passages(about: marks, as: try signed(visit).principal)
        let page = MapPages.about(passages, mark: visit.formToken)
        return try await self.page(page, for: visit, at: "/data")
    }
}
