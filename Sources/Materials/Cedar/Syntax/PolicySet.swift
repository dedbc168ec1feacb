/// Policies by name: static ones, templates, and the links that fill templates.
public struct PolicySet: Equatable, Sendable {
    /// A template with its slots filled.
    public struct Link: Hashable, Sendable {
        /// The template that is filled.
        public let template: PolicyID
        /// What fills its slots.
        public let values: [Expression.Slot: EntityUID]

        /// Fills the slots of `template` with `values`.
        public init(template: PolicyID, values: [Expression.Slot: EntityUID]) {
            self.template = template
            self.values = values
        }
    }

    /// What a name stands for.
    public enum Content: Equatable, Sendable {
        case policy(Policy)
        case template(Policy)
        case link(Link)
    }

    /// A name and what it stands for.
    public struct Entry: Equatable, Sendable {
        /// The name.
        public let id: PolicyID
        /// What it stands for.
        public let content: Content
    }

    /// Everything, in the order it was added.
    public private(set) var entries: [Entry] = []
    private var places: [PolicyID: Int] = [:]

    /// A set without policies.
    public init() {}

    /// Whether both have the same entries in the same order.
    public static func == (left: PolicySet, right: PolicySet) -> Bool {
        left.entries == right.entries
    }

    /// What `id` stands for, if anything.
    public subscript(id: PolicyID) -> Content? { places[id].map { entries[$0].content } }

    private mutating func add(_ content: Content, named id: PolicyID) throws(Diagnostic) {
        if let place = places.updateValue(entries.count, forKey: id) {
            places[id] = place
            throw Diagnostic("two policies are called `\(id)`", help: "rename one", policy: id)
        }
        entries.append(Entry(id: id, content: content))
    }

    /// Adds a policy, or a template when it has slots. Refuses a name that is taken.
    public mutating func add(_ policy: Policy, as id: PolicyID) throws(Diagnostic) {
        try add(policy.slots.isEmpty ? .policy(policy) : .template(policy), named: id)
    }

    /// Fills a template's slots: every one, and no others. Refuses a name that is taken.
    public mutating func add(_ link: Link, as id: PolicyID) throws(Diagnostic) {
        guard case .template(let template)? = self[link.template] else {
            let templates = entries.filter(\.isTemplate).map(\.id.description)
            throw Diagnostic(
                "there is no template called `\(link.template)`",
                help: Suggestion.help(for: link.template.description, among: templates),
                policy: id
            )
        }
        for slot in Expression.Slot.allCases {
            let isOpen = template.slots.contains(slot)
            if isOpen == (link.values[slot] != nil) { continue }
            throw Diagnostic(
                isOpen
                    ? "the link leaves `\(slot.rawValue)` open"
                    : "the template `\(link.template)` has no `\(slot.rawValue)`",
                policy: id
            )
        }
        try add(.link(link), named: id)
    }

    /// Everything that takes part in decisions: static policies, and templates as linked.
    public var effective: [(id: PolicyID, policy: Policy)] {
        entries.compactMap { entry in
            switch entry.content {
            case .policy(let policy): return (entry.id, policy)
            case .template: return nil
            case .link(let link):
                guard case .template(var policy)? = self[link.template] else { return nil }
                policy.principal = policy.principal.filled(with: link.values)
                policy.resource = policy.resource.filled(with: link.values)
                return (entry.id, policy)
            }
        }
    }

    /// Everything as written: static policies and templates.
    public var written: [(id: PolicyID, policy: Policy)] {
        entries.compactMap { entry in
            switch entry.content {
            case .policy(let policy), .template(let policy): (entry.id, policy)
            case .link: nil
            }
        }
    }
}

extension PolicySet.Entry {
    var isTemplate: Bool { if case .template = content { true } else { false } }
    var isLink: Bool { if case .link = content { true } else { false } }
}
