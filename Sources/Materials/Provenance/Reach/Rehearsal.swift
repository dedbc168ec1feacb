/// A real attack, minute by minute, played against somebody's own inventory and policy.
public struct Rehearsal: Sendable {
    /// How surely something is known.
    public enum Standing: String, Sendable, Hashable {
        /// A record, the project or its maintainers say so.
        case confirmed
        /// The press says so, and nobody against it.
        case press
        /// Accounts differ.
        case disputed
    }

    /// Something that happened, and how surely.
    public struct Happening: Sendable, Hashable {
        /// When.
        public let moment: Instant
        /// What.
        public let words: String
        /// How surely.
        public let standing: Standing
    }

    /// A control of a house, and when it would have stopped the attack.
    public struct Control: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Whether the house has it.
        public let isInPlace: Bool
        /// From when it stops it; nil if it never does.
        public let stops: Instant?
        /// Why, for people.
        public let words: String
    }

    /// Its name.
    public let name: String
    /// What happened.
    public let happenings: [Happening]
    /// The package, and the releases that were made to do harm, with when each was uploaded.
    public let package: PackageName
    /// When each was uploaded.
    public let releases: [(version: String, uploaded: Instant)]
    /// When the first advisory named them.
    public let advised: Instant
    /// When the index took them down, by the more detailed accounts.
    public let removed: Instant

    /// litellm 1.82.7 and 1.82.8, on 24 March 2026.
    ///
    /// The times of the advisories are those of their records (MAL-2026-2144, PYSEC-2026-2), the
    /// moved tags are told in aquasecurity/trivy-action issue 541, the uploads by the press. How
    /// long the two stayed is disputed: 40 minutes, 46 minutes, three hours and more are in print.
    public static let litellm: Rehearsal? = {
        func at(_ time: String) -> Instant? { Instant("2026-03-24T" + time + "Z") }
        guard let first = at("10:39:00"), let second = at("10:52:00"), let advised = at("11:15:14"),
            let removed = at("11:25:00"), let python = at("15:35:32"),
            let stolen = Instant("2026-03-19T17:43:00Z")
        else { return nil }
        func told(_ moment: Instant, _ standing: Standing, _ words: String) -> Happening {
            Happening(moment: moment, words: words, standing: standing)
        }
        return Rehearsal(
            name: "litellm-2026-03",
            happenings: [
                told(
                    stolen,
                    .confirmed,
                    "tags of a scanner's action are moved; the project's pipeline runs it by tag, "
                        + "and its publishing token is taken"
                ),
                told(
                    first,
                    .press,
                    "1.82.7 is on the index: its proxy module runs a payload when imported"
                ),
                told(
                    second,
                    .press,
                    "1.82.8 is on the index: litellm_init.pth runs at every Python start"
                ),
                told(advised, .confirmed, "MAL-2026-2144 names 1.82.8"),
                told(removed, .disputed, "the index has quarantined both, some say hours later"),
                told(python, .confirmed, "PYSEC-2026-2 names both"),
            ],
            package: PackageName(.pypi, "litellm"),
            releases: [("1.82.7", first), ("1.82.8", second)],
            advised: advised,
            removed: removed
        )
    }()

    /// Plays it.
    ///
    /// - Parameters:
    ///   - inventory: what the house is made of.
    ///   - policy: what the house allows; every control is taken as it says.
    public func controls(
        of inventory: Inventory,
        under policy: DependencyPolicy
    ) -> [Control] {
        let users = inventory.components.filter { $0.package == package }
        let floating = users.filter { $0.version == nil }
        let unhashed = users.filter { $0.digests.isEmpty && $0.version != nil }
        let start = releases.map(\.uploaded).min()
        let mutable = inventory.remarks.filter { $0.kind == .mutable }
        return [
            Control(
                name: "pins",
                isInPlace: !users.isEmpty && floating.isEmpty,
                stops: floating.isEmpty ? start : nil,
                words: users.isEmpty
                    ? "\(package.name) is not in the inventory"
                    : floating.isEmpty
                        ? "every use names one version, so a new one is not taken"
                        : "\(floating.count) uses take whatever is newest: "
                            + floating.prefix(3).map(\.file).joined(separator: ", ")
            ),
            Control(
                name: "digests",
                isInPlace: !users.isEmpty && unhashed.isEmpty && floating.isEmpty,
                stops: unhashed.isEmpty && floating.isEmpty ? start : nil,
                words: unhashed.isEmpty && floating.isEmpty
                    ? "only known bytes can be installed"
                    : "\(unhashed.count + floating.count) uses are held by no digest"
            ),
            Control(
                name: "cooldown",
                isInPlace: policy.cooldown != nil,
                stops: policy.cooldown.map { $0 > 0 } == true ? start : nil,
                words: policy.cooldown.map { "a release must be \($0) days old; these lived hours" }
                    ?? "none; one day would have been enough"
            ),
            Control(
                name: "inspection",
                isInPlace: policy.inspection == .fail,
                stops: policy.inspection == .fail ? start : nil,
                words: policy.inspection == .fail
                    ? "PTH-1, EXEC-1 and CRED-1 refuse both files, wherever what is installed "
                        + "comes by `admit` or the index on the loopback"
                    : "the policy says \(policy.inspection.rawValue): what is found is told, and "
                        + "let in"
            ),
            Control(
                name: "advisories",
                isInPlace: true,
                stops: advised,
                words: "a check finds them as malware once the advisory is imported; too late for "
                    + "whoever installed before"
            ),
            Control(
                name: "actions by commit",
                isInPlace: mutable.isEmpty,
                stops: nil,
                words: mutable.isEmpty
                    ? "no action or image is used by a name that can be moved"
                    : "\(mutable.count) actions or images can be moved, which is how the project's "
                        + "own token was lost"
            ),
        ]
    }
}
