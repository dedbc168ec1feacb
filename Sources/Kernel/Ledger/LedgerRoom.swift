/// The ledger's own events, in the shape of a room, so that they take the same road.
package enum LedgerRoom {
    /// The gate said no. Holds which command, which rules and why; nothing of what was in it.
    package struct Refused: Event, Hashable {
        package static let name = "ledger.refused.v1"
        package let command: String
        package let policies: [String]
        /// What the person was told; absent in refusals from before it was recorded.
        package let reasons: [String]?
        /// How the answer came about, rule by rule.
        package let trace: [String]?
        /// The member who asked: what was known of them goes when their key goes.
        package let member: ID<Principal>?

        init(_ refusal: Refusal) {
            command = refusal.command
            policies = refusal.ruling.determining
            reasons = refusal.ruling.reasons
            trace = refusal.ruling.trace
            let principal = refusal.question.principal
            member = principal.kind == .member ? principal.id : nil
        }

        package var seal: KeyName { member.map { .subject($0) } ?? .house }
    }

    /// Orders that the log signs under another key from now on.
    package struct ReplaceLogKey: Command {
        package static let name = "ledger.replace-log-key"
        /// The verifier key that shall follow.
        package let new: String

        package func decide(_ db: Database) throws -> LogKeyReplaced { LogKeyReplaced(new: new) }
    }

    /// The log's key was ordered replaced. The handover itself is signed by both keys.
    package struct LogKeyReplaced: Event, Hashable {
        package static let name = "ledger.log-key-replaced.v1"
        package let new: String
    }

    /// Orders that bodies are sealed under another key of the house from now on.
    package struct ReplaceHouseKey: Command {
        package static let name = "ledger.replace-house-key"
        /// The epoch that shall begin.
        package let epoch: UInt32

        package func decide(_ db: Database) throws -> HouseKeyReplaced {
            HouseKeyReplaced(epoch: epoch)
        }
    }

    /// The house's key was ordered replaced; its own record lies under the key before.
    package struct HouseKeyReplaced: Event, Hashable {
        package static let name = "ledger.house-key-replaced.v1"
        package let epoch: UInt32
    }

    package static let room = Room(
        name: "ledger",
        summary: "What happened, in order, provable to a stranger",
        // No verbs: an order alone would skip the half that changes the keys themselves.
        acts: [
            Act(ReplaceLogKey.self, summary: "Sign the log under another key from now on"),
            Act(ReplaceHouseKey.self, summary: "Seal bodies under another key from now on"),
        ]
    )
}
