/// Every request of one kind that policies can tell apart, one for each way they can: a bounded
/// model of all requests with these types and this action.
///
/// Policies compare attributes with each other and with what they name, and nothing else. So for
/// each attribute that they mention a few values are enough: of a number, those at and beside the
/// ones that are named; of a moment, before, at and after the clock; of a text, those named and
/// some that differ. What two sets of policies answer on all of these, they answer everywhere.
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

    private let domains: [[Value?]]
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
        let open = PartialRequest(
            principal: .ofType(principal),
            action: action.uid,
            resource: .ofType(resource),
            context: nil
        )
        for policies in sets {
            for (_, policy) in policies.reduced(for: open, entities).residuals {
                mentions.note(policy)
            }
        }
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
        memberships =
            given.groups.map { [$0] } ?? Self.combinations(of: mentions.groups.sorted())
        principals = Self.candidates(principal, mentions.entities)
        resources = Self.candidates(resource, mentions.entities)
        var unmodelled = mentions.unmodelled.union(domains.unmodelled)
        if mentions.groups.count > Self.groupsMax, given.groups == nil {
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

    /// How many cases there are; `Int.max` when they cannot be counted.
    public var count: Int {
        let factors =
            domains.map(\.count) + [memberships.count, principals.count, resources.count]
        return factors.reduce(1) { product, factor in
            let (result, overflows) = product.multipliedReportingOverflow(by: factor)
            return overflows ? .max : result
        }
    }

    /// Gives every case to `body`. Throws when there are more than ``casesMax``.
    public func forEach(_ body: (Case) throws -> Void) throws {
        guard count <= Self.casesMax else {
            throw Diagnostic("`\(action)` has more cases than can be gone through")
        }
        for groups in memberships {
            for principal in principals {
                for resource in resources {
                    try visit(groups, principal, resource, body)
                }
            }
        }
    }

    private func visit(
        _ groups: [EntityUID],
        _ principal: EntityUID,
        _ resource: EntityUID,
        _ body: (Case) throws -> Void
    ) throws {
        guard domains.allSatisfy({ !$0.isEmpty }) else { return }
        var places = [Int](repeating: 0, count: domains.count)
        while true {
            let values = places.indices.map { domains[$0][places[$0]] }
            try body(try made(values, groups, principal, resource))
            // Counts up like an odometer, the last wheel first.
            var wheel = places.count - 1
            while wheel >= 0 {
                places[wheel] += 1
                if places[wheel] < domains[wheel].count { break }
                places[wheel] = 0
                wheel -= 1
            }
            if wheel < 0 { return }
        }
    }

    private func made(
        _ values: [Value?],
        _ groups: [EntityUID],
        _ principal: EntityUID,
        _ resource: EntityUID
    ) throws(Diagnostic) -> Case {
        var fields: [Expression.Variable: [(name: Text, value: Value)]] = [:]
        for (feature, value) in zip(features, values) {
            if let value { fields[feature.subject, default: []].append((feature.name, value)) }
        }
        func record(_ subject: Expression.Variable) -> RecordValue {
            fields[subject].map { RecordValue($0) } ?? .empty
        }
        let who = Entity(principal, attributes: record(.principal), parents: groups)
        let what = Entity(resource, attributes: record(.resource))
        return Case(
            request: Request(
                principal: principal,
                action: action,
                resource: resource,
                context: record(.context)
            ),
            entities: try base.adding(principal == resource ? [who] : [who, what]),
            values: values,
            groups: groups
        )
    }
}
