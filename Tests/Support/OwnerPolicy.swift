package import Kernel

/// Rules for tests of everything but rules: the owner and the house may do everything, and nobody
/// else anything.
package struct OwnerPolicy: Policy {
    package init() {}

    package func ruling(on question: Question, in db: Database) -> Ruling {
        switch question.principal.kind {
        case .owner: Ruling(allows: true, determining: ["the-owner-may"])
        case .system: Ruling(allows: true, determining: ["the-house-may"])
        case .member: Ruling(allows: false, determining: [], reasons: ["Only the owner may."])
        }
    }
}
