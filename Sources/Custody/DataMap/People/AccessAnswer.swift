import Documents
package import Kernel
import Sieve

extension DataMap {
    /// What one item says of the person who asks (GDPR Art. 15), with everybody else masked.
    package struct Passage: Sendable, Codable {
        package let source: String
        package let item: ItemDigest
        /// Personal: for whoever asked, and the officer who answers.
        package var path: Personal<String>
        /// Since when it was so, in milliseconds since 1970.
        package let since: Int64
        package let format: String
        /// Kinds of data that are said of them there.
        package var labels: [String]
        /// Whether a name alone led there: a namesake's, perhaps, until somebody has looked.
        package let isByNameAlone: Bool
        /// The records that name them, field by field; others' names and numbers are masked.
        package var records: [[Line]]
        /// Why it could not be read again, or nil.
        package var obstacle: String?

        package struct Line: Sendable, Codable {
            package let field: String
            package let text: Personal<String>
        }
    }

    /// Items that are read again for one answer; beyond it they are listed alone.
    package static let passagesMax = 1_000
    /// Records of one item in an answer.
    static let recordsMax = 1_000

    /// An item that names somebody.
    struct Mentioning: Sendable {
        let source: Listed
        let item: ItemDigest
        let event: ID<any Event>
        let position: Int
        let since: Int64
        let format: String
        let labels: [String]
        let isByNameAlone: Bool
    }

    /// `marks`, and what stands beside their addresses and numbers: the name that somebody goes by
    /// who gave an address alone.
    static func widened(_ marks: [Vault.Mark], in db: Database) throws -> [Vault.Mark] {
        var all = Set(marks)
        for mark in marks where mark.kind.isStrong {
            for row in try db.rows(
                """
                SELECT DISTINCT o.kind, o.digest FROM datamap_named n
                JOIN datamap_named o
                    ON o.item = n.item AND o.event = n.event AND o.number = n.number
                WHERE n.kind = \(mark.kind.rawValue) AND n.digest = \(mark.digest)
                ORDER BY o.kind, o.digest LIMIT \(passagesMax)
                """
            ) {
                guard let kind = Vault.Mark.Kind(rawValue: row.text(0)),
                    let mark = Vault.Mark(kind: kind, digest: row.text(1))
                else { continue }
                all.insert(mark)
            }
        }
        return all.sorted()
    }

    /// Items whose marks are the person's, as far as nothing says that it is a namesake.
    static func mentioning(_ marks: [Vault.Mark], in db: Database) throws -> [Mentioning] {
        let sources = Dictionary(uniqueKeysWithValues: try sources(in: db).map { ($0.id, $0) })
        var found: [ItemDigest: Mentioning] = [:]
        for mark in marks {
            for row in try db.rows(
                """
                SELECT i.source, i.item, i.event, i.position, i.since, i.format, n.labels, n.number
                FROM datamap_named n JOIN datamap_item i ON i.item = n.item AND i.event = n.event
                WHERE n.kind = \(mark.kind.rawValue) AND n.digest = \(mark.digest)
                    AND i.closed IS NULL
                ORDER BY i.item LIMIT \(passagesMax)
                """
            ) {
                let others = try db.rows(
                    """
                    SELECT kind, digest FROM datamap_named
                    WHERE item = \(row.text(1)) AND event = \(row.text(2))
                        AND number = \(row.int(7))
                    """
                ).compactMap { row in
                    Vault.Mark.Kind(rawValue: row.text(0)).flatMap {
                        Vault.Mark(kind: $0, digest: row.text(1))
                    }
                }
                // Another's address in the same domain beside the same name is a namesake.
                guard Vault.Mark.areCompatible(Set(marks), Set(others)),
                    let source = sources[row.id(0)]
                else { continue }
                let before = found[row.text(1)]
                let words = row.text(6).split(separator: " ").map { String($0) }
                let labels = Set(before?.labels ?? []).union(words)
                let isSure = others.contains { $0.kind.isStrong && marks.contains($0) }
                found[row.text(1)] = Mentioning(
                    source: source,
                    item: row.text(1),
                    event: row.id(2),
                    position: row.int(3),
                    since: Int64(row.int(4)),
                    format: row.text(5),
                    labels: labels.sorted(),
                    isByNameAlone: !isSure && before?.isByNameAlone != false
                )
            }
        }
        return found.values.sorted { ($0.source.name, $0.item) < ($1.source.name, $1.item) }
    }
}

extension DataMap.Scan {
    /// Answers what is held about the person of these marks, over all sources.
    ///
    /// Each item is read again where it lies, and everybody else in it is masked: their right to be
    /// left out is as good as the right of whoever asks (Art. 15(4)).
    package func passages(
        about marks: [Vault.Mark],
        as principal: Principal
    ) async throws -> [DataMap.Passage] {
        let ledger = home.ledger
        let (theirs, found) = try await ledger.store.read { db in
            let all = try DataMap.widened(marks, in: db)
            return (all, try DataMap.mentioning(all, in: db))
        }
        let paths = try await DataMap.paths(
            of: found.map { ($0.event, $0.position) },
            in: ledger
        )
        var visitors: [ID<DataMap.Source>: any DataMap.Visitor] = [:]
        var passages: [DataMap.Passage] = []
        for (mention, path) in zip(found, paths) {
            try Task.checkCancellation()
            guard let path else { continue }
            var passage = DataMap.Passage(
                source: mention.source.name,
                item: mention.item,
                path: path,
                since: mention.since,
                format: mention.format,
                labels: mention.labels,
                isByNameAlone: mention.isByNameAlone,
                records: []
            )
            do {
                let known = visitors[mention.source.id]
                let visitor = try await visit(known, mention.source, principal)
                visitors[mention.source.id] = visitor
                try await read(into: &passage, visitor, theirs)
            } catch let failure as DataMap.Unreachable {
                passage.obstacle = failure.message
            } catch let refusal as NotAssessed {
                passage.obstacle = refusal.reason
            }
            passages.append(passage)
        }
        return passages
    }

    private func visit(
        _ known: (any DataMap.Visitor)?,
        _ source: DataMap.Listed,
        _ principal: Principal
    ) async throws -> any DataMap.Visitor {
        if let known { return known }
        return try await visitor(of: source, as: principal)
    }

    private func read(
        into passage: inout DataMap.Passage,
        _ visitor: any DataMap.Visitor,
        _ marks: [Vault.Mark]
    ) async throws {
        let sighting = DataMap.Sighting(
            path: passage.path.reveal(for: Occasion("answering the person it is about")) { $0 },
            hint: "",
            exposure: .owner,
            rights: "",
            bytes: 0
        )
        var curtain = DataMap.Curtain(lens: lens, marks: Set(marks))
        switch try await visitor.hold(sighting) {
        case .file(let path):
            let reading = try await reader.read(path) { curtain.take($0) }
            passage.obstacle = reading.unassessed?.reason
        case .bytes(let memory, let name):
            let reading = try await reader.read(memory, name: name) { curtain.take($0) }
            passage.obstacle = reading.unassessed?.reason
        case .rows(let rows, _):
            _ = try await rows.read { curtain.take($0) }
        }
        passage.records = curtain.finish()
    }
}
