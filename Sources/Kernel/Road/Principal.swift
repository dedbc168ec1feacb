import Foundation

/// Who asks: a person with an account, a service, or the house itself.
package struct Principal: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// The person at the machine of an embedded home; owns everything in it.
        case owner
        /// A person or service with an account; what it may do is the policy's to say.
        case member
        /// The house acting on its own: reactions, retention, recovery.
        case system
    }

    package let id: ID<Principal>
    package let kind: Kind

    package init(id: ID<Principal>, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// The house itself; one fixed identifier, so that its acts can be told apart for ever.
    package static let system = Principal(
        id: ID(raw: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))),
        kind: .system
    )

    /// The local owner of an embedded home.
    package static let owner = Principal(
        id: ID(raw: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))),
        kind: .owner
    )
}
