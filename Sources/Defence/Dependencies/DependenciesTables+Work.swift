import Kernel
import People

/// What whoever works was shown, when, and for whom.
extension DependenciesTables {
    private typealias Connection = Dependencies.Connection
    private typealias Name = Dependencies.Name

    /// Projects, and for whom each works: '' where it is not said.
    static let project = Table(
        "dependencies_project",
        columns: [.text("id"), .text("client")],
        key: ["id"]
    )

    /// Of which releases a project has tasks: '' for those where nobody said.
    static let batch = Table(
        "dependencies_batch",
        columns: [.text("project"), .text("release")],
        key: ["project", "release"]
    )

    /// The release that a task is of; those where nobody said have no row.
    static let task = Table(
        "dependencies_task",
        columns: [.text("id"), .text("release")],
        key: ["id"]
    )

    static let work = tasks + leases

    private static let tasks = [
        Projection { (event: Workroom.Begun, _, db) in
            try db.execute(
                """
                INSERT INTO dependencies_project (id, client)
                VALUES (\(event.project), \(event.brief.client ?? ""))
                """
            )
        },
        Projection { (event: Workroom.Added, stamp, db) in
            let release = event.release?.description ?? ""
            if event.release != nil {
                for sheet in event.sheets {
                    try db.execute(
                        """
                        INSERT INTO dependencies_task (id, release)
                        VALUES (\(sheet.task), \(release))
                        """
                    )
                }
            }
            let isNew = try db.execute(
                """
                INSERT INTO dependencies_batch (project, release)
                VALUES (\(event.project), \(release)) ON CONFLICT (project, release) DO NOTHING
                """
            )
            guard isNew > 0 else { return }
            let tasks = Name.tasks(event.project, of: release)
            let client = try db.row(
                "SELECT client FROM dependencies_project WHERE id = \(event.project)"
            )?.text(0)
            let targets = [
                client.flatMap { $0.isEmpty ? nil : Name.client($0) },
                event.release.map(Name.release),
            ]
            for (place, target) in targets.enumerated() {
                guard let target else { continue }
                let added = Workroom.Added.self
                try Connection(tasks, target, by: added, since: stamp.time)
                    .insert(stamp, at: place, in: db)
            }
        },
        // The answers tell of everything that was asked about.
        Projection { (event: Workroom.Exported, stamp, db) in
            guard let recipient = event.recipient else { return }
            let batches = try db.rows(
                """
                SELECT release FROM dependencies_batch WHERE project = \(event.project)
                ORDER BY release
                """
            )
            for (place, batch) in batches.enumerated() {
                let connection = Connection(
                    Name.tasks(event.project, of: batch.text(0)),
                    Name.client(recipient),
                    by: Workroom.Exported.self,
                    since: stamp.time
                )
                if try !connection.stands(in: db) {
                    try connection.insert(stamp, at: place, in: db)
                }
            }
        },
    ]

    private static let leases = [
        Projection { (event: Workroom.Leased, stamp, db) in
            let release = try db.row(
                "SELECT release FROM dependencies_task WHERE id = \(event.task)"
            )?.text(0)
            try Connection(
                Name.worker(event.worker),
                Name.tasks(event.project, of: release ?? ""),
                by: Workroom.Leased.self,
                since: stamp.time,
                until: event.ends,
                matter: event.lease.description
            ).insert(stamp, in: db)
        },
        Projection { (event: Workroom.Returned, stamp, db) in
            try Connection.end("matter = \(event.lease)", stamp, in: db)
        },
        Projection { (event: Workroom.Submitted, stamp, db) in
            // Who hands in late had it until then.
            try db.execute(
                """
                UPDATE dependencies_edge SET until = \(stamp.time), closed = \(stamp.time)
                WHERE matter = \(event.lease)
                """
            )
        },
    ]
}
