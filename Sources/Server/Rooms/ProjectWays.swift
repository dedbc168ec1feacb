import Annotation
import Console
import Custody
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Markup
import People
import Privacy

extension Route {
    /// Projects, for those who lead them and those who answer for terms.
    static let projectWays: [Route] = [
        .get("/projects", .whoMaySee(.projects)) { visit, reception in
            let page = ProjectPages.list(try await reception.desk.projects())
            return try await reception.page(page, for: visit, at: "/projects")
        },
        .get("/projects/new", .whoMaySee(.projects)) { visit, reception in
            let page = ProjectPages.new(mark: visit.formToken)
            return try await reception.page(page, for: visit, at: "/projects")
        },
        .post("/projects", .signedIn) { visit, reception in
            try await reception.beginProject(visit)
        },
        .get("/projects/:project", .whoMaySee(.projects)) { visit, reception in
            try await reception.projectPage(visit)
        },
        .get("/projects/:project/set-up", .whoMaySee(.projects)) { visit, reception in
            try await reception.setUpPage(visit)
        },
        .post("/projects/:project/guide", .signedIn) { visit, reception in
            let (signed, project) = try reception.project(visit)
            try await reception.home.ledger.perform(
                Workroom.Guide(
                    project: project,
                    text: visit.form["text"] ?? "",
                    reason: visit.form["reason"] ?? ""
                ),
                as: signed.principal
            )
            return .see("/projects/\(project)/set-up")
        },
        .post("/projects/:project/teach", .signedIn) { visit, reception in
            let (signed, project) = try reception.project(visit)
            try await reception.home.ledger.perform(
                Workroom.Teach(
                    project: project,
                    title: visit.form["title"] ?? "",
                    questions: QuizForm.read(visit.form["questions"] ?? ""),
                    passPercent: visit.form["pass"].flatMap { Int($0) } ?? 80,
                    draws: visit.form["draws"].flatMap { Int($0) }
                ),
                as: signed.principal
            )
            return .see("/projects/\(project)/set-up")
        },
        .post("/projects/:project/import", .whoMaySee(.projects), content: .file) {
            visit,
            reception in
            try await reception.takeTasks(visit)
        },
        .post("/projects/:project/engage", .signedIn) { visit, reception in
            try await reception.engage(visit)
        },
        .post("/projects/:project/settle", .whoMaySee(.projects)) { visit, reception in
            let (signed, project) = try reception.project(visit)
            _ = try await reception.desk.settle(project, as: signed.principal)
            return .see("/projects/\(project)")
        },
        .post("/projects/:project/seal", .signedIn) { visit, reception in
            try await reception.sealLabels(visit)
        },
        .post("/projects/:project/export", .signedIn) { visit, reception in
            let (signed, project) = try reception.project(visit)
            guard let format = visit.form["format"].flatMap(ItemFormat.init) else {
                throw Reception.Turned.away(.badRequest)
            }
            let items = try await reception.desk.answered(
                project,
                for: Reception.given(visit.form["to"]),
                as: signed.principal
            )
            return Reply(
                type: "application/octet-stream",
                body: format.write(items),
                fileName: "labels-\(project.description.suffix(8)).\(format.fileEnding)"
            )
        },
        .post("/projects/:project/reply", .signedIn) { visit, reception in
            let (signed, project) = try reception.project(visit)
            guard let id = visit.form["escalation"].flatMap({ ID<Workroom.Escalation>($0) }) else {
                throw Reception.Turned.away(.badRequest)
            }
            let words = visit.form["words-\(id.description.suffix(8))"] ?? ""
            try await reception.home.ledger.perform(
                Workroom.Reply(escalation: id, words: words),
                as: signed.principal
            )
            return .see("/projects/\(project)")
        },
    ]
}

extension Reception {
    func project(
        _ visit: Visit
    ) throws(Turned) -> (signed: Accounts.Signed, project: ID<Workroom.Project>) {
        guard let project: ID<Workroom.Project> = visit.id("project") else {
            throw .away(.notFound)
        }
        return (try signed(visit), project)
    }

    func progress(_ visit: Visit) async throws -> Workroom.Desk.Progress {
        do {
            return try await desk.progress(of: try project(visit).project)
        } catch Workroom.Failure.unknown {
            throw Turned.away(.notFound)
        }
    }

    func beginProject(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        do {
            let form = try ProjectForm { visit.form[$0] ?? "" }
            let begun = try await home.ledger.perform(
                Workroom.Begin(
                    brief: form.brief,
                    conditions: form.conditions,
                    questions: form.questions
                ),
                as: signed.principal
            ).event
            return .see("/projects/\(begun.project)/set-up")
        } catch let unreadable as ProjectForm.Unreadable {
            return try await again(visit, unreadable.words)
        } catch let failure as Workroom.Failure {
            return try await again(visit, failure.message)
        }
    }

    private func again(_ visit: Visit, _ problem: String) async throws -> Reply {
        let filled = visit.form.names.map { ($0, visit.form[$0] ?? "") }
        let page = ProjectPages.new(
            mark: visit.formToken,
            filled: Dictionary(uniqueKeysWithValues: filled),
            problem: problem
        )
        let status = HTTPResponse.Status.unprocessableContent
        return try await self.page(page, for: visit, at: "/projects", status: status)
    }

    func projectPage(_ visit: Visit) async throws -> Reply {
        let progress = try await progress(visit)
        let project = progress.project
        let page = ProjectPage(
            progress: progress,
            toJudge: try await desk.waiting("given", of: project),
            contested: try await desk.waiting("contested", of: project),
            raised: try await desk.raised(on: project),
            disputed: try await desk.disputed(on: project),
            stuck: try await desk.stuck(on: project),
            quality: try await desk.quality(of: project),
            doubts: try await desk.doubts(on: project),
            drifts: try await desk.drifts(on: project),
            engagements: try await home.ledger.store.read {
                try Workroom.engagements(on: project, in: $0)
            },
            mark: visit.formToken
        )
        return try await self.page(page.page, for: visit, at: "/projects")
    }

    func setUpPage(_ visit: Visit) async throws -> Reply {
        let progress = try await progress(visit)
        let contractors = try await home.ledger.store.read { db in
            try Accounts.accounts(after: nil, limit: 1_000, in: db).filter { account in
                try Access.member(account.member, in: db)?.roles.contains(.contractor) == true
            }
        }
        var people: [Shown] = []
        for account in contractors where !account.isSuspended {
            people.append(try await shown(account))
        }
        var text = ""
        if progress.guideline > 0 {
            text = try await desk.guideline(of: progress.project, since: 0).text
        }
        let page = ProjectSetUpPage(
            progress,
            guideline: text,
            people: people,
            until: try Self.day(at: visit.time).adding(days: 180)?.iso ?? "",
            mark: visit.formToken
        )
        return try await self.page(page.page, for: visit, at: "/projects")
    }

    /// Tasks from a file, in a format that people have.
    func takeTasks(_ visit: Visit) async throws -> Reply {
        let (signed, project) = try project(visit)
        guard let file = visit.files.first,
            let format = visit.form["format"].flatMap(ItemFormat.init)
        else { throw Turned.away(.badRequest) }
        let items: [Item]
        do {
            items = try format.read(Array(file.bytes))
        } catch {
            throw Workroom.Failure.badFile
        }
        // The first file is the list of tasks; the others are what it names.
        let media = Dictionary(
            visit.files.dropFirst().map { ($0.name, $0.bytes) }
        ) { first, _ in first }
        let tasks = try await desk.withMedia(
            items,
            for: project,
            from: { media[$0].map { Array($0) } },
            in: home,
            as: signed.principal
        )
        try await desk.add(
            tasks,
            areGold: visit.form["gold"] == "yes",
            to: project,
            from: try Self.release(visit),
            as: signed.principal
        )
        return .see("/projects/\(project)/set-up")
    }

    /// The release that somebody named; nil where they named none.
    private static func release(_ visit: Visit) throws -> ID<Release.Edition>? {
        guard let text = given(visit.form["release"]) else { return nil }
        guard let release = ID<Release.Edition>(text) else { throw Workroom.Failure.unknown }
        return release
    }

    func engage(_ visit: Visit) async throws -> Reply {
        let (signed, project) = try project(visit)
        guard let worker = visit.form["worker"].flatMap({ ID<Principal>($0) }),
            let last = visit.form["until"].flatMap({ CivilDate($0) }),
            let hourly = ProjectForm.hundredths(visit.form["hourly"] ?? "")
        else { throw Workroom.Failure.badTerms }
        try await home.ledger.perform(
            Workroom.Engage(
                worker: worker,
                project: project,
                terms: .init(
                    until: Self.end(of: last),
                    noticeDays: visit.form["notice"].flatMap { Int($0) } ?? -1,
                    hourly: hourly,
                    currency: visit.form["currency"] ?? "EUR",
                    country: Self.given(visit.form["country"])
                )
            ),
            as: signed.principal
        )
        return .see("/projects/\(project)")
    }

    /// The last millisecond of a day.
    static func end(of day: CivilDate) -> Int64 {
        let moment = ISO8601DateFormatter().date(from: day.iso + "T23:59:59Z")
        return Int64((moment?.timeIntervalSince1970 ?? 0) * 1_000) + 999
    }

    /// Seals accepted labels beside the home, and says whether what was written holds.
    func sealLabels(_ visit: Visit) async throws -> Reply {
        let (signed, project) = try project(visit)
        try Disk.makeFolder(home.path + "-labels")
        let sealed = try await desk.sealBack(
            project,
            to: home.path + "-labels/\(ID<Workroom.Batch>())",
            in: home,
            as: signed.principal
        )
        let claims = try Workroom.LabelVerification(
            of: sealed.folder,
            trust: .init(key: home.ledger.identity.verifier)
        ).claims()
        let page = CasePages.sealed(sealed, claims: claims.list, project: project)
        return try await self.page(page, for: visit, at: "/projects")
    }
}
