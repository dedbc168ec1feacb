import Console
import HTTPTypes
import Hummingbird
import Kernel
import People

extension Reception {
    /// Longest sitting that is counted by itself, in minutes; longer ones are told by hand.
    private static let sittingMax = 60

    func quizPage(_ visit: Visit) async throws -> Reply {
        let (outlook, taught) = try await lesson(visit)
        let page = QuizPage.page(
            taught,
            of: outlook.held.id,
            began: visit.time,
            words: visit.settings.workWords,
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/work")
    }

    private func lesson(
        _ visit: Visit
    ) async throws -> (Workroom.Desk.Outlook, Workroom.Taught) {
        let outlook = try await outlook(visit)
        guard let module: ID<Workroom.Module> = visit.id("module") else {
            throw Turned.away(.notFound)
        }
        do {
            return (outlook, try await desk.lesson(module, for: outlook.held))
        } catch Workroom.Failure.unknown {
            throw Turned.away(.notFound)
        }
    }

    /// Answers a module, once: sent again, it is the same sitting.
    func sit(_ visit: Visit) async throws -> Reply {
        let (outlook, taught) = try await lesson(visit)
        let answers = taught.questions.indices.map { Int(visit.form["a\($0)"] ?? "") ?? -1 }
        let said = visit.form["began"] ?? ""
        let earliest = visit.time - Int64(Self.sittingMax) * 60_000
        let began = min(max(Int64(said) ?? visit.time, earliest), visit.time)
        let minutes = max(1, Int((visit.time - began + 59_999) / 60_000))
        let receipt = try await home.ledger.perform(
            Workroom.Sit(
                engagement: outlook.held.id,
                module: taught.module,
                answers: answers,
                minutes: min(minutes, Self.sittingMax)
            ),
            as: try signed(visit).principal,
            once: IdempotencyKey(
                "workroom/sit/\(outlook.held.id)/\(taught.module)/\(String(said.prefix(20)))"
            )
        )
        let page = QuizPage.result(
            receipt.event,
            title: taught.title,
            words: visit.settings.workWords
        )
        return try await self.page(page, for: visit, at: "/work")
    }

    func raisePage(_ visit: Visit) async throws -> Reply {
        let outlook = try await outlook(visit)
        let page = HeardPages.raise(
            on: outlook.held.id,
            escalation: outlook.begun.brief.escalation,
            lease: visit.query["lease"].flatMap { ID($0) },
            words: visit.settings.workWords,
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/work")
    }

    func raise(_ visit: Visit) async throws -> Reply {
        let outlook = try await outlook(visit)
        guard let topic = visit.form["topic"].flatMap(Workroom.Topic.init) else {
            throw Turned.away(.badRequest)
        }
        try await home.ledger.perform(
            Workroom.Raise(
                engagement: outlook.held.id,
                topic: topic,
                words: visit.form["words"] ?? "",
                lease: visit.form["lease"].flatMap { ID($0) }
            ),
            as: try signed(visit).principal
        )
        let words = visit.settings.workWords
        let back = "/work/\(outlook.held.id)" + (outlook.lease == nil ? "" : "/task")
        let page = HeardPages.sent(words.raised, words.raisedSaid, back: back, words: words)
        return try await self.page(page, for: visit, at: "/work")
    }

    func concernsPage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let held = try await home.ledger.store.read {
            try Workroom.engagements(of: signed.member, in: $0)
        }
        if held.count == 1 { return .see("/work/\(held[0].id)/concern") }
        var projects: [(engagement: ID<Workroom.Engagement>, title: String)] = []
        for held in held {
            let scope = try await desk.begun(held.project).brief.scope
            projects.append((held.id, title(ofScope: scope)))
        }
        let page = HeardPages.concerns(projects, words: visit.settings.workWords)
        return try await self.page(page, for: visit, at: "/work")
    }

    func concernPage(_ visit: Visit) async throws -> Reply {
        let outlook = try await outlook(visit)
        let page = HeardPages.concern(
            on: outlook.held.id,
            isIndependent: outlook.begun.brief.concernKey != nil,
            words: visit.settings.workWords,
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/work")
    }

    /// Encrypts a concern for its address as it arrives: it is neither stored nor written to any
    /// record in the clear.
    func report(_ visit: Visit) async throws -> Reply {
        let outlook = try await outlook(visit)
        guard let key = outlook.begun.brief.concernKey, let said = visit.form["words"] else {
            throw Workroom.Failure.badReason
        }
        try await home.ledger.perform(
            Workroom.Report(
                engagement: outlook.held.id,
                sealed: try Workroom.ConcernBox.seal(said, for: key)
            ),
            as: try signed(visit).principal
        )
        let words = visit.settings.workWords
        let page = HeardPages.sent(
            words.concernSent,
            words.concernSaid,
            back: "/work/\(outlook.held.id)",
            words: words
        )
        return try await self.page(page, for: visit, at: "/work")
    }
}
