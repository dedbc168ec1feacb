import Foundation
package import Kernel

extension DataMap {
    /// What happened to data, as OpenLineage run events (openlineage.io, spec 2-0-2): a pass reads
    /// a source, a release reads sources and writes a data set.
    package struct Lineage: Sendable, Encodable {
        package struct Run: Sendable, Encodable { let runId: String }
        package struct Job: Sendable, Encodable {
            let namespace: String
            let name: String
        }
        package struct Dataset: Sendable, Encodable, Hashable {
            let namespace: String
            let name: String
        }

        let eventType = "COMPLETE"
        let eventTime: String
        let run: Run
        let job: Job
        let inputs: [Dataset]
        let outputs: [Dataset]
        let producer: String
        let schemaURL =
            "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
    }

    /// Runs in one export.
    private static let runsMax = 100_000

    /// Everything that happened, oldest first.
    ///
    /// - Parameters:
    ///   - origin: the name of the house's log, which is the namespace of its names.
    ///   - tool: who writes this, as a URI.
    package static func lineage(
        origin: String,
        producer tool: String,
        in db: Database
    ) throws -> [Lineage] {
        let namespace = "cordon://" + origin
        func event(
            _ id: String,
            _ time: Int,
            _ job: String,
            _ inputs: [String],
            _ outputs: [String]
        ) -> Lineage {
            Lineage(
                eventTime: Date(timeIntervalSince1970: Double(time) / 1000).formatted(
                    .iso8601.year().month().day().time(includingFractionalSeconds: true)
                        .timeZone(separator: .omitted)
                ),
                run: Lineage.Run(runId: id),
                job: Lineage.Job(namespace: namespace, name: job),
                inputs: inputs.map { Lineage.Dataset(namespace: namespace, name: $0) },
                outputs: outputs.map { Lineage.Dataset(namespace: namespace, name: $0) },
                producer: tool
            )
        }
        let passes = try db.rows(
            """
            SELECT p.id, p.ended, s.name FROM datamap_pass p
            JOIN datamap_source s ON s.id = p.source
            WHERE p.ended IS NOT NULL ORDER BY p.ended LIMIT \(runsMax)
            """
        ).map { row in
            (row.int(1), event(row.text(0), row.int(1), "datamap.scan", [row.text(2)], ["datamap"]))
        }
        var sources: [String: Set<String>] = [:]
        var times: [String: Int] = [:]
        for row in try db.rows(
            """
            SELECT h.release, h.time, h.document, s.name FROM datamap_handover h
            LEFT JOIN datamap_document d ON d.id = h.document
            LEFT JOIN datamap_item i ON i.fingerprint = d.fingerprint AND i.closed IS NULL
            LEFT JOIN datamap_source s ON s.id = i.source
            ORDER BY h.time, h.release, h.document LIMIT \(runsMax)
            """
        ) {
            times[row.text(0)] = row.int(1)
            // What lies in no source that is on the map is told by the vault's own name for it.
            let name = row.optional(3, Row.text) ?? "vault/" + row.text(2)
            sources[row.text(0), default: []].insert(name)
        }
        let releases = times.map { id, time in
            let inputs = (sources[id] ?? []).sorted()
            return (time, event(id, time, "release.make", inputs, ["release/" + id]))
        }
        return (passes + releases).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
