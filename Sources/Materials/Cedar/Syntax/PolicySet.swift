/// Policies by name: static ones, templates, and the links that fill templates.
public struct PolicySet: Equatable, Sendable {
    /// A template with its slots filled.
    public struct Link: Hashable, Sendable {
        public let template: PolicyID
        public let values: [Expression.Slot: EntityUID]

        public init(template: PolicyID, values: [Expression.Slot: EntityUID]) {
            self.template = template
            self.values = values
        }
    }

    /// The names of everything, in the order it was added.
    public private(set) var order: [PolicyID] = []
    public private(set) var policies: [PolicyID: Policy] = [:]
    public private(set) var templates: [PolicyID: Policy] = [:]
    public private(set) var links: [PolicyID: Link] = [:]

    public init() {}

    private mutating func claim(_ id: PolicyID) throws(Diagnostic) {
        guard policies[id] == nil, templates[id] == nil, links[id] == nil else {
            throw Diagnostic("two policies are called `\(id)`", help: "rename one", policy: id)
        }
        order.append(id)
    }

    /// Adds a policy, or a template when it has slots. Refuses a name that is taken.
    public mutating func add(_ policy: Policy, as id: PolicyID) throws(Diagnostic) {
        try claim(id)
        if policy.slots.isEmpty { policies[id] = policy } else { templates[id] = policy }
    }

    /// Fills a template's slots: every one, and no others. Refuses a name that is taken.
    public mutating func add(_ link: Link, as id: PolicyID) throws(Diagnostic) {
        guard let template = templates[link.template] else {
            throw Diagnostic(
                "there is no template called `\(link.template)`",
                help: Suggestion.help(
                    for: link.template.description, among: templates.keys.map(\.description)),
                policy: id)
        }
        let slots = Set(template.slots)
        for slot in Expression.Slot.allCases where slots.contains(slot) != (link.values[slot] != nil)
        {
            throw Diagnostic(
                slots.contains(slot)
                    ? "the link leaves `\(slot.rawValue)` open"
                    : "the template `\(link.template)` has no `\(slot.rawValue)`",
                policy: id)
        }
        try claim(id)
        links[id] = link
    }

    /// Everything that takes part in decisions: static policies, and templates as linked.
    public var effective: [(id: PolicyID, policy: Policy)] {
        order.compactMap { id in
            if let policy = policies[id] { return (id, policy) }
            guard let link = links[id], var policy = templates[link.template] else { return nil }
            policy.principal = policy.principal.filled(with: link.values)
            policy.resource = policy.resource.filled(with: link.values)
            return (id, policy)
        }
    }

    /// Everything as written: static policies and templates.
    public var written: [(id: PolicyID, policy: Policy)] {
        order.compactMap { id in (policies[id] ?? templates[id]).map { (id, $0) } }
    }
}
