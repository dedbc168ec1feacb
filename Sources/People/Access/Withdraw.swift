package import Kernel

extension Access {
    /// Takes a proposal back: it cannot be adopted any more.
    package struct Withdraw: Command {
        package static let name = "access.withdraw"
        package static let thing = ThingKind.proposal

        package var proposal: ID<Proposal>

        package init(proposal: ID<Proposal>) { self.proposal = proposal }

        package func thing(in db: Database) -> Thing { Thing(.proposal, proposal) }

        package func decide(_ db: Database) throws -> Withdrawn {
            _ = try open(proposal, in: db)
            return Withdrawn(proposal: proposal)
        }
    }

    /// A proposal was taken back.
    package struct Withdrawn: Event, Hashable {
        package static let name = "access.withdrawn.v1"

        package let proposal: ID<Proposal>
    }
}
