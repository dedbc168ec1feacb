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
        /// How many members were suspended.
        package var suspended: Int
        /// From the order to the last of it, in milliseconds.
        package var took: Int
        package var isDrill: Bool

        package init(
            incident: ID<Incident> = ID(),
            component: String,
            reason: String,
            reached: [String],
            evidence: String,
            suspended: Int,
            took: Int,
            isDrill: Bool
        ) {
            self.incident = incident
            self.component = component
            self.reason = reason
            self.reached = reached
            self.evidence = evidence
            self.suspended = suspended
            self.took = took
            self.isDrill = isDrill
        }

        package func decide(_ db: Database) throws -> Quarantined {
            try check(text: reason)
            try check(digest: evidence)
            guard reached.count <= Self.reachedMax else { throw Failure.tooManyComponents }
            guard suspended >= 0, took >= 0 else { throw Failure.badTime }
            return Quarantined(
                incident: incident,
                component: try Thing("component:" + component).node.name,
                reason: reason,
                reached: try reached.map { try Thing($0).text }.sorted(),
                evidence: evidence,
                suspended: suspended,
                took: took,
                isDrill: isDrill
            )
        }
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
        package let took: Int
        package let isDrill: Bool
    }

    /// What happened about a component, from its quarantine on.
    package enum Incident {}
}
