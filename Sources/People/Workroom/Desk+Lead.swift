package import Annotation
package import Kernel
import Quality

extension Workroom.Desk {
    /// How far a project is, in numbers.
    package struct Progress: Sendable {
        package let project: ID<Workroom.Project>
        package let scope: String
        package let guideline: Int
        package let tasks: Int
        package let settled: Int
        package let ambiguous: Int
        package let labels: Int
        package let toJudge: Int
        package let accepted: Int
        package let contested: Int
        package let people: Int
        /// Raised and not answered.
        package let raised: Int
    }

    /// Projects listed at once, the newest first.
    package static let projectsMax = 50

    /// Every project with its numbers, the newest first.
    package func projects() async throws -> [Progress] {
        let ids: [ID<Workroom.Project>] = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT id FROM workroom_project ORDER BY time DESC, id
                LIMIT \(Self.projectsMax)
                """
            ).map { $0.id(0) }
        }
        var projects: [Progress] = []
        for id in ids { projects.append(try await progress(of: id)) }
        return projects
    }

    /// How far one project is.
    package func progress(of project: ID<Workroom.Project>) async throws -> Progress {
        let scope = try await begun(project).brief.scope
        return try await ledger.store.read { db in
            func count(_ query: SQL) throws -> Int { try db.count(query) }
            func tasks(_ state: String) throws -> Int {
                try count(
                    """
                    SELECT COUNT(*) FROM workroom_task
                    WHERE project = \(project) AND state = \(state) AND gold = 0
                    """
                )
            }
            func labels(_ state: String) throws -> Int {
                try count(
                    """
                    SELECT COUNT(*) FROM workroom_submission
                    WHERE project = \(project) AND state = \(state)
                    """
                )
            }
            let (given, accepted) = (try labels("given"), try labels("accepted"))
            let contested = try labels("contested")
            let refused = try labels("rejected") + labels("upheld")
            let (settled, ambiguous) = (try tasks("settled"), try tasks("ambiguous"))
            return Progress(
                project: project,
                scope: scope,
                guideline: try count(
                    "SELECT guideline FROM workroom_project WHERE id = \(project)"
                ),
                tasks: try tasks("open") + settled + ambiguous,
                settled: settled,
                ambiguous: ambiguous,
                labels: given + accepted + contested + refused,
                toJudge: given,
                accepted: accepted,
                contested: contested,
                people: try count(
                    """
                    SELECT COUNT(*) FROM workroom_engagement
                    WHERE project = \(project) AND state <> 'ended'
                    """
                ),
                raised: try count(
                    """
                    SELECT COUNT(*) FROM workroom_escalation
                    WHERE project = \(project) AND replied IS NULL
                    """
                )
            )
        }
    }

    /// Submissions in one state, the oldest first: what waits longest is seen first.
    package func waiting(
        _ state: String,
        of project: ID<Workroom.Project>,
        limit: Int = 50
    ) async throws -> [ID<Workroom.Lease>] {
        try await ledger.store.read { db in
            try db.rows(
                """
                SELECT lease FROM workroom_submission
                WHERE project = \(project) AND state = \(state)
                ORDER BY time, lease LIMIT \(limit)
                """
            ).map { $0.id(0) }
        }
    }

    /// One submission as somebody judges it: what was shown, what was answered, what was said.
    package struct Case: Sendable {
        package let lease: ID<Workroom.Lease>
        package let project: ID<Workroom.Project>
        package let state: String
        package let submitted: Workroom.Submitted
        package let item: Item
        package let judge: ID<Principal>?
        /// By when a contest is reviewed.
        package let due: Int64?
        package let rejected: String?
        package let contested: String?
    }

    package func submission(_ lease: ID<Workroom.Lease>) async throws -> Case {
        let row = try await ledger.store.read { db in
            try db.row(
                """
                SELECT event, state, judge, due, verdict, contest, project, engagement
                FROM workroom_submission WHERE lease = \(lease)
                """
            )
        }
        guard let row,
            let submitted = try await ledger.event(row.id(0), as: Workroom.Submitted.self)
        else { throw Workroom.Failure.unknown }
        var (rejected, contested): (String?, String?) = (nil, nil)
        if !row.isNull(4) {
            rejected = try await ledger.event(row.id(4), as: Workroom.Judged.self)?.reason
        }
        if !row.isNull(5) {
            contested = try await ledger.event(row.id(5), as: Workroom.Contested.self)?.reason
        }
        return Case(
            lease: lease,
            project: row.id(6),
            state: row.text(1),
            submitted: submitted,
            item: try await seen(lease, of: row.id(7)),
            judge: row.isNull(2) ? nil : row.id(2),
            due: row.optional(3, Row.int).map(Int64.init),
            rejected: rejected,
            contested: contested
        )
    }

    /// What is believed of one task, and how surely.
    package struct Doubt: Sendable {
        package let task: ID<Workroom.Task>
        package let question: String
        package let labels: Int
        /// Classes with their probabilities, the likeliest first.
        package let beliefs: [(kind: String, probability: Double)]
        package let state: String
    }

    /// The tasks on which least is sure, the least sure first.
    package func doubts(
        on project: ID<Workroom.Project>,
        limit: Int = 20
    ) async throws -> [Doubt] {
        let standing = try await ledger.store.read { try Workroom.standing(project, in: $0) }
        let given = try await given(project)
        let routing = routing(standing)
        var doubts: [Doubt] = []
        for question in try standing.questions {
            let table = Table(given, question: question)
            guard !table.votes.isEmpty else { continue }
            let (votes, verdicts) = try table.inferred()
            for (number, task) in table.tasks.enumerated() {
                let labels = votes.votes(on: number).count
                let beliefs = zip(table.classes, verdicts[number])
                    .map { (kind: $0, probability: $1) }
                    .sorted { $0.probability > $1.probability }
                doubts.append(
                    Doubt(
                        task: task,
                        question: question.name,
                        labels: labels,
                        beliefs: beliefs,
                        state: routing.state(verdicts[number], labels: labels).rawValue
                    )
                )
            }
        }
        return Array(
            doubts.sorted {
                ($0.beliefs.first?.probability ?? 0) < ($1.beliefs.first?.probability ?? 0)
            }.prefix(limit)
        )
    }
}
