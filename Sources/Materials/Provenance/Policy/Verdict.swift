/// What a policy says of an inventory.
public struct Verdict: Sendable {
    /// One thing that somebody should know.
    public struct Finding: Sendable, Hashable {
        /// The rule: `malware`, `vulnerability`, `unpinned`, …
        public var rule: String
        /// What follows from it.
        public var level: DependencyPolicy.Level
        /// One line for people.
        public var title: String
        /// More, and what to do.
        public var detail = ""
        /// What it is about.
        public var component: Component?
        /// The file.
        public var file = ""
        /// The line there, from 1; 0 when unknown.
        public var line = 0
        /// Names of the advisory.
        public var names: [String] = []
        /// Severity, of a vulnerability.
        public var severity: Severity?
        /// Versions in which it is mended.
        public var fixed: [String] = []
        /// The leave under which it does not fail.
        public var exception: DependencyPolicy.Exception?
    }

    /// How many components there are, and what is known of them.
    public struct Counts: Sendable, Hashable {
        /// All of them.
        public var components = 0
        /// Known to the advisories, and none applies.
        public var clear = 0
        /// With an advisory that applies.
        public var affected = 0
        /// Of which nothing is known, by reason.
        public var notAssessed: [Assessment.Reason: Int] = [:]
    }

    /// The findings, the worst first.
    public private(set) var findings: [Finding] = []
    /// What is known.
    public private(set) var counts = Counts()

    /// Whether nothing fails.
    public var isAdmitted: Bool { !findings.contains { $0.level == .fail } }

    private let policy: DependencyPolicy
    private let now: Instant
    private let vex: [Vex]

    /// Judges an inventory.
    ///
    /// - Parameters:
    ///   - index: the advisories; without any nothing is assessed, and the verdict says so.
    ///   - vex: what suppliers say, as far as whoever asks believes them.
    ///   - now: the moment at which ages, exceptions and staleness are counted.
    public init(
        _ inventory: Inventory,
        under policy: DependencyPolicy,
        index: AdvisoryIndex?,
        vex: [Vex] = [],
        at now: Instant
    ) {
        self.policy = policy
        self.vex = vex
        self.now = now
        judgeIndex(index)
        for remark in inventory.remarks { judge(remark) }
        var seen: Set<String> = []
        for component in inventory.components {
            let key =
                "\(component.package.ecosystem.rawValue) \(component.package.name)"
                + " \(component.version ?? "") \(component.file)"
            guard seen.insert(key).inserted else { continue }
            counts.components += 1
            assess(component, index)
            judge(component)
        }
        for exception in policy.exceptions where exception.until < now {
            add(
                Finding(
                    rule: "expired-exception",
                    level: .warn,
                    title: "The exception for \(exception.package) ended on "
                        + exception.until.day,
                    detail: "Owner: \(exception.owner). Renew it with a reason, or remove it."
                )
            )
        }
        findings.sort { Self.rank($0) < Self.rank($1) }
    }

    private static func rank(_ finding: Finding) -> (Int, Int, Int, String, String) {
        let levels: [DependencyPolicy.Level] = [.fail, .warn, .note, .allow]
        return (
            finding.rule == "malware" ? 0 : 1,
            levels.firstIndex(of: finding.level) ?? 4,
            4 - Int(finding.severity?.rawValue ?? 0),
            finding.component?.package.name ?? finding.file,
            finding.title
        )
    }

    var rules: DependencyPolicy { policy }
    var moment: Instant { now }

    /// Takes down a finding about a component.
    mutating func record(
        _ rule: String,
        _ level: DependencyPolicy.Level,
        _ title: String,
        _ component: Component
    ) {
        add(Finding(rule: rule, level: level, title: title, component: component))
    }

    private mutating func add(_ finding: Finding) {
        guard finding.level != .allow else { return }
        var finding = finding
        if let component = finding.component {
            if finding.file.isEmpty { finding.file = component.file }
            if finding.line == 0 { finding.line = component.line }
            // Nothing excuses malware.
            if finding.rule != "malware", let leave = exception(for: finding, component) {
                finding.exception = leave
                finding.level = .note
            }
        }
        findings.append(finding)
    }

    private func exception(
        for finding: Finding,
        _ component: Component
    ) -> DependencyPolicy.Exception? {
        policy.exceptions.first { exception in
            guard exception.until >= now, DependencyPolicy.means(exception.package, component)
            else {
                return false
            }
            guard let rule = exception.rule else { return true }
            return rule == finding.rule || finding.names.contains(rule)
        }
    }

    private mutating func judgeIndex(_ index: AdvisoryIndex?) {
        guard let index else {
            return add(
                Finding(
                    rule: "no-advisories",
                    level: policy.notAssessed == .fail ? .fail : .warn,
                    title: "No advisories were given, so nothing is assessed",
                    detail: "Import some with `cordon dependencies import`, or name them with "
                        + "--advisories."
                )
            )
        }
        let age = (now.seconds - index.compiled.seconds) / 86_400
        if age > Int64(policy.staleness) {
            add(
                Finding(
                    rule: "stale-advisories",
                    level: .fail,
                    title: "The advisories are \(age) days old; the policy allows "
                        + "\(policy.staleness)",
                    detail: "Import newer ones."
                )
            )
        }
    }

    private mutating func judge(_ remark: Inventory.Remark) {
        let (rule, level): (String, DependencyPolicy.Level) =
            switch remark.kind {
            // What could not be read cannot be admitted.
            case .unreadable: ("unreadable", .fail)
            case .floating: ("unpinned", policy.unpinned)
            case .unhashed: ("unhashed", policy.unhashed == .allow ? .warn : policy.unhashed)
            case .mutable: ("mutable", policy.mutable)
            case .remote: ("remote", .warn)
            case .empty: ("nothing-found", policy.nothingFound)
            }
        add(
            Finding(
                rule: rule,
                level: level,
                title: remark.title,
                file: remark.file,
                line: remark.line
            )
        )
    }

    private mutating func assess(_ component: Component, _ index: AdvisoryIndex?) {
        if case .path = component.source { return counts.clear += 1 }
        let answer =
            index?.assess(component.package, version: component.version)
            ?? .notAssessed(.ecosystem)
        switch answer {
        case .clear: counts.clear += 1
        case .affected(let matches):
            counts.affected += 1
            for match in matches { add(weighed(finding(match, component), match, component)) }
        case .notAssessed(let reason):
            counts.notAssessed[reason, default: 0] += 1
            guard policy.notAssessed != .note, policy.notAssessed != .allow else { return }
            add(
                Finding(
                    rule: "not-assessed",
                    level: policy.notAssessed,
                    title: "\(Self.label(component)) is not assessed: \(reason.words)",
                    component: component
                )
            )
        }
    }

    /// What a supplier says of an advisory takes a vulnerability down to a note. Nobody talks
    /// malware away.
    private func weighed(
        _ finding: Finding,
        _ match: Assessment.Match,
        _ component: Component
    ) -> Finding {
        guard finding.rule == "vulnerability" else { return finding }
        for document in vex {
            guard let said = document.statement(on: match.names, of: component),
                said.status == .notAffected || said.status == .fixed
            else { continue }
            var finding = finding
            finding.level = .note
            let author = document.author.isEmpty ? "its supplier" : document.author
            let reason = said.words.isEmpty ? said.justification : said.words
            finding.detail = "\(said.status.rawValue), says \(author): \(reason)"
            return finding
        }
        return finding
    }

    static func label(_ component: Component) -> String {
        component.name + (component.version.map { " " + $0 } ?? "")
    }

    private func finding(_ match: Assessment.Match, _ component: Component) -> Finding {
        let record = match.record
        let severity = record.severity == .unscored ? policy.unscored : record.severity
        let level: DependencyPolicy.Level
        let rule: String
        switch record.kind {
        case .malware: (rule, level) = ("malware", .fail)
        case .vulnerability:
            (rule, level) = ("vulnerability", severity >= policy.failOn ? .fail : .warn)
        case .informational: (rule, level) = ("informational", .note)
        }
        let verb = match.isCertain ? "" : "possibly "
        var detail = record.summary.trimmed
        // Some summaries are headlines, without a full stop.
        if let last = detail.last, !".!?…".contains(last) { detail += "." }
        if !match.fixed.isEmpty {
            detail += " Mended in " + match.fixed.joined(separator: ", ") + "."
        } else if record.kind == .malware {
            detail += " Remove it, and treat every secret it could reach as known."
        }
        return Finding(
            rule: rule,
            level: level,
            title: "\(Self.label(component)): \(verb)\(record.id) "
                + (record.kind == .vulnerability
                    ? "(\(record.severity.word))" : "(\(record.kind.word))"),
            detail: detail.trimmed,
            component: component,
            names: match.names,
            severity: record.kind == .vulnerability ? record.severity : nil,
            fixed: match.fixed
        )
    }
}
