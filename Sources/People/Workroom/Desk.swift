package import Annotation
import Crypto
import Fingerprints
import Foundation
package import Kernel
import Merkle
import Sealing

extension Workroom {
    /// The workroom at work: what is sealed in the events, shown to whom it was leased.
    ///
    /// Every copy is fingerprinted for the engagement that sees it: a surrogate where the project
    /// has lists of them, and spaces that differ. What was shown is hashed with each submission.
    package struct Desk: Sendable {
        package let ledger: Ledger
        let fingerprint: Fingerprint
        let now: @Sendable () -> Int64
        let cache = SheetCache()

        /// - Parameter now: the clock, in milliseconds since 1970.
        package init(
            ledger: Ledger,
            now: @escaping @Sendable () -> Int64 = {
                Int64(Date().timeIntervalSince1970 * 1_000)
            }
        ) {
            self.ledger = ledger
            self.now = now
            // The first key, so that copies are still traced after the house's key was replaced.
            let secret = ledger.ring.foundingKey.derived(for: "workroom fingerprints")
            let key = secret.withUnsafeBytes { SymmetricKey(data: Array($0)) }
            fingerprint = Fingerprint(key: key)
        }

        /// What a worker sees of one task.
        package struct Showing: Codable, Sendable {
            package let lease: ID<Lease>
            package let task: ID<Task>
            /// When it was taken, and when it has to be back, in milliseconds since 1970.
            package let taken: Int64
            package let ends: Int64
            /// Fields as this engagement sees them; masked ones are absent until revealed.
            package let fields: [JSONValue.Member]
            /// Fields that are shown when asked for, with a reason.
            package let masked: [String]
            /// Stretches of the fields that are blacked out, and shown when asked for.
            package let stretches: [Stretch]
            package let questions: [Prompt]
        }

        /// A stretch of a shown text that is blacked out.
        package struct Stretch: Codable, Hashable, Sendable {
            /// Its number among those of the task.
            package let number: Int
            package let field: String
            /// What is hidden, as `PERSON`.
            package let kind: String
        }

        /// The task that the worker has, or else the next one. Where there is none, the time until
        /// one comes is counted as waiting.
        package func next(
            _ engagement: ID<Engagement>,
            from surroundings: Surroundings = .here,
            as principal: Principal
        ) async throws -> Showing {
            do {
                try await check(surroundings, for: engagement)
                let leased = try await ledger.perform(
                    Lease(engagement: engagement, now: now()),
                    as: principal
                ).event
                let taken = Taken(
                    engagement: engagement,
                    project: leased.project,
                    task: leased.task,
                    taken: now(),
                    ends: leased.ends
                )
                cache.keep(taken, of: leased.lease)
                return try await showing(leased.lease, taken, revealed: [])
            } catch {
                // Whoever holds a task keeps seeing it, whatever keeps them from another one.
                let held = try? await current(engagement, from: surroundings, as: principal)
                if let held { return held }
                if case Failure.nothingLeft = error {
                    _ = try? await ledger.perform(Wait(engagement: engagement), as: principal)
                }
                throw error
            }
        }

        /// Throws where the project of `engagement` is not worked on from there. Whatever shows a
        /// task asks this first.
        private func check(
            _ surroundings: Surroundings,
            for engagement: ID<Engagement>
        ) async throws {
            let project = try await cache.project(of: engagement, in: ledger)
            try await begun(project).conditions.check(surroundings)
        }

        /// The task that the worker has, if any.
        package func current(
            _ engagement: ID<Engagement>,
            from surroundings: Surroundings = .here,
            as principal: Principal
        ) async throws -> Showing? {
            try await check(surroundings, for: engagement)
            let now = now()
            let found = try await ledger.store.read { db in
                let held = try Workroom.engagement(engagement, in: db)
                guard held.worker == principal.id || principal.kind == .owner else {
                    throw Failure.unknown
                }
                return try Workroom.openLease(of: engagement, at: now, in: db).map { lease in
                    (lease.id, try Self.revealed(in: lease.id, db))
                }
            }
            guard let (lease, revealed) = found else { return nil }
            let taken = try await cache.taken(lease, of: engagement, in: ledger)
            return try await showing(lease, taken, revealed: revealed)
        }

        /// Hands in answers. Asking again with the same answers does nothing again.
        @discardableResult
        package func submit(
            _ answers: [String: Answer],
            to lease: ID<Lease>,
            of engagement: ID<Engagement>,
            seconds: Int,
            as principal: Principal
        ) async throws -> Receipt<Submitted> {
            let taken = try await cache.taken(lease, of: engagement, in: ledger)
            guard now() <= taken.ends + graceMax else { throw Failure.tooLate }
            let begun = try await begun(taken.project)
            let sheet = try await sheet(taken.task)
            let item = shown(sheet, to: engagement, surrogates: begun.conditions.surrogates)
            let cleared = answers.mapValues(\.withoutGaps)
            try Self.check(cleared, against: begun.questions, item)
            let isRight = sheet.gold.map { gold in
                gold.allSatisfy { cleared[$0.key]?.isSame(as: $0.value) ?? false }
            }
            let submit = Submit(
                engagement: engagement,
                lease: lease,
                answers: cleared,
                seconds: seconds,
                shown: Self.digest(of: item.fields),
                isRight: isRight
            )
            return try await ledger.perform(
                submit,
                as: principal,
                once: IdempotencyKey("workroom/submit/\(lease)")
            )
        }

        private static func check(
            _ answers: [String: Answer],
            against questions: [Prompt],
            _ item: Item
        ) throws(Failure) {
            guard Set(answers.keys).isSubset(of: questions.map(\.name)) else {
                throw .badAnswer("unknown")
            }
            for question in questions {
                guard let answer = answers[question.name] else {
                    guard question.isOptional else { throw .badAnswer(question.name) }
                    continue
                }
                do {
                    try answer.validate(for: question, item.shown(question.field))
                } catch {
                    throw .badAnswer(question.name)
                }
            }
        }

        func showing(
            _ lease: ID<Lease>,
            _ taken: Taken,
            revealed: Set<Uncovered>
        ) async throws -> Showing {
            let begun = try await begun(taken.project)
            let surrogates = begun.conditions.surrogates
            let sheet = try await sheet(taken.task)
            let whole = shown(sheet, to: taken.engagement, surrogates: surrogates)
            let masked = begun.conditions.masked.filter { !revealed.contains(.field($0)) }
            let hidden = (sheet.masks ?? []).indices.filter {
                !revealed.contains(.stretch($0)) && !masked.contains(sheet.masks?[$0].field ?? "")
            }
            let item =
                hidden.isEmpty
                ? whole
                : shown(sheet, to: taken.engagement, surrogates: surrogates, hiding: hidden)
            return Showing(
                lease: lease,
                task: taken.task,
                taken: taken.taken,
                ends: taken.ends,
                fields: item.fields.filter { !masked.contains($0.name) },
                masked: masked.filter { item[$0] != nil },
                stretches: hidden.compactMap { number in
                    sheet.masks.map {
                        Stretch(number: number, field: $0[number].field, kind: $0[number].kind)
                    }
                },
                questions: begun.questions
            )
        }

        static func digest(of fields: [JSONValue.Member]) -> String {
            Digest.plain(JSONValue.object(fields).bytes).hex
        }
    }
}

extension Answer {
    /// The answer with marked spaces made plain: people answer with what they were shown.
    var withoutGaps: Answer {
        switch self {
        case .text(let text): .text(Gaps.clear(text))
        case .turns(let turns):
            .turns(
                turns.map { turn in
                    .init(
                        number: turn.number,
                        grade: turn.grade,
                        rewriting: turn.rewriting.map(Gaps.clear)
                    )
                }
            )
        case .rows(let rows): .rows(rows.map { $0.mapValues(Gaps.clear) })
        default: self
        }
    }

    /// Whether this says the same as a gold answer: order and names of spans aside.
    func isSame(as gold: Answer) -> Bool {
        switch (self, gold) {
        case (.classes(let a), .classes(let b)): return Set(a) == Set(b)
        case (.spans(let a, _), .spans(let b, _)):
            func places(_ spans: [Span]) -> Set<Span> {
                Set(spans.map { Span($0.start..<$0.end, kind: $0.kind) })
            }
            return places(a) == places(b)
        default: return self == gold
        }
    }
}
