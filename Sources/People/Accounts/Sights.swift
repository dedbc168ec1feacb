package import Kernel

/// What the console shows, as the rules speak of it: seeing changes nothing, so no command does it,
/// and yet not everybody sees everything.
package enum Sight: String, Sendable, CaseIterable {
    case data, findings, releases, dependencies, projects, people, policies, ledger
    /// What whoever looks is engaged for.
    case work
    /// What is recorded about whoever looks.
    case own

    /// The name of the action in the rules.
    package var action: String { "console.see-" + rawValue }

    private var summary: String {
        switch self {
        case .data: "See which documents are held, and how much of what is in them"
        case .findings: "See what the detectors were not sure of"
        case .releases: "See which releases were made"
        case .dependencies: "See what everything is made of, and what it could reach"
        case .projects: "See projects, and how their labels stand"
        case .work: "See one's own projects, tasks and record of work"
        case .people: "See who has an account, and with which roles"
        case .policies: "See the rules in force, and whom they let do what"
        case .ledger: "See the log and its proofs"
        case .own: "See one's own account"
        }
    }

    /// The console, as a room that can only be looked at.
    package static let room = Room(
        name: "console",
        summary: "What is shown to whom",
        acts: allCases.map { Act(sight: $0.action, summary: $0.summary) }
    )
}
