/// What may be used, as a house writes it down in a file.
///
/// Malware is never allowed and no exception covers it; everything else can be excepted by name, by
/// somebody, for a reason, until a day.
public struct DependencyPolicy: Sendable, Hashable {
    /// What to do about something that is not plainly bad.
    public enum Level: String, Sendable, Hashable, Codable {
        case allow, note, warn, fail
    }

    /// Leave for one package, for one kind of finding.
    public struct Exception: Sendable, Hashable {
        /// `pypi/litellm` or `pypi/litellm@1.82.6`.
        public var package: String
        /// The rule it is from, or the name of an advisory; nil for every rule but malware.
        public var rule: String?
        /// Who answers for it.
        public var owner: String
        /// Why.
        public var reason: String
        /// The last moment at which it holds.
        public var until: Instant
    }

    /// The severity from which a vulnerability fails.
    public var failOn = Severity.high
    /// What a vulnerability counts as that nobody has scored.
    public var unscored = Severity.medium
    /// What nobody has assessed.
    public var notAssessed = Level.note
    /// A place that was named, and where nothing says what it is made of. A path that is misspelt
    /// would otherwise pass.
    public var nothingFound = Level.fail
    /// What is not held to one version or commit.
    public var unpinned = Level.warn
    /// What no digest holds still.
    public var unhashed = Level.allow
    /// Actions and images by a name that can be moved.
    public var mutable = Level.warn
    /// Packages that run code when they are installed.
    public var installScripts = Level.allow
    /// What inspection refuses or wants looked at, where files are admitted: at the index on the
    /// loopback, and by `admit`. Below `fail` it is told and nothing more.
    public var inspection = Level.fail
    /// Days that a release must be old; nil asks for none.
    public var cooldown: Int?
    /// A release whose age nobody knows, when there is a cooldown.
    public var unknownAge = Level.fail
    /// Licences that alone are allowed; empty allows all.
    public var licencesAllowed: [String] = []
    /// Licences that are not allowed.
    public var licencesDenied: [String] = []
    /// What to do about a licence nobody states, when there is a list of allowed ones.
    public var unlicensed = Level.warn
    /// Packages that are not to be used: `pypi/name`, `npm/name@1.2.3`.
    public var denied: [String] = []
    /// Names of one's own packages, which no public registry may supply.
    public var owned: [String] = []
    /// Days after which the advisories are too old to rely on.
    public var staleness = 30
    /// The day from which a package is no longer maintained, by its name.
    public var endOfLife: [String: Instant] = [:]
    /// Leave given by name.
    public var exceptions: [Exception] = []

    /// The policy of a house that has written none.
    public init() {}

    /// Reads a policy.
    ///
    /// - Throws: ``Unreadable`` for a member that is not known or a value that does not fit:
    ///   what is misspelt would otherwise silently allow.
    public init(_ tree: Tree) throws(Unreadable) {
        for member in tree.members {
            let value = member.value
            func bad(_ what: String) -> Unreadable {
                Unreadable("\(member.key): \(what)", line: member.line)
            }
            func level() throws(Unreadable) -> Level {
                guard let level = value.string.flatMap(Level.init(rawValue:)) else {
                    throw bad("must be allow, note, warn or fail")
                }
                return level
            }
            func severity() throws(Unreadable) -> Severity {
                guard let severity = value.string.flatMap(Severity.init(word:)) else {
                    throw bad("must be low, medium, high or critical")
                }
                return severity
            }
            func days() throws(Unreadable) -> Int {
                guard let days = value.integer, (0...36_500).contains(days) else {
                    throw bad("must be a number of days")
                }
                return days
            }
            switch member.key {
            case "fail-on": failOn = try severity()
            case "unscored": unscored = try severity()
            case "not-assessed": notAssessed = try level()
            case "nothing-found": nothingFound = try level()
            case "unpinned": unpinned = try level()
            case "unhashed": unhashed = try level()
            case "mutable": mutable = try level()
            case "install-scripts": installScripts = try level()
            case "inspection": inspection = try level()
            case "cooldown-days": cooldown = try days()
            case "unknown-age": unknownAge = try level()
            case "licences-allowed": licencesAllowed = value.items.compactMap(\.string)
            case "licences-denied": licencesDenied = value.items.compactMap(\.string)
            case "unlicensed": unlicensed = try level()
            case "deny": denied = value.items.compactMap(\.string)
            case "own-names": owned = value.items.compactMap(\.string)
            case "staleness-days": staleness = try days()
            case "end-of-life":
                for member in value.members {
                    guard let day = member.value.string.flatMap({ Instant($0) }) else {
                        throw bad("\(member.key) must have a date")
                    }
                    endOfLife[member.key] = day
                }
            case "exceptions":
                for item in value.items { exceptions.append(try Self.exception(item, member.line)) }
            default: throw bad("no such setting")
            }
        }
    }

    private static func exception(_ item: Tree, _ line: Int) throws(Unreadable) -> Exception {
        for member in item.members
        where !["package", "rule", "owner", "reason", "until"].contains(member.key) {
            throw Unreadable("exceptions: no such member", line: member.line)
        }
        guard let package = item["package"]?.string, let owner = item["owner"]?.string,
            let reason = item["reason"]?.string,
            let until = item["until"]?.string.flatMap({ Instant($0) })
        else {
            throw Unreadable(
                "exceptions: each has a package, an owner, a reason and an end",
                line: item.members.first?.line ?? line
            )
        }
        return Exception(
            package: package,
            rule: item["rule"]?.string,
            owner: owner,
            reason: reason,
            // A day without a time is meant with all of it.
            until: item["until"]?.string?.utf8.count == 10
                ? Instant(seconds: until.seconds + 86_399) : until
        )
    }

    /// Whether `pattern` (`pypi/name`, `pypi/name@version`) means this component.
    static func means(_ pattern: String, _ component: Component) -> Bool {
        guard let slash = pattern.firstIndex(of: "/") else { return false }
        let world = pattern[..<slash].lowercased()
        guard
            world == component.package.ecosystem.rawValue.lowercased()
                || world == component.purl?.type
        else { return false }
        var name = pattern[pattern.index(after: slash)...]
        if let at = name.lastIndex(of: "@"), at > name.startIndex {
            let version = name[name.index(after: at)...]
            name = name[..<at]
            guard let own = component.version else { return false }
            let order = component.package.ecosystem.order
            guard own == version || order?.compare(own, version) == .same else { return false }
        }
        return component.package.ecosystem.normalised(String(name)) == component.package.name
    }
}
