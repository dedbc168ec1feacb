import Custody
import Kernel
import People
import Provenance

extension Dependencies {
    /// That harm to one thing is harm to another, for a while, and how this is known.
    ///
    /// Four times tell it: since when and until when it was so (`since`, `until`), and when the
    /// house learnt the one and the other (`known`, `closed`). What was said of the end before that
    /// is kept too (`planned`): a lease that is given back early was meant to run longer.
    struct Connection {
        let origin: String
        let target: String
        /// The name of the event that says so.
        let basis: String
        /// What its end will be known by: a lease, a session, a member, a document.
        var matter: String?
        /// What else is known of it: a release's purpose, a session's passkey.
        var detail: String?
        /// In milliseconds since 1970.
        let since: Int64
        /// When it will end, as far as is known in the beginning; nil for open.
        var planned: Int64?

        init<E: Event>(
            _ origin: String,
            _ target: String,
            by event: E.Type,
            since: Int64,
            until planned: Int64? = nil,
            matter: String? = nil,
            detail: String? = nil
        ) {
            self.origin = origin
            self.target = target
            basis = event.name
            self.matter = matter
            self.detail = detail
            self.since = since
            self.planned = planned
        }

        /// Writes it down.
        ///
        /// - Parameter place: its number among those that one event says, from 0.
        func insert(_ stamp: Stamp, at place: Int = 0, in db: Database) throws {
            try db.execute(
                """
                INSERT INTO dependencies_edge (
                    event, place, origin, target, basis, matter, detail, since, planned, until,
                    known
                )
                VALUES (
                    \(stamp.event), \(place), \(origin), \(target), \(basis), \(matter.value),
                    \(detail.value), \(since), \(planned.value), \(planned.value), \(stamp.time)
                )
                """
            )
        }

        /// Whether this pair stands already by the same kind of event.
        func stands(in db: Database) throws -> Bool {
            try db.row(
                """
                SELECT 1 FROM dependencies_edge
                WHERE origin = \(origin) AND target = \(target) AND basis = \(basis)
                    AND until IS NULL
                """
            ) != nil
        }

        /// Ends, as of the event's moment, every one of these that is not over yet.
        static func end(_ which: SQL, _ stamp: Stamp, in db: Database) throws {
            try db.execute(
                """
                UPDATE dependencies_edge SET until = \(stamp.time), closed = \(stamp.time)
                WHERE \(which) AND (until IS NULL OR until > \(stamp.time))
                """
            )
        }
    }

    /// What this house calls those whom it knows, as `kind:name`.
    enum Name {
        static func worker(_ member: ID<Principal>) -> String { "worker:\(member)" }
        static func supplier(_ name: String) -> String { "supplier:" + name }
        static func client(_ name: String) -> String { "client:" + name }
        static func document(_ document: ID<Vault.Document>) -> String { "dataset:\(document)" }
        static func release(_ release: ID<Release.Edition>) -> String {
            "dataset:" + releaseMark + release.description
        }
        /// Tasks of a project, those of one release where it is known which.
        static func tasks(_ project: ID<Workroom.Project>, of release: String) -> String {
            "dataset:" + tasksMark + project.description + (release.isEmpty ? "" : "/" + release)
        }
        /// Whoever holds it is signed in as somebody: it is a secret like any other.
        static func session(_ session: ID<Accounts.Session>) -> String {
            "secret:" + sessionMark + session.description
        }
        /// The private half of a member's key, by the beginning of the public one.
        static func key(_ key: String) -> String { "secret:" + keyMark + key.prefix(16) }

        /// Whether something is a release or tasks of this house, and no document.
        static func isOurs(_ node: Provenance.Reach.Node) -> Bool {
            node.kind == .dataset
                && (node.name.hasPrefix(releaseMark) || node.name.hasPrefix(tasksMark))
        }

        static let releaseMark = "release/"
        static let tasksMark = "tasks/"
        static let sessionMark = "session/"
        static let keyMark = "key/"
    }
}

extension DependenciesTables {
    // Until is empty while the connection stands, and closed until its end was heard of.
    static let edge = Table(
        "dependencies_edge",
        columns: [
            .text("event"), .integer("place"), .text("origin"), .text("target"), .text("basis"),
            .text("matter").optional, .text("detail").optional, .integer("since"),
            .integer("planned").optional, .integer("until").optional, .integer("known"),
            .integer("closed").optional,
        ],
        key: ["event", "place"],
        indexes: [["origin", "target"], ["matter"]]
    )

    /// What was said by hand.
    static let declared = [
        Projection { (event: Dependencies.Connected, stamp, db) in
            try Dependencies.Connection(
                event.from,
                event.to,
                by: Dependencies.Connected.self,
                since: event.since
            ).insert(stamp, in: db)
        },
        Projection { (event: Dependencies.Disconnected, stamp, db) in
            // By hand, only what was said by hand is ended.
            try db.execute(
                """
                UPDATE dependencies_edge SET until = \(event.until), closed = \(stamp.time)
                WHERE origin = \(event.from) AND target = \(event.to) AND until IS NULL
                    AND basis = \(Dependencies.Connected.name)
                """
            )
        },
    ]
}
