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

    static let room = Room(
        name: "ledger",
        summary: "What happened, in order, provable to a stranger"
    )
}
