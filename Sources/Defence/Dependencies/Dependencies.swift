package import Kernel

/// What the house and its suppliers are made of, and what each piece could reach.
///
/// Inventories are taken by looking at files (`Survey`) and judged against advisories; what is kept
/// here is what somebody may ask about years later: which inventory was taken when (`Record`),
/// which advisories were known (`Import`), what hung on what (`Connect`), and what was let in
/// (`Allow`). The advisories themselves are public and lie in a file; the log holds their digest.
package enum Dependencies {
    /// One taking of an inventory.
    package enum Snapshot {}

    /// Components that one event may name: bounds its body.
    package static let componentsMax = 50_000
    /// Bytes of a name or reason.
    package static let textMax = 300

    package static let room = Room(
        name: "dependencies",
        summary: "See what software everything is made of, and what each piece could reach",
        tables: DependenciesTables.all,
        projections: DependenciesTables.projections,
        verbs: [
            Verb(Import.self, summary: "Record which advisories are relied on"),
            Verb(Record.self, summary: "Record an inventory of something, with its digest"),
            Verb(Connect.self, summary: "Record that one thing uses, holds or serves another"),
            Verb(Disconnect.self, summary: "Record that a connection has ended"),
            Verb(Allow.self, summary: "Put a package's very bytes on the list of the allowed"),
        ],
        // Each needs more than its fields: a graph that was read, a credential that was made.
        acts: [
            Act(Quarantine.self, summary: "Open an incident about a component"),
            Act(Plant.self, summary: "Record where a canary lies"),
            Act(Sound.self, summary: "Record that a canary turned up elsewhere"),
        ]
    )

    /// Why the room says no.
    package enum Failure: Kernel.Failure, Equatable {
        case badDigest
        case badText
        case tooManyComponents
        case badPackage
        case badKind
        case badTime
        case badSupplier
        case notConnected
        case unknownCanary
        case reachedOneself

        package var message: String {
            switch self {
            case .badDigest: "A digest is 64 digits of base sixteen in lower case (SHA-256)."
            case .badText: "A name or reason has 1 to \(textMax) bytes."
            case .tooManyComponents:
                "One inventory names \(componentsMax) components at most. Take it in parts."
            case .badPackage: "This is not a package URL, such as pkg:pypi/litellm@1.82.6."
            case .badKind:
                "A thing is a component, tool, machine, secret, supplier, worker, dataset, "
                    + "subject, client, clause, country or clock."
            case .badTime: "The end must come after the beginning, and both after 1970."
            case .badSupplier:
                "A supplier goes by 1 to 40 small letters, digits and hyphens, as its members do."
            case .notConnected: "These two are not connected."
            case .reachedOneself:
                "You are among those it could reach, and would be shut out before it is done. "
                    + "Ask the owner or another security lead."
            case .unknownCanary: "No canary of this number was planted."
            }
        }
    }

    static func check(digest: String) throws(Failure) {
        let isHex = digest.utf8.allSatisfy {
            ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66)
        }
        guard digest.utf8.count == 64, isHex else { throw .badDigest }
    }

    static func check(text: String) throws(Failure) {
        guard (1...textMax).contains(text.utf8.count) else { throw .badText }
    }
}
