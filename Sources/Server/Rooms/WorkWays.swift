import Console
import Hummingbird
import Kernel
import Markup
import People

extension Route {
    /// A worker's own pages: what they are engaged for, and what is held about their work. Nobody
    /// finds anybody else's here, whatever address they type.
    static let workWays: [Route] = [
        .get("/work", .whoMaySee(.work)) { visit, reception in
            try await reception.myWorkPage(visit)
        },
        .get("/work/record", .whoMaySee(.own)) { visit, reception in
            try await reception.recordPage(visit)
        },
        .get("/work/record/file", .whoMaySee(.own)) { visit, reception in
            let signed = try reception.signed(visit)
            let record = try await reception.desk.record(of: signed.member)
            var reply = try Reply.json(record)
            reply.fileName = "record.json"
            return reply
        },
        .post("/work/record/dispute", .signedIn) { visit, reception in
            guard let engagement = visit.form["engagement"].flatMap({ ID<Workroom.Engagement>($0) })
            else { throw Reception.Turned.away(.badRequest) }
            try await reception.home.ledger.perform(
                Workroom.Dispute(engagement: engagement, reason: visit.form["words"] ?? ""),
                as: try reception.signed(visit).principal
            )
            return .see("/work/record")
        },
        .post("/work/contest/:lease", .signedIn) { visit, reception in
            guard let lease: ID<Workroom.Lease> = visit.id("lease") else {
                throw Reception.Turned.away(.notFound)
            }
            try await reception.home.ledger.perform(
                Workroom.Contest(submission: lease, reason: visit.form["reason"] ?? ""),
                as: try reception.signed(visit).principal
            )
            return .see("/work/record")
        },
        .get("/work/concern", .whoMaySee(.work)) { visit, reception in
            try await reception.concernsPage(visit)
        },
        .get("/work/:engagement", .whoMaySee(.work)) { visit, reception in
            try await reception.briefPage(visit)
        },
        .post("/work/:engagement/accept", .signedIn) { visit, reception in
            try await reception.accept(visit)
        },
        .post("/work/:engagement/leave", .signedIn) { visit, reception in
            let (signed, engagement) = try reception.engaged(visit)
            let words = visit.form["words"] ?? ""
            try await reception.home.ledger.perform(
                Workroom.Leave(engagement: engagement, words: words.isEmpty ? nil : words),
                as: signed.principal
            )
            return .see("/work/record")
        },
        .get("/work/:engagement/quiz/:module", .whoMaySee(.work)) { visit, reception in
            try await reception.quizPage(visit)
        },
        .post("/work/:engagement/quiz/:module", .signedIn) { visit, reception in
            try await reception.sit(visit)
        },
        .get("/work/:engagement/raise", .whoMaySee(.work)) { visit, reception in
            try await reception.raisePage(visit)
        },
        .post("/work/:engagement/raise", .signedIn) { visit, reception in
            try await reception.raise(visit)
        },
        .get("/work/:engagement/concern", .whoMaySee(.work)) { visit, reception in
            try await reception.concernPage(visit)
        },
        .post("/work/:engagement/concern", .signedIn) { visit, reception in
            try await reception.report(visit)
        },
    ]
}

extension Reception {
    /// Engagements of one worker on one page.
    private static let engagementsMax = 50

    /// Who asks, and which engagement of theirs the path names.
    func engaged(
        _ visit: Visit
    ) throws(Turned) -> (signed: Accounts.Signed, engagement: ID<Workroom.Engagement>) {
        guard let engagement: ID<Workroom.Engagement> = visit.id("engagement") else {
            throw .away(.notFound)
        }
        return (try signed(visit), engagement)
    }

    /// From where, and with what, somebody asks.
    func surroundings(_ visit: Visit) async throws -> Workroom.Surroundings {
        let session = try signed(visit).id
        let isBound = try await home.ledger.store.read { try Accounts.isBound(session, in: $0) }
        return .init(address: visit.address, isBoundDevice: isBound)
    }

    /// How the engagement in the path stands; somebody else's looks like one that is not there.
    func outlook(_ visit: Visit) async throws -> Workroom.Desk.Outlook {
        let (signed, engagement) = try engaged(visit)
        do {
            return try await desk.outlook(
                engagement,
                for: signed.principal,
                from: try await surroundings(visit)
            )
        } catch Workroom.Failure.unknown {
            throw Turned.away(.notFound)
        }
    }

    private func outlooks(_ visit: Visit) async throws -> [Workroom.Desk.Outlook] {
        let signed = try signed(visit)
        let held = try await home.ledger.store.read {
            try Workroom.engagements(of: signed.member, in: $0)
        }
        var outlooks: [Workroom.Desk.Outlook] = []
        for held in held.prefix(Self.engagementsMax) {
            outlooks.append(
                try await desk.outlook(
                    held.id,
                    for: signed.principal,
                    from: try await surroundings(visit)
                )
            )
        }
        return outlooks
    }

    func myWorkPage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let page = MyWorkPage(
            try await outlooks(visit),
            record: try await desk.record(of: signed.member),
            words: visit.settings.workWords
        )
        return try await self.page(page.page, for: visit, at: "/work")
    }

    func recordPage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let record = try await desk.record(of: signed.member)
        var projects: [ID<Workroom.Project>: String] = [:]
        var currency = "EUR"
        for engagement in record.engagements where projects[engagement.project] == nil {
            let begun = try await desk.begun(engagement.project)
            projects[engagement.project] = title(ofScope: begun.brief.scope)
            currency = begun.conditions.currency
        }
        let page = RecordPage(
            record,
            projects: projects,
            currency: currency,
            words: visit.settings.workWords,
            mark: visit.formToken
        )
        return try await self.page(page.page, for: visit, at: "/work")
    }

    /// - Parameter said: why the last act was refused.
    func briefPage(_ visit: Visit, said: HTML? = nil) async throws -> Reply {
        let outlook = try await outlook(visit)
        let page = BriefPage(
            outlook,
            guideline: try await desk.guideline(
                of: outlook.held.project,
                since: outlook.held.accepted
            ),
            refusal: outlook.mayWork ? try await refusal(of: outlook, visit) : [],
            said: said,
            words: visit.settings.workWords,
            mark: visit.formToken
        )
        let status: HTTPResponse.Status = said == nil ? .ok : .unprocessableContent
        return try await self.page(page.page, for: visit, at: "/work", status: status)
    }

    /// Why the gate would refuse a task although nothing that the page knows of is missing.
    private func refusal(
        of outlook: Workroom.Desk.Outlook,
        _ visit: Visit
    ) async throws -> [String] {
        let principal = try signed(visit).principal
        return try await home.ledger.store.read { db in
            let thing = Thing(.engagement, outlook.held.id)
            let facts = try home.ledger
                .facts(about: principal, and: thing, at: visit.time, in: db)
            let ruling = try policy.ruling(
                on: Question(
                    principal: principal,
                    action: Workroom.Lease.name,
                    thing: thing,
                    facts: facts.principal,
                    about: facts.thing,
                    time: visit.time
                ),
                in: db
            )
            return ruling.allows ? [] : ruling.reasons
        }
    }

    func accept(_ visit: Visit) async throws -> Reply {
        let outlook = try await outlook(visit)
        let asked = outlook.held.accepted == 0 ? ["terms", "scope", "notice"] : ["scope"]
        guard asked.allSatisfy({ visit.form[$0] == "yes" }),
            let version = visit.form["guideline"].flatMap({ Int($0) })
        else { throw Workroom.Failure.notAccepted }
        try await home.ledger.perform(
            Workroom.Accept(engagement: outlook.held.id, guideline: version),
            as: try signed(visit).principal
        )
        return .see("/work/\(outlook.held.id)")
    }
}
