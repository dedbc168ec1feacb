import Console
import HTTPTypes
import Hummingbird
import Kernel
import People
import Privacy

extension Route {
    /// One submission, one worker: judged, reviewed, looked at, ended, each by a person.
    static let caseWays: [Route] = [
        .get("/projects/:project/submissions/:lease", .whoMaySee(.projects)) { visit, reception in
            let found = try await reception.submission(visit)
            let scope = try await reception.desk.begun(found.project).brief.scope
            let page = CasePages.submission(found, scope: scope, mark: visit.formToken)
            return try await reception.page(page, for: visit, at: "/projects")
        },
        .get("/projects/:project/submissions/:lease/media/:field", .whoMaySee(.projects)) {
            visit,
            reception in
            let found = try await reception.desk.medium(
                visit.text("field") ?? "",
                in: try await reception.submission(visit),
                in: reception.home
            )
            return Reply(found)
        },
        .post("/projects/:project/submissions/:lease/judge", .signedIn) { visit, reception in
            let found = try await reception.submission(visit)
            try await reception.home.ledger.perform(
                Workroom.Judge(
                    submission: found.lease,
                    accepts: visit.form["accepts"] == "yes",
                    reason: visit.form["reason"]
                ),
                as: try reception.signed(visit).principal
            )
            return try await reception.nextCase(after: found)
        },
        .post("/projects/:project/submissions/:lease/review", .signedIn) { visit, reception in
            let found = try await reception.submission(visit)
            try await reception.home.ledger.perform(
                Workroom.Review(
                    submission: found.lease,
                    upholds: visit.form["upholds"] == "yes",
                    reason: visit.form["reason"] ?? ""
                ),
                as: try reception.signed(visit).principal
            )
            return .see("/projects/\(found.project)")
        },
        .get("/projects/:project/people/:engagement", .whoMaySee(.projects)) { visit, reception in
            try await reception.workerPage(visit, record: nil)
        },
        .post("/projects/:project/people/:engagement/look", .signedIn) { visit, reception in
            let held = try await reception.held(visit)
            try await reception.home.ledger.perform(
                Workroom.Look(engagement: held.id, reason: visit.form["why"] ?? ""),
                as: try reception.signed(visit).principal
            )
            let record = try await reception.desk.record(of: held.worker)
            return try await reception.workerPage(visit, record: record)
        },
        .post("/projects/:project/people/:engagement/reopen", .signedIn) { visit, reception in
            let held = try await reception.held(visit)
            guard let module = visit.form["module"].flatMap({ ID<Workroom.Module>($0) }) else {
                throw Reception.Turned.away(.badRequest)
            }
            try await reception.home.ledger.perform(
                Workroom.Reopen(engagement: held.id, module: module),
                as: try reception.signed(visit).principal
            )
            return .see("/projects/\(held.project)")
        },
        .post("/projects/:project/hear", .signedIn) { visit, reception in
            let (signed, project) = try reception.project(visit)
            guard let id = visit.form["dispute"].flatMap({ ID<Workroom.Dispute>($0) }) else {
                throw Reception.Turned.away(.badRequest)
            }
            try await reception.home.ledger.perform(
                Workroom.Hear(
                    dispute: id,
                    upholds: visit.form["upholds"] == "yes",
                    reason: visit.form["words-\(id.description.suffix(8))"] ?? ""
                ),
                as: signed.principal
            )
            return .see("/projects/\(project)")
        },
        .post("/projects/:project/people/:engagement/end", .signedIn) { visit, reception in
            let held = try await reception.held(visit)
            guard let last = visit.form["last"].flatMap({ CivilDate($0) }) else {
                throw Workroom.Failure.badTerms
            }
            try await reception.home.ledger.perform(
                Workroom.End(
                    engagement: held.id,
                    reason: visit.form["reason"] ?? "",
                    announced: visit.time,
                    effective: Reception.end(of: last)
                ),
                as: try reception.signed(visit).principal
            )
            return .see("/projects/\(held.project)/people/\(held.id)")
        },
    ]
}

extension Reception {
    func submission(_ visit: Visit) async throws -> Workroom.Desk.Case {
        guard let lease: ID<Workroom.Lease> = visit.id("lease") else {
            throw Turned.away(.notFound)
        }
        do {
            return try await desk.submission(lease)
        } catch Workroom.Failure.unknown {
            throw Turned.away(.notFound)
        }
    }

    /// The next submission that waits, or the project.
    func nextCase(after found: Workroom.Desk.Case) async throws -> Reply {
        let next = try await desk.waiting("given", of: found.project, limit: 1).first
        let path = "/projects/\(found.project)"
        return .see(next.map { path + "/submissions/\($0)" } ?? path)
    }

    func held(_ visit: Visit) async throws -> Workroom.Held {
        guard let engagement: ID<Workroom.Engagement> = visit.id("engagement") else {
            throw Turned.away(.notFound)
        }
        do {
            return try await home.ledger.store.read {
                try Workroom.engagement(engagement, in: $0)
            }
        } catch Workroom.Failure.unknown {
            throw Turned.away(.notFound)
        }
    }

    func workerPage(_ visit: Visit, record: Workroom.Desk.Record?) async throws -> Reply {
        let held = try await held(visit)
        let earliest = try Self.day(at: visit.time).adding(days: held.noticeDays)
        let page = CasePages.engagement(
            held,
            scope: try await desk.begun(held.project).brief.scope,
            record: record,
            earliest: earliest?.iso ?? "",
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/projects")
    }
}
