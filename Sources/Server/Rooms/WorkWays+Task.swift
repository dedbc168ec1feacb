import Annotation
import Console
import Hummingbird
import Kernel
import Markup
import People

extension Route {
    /// One task at a time: no list, no search, nothing to take along.
    static let taskWays: [Route] = [
        .post("/work/:engagement/next", .signedIn) { visit, reception in
            try await reception.takeTask(visit)
        },
        .get("/work/:engagement/task", .whoMaySee(.work)) { visit, reception in
            try await reception.taskPage(visit)
        },
        .post("/work/:engagement/submit", .signedIn) { visit, reception in
            try await reception.submit(visit)
        },
        .post("/work/:engagement/keep", .signedIn) { visit, reception in
            let (signed, engagement) = try reception.engaged(visit)
            try await reception.keep(visit, try reception.lease(visit), signed.principal)
            return .see("/work/\(engagement)")
        },
        .post("/work/:engagement/reveal", .signedIn) { visit, reception in
            let (signed, engagement) = try reception.engaged(visit)
            let lease = try reception.lease(visit)
            try await reception.keep(visit, lease, signed.principal)
            try await reception.reveal(visit, lease, of: engagement, as: signed.principal)
            return .see("/work/\(engagement)/task")
        },
        .get("/work/:engagement/media/:field", .whoMaySee(.work)) { visit, reception in
            let (signed, engagement) = try reception.engaged(visit)
            let found = try await reception.desk.medium(
                visit.text("field") ?? "",
                of: engagement,
                from: try await reception.surroundings(visit),
                in: reception.home,
                as: signed.principal
            )
            return Reply(found)
        },
        .post("/work/:engagement/return", .signedIn) { visit, reception in
            let (signed, engagement) = try reception.engaged(visit)
            try await reception.home.ledger.perform(
                Workroom.Return(engagement: engagement, lease: try reception.lease(visit)),
                as: signed.principal
            )
            return .see("/work/\(engagement)")
        },
    ]
}

extension Reply {
    /// A picture or a sound; like every answer, no browser may keep it.
    init(_ medium: (kind: MediaFile.Kind, bytes: [UInt8])) {
        self.init(type: medium.kind.rawValue, body: medium.bytes)
    }
}

extension Reception {
    func lease(_ visit: Visit) throws(Turned) -> ID<Workroom.Lease> {
        guard let lease = visit.form["lease"].flatMap({ ID<Workroom.Lease>($0) }) else {
            throw .away(.badRequest)
        }
        return lease
    }

    /// What was answered, field by field; the rest of the form is not kept.
    private func answered(_ form: Form) -> [String: [String]] {
        let names = form.names.filter { $0.hasPrefix("q") }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, form.all($0)) })
    }

    func keep(
        _ visit: Visit,
        _ lease: ID<Workroom.Lease>,
        _ principal: Principal
    ) async throws {
        let (_, engagement) = try engaged(visit)
        let fields = answered(visit.form)
        guard try await desk.kept(lease) != fields else { return }
        try await home.ledger.perform(
            Workroom.Keep(engagement: engagement, lease: lease, fields: fields),
            as: principal
        )
    }

    /// Shows a masked field, or a stretch that is blacked out: whichever button was pressed.
    func reveal(
        _ visit: Visit,
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>,
        as principal: Principal
    ) async throws {
        let (reason, place) = (visit.form["reason"] ?? "", try await surroundings(visit))
        if let stretch = visit.form["stretch"].flatMap({ Int($0) }) {
            _ = try await desk.reveal(
                stretch: stretch,
                in: lease,
                of: engagement,
                reason: reason,
                from: place,
                as: principal
            )
        } else {
            _ = try await desk.reveal(
                visit.form["field"] ?? "",
                in: lease,
                of: engagement,
                reason: reason,
                from: place,
                as: principal
            )
        }
    }

    func takeTask(_ visit: Visit) async throws -> Reply {
        let (signed, engagement) = try engaged(visit)
        do {
            let place = try await surroundings(visit)
            _ = try await desk.next(engagement, from: place, as: signed.principal)
            return .see("/work/\(engagement)/task")
        } catch Workroom.Failure.nothingLeft {
            return try await nothingLeft(visit)
        } catch let refusal as Refusal {
            return try await briefPage(
                visit,
                said: visit.settings.language.quoting(rule: refusal.message)
            )
        } catch let failure as Workroom.Failure where failure != .unknown {
            return try await briefPage(
                visit,
                said: HTML(text: visit.settings.language.words(for: failure))
            )
        }
    }

    private func nothingLeft(_ visit: Visit) async throws -> Reply {
        let (_, engagement) = try engaged(visit)
        let words = visit.settings.workWords
        let page = Page(
            words.nothingLeft,
            crumbs: [
                .init(words.myWork, link: "/work"),
                .init(words.brief, link: "/work/\(engagement)"), .init(words.task),
            ],
            summary: HTML(text: words.nothingLeftSaid),
            figures: Figures([]),
            sections: [
                .init(
                    "again",
                    words.further,
                    Ask(
                        "/work/\(engagement)/next",
                        mark: visit.formToken,
                        button: words.askAgain
                    ).html
                )
            ]
        )
        return try await self.page(page, for: visit, at: "/work")
    }

    /// The task that is held; where none is, the brief, from which one is taken.
    func taskPage(_ visit: Visit) async throws -> Reply {
        let (signed, engagement) = try engaged(visit)
        let outlook = try await outlook(visit)
        guard let showing = try await held(engagement, visit, signed.principal) else {
            return .see("/work/\(engagement)")
        }
        let kept = try await desk.kept(showing.lease)
        return try await draw(showing, outlook, visit, filled: kept)
    }

    /// The task that is held, shown to whoever may see it from where they are.
    private func held(
        _ engagement: ID<Workroom.Engagement>,
        _ visit: Visit,
        _ principal: Principal
    ) async throws -> Workroom.Desk.Showing? {
        do {
            let place = try await surroundings(visit)
            return try await desk.current(engagement, from: place, as: principal)
        } catch Workroom.Failure.elsewhere, Workroom.Failure.otherDevice {
            // The brief says which of these it is, and how to mend it.
            return nil
        }
    }

    private func draw(
        _ showing: Workroom.Desk.Showing,
        _ outlook: Workroom.Desk.Outlook,
        _ visit: Visit,
        filled: [String: [String]],
        odd: String? = nil
    ) async throws -> Reply {
        let page = TaskPage(
            showing,
            of: outlook.held.id,
            project: title(ofScope: outlook.begun.brief.scope),
            pay: amount(outlook.begun.conditions.pay, outlook.begun.conditions.currency),
            words: visit.settings.workWords,
            mark: visit.formToken,
            filled: filled,
            odd: odd
        )
        let status: HTTPResponse.Status = odd == nil ? .ok : .unprocessableContent
        return try await self.page(page.page, for: visit, at: "/work", status: status)
    }

    /// Hands in, once: a form that is sent again, after a lost connection or from a page that was
    /// gone back to, finds what was done.
    func submit(_ visit: Visit) async throws -> Reply {
        let (signed, engagement) = try engaged(visit)
        let lease = try lease(visit)
        let outlook = try await outlook(visit)
        let showing = try await held(engagement, visit, signed.principal)
        let filled = answered(visit.form)
        let item = try await desk.seen(lease, of: engagement)
        let form = AnswerForm(
            outlook.begun.questions,
            about: item,
            shown: try await desk.onScreen(lease, of: engagement),
            words: visit.settings.workWords,
            filled: filled
        )
        do {
            let taken = try await desk.taken(lease, of: engagement)
            let most = outlook.begun.conditions.leaseMinutes * 60
            try await desk.submit(
                try form.answers(),
                to: lease,
                of: engagement,
                seconds: min(most, max(1, Int((visit.time - taken) / 1_000))),
                as: signed.principal
            )
        } catch Workroom.Failure.badAnswer(let question) {
            guard let showing, showing.lease == lease else {
                throw Workroom.Failure.badAnswer(question)
            }
            return try await draw(showing, outlook, visit, filled: filled, odd: question)
        } catch is Conflict {
            // It was handed in before, with other answers; the first ones stand.
            return .see("/work/\(engagement)")
        }
        guard visit.form["then"] == "next" else { return .see("/work/\(engagement)") }
        return try await takeTask(visit)
    }
}
