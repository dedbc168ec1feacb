package import Kernel

extension DataMap {
    /// Data that goes from a source to somebody: as declared, as observed, or both.
    package struct Flow: Sendable, Codable, Hashable {
        package let source: String
        /// Another source, or who received it.
        package var recipient: String
        /// The release and the project that it went through; nil where it went straight.
        package var through: String?
        package var purpose: String?
        package var country: String?
        package var safeguard: String?
        package var isDeclared: Bool
        /// Items that were seen to have gone there.
        package var items: Int
        /// How it was observed: `release`, `copy`, `import`, `lease`, `export`; empty where it was
        /// not.
        package var seen: [String]
        /// When it was last observed, in milliseconds since 1970.
        package var last: Int64?

        /// Whether somebody ought to look: it happens, and nobody said so.
        package var isFinding: Bool { !isDeclared && items > 0 }

        /// This, with what else was seen of it.
        func joined(by other: Flow) -> Flow {
            var flow = self
            flow.items += other.items
            flow.isDeclared = isDeclared || other.isDeclared
            for kind in other.seen where !flow.seen.contains(kind) { flow.seen.append(kind) }
            flow.last = max(last ?? 0, other.last ?? 0)
            flow.purpose = purpose ?? other.purpose
            flow.country = country ?? other.country
            let ways = [through, other.through].compactMap { $0 }
            flow.through = ways.first == ways.last ? ways.first : ways.joined(separator: "; ")
            return flow
        }
    }

    /// What a pass found beyond a limit.
    package struct Alert: Sendable, Codable, Hashable {
        package let measure: String
        package let value: Double
        package let limit: Double
        /// Milliseconds since 1970.
        package let time: Int64
    }

    /// The figures of one finished pass.
    package struct TrendPoint: Sendable, Codable, Hashable {
        package let time: Int64
        package let measures: Measures
    }

    /// Every flow: first those that nobody declared, then by source and recipient.
    ///
    /// - Parameter onward: what other rooms saw of where it went on.
    package static func flows(and onward: [Onward], in db: Database) throws -> [Flow] {
        let declared = try declared(in: db)
        let drawing = try OnwardFlows(declared: declared, in: db)
        var flows = Dictionary(
            declared.map { ($0.source + "\u{1F}" + $0.recipient, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for row in try observed(in: db) + onward.flatMap(drawing.flows(of:)) {
            var row = row
            let straight = row.source + "\u{1F}" + row.recipient
            // What was declared for one country says nothing of another.
            if let country = row.country, flows[straight]?.country != country {
                row.recipient += " in " + country
            }
            let key = row.source + "\u{1F}" + row.recipient
            flows[key] = flows[key]?.joined(by: row) ?? row
        }
        return flows.values.sorted { left, right in
            (left.isFinding ? 0 : 1, left.source, left.recipient)
                < (right.isFinding ? 0 : 1, right.source, right.recipient)
        }
    }

    private static func declared(in db: Database) throws -> [Flow] {
        try db.rows(
            """
            SELECT s.name, f.recipient, f.purpose, f.country, f.safeguard
            FROM datamap_flow f JOIN datamap_source s ON s.id = f.source
            """
        ).map { row in
            Flow(
                source: row.text(0),
                recipient: row.text(1),
                purpose: row.text(2),
                country: row.optional(3, Row.text),
                safeguard: row.optional(4, Row.text),
                isDeclared: true,
                items: 0,
                seen: []
            )
        }
    }

    /// What happened: releases of what lies in a source, and content that came up in a second one.
    private static func observed(in db: Database) throws -> [Flow] {
        let releases = try db.rows(
            """
            SELECT s.name, h.recipient, count(DISTINCT i.item), max(h.time),
                count(DISTINCT h.purpose), min(h.purpose), max(h.purpose)
            FROM datamap_handover h JOIN datamap_document d ON d.id = h.document
            JOIN datamap_item i ON i.fingerprint = d.fingerprint
            JOIN datamap_source s ON s.id = i.source
            GROUP BY s.name, h.recipient
            """
        ).map { ($0, "release") }
        let unmapped = try db.rows(
            """
            SELECT \(unmappedSource), h.recipient, count(DISTINCT h.document), max(h.time),
                count(DISTINCT h.purpose), min(h.purpose), max(h.purpose)
            FROM datamap_handover h JOIN datamap_document d ON d.id = h.document
            WHERE NOT EXISTS (
                SELECT 1 FROM datamap_item i WHERE i.fingerprint = d.fingerprint
            )
            GROUP BY h.recipient
            """
        ).map { ($0, "release") }
        // From where it lay first to where it turned up later.
        let copies = try db.rows(
            """
            SELECT a.name, b.name, count(DISTINCT j.item), max(j.known)
            FROM datamap_item i JOIN datamap_item j ON j.fingerprint = i.fingerprint
                AND j.source <> i.source AND j.closed IS NULL
                AND (j.since > i.since OR j.since = i.since AND j.known > i.known)
            JOIN datamap_source a ON a.id = i.source
            JOIN datamap_source b ON b.id = j.source
            WHERE i.closed IS NULL AND i.fingerprint <> '' AND i.bytes > 0
            GROUP BY a.name, b.name
            """
        ).map { ($0, "copy") }
        return (releases + unmapped + copies).map { row, kind in
            Flow(
                source: row.text(0),
                recipient: row.text(1),
                purpose: kind == "release" ? purpose(of: row) : nil,
                isDeclared: false,
                items: row.int(2),
                seen: [kind],
                last: Int64(row.int(3))
            )
        }
    }

    /// What releases to one recipient were made for, by how many purposes there are, the first and
    /// the last of them.
    private static func purpose(of row: Row) -> String {
        switch row.int(4) {
        case 1: row.text(5)
        case 2: row.text(5) + "; " + row.text(6)
        default: row.text(5) + "; " + row.text(6) + "; …"
        }
    }

    /// Alerts, newest first, at most `limit`.
    package static func alerts(limit: Int = 100, in db: Database) throws -> [Alert] {
        try db.rows(
            """
            SELECT measure, value, threshold, time FROM datamap_alert
            ORDER BY time DESC, measure LIMIT \(limit)
            """
        ).map {
            Alert(measure: $0.text(0), value: $0.real(1), limit: $0.real(2), time: Int64($0.int(3)))
        }
    }

    /// The figures of finished passes, oldest first, the last `limit` of them.
    package static func trend(limit: Int = 200, in db: Database) throws -> [TrendPoint] {
        try db.rows(
            """
            SELECT ended, people, least, most, dispersion, concentration, copies
            FROM datamap_pass WHERE ended IS NOT NULL ORDER BY ended DESC LIMIT \(limit)
            """
        ).reversed().map { row in
            TrendPoint(
                time: Int64(row.int(0)),
                measures: Measures(
                    people: row.int(1),
                    peopleMin: row.int(2),
                    peopleMax: row.int(3),
                    dispersion: row.real(4),
                    concentration: row.real(5),
                    copies: row.int(6)
                )
            )
        }
    }

    /// Who the house is, as it was last said.
    package static func house(in ledger: Ledger) async throws -> House {
        let event: ID<any Event>? = try await ledger.store.read { db in
            try db.row("SELECT event FROM datamap_house WHERE one = 1")?.id(0)
        }
        guard let event else { return House() }
        return try await ledger.event(event, as: Introduced.self)?.house ?? House()
    }
}
