/// The ledger's own events, in the shape of a room, so that they take the same road.
package enum LedgerRoom {
    /// The gate said no. Holds which command and which policies, nothing of what was in it.
    package struct Refused: Event, Hashable {
        package static let name = "ledger.refused.v1"
        package let command: String
        package let policies: [String]
    }

    static let room = Room(
        name: "ledger",
        summary: "What happened, in order, provable to a stranger"
    )
}
