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
            /// When it has to be back, in milliseconds since 1970.
            package let ends: Int64
            /// Fields as this engagement sees them; masked ones are absent.
            package let fields: [JSONValue.Member]
            /// Fields that are shown when asked for, with a reason.
            package let masked: [String]
            package let questions: [Prompt]
            /// Hexadecimal SHA-256 of the fields as they are shown when nothing is masked.
            package let digest: String
        }

        /// The task that the worker has, or else the next one.
        package func next(
            _ engagement: ID<Engagement>,
            as principal: Principal
        ) async throws -> Showing {
            let now = now()
            let held = try await ledger.store.read {
                try Workroom.openLease(of: engagement, at: now, in: $0)
            }
            if let held {
                let owner = try await ledger.store.read {
                    try Workroom.engagement(engagement, in: $0).worker
                }
                guard owner == principal.id || principal.kind == .owner else {
                    throw Failure.unknown
                }
                return try await showing(held, of: engagement)
            }
            let leased = try await ledger.perform(
                Lease(engagement: engagement, now: now),
                as: principal
            ).event
            let state = LeaseState(
                id: leased.lease,
                task: leased.task,
                state: "open",
                guideline: leased.guideline,
                ends: leased.ends
            )
            return try await showing(state, of: engagement)
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
            let (held, state) = try await ledger.store.read { db in
                (
                    try Workroom.engagement(engagement, in: db),
                    try Workroom.lease(lease, of: engagement, in: db)
                )
            }
            let project = try await begun(held.project)
            let sheet = try await sheet(state.task)
            let item = shown(sheet, to: engagement, surrogates: project.conditions.surrogates)
            let cleared = answers.mapValues(\.withoutGaps)
            for question in project.questions {
                guard let answer = cleared[question.name] else { continue }
                do {
                    try answer.validate(for: question, item.shown(question.field))
                } catch {
                    throw Failure.badAnswer(question.name)
                }
            }
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
            guard now() <= state.ends + graceMax else { throw Failure.tooLate }
            return try await ledger.perform(
                submit,
                as: principal,
                once: IdempotencyKey("workroom/submit/\(lease)")
            )
        }

        /// The value of a masked field, once the reason is recorded.
        package func reveal(
            _ field: String,
            in lease: ID<Lease>,
            of engagement: ID<Engagement>,
            reason: String,
            as principal: Principal
        ) async throws -> JSONValue {
            try await ledger.perform(
                Reveal(engagement: engagement, lease: lease, field: field, reason: reason),
                as: principal
            )
            let (held, state) = try await ledger.store.read { db in
                (
                    try Workroom.engagement(engagement, in: db),
                    try Workroom.lease(lease, of: engagement, in: db)
                )
            }
            let surrogates = try await surrogates(held.project)
            let item = shown(try await sheet(state.task), to: engagement, surrogates: surrogates)
            return item[field] ?? .null
        }

        private func showing(
            _ lease: LeaseState,
            of engagement: ID<Engagement>
        ) async throws -> Showing {
            let held = try await ledger.store.read {
                try Workroom.engagement(engagement, in: $0)
            }
            let project = try await begun(held.project)
            let surrogates = project.conditions.surrogates
            let item = shown(try await sheet(lease.task), to: engagement, surrogates: surrogates)
            let masked = project.conditions.masked
            return Showing(
                lease: lease.id,
                task: lease.task,
                ends: lease.ends,
                fields: item.fields.filter { !masked.contains($0.name) },
                masked: masked.filter { item[$0] != nil },
                questions: project.questions,
                digest: Self.digest(of: item.fields)
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
