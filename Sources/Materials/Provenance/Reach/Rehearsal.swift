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
        /// Where alone it holds, for people; nil for a control that holds by itself.
        public let proviso: String?

        init(
            _ name: String,
            isInPlace: Bool,
            stops: Instant?,
            _ words: String,
            proviso: String? = nil
        ) {
            self.name = name
            self.isInPlace = isInPlace
            self.stops = stops
            self.words = words
            self.proviso = proviso
        }
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
        let start = releases.map(\.uploaded).min()
        return held(by: inventory, from: start) + [
            Control(
                "cooldown",
                isInPlace: policy.cooldown.map { $0 > 0 } ?? false,
                stops: policy.cooldown.map { $0 > 0 } == true ? start : nil,
                policy.cooldown.map { "a release must be \($0) days old; these lived hours" }
                    ?? "none; one day would have been enough",
                proviso: Self.installed
            ),
            Control(
                "inspection",
                isInPlace: policy.inspection == .fail,
                stops: policy.inspection == .fail ? start : nil,
                policy.inspection == .fail
                    ? "PTH-1, EXEC-1 and CRED-1 refuse both files"
                    : "the policy says \(policy.inspection.rawValue): what is found is told, and "
                        + "let in",
                proviso: Self.installed
            ),
            Control(
                "advisories",
                isInPlace: true,
                stops: advised,
                "too late for whoever installed before: a check finds them as malware",
                proviso: "once the advisory is imported"
            ),
            movable(in: inventory),
        ]
    }

    private static let installed = "where what is installed comes by `admit` or `proxy`"

    /// What holds by itself: pins and digests.
    private func held(by inventory: Inventory, from start: Instant?) -> [Control] {
        let users = inventory.components.filter { $0.package == package }
        let floating = users.filter { $0.version == nil }
        let unhashed = users.filter { $0.digests.isEmpty }
        let poisoned = users.filter(isPoisoned)
        let isPinned = !users.isEmpty && floating.isEmpty && poisoned.isEmpty
        let isHashed = isPinned && unhashed.isEmpty
        let unusable: String? =
            if users.isEmpty {
                "\(package.name) is not in the inventory"
            } else if !poisoned.isEmpty {
                "a poisoned release is itself what is named here"
            } else {
                nil
            }
        return [
            Control(
                "pins",
                isInPlace: isPinned,
                stops: isPinned ? start : nil,
                unusable
                    ?? (isPinned
                        ? "every use names one version, so a new one is not taken"
                        : "\(floating.count) of \(users.count) uses take whatever is newest: "
                            + floating.prefix(3).map(\.file).joined(separator: ", "))
            ),
            Control(
                "digests",
                isInPlace: isHashed,
                stops: isHashed ? start : nil,
                unusable
                    ?? (unhashed.isEmpty
                        ? "only known bytes can be installed"
                        : "\(unhashed.count) of \(users.count) uses are held by no digest")
            ),
        ]
    }

    /// How the project's own token was lost: it stops nothing here, and is worth knowing.
    private func movable(in inventory: Inventory) -> Control {
        let mutable = inventory.remarks.count { $0.kind == .mutable }
        return Control(
            "actions by commit",
            isInPlace: mutable == 0,
            stops: nil,
            mutable == 0
                ? "none can be moved, so that a publishing token is not lost as theirs was"
                : "\(mutable) actions or images can be moved, which is how the project's own token "
                    + "was lost"
        )
    }
}
