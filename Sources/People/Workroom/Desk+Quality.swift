import Annotation
package import Kernel
import Quality

extension Workroom.Desk {
    /// One label with where it came from.
    package struct Given: Sendable {
        package let event: ID<any Event>
        package let time: Int64
        package let state: String
        package let submitted: Workroom.Submitted
    }

    /// How good the labels of one question are so far.
    package struct Report: Codable, Sendable {
        package let question: String
        package let labels: Int
        package let tasks: Int
        package let workers: Int
        /// Krippendorff's alpha, nominal; nil where nothing can be compared.
        package let alpha: Double?
        /// Share of labels that agree with what is believed of their task.
        package let agreement: Double
        /// Tasks that are sure, and tasks on which people keep disagreeing.
        package let settled: Int
        package let ambiguous: Int
        /// Share of labels not paid for, beside giving every task all labels.
        package let saving: Double
        package let people: [Person]

        /// One worker, by pseudonym: an interval, never a bare score.
        package struct Person: Codable, Sendable {
            package let worker: ID<Principal>
            package let judged: Int
            package let accuracy: Double
            package let low: Double
            package let high: Double
            /// Whether there is enough to speak of this person beside others.
            package let isComparable: Bool
            /// Gold tasks answered rightly, of how many.
            package let goldRight: Int
            package let goldOf: Int
        }
    }

    /// Every submission of a project, oldest first.
    package func given(_ project: ID<Workroom.Project>) async throws -> [Given] {
        let rows: [(event: ID<any Event>, time: Int64, state: String)] =
            try await ledger.store.read { db in
                try db.rows(
                    """
                    SELECT event, time, state FROM workroom_submission
                    WHERE project = \(project) ORDER BY time, lease
                    """
                ).map { ($0.id(0), Int64($0.int(1)), $0.text(2)) }
            }
        var given: [Given] = []
        for row in rows {
            guard let event = try await ledger.event(row.event, as: Workroom.Submitted.self) else {
                continue
            }
            given.append(
                Given(event: row.event, time: row.time, state: row.state, submitted: event)
            )
        }
        return given
    }

    /// The labels of one question of classes, as numbers.
    struct Table {
        var tasks: [ID<Workroom.Task>] = []
        var workers: [ID<Principal>] = []
        var classes: [String] = []
        var votes: [Votes.Vote] = []
        /// What each vote was handed in with.
        var labels: [Given] = []
        private var numbers: [String: Int] = [:]

        init(_ given: [Given], question: Prompt) {
            if case .classes(let names, _) = question.kind { classes = names }
            if case .preference = question.kind {
                classes = Answer.Preference.allCases.map(\.rawValue)
            }
            for label in given {
                guard let answer = label.submitted.answers[question.name],
                    let number = Self.number(answer, classes)
                else { continue }
                let task = place(label.submitted.task, in: \.tasks)
                let worker = place(label.submitted.worker, in: \.workers)
                votes.append(.init(task: task, worker: worker, answer: number))
                labels.append(label)
            }
        }

        private static func number(_ answer: Answer, _ classes: [String]) -> Int? {
            switch answer {
            case .classes(let chosen) where chosen.count == 1:
                classes.firstIndex(of: chosen[0])
            case .preference(let preference): classes.firstIndex(of: preference.rawValue)
            default: nil
            }
        }

        private mutating func place<Subject>(
            _ id: ID<Subject>,
            in list: WritableKeyPath<Self, [ID<Subject>]>
        ) -> Int {
            if let known = numbers[id.description] { return known }
            let number = self[keyPath: list].count
            numbers[id.description] = number
            self[keyPath: list].append(id)
            return number
        }

        /// Its votes, and what they are taken to say.
        func inferred() throws -> (votes: Votes, verdicts: Verdicts) {
            var settings = DawidSkene.Settings()
            // Figures about people: a handful of labels must not read as certainty.
            settings.smoothing = 1
            let votes = try laidOut()
            return (votes, DawidSkene(votes, settings: settings).verdicts)
        }

        func laidOut() throws -> Votes {
            try Votes(
                votes,
                tasks: tasks.count,
                workers: workers.count,
                classes: max(classes.count, 1)
            )
        }
    }

    /// What the labels of every question of classes or preference say so far.
    package func quality(of project: ID<Workroom.Project>) async throws -> [Report] {
        let standing = try await ledger.store.read { try Workroom.standing(project, in: $0) }
        let given = try await given(project)
        return try standing.questions.compactMap { question in
            let table = Table(given, question: question)
            guard !table.votes.isEmpty else { return nil }
            return try report(question, table, given, standing)
        }
    }

    private func report(
        _ question: Prompt,
        _ table: Table,
        _ given: [Given],
        _ standing: Workroom.Standing
    ) throws -> Report {
        let (votes, verdicts) = try table.inferred()
        let routing = routing(standing)
        let labels = (0..<votes.tasks).map { votes.votes(on: $0).count }
        let states = (0..<votes.tasks).map { routing.state(verdicts[$0], labels: labels[$0]) }
        let units = (0..<votes.tasks).map { votes.votes(on: $0).map { Double($0.answer) } }
        let habits = votes.habits(under: verdicts)
        let right = table.votes.count { verdicts.answer(to: $0.task) == $0.answer }
        return Report(
            question: question.name,
            labels: votes.count,
            tasks: votes.tasks,
            workers: votes.workers,
            alpha: KrippendorffAlpha(units, scale: .nominal).value,
            agreement: Double(right) / Double(max(votes.count, 1)),
            settled: states.count { $0 == .settled },
            ambiguous: states.count { $0 == .ambiguous },
            saving: routing.saving(
                labels: zip(labels, states).map { $1 == .open ? standing.labels : $0 }
            ),
            people: zip(table.workers, habits).map { worker, habit in
                let gold = given.filter { $0.submitted.worker == worker }
                    .compactMap(\.submitted.isRight)
                return Report.Person(
                    worker: worker,
                    judged: habit.judged,
                    accuracy: habit.accuracy,
                    low: habit.interval.lowerBound,
                    high: habit.interval.upperBound,
                    isComparable: habit.isComparable,
                    goldRight: gold.count { $0 },
                    goldOf: gold.count
                )
            }
        )
    }

    func routing(_ standing: Workroom.Standing) -> Routing {
        var routing = Routing()
        routing.labelsMax = standing.labels
        routing.labelsMin = min(2, standing.labels)
        return routing
    }

    /// Stops paying for tasks on which every question of classes is sure or ambiguous; returns how
    /// many were settled and how many are ambiguous.
    package func settle(
        _ project: ID<Workroom.Project>,
        as principal: Principal
    ) async throws -> (settled: Int, ambiguous: Int) {
        let (standing, open) = try await ledger.store.read { db in
            (
                try Workroom.standing(project, in: db),
                Set(
                    try db.rows(
                        """
                        SELECT id FROM workroom_task
                        WHERE project = \(project) AND state = 'open' AND gold = 0
                        """
                    ).map { $0.id(0, of: Workroom.Task.self) }
                )
            )
        }
        let given = try await given(project)
        var states: [ID<Workroom.Task>: Routing.State] = [:]
        let routing = routing(standing)
        for question in try standing.questions {
            let table = Table(given, question: question)
            guard !table.votes.isEmpty else { continue }
            let (votes, verdicts) = try table.inferred()
            for (number, task) in table.tasks.enumerated() where open.contains(task) {
                let labels = votes.votes(on: number).count
                let state = routing.state(verdicts[number], labels: labels)
                states[task] = Self.lesser(states[task], state)
            }
        }
        let settled = states.filter { $0.value == .settled }.keys.sorted(by: Self.byName)
        let ambiguous = states.filter { $0.value == .ambiguous }.keys.sorted(by: Self.byName)
        let all = settled.map { ($0, true) } + ambiguous.map { ($0, false) }
        for start in stride(from: 0, to: all.count, by: Workroom.tasksMax) {
            let part = all[start..<min(start + Workroom.tasksMax, all.count)]
            try await ledger.perform(
                Workroom.Settle(
                    project: project,
                    settled: part.filter(\.1).map(\.0),
                    ambiguous: part.filter { !$0.1 }.map(\.0)
                ),
                as: principal
            )
        }
        return (settled.count, ambiguous.count)
    }

    private static func byName(_ a: ID<Workroom.Task>, _ b: ID<Workroom.Task>) -> Bool {
        a.description < b.description
    }

    /// A task with several questions is as far as the one that is furthest behind.
    private static func lesser(_ a: Routing.State?, _ b: Routing.State) -> Routing.State {
        guard let a, a != b else { return b }
        return a == .open || b == .open ? .open : .ambiguous
    }
}
