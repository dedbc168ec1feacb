import Annotation
import Fingerprints
import Foundation
package import Kernel
import Merkle

extension Workroom.Desk {
    /// Where a leaked file seems to come from.
    package struct Tracing: Codable, Sendable {
        /// Hexadecimal SHA-256 of the file.
        package let leak: String
        /// Places that show anything.
        package let marks: Int
        /// Rows that could not be told to be any record.
        package let unknownRows: Int
        /// Engagements there are: how many could have been accused.
        package let sessions: Int
        package let candidates: [Workroom.Trace.Suspect]

        /// Those with evidence enough to put before a person.
        package var named: [Workroom.Trace.Suspect] {
            candidates.filter { $0.falseAccusation <= TracingBounds.target }
        }
    }

    /// Reads the marks of `bytes`, whatever became of names and order of its fields and rows, and
    /// records what they say.
    package func trace(_ bytes: [UInt8], as principal: Principal) async throws -> Tracing {
        let sessions = try await ledger.store.read {
            try Workroom.engagements(on: nil, in: $0).map { $0.id.description }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let rows = Self.rows(of: bytes)
        let reading = try await register().read(rows)
        var observations = reading.observations
        // Gaps are read field by field where there are fields: words of two fields are no pair.
        let texts = rows.isEmpty ? [text] : rows.flatMap { $0 }
        for text in texts { observations += Gaps.observe(text) }
        let found = fingerprint.candidates(
            for: observations,
            among: sessions,
            readings: reading.ways
        )
        var suspects = found.compactMap { candidate in
            ID<Workroom.Engagement>(candidate.session).map {
                Workroom.Trace.Suspect(
                    engagement: $0,
                    matches: candidate.matches,
                    falseAccusation: candidate.falseAccusation
                )
            }
        }
        let decoys = try await decoys(in: text)
        for suspect in decoys {
            suspects.removeAll { $0.engagement == suspect.engagement }
        }
        suspects = Array((decoys + suspects).prefix(20))
        let marks = found.first?.marks ?? Set(observations).count
        let leak = Digest.plain(bytes).hex
        try await ledger.perform(
            Workroom.Trace(leak: leak, marks: marks, candidates: suspects),
            as: principal
        )
        return Tracing(
            leak: leak,
            marks: marks,
            unknownRows: reading.unknownRows,
            sessions: sessions.count,
            candidates: suspects
        )
    }

    /// Whose decoys stand in `text`. Decoys are few, and sessions of one project are; so every
    /// number that could have been shown is made again, and nothing of it is kept.
    private func decoys(in text: String) async throws -> [Workroom.Trace.Suspect] {
        let candidates = Canary.candidates(in: text)
        guard !candidates.isEmpty else { return [] }
        let (held, batches) = try await ledger.store.read { db in
            (
                try Workroom.engagements(on: nil, in: db),
                try db.rows(
                    "SELECT DISTINCT batch, project FROM workroom_task ORDER BY batch, project"
                ).map { (event: $0.id(0, of: (any Event).self), project: $0.text(1)) }
            )
        }
        var matches: [ID<Workroom.Engagement>: Int] = [:]
        var count = 0
        for batch in batches {
            let sheets = try await cache.sheets(batch.event, in: ledger)
            let decoys = sheets.filter { Canary.stands(in: $0.item) }
            count += decoys.count
            for held in held where held.project.description == batch.project {
                let session = held.id.description
                for decoy in decoys {
                    let token = Canary.token(for: session, in: decoy.task, by: fingerprint)
                    if candidates.contains(token) { matches[held.id, default: 0] += 1 }
                }
            }
        }
        let chance = Canary.falseAccusation(
            sessions: held.count,
            decoys: count,
            candidates: candidates.count
        )
        return matches.sorted { ($0.value, $0.key.description) > ($1.value, $1.key.description) }
            .map { match in
                Workroom.Trace.Suspect(
                    engagement: match.key,
                    matches: match.value,
                    falseAccusation: chance
                )
            }
    }

    /// Every record that has surrogates, of every project.
    private func register() async throws -> Register {
        let batches: [(event: ID<any Event>, project: ID<Workroom.Project>)] =
            try await ledger.store.read { db in
                try db.rows(
                    "SELECT DISTINCT batch, project FROM workroom_task ORDER BY batch, project"
                ).map { ($0.id(0), $0.id(1)) }
            }
        var lists: [ID<Workroom.Project>: [String: [String]]] = [:]
        var records: [MarkedRecord] = []
        for batch in batches {
            if lists[batch.project] == nil {
                lists[batch.project] = try await surrogates(batch.project)
            }
            let known = lists[batch.project] ?? [:]
            guard !known.isEmpty,
                let added = try await ledger.event(batch.event, as: Workroom.Added.self)
            else { continue }
            records += added.sheets.map { sheet in
                let fields = sheet.item.fields
                let anchors = fields.filter { known[$0.name] == nil }.compactMap(\.value.text)
                let names = Set(fields.map(\.name))
                return MarkedRecord(
                    name: sheet.task.description,
                    anchors: anchors.map(Gaps.clear),
                    places: known.filter { names.contains($0.key) }
                )
            }
        }
        return Register(records)
    }

    /// The values of each row, where the file has rows: JSON, JSON lines or a table.
    private static func rows(of bytes: [UInt8]) -> [[String]] {
        func texts(_ value: JSONValue) -> [String] {
            switch value {
            case .string(let text): [text]
            case .number(let digits): [digits]
            case .array(let elements): elements.flatMap(texts)
            case .object(let members): members.flatMap { texts($0.value) }
            default: []
            }
        }
        if let value = try? JSONValue(bytes) {
            let records = value.elements ?? [value]
            return records.map(texts)
        }
        if let items = try? ItemFormat.jsonLines.read(bytes), !items.isEmpty {
            return items.map { item in texts(item.source ?? .object(item.fields)) }
        }
        // One column is prose, and a comma in it is no table.
        if let items = try? ItemFormat.csv.read(bytes), items.first?.fields.count ?? 0 > 1 {
            let head = items.first?.fields.map(\.name) ?? []
            // A table without a line of names has its first record there.
            return [head] + items.map { $0.fields.flatMap { texts($0.value) } }
        }
        return []
    }
}
