/// Every request of one kind that policies can tell apart, one for each way they can: a bounded
/// model of all requests with these types and this action.
///
/// Policies compare attributes with each other and with what they name, and nothing else. So for
/// each attribute that they mention a few values are enough: of a number, those at and beside the
/// ones that are named; of a moment, before, at and after the clock; of a text, those named and
/// some that differ. What two sets of policies answer on all of these, they answer everywhere.
///
/// Attributes that no policy looks at together are not combined in every way either: of the ways
/// that the policies looking at them answer alike, one stands for all (``Case/alternatives``).
///
/// ``unmodelled`` says what this does not hold for; it is empty for most policies.
public struct RequestSpace: Sendable {
    /// An attribute that policies look at.
    public struct Feature: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// Whose attribute it is.
        public let subject: Expression.Variable
        /// What it is called.
        public let name: Text

        /// An attribute of the principal, the resource or the context.
        public init(_ subject: Expression.Variable, _ name: Text) {
            self.subject = subject
            self.name = name
        }

        /// As a policy writes it.
        public var description: String { "\(subject.rawValue).\(name)" }

        /// Orders by text.
        public static func < (left: Feature, right: Feature) -> Bool {
            left.description < right.description
        }
    }

    /// One way in which requests can differ.
    public struct Case: Sendable {
        /// The request.
        public let request: Request
        /// What is known of those in it.
        public let entities: Entities
        /// The attributes, in the order of ``RequestSpace/features``; nil where one is absent.
        public let values: [Value?]
        /// For each attribute, everything it could be instead without any policy noticing.
        public let alternatives: [[Value?]]
        /// The groups that the principal is in.
        public let groups: [EntityUID]
    }

    /// More cases than these are not enumerated.
    public static let casesMax = 4_000_000
    /// So many groups are combined in every way; of more, each alone, none and all.
    static let groupsMax = 8

    /// The kind of who asks.
    public let principal: EntityTypeName
    /// What is asked for.
    public let action: EntityUID
    /// The kind of what it is asked about.
    public let resource: EntityTypeName
    /// The attributes that policies look at, sorted.
    public let features: [Feature]
    /// What policies do that the cases do not cover; empty when the space is exact.
    public let unmodelled: [String]

    /// The values that each attribute takes, in the order of ``features``.
    public let domains: [[Value?]]
    private let parts: [SpacePart]
    private let memberships: [[EntityUID]]
    private let principals: [EntityUID]
    private let resources: [EntityUID]
    private let base: Entities

    /// What is known beforehand, and need not be varied.
    public struct Given: Sendable {
        /// The only values that these attributes have; nil for absent.
        public var values: [Feature: [Value?]] = [:]
        /// The only groups that the principal is in.
        public var groups: [EntityUID]?

        /// Knows nothing.
        public init() {}
    }

    /// The space of requests by a `principal` for `action` on a `resource`, as far as any of `sets`
    /// tells them apart. `entities` holds the actions with their groups.
    public init(
        principal: EntityTypeName,
        action: Schema.Action,
        resource: EntityTypeName,
        of sets: [PolicySet],
        under schema: Schema,
        given: Given = Given(),
        _ entities: Entities
    ) {
        self.principal = principal
        self.action = action.uid
        self.resource = resource
        base = entities
        var mentions = PolicyMentions()
        var judges: [(policy: Policy, features: Set<Feature>)] = []
        let open = PartialRequest(
            principal: .ofType(principal),
            action: action.uid,
            resource: .ofType(resource),
            context: nil
        )
        for policies in sets {
            for (_, policy) in policies.reduced(for: open, entities).residuals {
                mentions.note(policy)
                var own = PolicyMentions()
                own.note(policy)
                judges.append((policy, own.features))
            }
        }
        // What is given is compared like what is named.
        for case let value? in given.values.values.joined() { mentions.note(value) }
        let domains = CaseDomains(mentions) { feature in
            switch feature.subject {
            case .principal: schema.entityTypes[principal]?.attributes[feature.name]
            case .resource: schema.entityTypes[resource]?.attributes[feature.name]
            case .context: action.context[feature.name]
            case .action: nil
            }
        }
        features = mentions.features.sorted()
        self.domains = features.map { given.values[$0] ?? domains.values(of: $0) }
        parts = SpacePart.parts(of: features, self.domains, judges)
        // Of the groups that are named, those that such a principal can be in at all.
        let groups = mentions.groups.filter { schema.canBe(principal, in: $0.type) }
        memberships = given.groups.map { [$0] } ?? Self.combinations(of: groups.sorted())
        principals = Self.candidates(principal, mentions.entities)
        resources = Self.candidates(resource, mentions.entities)
        var unmodelled = mentions.unmodelled.union(domains.unmodelled)
        if groups.count > Self.groupsMax, given.groups == nil {
            unmodelled.insert("more than \(Self.groupsMax) groups")
        }
        self.unmodelled = unmodelled.sorted()
    }

    /// The entities of `type` that policies name, and one that they do not.
    private static func candidates(
        _ type: EntityTypeName,
        _ named: Set<EntityUID>
    ) -> [EntityUID] {
        let fresh = EntityUID(type: type, id: Text("any " + type.basename))
        return [fresh] + named.filter { $0.type == type }.sorted()
    }

    private static func combinations(of groups: [EntityUID]) -> [[EntityUID]] {
        guard groups.count <= groupsMax else { return [[]] + groups.map { [$0] } + [groups] }
        return (0..<(1 << groups.count)).map { bits in
            groups.indices.filter { bits >> $0 & 1 == 1 }.map { groups[$0] }
        }
    }

    /// Gives every case to `body`. Throws when there are more than ``casesMax``.
    public func forEach(_ body: (Case) throws -> Void) throws {
        var count = 0
        for groups in memberships {
            for principal in principals {
                for resource in resources {
                    let choices = try parts.map { part in
                        try part.choices { try made($0, groups, principal, resource) }
                    }
                    let product = choices.reduce(1) { $0 * min($1.count, Self.casesMax) }
                    count += product
                    guard product <= Self.casesMax, count <= Self.casesMax else {
                        throw Diagnostic("`\(action)` has more cases than can be gone through")
                    }
                    try visit(choices, groups, principal, resource, body)
                }
            }
        }
    }

    private func visit(
        _ choices: [[SpacePart.Choice]],
        _ groups: [EntityUID],
        _ principal: EntityUID,
        _ resource: EntityUID,
        _ body: (Case) throws -> Void
    ) throws {
        try Odometer.forEach(choices.map(\.count)) { places in
            var values = domains.map { $0.first ?? nil }
            var alternatives = domains
            for (part, place) in places.enumerated() {
                let choice = choices[part][place]
                for (index, feature) in parts[part].features.enumerated() {
                    values[feature] = choice.values[index]
                    alternatives[feature] = choice.alternatives[index]
                }
            }
            let (request, entities) = try made(values, groups, principal, resource)
            try body(
                Case(
                    request: request,
                    entities: entities,
                    values: values,
                    alternatives: alternatives,
                    groups: groups
                )
            )
        }
    }

    private func made(
        _ values: [Value?],
        _ groups: [EntityUID],
        _ principal: EntityUID,
        _ resource: EntityUID
    ) throws -> (Request, Entities) {
        var fields: [Expression.Variable: [(name: Text, value: Value)]] = [:]
        for (feature, value) in zip(features, values) {
            if let value { fields[feature.subject, default: []].append((feature.name, value)) }
        }
        func record(_ subject: Expression.Variable) -> RecordValue {
            fields[subject].map { RecordValue($0) } ?? .empty
        }
        let who = Entity(principal, attributes: record(.principal), parents: groups)
        let what = Entity(resource, attributes: record(.resource))
        let request = Request(
            principal: principal,
            action: action,
            resource: resource,
            context: record(.context)
        )
        return (request, try base.adding(principal == resource ? [who] : [who, what]))
    }
}
