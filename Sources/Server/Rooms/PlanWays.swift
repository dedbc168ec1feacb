import Console
import Custody
import Hummingbird
import Markup
import Privacy

/// What a release is wanted for: a purpose file, or a sentence that one is derived from.
struct Wanted: Sendable {
    /// As it was written: the same wording and the same files are the same run.
    let wording: String
    let purpose: @Sendable ([Minimization.MappedField]) -> Minimization.Purpose

    init(plan: String) throws(Minimization.InvalidPurpose) {
        let purpose = try Minimization.Purpose(yaml: plan)
        wording = plan
        self.purpose = { _ in purpose }
    }

    init(sentence: String, recipient: String, until: CivilDate) {
        wording = [sentence, recipient, until.iso].joined(separator: "\n")
        purpose = { map in
            Minimization.Purpose.derived(
                from: sentence,
                map: map,
                recipient: recipient,
                until: until
            )
        }
    }
}

extension Reception {
    /// Bytes of a purpose in a sentence, and of who receives it.
    private static let purposeMax = 500
    private static let nobody = "nobody outside this organisation"

    /// What the fields of a form want, in a sentence.
    ///
    /// - Throws: what is to be answered, where they do not say enough.
    func wanted(_ form: Form) throws(Turned) -> Wanted {
        guard let sentence = form["purpose"], sentence.contains(where: { !$0.isWhitespace }),
            sentence.utf8.count <= Self.purposeMax,
            let until = form["until"].flatMap({ CivilDate($0) })
        else { throw .away(.badRequest) }
        let recipient = form["recipient"] ?? Self.nobody
        guard recipient.utf8.count <= Self.purposeMax else { throw .away(.badRequest) }
        return Wanted(sentence: sentence, recipient: recipient, until: until)
    }

    /// The plan for a sentence, where one was given.
    func planPage(_ visit: Visit) async throws -> Reply {
        let year = try Self.day(at: visit.time).adding(days: 365)?.iso ?? ""
        let wish = PlanPage.Wish(
            purpose: visit.query["purpose"] ?? "",
            recipient: visit.query["recipient"] ?? Self.nobody,
            until: visit.query["until"] ?? year
        )
        let purpose = visit.query["purpose"] == nil ? nil : try wanted(visit.query).purpose([])
        let page = PlanPage.page(
            wish,
            yaml: purpose?.yaml(),
            purpose,
            problems: [],
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/releases")
    }

    /// A plan that cannot be used, as it was written, with everything that is wrong with it. No
    /// browser sends files twice: they are chosen again.
    func refusedPlan(
        _ visit: Visit,
        _ invalid: Minimization.InvalidPurpose
    ) async throws -> Reply {
        let year = try Self.day(at: visit.time).adding(days: 365)?.iso ?? ""
        let problems = invalid.problems.map { problem in
            let place = problem.line > 0 ? "Line \(problem.line): " : ""
            return "\(place)\(problem.message). \(problem.advice)"
        }
        let page = PlanPage.page(
            .init(purpose: "", recipient: Self.nobody, until: year),
            yaml: visit.form["plan"] ?? "",
            nil,
            problems: problems + ["Nothing was taken in. Choose the files again."],
            mark: visit.formToken
        )
        return try await self.page(
            page,
            for: visit,
            at: "/releases",
            status: .unprocessableContent
        )
    }
}
