import Cedar
package import Kernel

extension Access {
    /// Proposes rules in place of those in force. Nothing changes until somebody else adopts them.
    package struct Propose: Command {
        package static let name = "access.propose"
        package static let thing = ThingKind.proposal

        package var proposal: ID<Proposal>
        /// Digest of the adopted part that these rules are to replace.
        package var base: String
        /// The rules, in Cedar's human syntax, each with its `@id`; the charter is not among them.
        package var text: String
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(
            proposal: ID<Proposal> = ID(),
            base: String,
            text: String,
            reason: String
        ) {
            self.proposal = proposal
            self.base = base
            self.text = text
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.proposal, proposal) }

        package func decide(_ db: Database) throws -> Proposed {
            try check(reason: reason)
            do {
                _ = try RuleSet(text)
            } catch {
                throw Failure.unreadable(place: error.all.first?.message ?? "")
            }
            guard try digestInForce(in: db) == base else { throw Failure.stale }
            guard RuleSet.textDigest(of: text) != base else { throw Failure.noChange }
            guard try Access.proposal(proposal, in: db) == nil else { throw Failure.notOpen }
            return Proposed(proposal: proposal, base: base, text: text, reason: reason)
        }
    }

    /// Rules were proposed.
    package struct Proposed: Event, Hashable {
        package static let name = "access.proposed.v1"

        package let proposal: ID<Proposal>
        package let base: String
        package let text: String
        package let reason: String
    }
}
