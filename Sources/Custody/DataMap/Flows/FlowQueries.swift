package import Kernel

extension DataMap {
    /// Data that goes from a source to somebody: as declared, as observed, or both.
    package struct Flow: Sendable, Codable, Hashable {
        package let source: String
        /// Another source, or who received it.
        package let recipient: String
        package var purpose: String?
        package var country: String?
        package var safeguard: String?
        package var isDeclared: Bool
        /// Items that were seen to have gone there.
        package var items: Int
        /// How it was observed: `release`, `copy`; empty where it was not.
        package var seen: [String]
        /// When it was last observed, in milliseconds since 1970.
        package var last: Int64?

        /// Whether somebody ought to look: it happens, and nobody said so.
        package var isFinding: Bool { !isDeclared && items > 0 }
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
    package static func flows(in db: Database) throws -> [Flow] {
        var flows: [String: Flow] = [:]
        for row in try db.rows(
            """
            SELECT s.name, f.recipient, f.purpose, f.country, f.safeguard
            FROM datamap_flow f JOIN datamap_source s ON s.id = f.source
            """
        ) {
            flows[row.text(0) + "\u{1F}" + row.text(1)] = Flow(
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
        for row in try observed(in: db) {
            let key = row.source + "\u{1F}" + row.recipient
            var flow = flows[key] ?? row
            if flows[key] != nil {
                flow.items += row.items
                flow.seen += row.seen
                flow.last = max(flow.last ?? 0, row.last ?? 0)
            }
            flows[key] = flow
        }
        return flows.values.sorted { left, right in
            (left.isFinding ? 0 : 1, left.source, left.recipient)
                < (right.isFinding ? 0 : 1, right.source, right.recipient)
        }
    }

    /// What happened: releases of what lies in a source, and content that came up in a second one.
    private static func observed(in db: Database) throws -> [Flow] {
        let releases = try db.rows(
            """
            SELECT s.name, h.recipient, count(DISTINCT i.item), max(h.time)
            FROM datamap_handover h JOIN datamap_document d ON d.id = h.document
            JOIN datamap_item i ON i.fingerprint = d.fingerprint AND i.closed IS NULL
            JOIN datamap_source s ON s.id = i.source
            GROUP BY s.name, h.recipient
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
        return (releases + copies).map { row, kind in
            Flow(
                source: row.text(0),
                recipient: row.text(1),
                isDeclared: false,
                items: row.int(2),
                seen: [kind],
                last: Int64(row.int(3))
            )
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
