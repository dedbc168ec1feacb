import Documents
package import Kernel
package import Sieve

extension Release {
    /// A text of an original with the doubts in it that somebody settled: what a tagger learns
    /// from, and as personal as the original.
    package struct AnsweredText: Sendable {
        /// Which document, record and field it stands in.
        package let id: String
        package let text: String
        /// What was asked about, and whether it is what the detector took it for; by place.
        package let answers: [(finding: Finding, isFinding: Bool)]
    }

    /// Documents about whose doubts something was said, in the order of their names.
    package static func answered(in db: Database) throws -> [ID<Vault.Document>] {
        try db.rows("SELECT DISTINCT document FROM release_judgement ORDER BY document")
            .map { $0.id(0) }
    }

    /// The texts of `document` in which doubts were settled, read again from the sealed original.
    ///
    /// The opening is recorded. A doubt that several releases raised is one answer; what was said
    /// of a value holds wherever the value was in doubt.
    package static func answeredTexts(
        of document: ID<Vault.Document>,
        in home: Home,
        as principal: Principal,
        reader: DocumentReader
    ) async throws -> [AnsweredText] {
        let judged = try await judgements(on: document, in: home.ledger)
        let raised: [ID<any Event>] = try await home.ledger.store.read { db in
            try db.rows(
                """
                SELECT event FROM release_doubt WHERE document = \(document) ORDER BY release
                """
            ).map { $0.id(0) }
        }
        var entries: [Entry] = []
        for event in raised {
            let doubts = try await home.ledger.event(event, as: Doubted.self)?.doubts ?? []
            entries += doubts.filter { judged.verdict(on: $0) != nil }
        }
        guard !entries.isEmpty else { return [] }
        let excerpts = try await Excerpts(
            of: document,
            for: entries,
            in: home,
            as: principal,
            reader: reader
        )
        let fields = Dictionary(grouping: entries) { "\(document)/\($0.record)/\($0.field)" }
        return fields.keys.sorted().compactMap { id in
            guard let own = fields[id], let first = own.first,
                let text = excerpts.text(of: first)
            else { return nil }
            var seen: Set<Range<Int>> = []
            let answers = own.sorted { $0.finding.range.lowerBound < $1.finding.range.lowerBound }
                .compactMap { entry -> (finding: Finding, isFinding: Bool)? in
                    guard let verdict = judged.verdict(on: entry),
                        entry.finding.range.upperBound <= text.utf8.count,
                        seen.insert(entry.finding.range).inserted
                    else { return nil }
                    return (entry.finding, verdict)
                }
            return AnsweredText(id: id, text: text, answers: answers)
        }
    }
}
