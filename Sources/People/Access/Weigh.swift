package import Kernel

extension Access {
    /// Records that somebody saw what proposed rules would have answered to what was asked lately.
    ///
    /// Whoever adopts rules has to have weighed them; `WhatIf` is what there is to see.
    package struct Weigh: Command {
        package static let name = "access.weigh"
        package static let thing = ThingKind.proposal

        package var proposal: ID<Proposal>
        /// Since when questions were asked again, in milliseconds since 1970.
        package var since: Int64
        /// How many were asked again.
        package var asked: Int
        /// How many of them the proposed rules answer otherwise.
        package var changed: Int

        package init(proposal: ID<Proposal>, since: Int64, asked: Int, changed: Int) {
            self.proposal = proposal
            self.since = since
            self.asked = asked
            self.changed = changed
        }

        package func thing(in db: Database) -> Thing { Thing(.proposal, proposal) }

        package func decide(_ db: Database) throws -> Weighed {
            guard asked >= 0, (0...asked).contains(changed) else { throw Failure.nothingWeighed }
            _ = try open(proposal, in: db)
            return Weighed(proposal: proposal, since: since, asked: asked, changed: changed)
        }
    }

    /// Proposed rules were weighed.
    package struct Weighed: Event, Hashable {
        package static let name = "access.weighed.v1"

        package let proposal: ID<Proposal>
        package let since: Int64
        package let asked: Int
        package let changed: Int
    }
}
