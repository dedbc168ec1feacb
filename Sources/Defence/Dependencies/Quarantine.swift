package import Kernel
import Provenance

extension Dependencies {
    /// Opens an incident about a component: what it could reach, on which evidence, and who was
    /// shut out. A drill records the same, and says that it was one.
    package struct Quarantine: Command {
        package static let name = "dependencies.quarantine"
        /// Things that one incident names.
        package static let reachedMax = 50_000

        package var incident: ID<Incident>
        /// `pkg:pypi/litellm@1.82.8`.
        package var component: String
        package var reason: String
        /// What it could reach, as `kind:name`.
        package var reached: [String]
        /// SHA-256 of the document that holds the graph as it stood.
        package var evidence: String
        /// What was done; in a drill, what would have been.
        package var done: Deeds
        /// From the order to the last of it, in milliseconds.
        package var took: Int
        package var isDrill: Bool

        package init(
            incident: ID<Incident> = ID(),
            component: String,
            reason: String,
            reached: [String],
            evidence: String,
            done: Deeds,
            took: Int,
            isDrill: Bool
        ) {
            self.incident = incident
            self.component = component
            self.reason = reason
            self.reached = reached
            self.evidence = evidence
            self.done = done
            self.took = took
            self.isDrill = isDrill
        }

        package func decide(_ db: Database) throws -> Quarantined {
            try check(text: reason)
            try check(digest: evidence)
            guard reached.count <= Self.reachedMax else { throw Failure.tooManyComponents }
            guard done.areCounts, took >= 0 else { throw Failure.badTime }
            return Quarantined(
                incident: incident,
                component: try Thing("component:" + component).node.name,
                reason: reason,
                reached: try reached.map { try Thing($0).text }.sorted(),
                evidence: evidence,
                suspended: done.suspended,
                revoked: done.revoked,
                returned: done.returned,
                held: done.held,
                took: took,
                isDrill: isDrill
            )
        }
    }

    /// What was done about a component, counted.
    package struct Deeds: Codable, Sendable, Hashable {
        /// Members shut out.
        package var suspended = 0
        /// Members whose keys were struck.
        package var revoked = 0
        /// Tasks that came back.
        package var returned = 0
        /// Documents that are held as evidence.
        package var held = 0

        package init(suspended: Int = 0, revoked: Int = 0, returned: Int = 0, held: Int = 0) {
            self.suspended = suspended
            self.revoked = revoked
            self.returned = returned
            self.held = held
        }

        var areCounts: Bool { min(suspended, revoked, returned, held) >= 0 }
    }

    /// An incident was opened about a component.
    package struct Quarantined: Event, Hashable {
        package static let name = "dependencies.quarantined.v1"

        package let incident: ID<Incident>
        package let component: String
        package let reason: String
        package let reached: [String]
        package let evidence: String
        package let suspended: Int
        /// Members whose keys were struck; nil in the first incidents, which struck none.
        package let revoked: Int?
        /// Tasks that came back.
        package let returned: Int?
        /// Documents that are held as evidence.
        package let held: Int?
        package let took: Int
        package let isDrill: Bool
    }

    /// What happened about a component, from its quarantine on.
    package enum Incident {}
}
