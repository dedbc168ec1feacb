package import Kernel
import People
import Provenance

extension Dependencies {
    /// Records an inventory: of what, of which bytes, and what it named.
    package struct Record: Command {
        package static let name = "dependencies.record"

        /// What it is of: a tool, a supplier's product, a machine. No person's name.
        package var subject: String
        /// SHA-256 of the bill of materials, so that the document can be proven later.
        package var digest: String
        /// Package URLs, each with its version.
        package var components: [String]
        /// Since when it was so, in milliseconds since 1970; nil for since it is recorded.
        package var since: Int64?
        /// Who makes or runs it, by the name that members are placed with; nil for nobody else.
        package var supplier: String?
        package var snapshot: ID<Snapshot>

        package init(
            subject: String,
            digest: String,
            components: [String],
            since: Int64? = nil,
            supplier: String? = nil,
            snapshot: ID<Snapshot> = ID()
        ) {
            self.subject = subject
            self.digest = digest
            self.components = components
            self.since = since
            self.supplier = supplier
            self.snapshot = snapshot
        }

        package func decide(_ db: Database) throws -> Recorded {
            try check(text: subject)
            try check(digest: digest)
            guard since ?? 0 >= 0 else { throw Failure.badTime }
            guard supplier.map(Access.isSupplier) ?? true else { throw Failure.badSupplier }
            guard components.count <= componentsMax else { throw Failure.tooManyComponents }
            let all = try Set(components).sorted().map { text in
                guard let purl = try? Purl(text) else { throw Failure.badPackage }
                return purl.description
            }
            return Recorded(
                snapshot: snapshot,
                subject: subject,
                digest: digest,
                components: all,
                since: since,
                supplier: supplier
            )
        }
    }

    /// An inventory was taken.
    package struct Recorded: Event, Hashable {
        package static let name = "dependencies.recorded.v1"

        package let snapshot: ID<Snapshot>
        package let subject: String
        package let digest: String
        package let components: [String]
        /// Nil in what was recorded as of its own moment.
        package let since: Int64?
        /// Nil where nobody was named, as in the first inventories.
        package let supplier: String?
    }
}
