import Custody
import Kernel
import People

/// Who was sent by whom, and what lets them in.
extension DependenciesTables {
    private typealias Connection = Dependencies.Connection
    private typealias Name = Dependencies.Name

    static let people = placing + sessions

    private static let placing = [
        Projection { (event: Access.Enrolled, stamp, db) in
            // Who comes back with another key is where they were, whatever is said then.
            let isNew = try !isKnown(event.member, in: db)
            try Connection(
                Name.worker(event.member),
                Name.key(event.key),
                by: Access.Enrolled.self,
                since: stamp.time
            ).insert(stamp, in: db)
            guard isNew, let supplier = event.supplier else { return }
            try Connection(
                Name.supplier(supplier),
                Name.worker(event.member),
                by: Access.Enrolled.self,
                since: stamp.time,
                matter: event.member.description
            ).insert(stamp, at: 1, in: db)
        },
        Projection { (event: Access.Placed, stamp, db) in
            let member = event.member.description
            if let supplier = event.supplier {
                let stands = try db.row(
                    """
                    SELECT 1 FROM dependencies_edge WHERE matter = \(member)
                        AND origin = \(Name.supplier(supplier)) AND until IS NULL
                    """
                )
                if stands != nil { return }
            }
            try Connection.end("matter = \(member)", stamp, in: db)
            guard let supplier = event.supplier else { return }
            try Connection(
                Name.supplier(supplier),
                Name.worker(event.member),
                by: Access.Placed.self,
                since: stamp.time,
                matter: member
            ).insert(stamp, in: db)
        },
        Projection { (event: Access.Revoked, stamp, db) in
            let worker = Name.worker(event.member)
            try Connection.end(
                "origin = \(worker) AND basis = \(Access.Enrolled.name)",
                stamp,
                in: db
            )
            try endSessions(of: event.member, stamp, in: db)
        },
        // What was sealed under their key is gone, and a rebuild would not find it.
        Projection { (event: Vault.Erased, _, db) in
            let subject = event.subject.description
            try db.execute("DELETE FROM dependencies_edge WHERE matter = \(subject)")
            try db.execute(
                """
                DELETE FROM dependencies_edge WHERE origin = \("worker:" + subject)
                    AND basis IN (\(Access.Enrolled.name), \(Accounts.SessionBegun.name))
                """
            )
        },
    ]

    private static let sessions = [
        Projection { (event: Accounts.SessionBegun, stamp, db) in
            try Connection(
                Name.worker(event.member),
                Name.session(event.session),
                by: Accounts.SessionBegun.self,
                since: stamp.time,
                until: event.until,
                matter: event.session.description,
                detail: event.credential
            ).insert(stamp, in: db)
        },
        Projection { (event: Accounts.SessionsEnded, stamp, db) in
            guard let session = event.session else {
                return try endSessions(of: event.member, stamp, in: db)
            }
            try Connection.end("matter = \(session)", stamp, in: db)
        },
        Projection { (event: Accounts.PasskeyRemoved, stamp, db) in
            let worker = Name.worker(event.member)
            try Connection.end(
                """
                origin = \(worker) AND basis = \(Accounts.SessionBegun.name)
                    AND detail = \(event.credential)
                """,
                stamp,
                in: db
            )
        },
        Projection { (event: Access.Suspended, stamp, db) in
            switch event.whom {
            case .member(let member): try endSessions(of: member, stamp, in: db)
            case .supplier(let name):
                let workers: SQL = """
                    SELECT target FROM dependencies_edge
                    WHERE origin = \(Name.supplier(name)) AND matter IS NOT NULL
                        AND until IS NULL
                    """
                try Connection.end(
                    "basis = \(Accounts.SessionBegun.name) AND origin IN (\(workers))",
                    stamp,
                    in: db
                )
            case .everyone:
                try Connection.end("basis = \(Accounts.SessionBegun.name)", stamp, in: db)
            }
        },
    ]

    private static func isKnown(_ member: ID<Principal>, in db: Database) throws -> Bool {
        try db.row(
            """
            SELECT 1 FROM dependencies_edge WHERE origin = \(Name.worker(member))
                AND basis = \(Access.Enrolled.name)
            """
        ) != nil
    }

    private static func endSessions(
        of member: ID<Principal>,
        _ stamp: Stamp,
        in db: Database
    ) throws {
        let worker = Name.worker(member)
        try Connection.end(
            "origin = \(worker) AND basis = \(Accounts.SessionBegun.name)",
            stamp,
            in: db
        )
    }
}
