import Foundation

/// Who asks: a person with an account, a service, or the house itself.
package struct Principal: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The person at the machine of an embedded home; owns everything in it.
        case owner
        /// A person or service with an account; what it may do is the policy's to say.
        case member
        /// The house acting on its own: reactions, retention, recovery.
        case system
    }

    package let id: ID<Principal>
    package let kind: Kind
    /// Independent proofs of identity that were given at the door: something one has, knows, is.
    package let factors: Int

    package init(id: ID<Principal>, kind: Kind, factors: Int = 0) {
        precondition((0...3).contains(factors), "there are three factors: have, know, be")
        self.id = id
        self.kind = kind
        self.factors = factors
    }

    /// The house itself; one fixed identifier, so that its acts can be told apart for ever.
    package static let system = Principal(
        id: ID(raw: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))),
        kind: .system
    )

    /// The local owner of an embedded home. Whoever holds its keys needs no further proof.
    package static let owner = Principal(
        id: ID(raw: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))),
        kind: .owner
    )
}
