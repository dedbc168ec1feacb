import Custody
package import Kernel
import People
package import Provenance

extension Dependencies {
    /// How it is known that one thing hung on another.
    package struct Evidence: Sendable, Hashable {
        /// The event that says so: its leaf stands in the log.
        package let event: ID<any Event>
        /// The name of that event: `workroom.leased.v1`.
        package let basis: String
        /// In milliseconds since 1970.
        package let since: Int64
        /// Nil for still.
        package let until: Int64?
        /// What else is known of it: the purpose of a release or of a reading.
        package let detail: String?

        /// Whether the house saw it happen; else somebody said it by hand.
        package var isObserved: Bool { basis != Connected.name }

        /// What happened, in a word or two for people.
        package var words: String {
            switch basis {
            case Connected.name: "said by hand"
            case Recorded.name: "inventory"
            case Access.Enrolled.name: "enrolled"
            case Access.Placed.name: "placed"
            case Accounts.SessionBegun.name: "signed in"
            case Workroom.Leased.name: "leased"
            case Workroom.Added.name: "tasks added"
            case Workroom.Exported.name: "exported"
            case Release.Made.name: "released"
            case Vault.Opened.name: "opened"
            case DataMap.Observed.name: "mapped"
            default: basis
            }
        }
    }

    /// What a person calls something: of what this house numbered, the ends of the numbers.
    package static func words(for node: Provenance.Reach.Node) -> String {
        let parts = node.name.split(separator: "/").map { String($0.suffix(8)) }
        switch (node.kind, node.name) {
        case (.dataset, let name) where name.hasPrefix(Name.releaseMark) && parts.count == 2:
            return "release " + parts[1]
        case (.dataset, let name) where name.hasPrefix(Name.tasksMark) && parts.count == 3:
            return "tasks \(parts[1]) from \(parts[2])"
        case (.dataset, let name) where name.hasPrefix(Name.tasksMark) && parts.count == 2:
            return "tasks " + parts[1]
        case (.secret, let name) where name.hasPrefix(Name.sessionMark) && parts.count == 2:
            return "session " + parts[1]
        case (.secret, let name) where name.hasPrefix(Name.keyMark) && parts.count == 2:
            return "key " + parts[1]
        default: return node.name
        }
    }

    /// The last step to something that was reached.
    struct Step {
        let from: Provenance.Reach.Node
        let to: Provenance.Reach.Node
        /// The last millisecond of the second in which it was taken.
        private let moment: Int64
        private let origin: String
        private let target: String

        init(to thing: Provenance.Reach.Reached) {
            to = thing.node
            from = thing.path.dropLast().last ?? thing.node
            moment = thing.earliest.seconds * 1_000 + 999
            origin = from.kind.word + ":" + from.name
            target = to.kind.word + ":" + to.name
        }

        /// How it is known: by what was observed, rather than by what was said.
        func evidence(_ window: Window, in db: Database) throws -> Evidence? {
            let row = try db.row(
                """
                SELECT event, basis, since, \(window.until), detail FROM dependencies_edge
                WHERE origin = \(origin) AND target = \(target) AND known <= \(window.known)
                    AND since <= \(moment)
                    AND (until IS NULL OR until > \(moment - 999) OR closed > \(window.known))
                ORDER BY CASE WHEN basis = \(Connected.name) THEN 1 ELSE 0 END, since DESC, event
                LIMIT 1
                """
            )
            return try row.map(Self.evidence) ?? inventory(window, in: db)
                ?? map(window, in: db)
        }

        private static func evidence(_ row: Row) -> Evidence {
            Evidence(
                event: row.id(0),
                basis: row.text(1),
                since: Int64(row.int(2)),
                until: row.optional(3, Row.int).map(Int64.init),
                // A session's is its passkey, which nobody asks for here.
                detail: row.text(1) == Accounts.SessionBegun.name
                    ? nil : row.optional(4, Row.text)
            )
        }

        private func inventory(_ window: Window, in db: Database) throws -> Evidence? {
            let found: Row?
            switch (from.kind, to.kind) {
            case (.component, .tool):
                found = try db.row(
                    """
                    SELECT s.event, s.time FROM dependencies_snapshot s
                    JOIN dependencies_component c ON c.snapshot = s.id
                    WHERE c.purl = \(from.name) AND s.subject = \(to.name)
                        AND s.time <= \(moment) AND s.known <= \(window.known)
                    ORDER BY s.time DESC, s.id DESC LIMIT 1
                    """
                )
            case (.tool, .supplier):
                found = try db.row(
                    """
                    SELECT event, time FROM dependencies_snapshot
                    WHERE subject = \(from.name) AND supplier = \(to.name)
                        AND time <= \(moment) AND known <= \(window.known)
                    ORDER BY time DESC, id DESC LIMIT 1
                    """
                )
            default: return nil
            }
            return found.map { row in
                Evidence(
                    event: row.id(0),
                    basis: Recorded.name,
                    since: Int64(row.int(1)),
                    until: nil,
                    detail: nil
                )
            }
        }

        private func map(_ window: Window, in db: Database) throws -> Evidence? {
            guard from.kind == .dataset, to.kind == .country else { return nil }
            return try db.row(
                """
                SELECT c.event, d.time FROM dependencies_document d
                JOIN dependencies_country c ON c.fingerprint = d.fingerprint
                WHERE d.id = \(from.name) AND c.country = \(to.name)
                    AND c.time <= \(window.known)
                ORDER BY c.time, c.event LIMIT 1
                """
            ).map { row in
                Evidence(
                    event: row.id(0),
                    basis: DataMap.Observed.name,
                    since: Int64(row.int(1)),
                    until: nil,
                    detail: nil
                )
            }
        }

        /// Where what was said by hand of this step meets what was observed; nil where it does not.
        /// Asked only of steps that somebody spoke of.
        func remark(_ window: Window, in db: Database) throws -> Blast.Remark? {
            let rows = try db.rows(
                """
                SELECT basis, since, \(window.until) FROM dependencies_edge
                WHERE origin = \(origin) AND target = \(target) AND known <= \(window.known)
                ORDER BY since
                """
            )
            let spans = rows.map { row in
                (
                    isSaid: row.text(0) == Connected.name,
                    span: Span(Int64(row.int(1)), row.optional(2, Row.int).map(Int64.init))
                )
            }
            let said = spans.filter(\.isSaid).map(\.span)
            let seen = spans.filter { !$0.isSaid }.map(\.span)
            if let other = try otherSupplier(said, window, in: db) {
                return Blast.Remark(from: from, to: to, kind: .elsewhere(other))
            }
            guard !seen.isEmpty else { return nil }
            let isCovered = said.allSatisfy { $0.isCovered(by: seen) }
            return Blast.Remark(from: from, to: to, kind: isCovered ? .twice : .longer)
        }

        /// Another supplier that a worker was observed to be placed with meanwhile.
        private func otherSupplier(
            _ said: [Span],
            _ window: Window,
            in db: Database
        ) throws -> String? {
            guard from.kind == .supplier, to.kind == .worker else { return nil }
            return try db.rows(
                """
                SELECT origin, since, \(window.until) FROM dependencies_edge
                WHERE matter = \(to.name) AND origin <> \(origin) AND known <= \(window.known)
                ORDER BY since
                """
            ).first { row in
                let seen = Span(Int64(row.int(1)), row.optional(2, Row.int).map(Int64.init))
                return said.contains { $0.overlaps(seen) }
            }.map { String($0.text(0).dropFirst(from.kind.word.utf8.count + 1)) }
        }
    }

    /// From one moment to another, in milliseconds since 1970.
    private struct Span {
        let since: Int64
        let until: Int64

        init(_ since: Int64, _ until: Int64?) {
            self.since = since
            self.until = until ?? .max
        }

        func overlaps(_ other: Span) -> Bool {
            max(since, other.since) < min(until, other.until)
        }

        /// Whether others, in the order of their beginnings, leave no gap in it.
        func isCovered(by others: [Span]) -> Bool {
            var reach = since
            for other in others where other.since <= reach { reach = max(reach, other.until) }
            return reach >= until
        }
    }

    /// Countries that the map found in the content of a document, in their order.
    static func countries(
        of document: ID<Vault.Document>,
        in db: Database
    ) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT c.country FROM dependencies_document d
            JOIN dependencies_country c ON c.fingerprint = d.fingerprint
            WHERE d.id = \(document) ORDER BY c.country
            """
        ).map { $0.text(0) }
    }
}
