package import Custody
package import Kernel

extension Workroom {
    /// What labels taken out for nobody in particular are said to have gone to.
    package static let unnamedRecipient = "taken out, for whom is not said"
    /// Workers whom no supplier sent.
    package static let ownWorkers = "workers of the house"

    /// Where each project's tasks came from, who was shown them, and whom their labels were taken
    /// out for: what the data map draws as flows. Workers stand in it as supplier and country.
    package static func onward(in db: Database) throws -> [DataMap.Onward] {
        let origins = try origins(in: db)
        let shown = try shown(in: db)
        let exported = try exported(in: db)
        return try db.rows("SELECT id, purpose FROM workroom_project ORDER BY id").map { row in
            let project: ID<Project> = row.id(0)
            return DataMap.Onward(
                project: "project " + String(project.description.suffix(8)),
                purpose: row.text(1),
                origins: origins[project] ?? [],
                receivers: (shown[project] ?? []) + (exported[project] ?? [])
            )
        }
    }

    private static func origins(in db: Database) throws -> [ID<Project>: [DataMap.Onward.Origin]] {
        let rows = try db.rows(
            "SELECT project, release, tasks, last FROM workroom_origin ORDER BY project, release"
        )
        return Dictionary(grouping: rows, by: { $0.id(0) }).mapValues { rows in
            rows.map { row in
                DataMap.Onward.Origin(
                    release: ID(row.text(1)),
                    tasks: row.int(2),
                    last: Int64(row.int(3))
                )
            }
        }
    }

    /// Leases by supplier and country.
    private static func shown(in db: Database) throws -> [ID<Project>: [DataMap.Onward.Receiver]] {
        let rows = try db.rows(
            """
            SELECT project, worker, country, leases, leased FROM workroom_engagement
            WHERE leases > 0 ORDER BY project, id
            """
        )
        return try Dictionary(grouping: rows, by: { $0.id(0) }).mapValues { rows in
            var sums: [Whereabouts: (leases: Int, last: Int)] = [:]
            for row in rows {
                let key = Whereabouts(
                    supplier: try Access.supplier(of: row.id(1), in: db) ?? ownWorkers,
                    country: row.optional(2, Row.text) ?? ""
                )
                let sum = sums[key] ?? (0, 0)
                sums[key] = (sum.leases + row.int(3), max(sum.last, row.int(4)))
            }
            return sums.sorted { $0.key < $1.key }.map { key, sum in
                DataMap.Onward.Receiver(
                    name: key.supplier,
                    country: key.country.isEmpty ? nil : key.country,
                    kind: "lease",
                    items: sum.leases,
                    last: Int64(sum.last)
                )
            }
        }
    }

    private struct Whereabouts: Hashable, Comparable {
        let supplier: String
        let country: String

        static func < (left: Whereabouts, right: Whereabouts) -> Bool {
            (left.supplier, left.country) < (right.supplier, right.country)
        }
    }

    private static func exported(
        in db: Database
    ) throws -> [ID<Project>: [DataMap.Onward.Receiver]] {
        let rows = try db.rows(
            """
            SELECT project, recipient, labels, last FROM workroom_export
            ORDER BY project, recipient
            """
        )
        return Dictionary(grouping: rows, by: { $0.id(0) }).mapValues { rows in
            rows.map { row in
                DataMap.Onward.Receiver(
                    name: row.text(1).isEmpty ? unnamedRecipient : row.text(1),
                    country: nil,
                    kind: "export",
                    items: row.int(2),
                    last: Int64(row.int(3))
                )
            }
        }
    }
}
