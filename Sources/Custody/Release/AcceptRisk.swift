package import Kernel

extension Release {
    /// Lets findings of doubt stand in a release, and answers for it.
    package struct AcceptRisk: Command {
        package static let name = "release.accept-risk"
        package static let thing = ThingKind.release

        package var release: ID<Edition>
        package var reason: String

        package func thing(in db: Database) -> Thing { Thing(.release, release) }

        package func decide(_ db: Database) throws -> RiskAccepted {
            guard (3...500).contains(reason.utf8.count) else { throw Failure.noReason }
            return RiskAccepted(release: release, reason: reason)
        }
    }

    /// Somebody accepted that doubts stay as they are.
    package struct RiskAccepted: Event, Hashable {
        package static let name = "release.risk-accepted.v1"

        package let release: ID<Edition>
        package let reason: String
    }
}
