package import Kernel
import Provenance

/// What the latest inventories say, for whoever looks.
extension Dependencies {
    /// One taking of an inventory.
    package struct Taking: Sendable, Hashable {
        package let subject: String
        /// SHA-256 of its bill.
        package let digest: String
        package let components: Int
        /// In milliseconds since 1970.
        package let time: Int64
    }

    /// A component of the latest inventories, and what uses it.
    package struct Standing: Sendable, Hashable {
        package let purl: String
        package let subjects: [String]

        package init(purl: String, subjects: [String]) {
            self.purl = purl
            self.subjects = subjects
        }
    }

    /// An incident, or a drill of one.
    package struct Incidence: Sendable, Hashable {
        package let id: ID<Incident>
        package let component: String
        package let reason: String
        /// SHA-256 of the document that holds the graph as it stood.
        package let evidence: String
        package let reached: Int
        package let suspended: Int
        /// In milliseconds.
        package let took: Int
        package let isDrill: Bool
        /// In milliseconds since 1970.
        package let time: Int64
    }

    /// Advisories that were relied on from a moment.
    package struct Reliance: Sendable, Hashable {
        package let digest: String
        package let advisories: Int
        package let packages: Int
        /// In milliseconds since 1970.
        package let time: Int64
    }

    /// Rows of one answer.
    private static let rowsMax = 50

    /// The latest inventory of each subject, by its name.
    package static func takings(in db: Database) throws -> [Taking] {
        try db.rows(
            """
            SELECT subject, digest, components, time FROM dependencies_snapshot AS s
            WHERE id = (
                SELECT id FROM dependencies_snapshot AS other WHERE other.subject = s.subject
                ORDER BY time DESC, id DESC LIMIT 1
            )
            ORDER BY subject
            """
        ).map(taking)
    }

    /// Every inventory that a component was in, newest first.
    package static func takings(of purl: String, in db: Database) throws -> [Taking] {
        try db.rows(
            """
            SELECT s.subject, s.digest, s.components, s.time
            FROM dependencies_component AS c JOIN dependencies_snapshot AS s ON s.id = c.snapshot
            WHERE c.purl = \(purl) ORDER BY s.time DESC LIMIT \(rowsMax)
            """
        ).map(taking)
    }

    private static func taking(_ row: Row) -> Taking {
        Taking(
            subject: row.text(0),
            digest: row.text(1),
            components: row.int(2),
            time: Int64(row.int(3))
        )
    }

    /// Every component of the latest inventories, by its package URL.
    package static func standing(in db: Database) throws -> [Standing] {
        let rows = try db.rows(
            """
            SELECT c.purl, s.subject
            FROM dependencies_component AS c JOIN dependencies_snapshot AS s ON s.id = c.snapshot
            WHERE s.id = (
                SELECT id FROM dependencies_snapshot AS other WHERE other.subject = s.subject
                ORDER BY time DESC, id DESC LIMIT 1
            )
            ORDER BY c.purl, s.subject
            """
        )
        var standing: [Standing] = []
        var subjects: [String] = []
        for (number, row) in rows.enumerated() {
            subjects.append(row.text(1))
            guard number + 1 == rows.count || rows[number + 1].text(0) != row.text(0) else {
                continue
            }
            standing.append(Standing(purl: row.text(0), subjects: subjects))
            subjects = []
        }
        return standing
    }

    /// Incidents and drills, newest first.
    package static func incidents(in db: Database) throws -> [Incidence] {
        try db.rows(
            """
            SELECT id, component, reason, evidence, reached, suspended, took, drill, time
            FROM dependencies_incident ORDER BY time DESC LIMIT \(rowsMax)
            """
        ).map(incidence)
    }

    /// One incident or drill; nil where there is none of this number.
    package static func incident(_ id: ID<Incident>, in db: Database) throws -> Incidence? {
        try db.row(
            """
            SELECT id, component, reason, evidence, reached, suspended, took, drill, time
            FROM dependencies_incident WHERE id = \(id)
            """
        ).map(incidence)
    }

    private static func incidence(_ row: Row) -> Incidence {
        Incidence(
            id: row.id(0),
            component: row.text(1),
            reason: row.text(2),
            evidence: row.text(3),
            reached: row.int(4),
            suspended: row.int(5),
            took: row.int(6),
            isDrill: row.int(7) != 0,
            time: Int64(row.int(8))
        )
    }

    /// Which advisories are relied on now; nil before the first import.
    package static func reliance(in db: Database) throws -> Reliance? {
        try db.row(
            """
            SELECT digest, advisories, packages, time FROM dependencies_advisories
            ORDER BY time DESC LIMIT 1
            """
        ).map { row in
            Reliance(
                digest: row.text(0),
                advisories: row.int(1),
                packages: row.int(2),
                time: Int64(row.int(3))
            )
        }
    }
}
