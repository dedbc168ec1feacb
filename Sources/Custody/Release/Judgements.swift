package import Kernel
import Sieve

extension Release {
    /// What was said about the findings of one document; the last word on each counts.
    package struct Judgements: Sendable {
        private struct Place: Hashable, Sendable {
            var record: Int
            var field: String
            var range: Range<Int>
        }

        private var verdicts: [Place: [Label: Bool]] = [:]
        /// By the mark of a value, which holds its label.
        private var values: [String: Bool] = [:]

        package init(_ judgements: [Judgement] = []) {
            for judgement in judgements where judgement.start <= judgement.end {
                let place = Place(
                    record: judgement.record,
                    field: judgement.field,
                    range: judgement.start..<judgement.end
                )
                verdicts[place, default: [:]][judgement.label] = judgement.isFinding
                if let value = judgement.value { values[value] = judgement.isFinding }
            }
        }

        /// The rule by which a finding of doubt became certain, for explanations.
        static let rule = "review.confirmed"

        /// What somebody said about this doubt: at this very place, or of the same value at
        /// another. Nil when nobody did.
        package func verdict(on entry: Entry) -> Bool? {
            let place = Place(record: entry.record, field: entry.field, range: entry.finding.range)
            return verdicts[place]?[entry.finding.label] ?? entry.value.flatMap { values[$0] }
        }

        /// `findings` in a field after what was said of them: settled ones are certain, or gone.
        func settled(
            _ findings: [Finding],
            in text: String,
            record: Int,
            field: String,
            _ marker: ValueMarker
        ) -> [Finding] {
            guard !verdicts.isEmpty else { return findings }
            return findings.compactMap { finding in
                guard finding.score < Finding.certain else { return finding }
                let place = Place(record: record, field: field, range: finding.range)
                let value = text.bytes(finding.range).flatMap {
                    marker.mark($0, as: finding.label)
                }
                guard
                    let isFinding = verdicts[place]?[finding.label] ?? value.flatMap({ values[$0] })
                else { return finding }
                guard isFinding else { return nil }
                return Finding(finding.range, finding.label, score: 1, rule: Self.rule)
            }
        }
    }

    /// What was said about a document so far, oldest first.
    package static func judgements(
        on document: ID<Vault.Document>,
        in ledger: Ledger
    ) async throws -> Judgements {
        let events: [ID<any Event>] = try await ledger.store.read { db in
            try db.rows(
                """
                SELECT event FROM release_judgement WHERE document = \(document)
                ORDER BY time, event
                """
            ).map { $0.id(0) }
        }
        var all: [Judgement] = []
        for event in events {
            all += try await ledger.event(event, as: Judged.self)?.judgements ?? []
        }
        return Judgements(all)
    }
}
