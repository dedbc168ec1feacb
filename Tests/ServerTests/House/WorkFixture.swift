import Annotation
import Kernel
import People
import Testing

extension ServedHouse {
    /// Begins a project with a guideline, and without gold or repetition.
    func begin(
        _ scope: String,
        purpose: String,
        guideline: String,
        masked: [String],
        _ questions: [Prompt]
    ) async throws -> ID<Workroom.Project> {
        let project = ID<Workroom.Project>()
        try await home.ledger.perform(
            Workroom.Begin(
                project: project,
                brief: .init(
                    scope: scope,
                    purpose: purpose,
                    client: "a test",
                    escalation: "somebody",
                    notice: "everything"
                ),
                conditions: .init(goldPerMille: 0, repeatPerMille: 0, pay: 40, masked: masked),
                questions: questions
            ),
            as: .owner
        )
        try await home.ledger.perform(
            Workroom.Guide(project: project, text: guideline, reason: "first"),
            as: .owner
        )
        return project
    }

    /// Offers a project to the first member who is not the owner.
    func offer(_ project: ID<Workroom.Project>) async throws -> ID<Workroom.Engagement> {
        let engagement = ID<Workroom.Engagement>()
        let member = try await home.ledger.store.read { db in
            try Accounts.accounts(after: nil, limit: 10, in: db).map(\.member)
                .first { $0 != Principal.owner.id }
        }
        try await home.ledger.perform(
            Workroom.Engage(
                engagement: engagement,
                worker: try #require(member),
                project: project,
                terms: .init(until: 4_000_000_000_000, noticeDays: 14, hourly: 1_800)
            ),
            as: .owner
        )
        return engagement
    }
}
