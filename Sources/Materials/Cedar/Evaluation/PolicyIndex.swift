/// Policies arranged by scope, so that a request meets only those that can apply to it.
final class PolicyIndex: Sendable {
    /// A policy made ready for decisions.
    final class Loaded: Sendable {
        let id: PolicyID
        let effect: Policy.Effect
        let expression: Expression
        let conditions: [Policy.Condition]
        /// What the branches cannot say: the type in `is … in …`.
        let principalType: EntityTypeName?
        let resourceType: EntityTypeName?
        /// The groups of an `action in [ … ]` with several: the policy hangs under each of them.
        let actions: [EntityUID]

        init(_ id: PolicyID, _ policy: Policy) {
            self.id = id
            effect = policy.effect
            expression = policy.expression.folded()
            conditions = policy.conditions
            principalType = policy.principal.typeInGroup
            resourceType = policy.resource.typeInGroup
            if case .inAny(let groups) = policy.action { actions = groups } else { actions = [] }
        }
    }

    /// A policy at the end of its branches, with the place of its action among several.
    struct Leaf: Sendable {
        let policy: Int32
        let actionIndex: Int32
    }

    private typealias ByAction = ScopeFork<[Leaf]>
    private typealias ByResource = ScopeFork<ByAction>
    private typealias ByPrincipal = ScopeFork<ByResource>

    let loaded: [Loaded]
    private let root: ByPrincipal

    init(_ policies: [(id: PolicyID, policy: Policy)]) {
        loaded = policies.map { Loaded($0.id, $0.policy) }
        var root = ByPrincipal()
        for (index, (_, policy)) in policies.enumerated() {
            for (actionIndex, action) in Self.keys(policy.action).enumerated() {
                let leaf = Leaf(policy: Int32(index), actionIndex: Int32(actionIndex))
                Self.insert(leaf, of: policy, action, into: &root)
            }
        }
        self.root = root
    }

    private static func insert(
        _ leaf: Leaf,
        of policy: Policy,
        _ action: ByAction.Key,
        into root: inout ByPrincipal
    ) {
        guard let principal: ByPrincipal.Key = key(policy.principal),
            let resource: ByResource.Key = key(policy.resource)
        else { return }
        root.update(principal, empty: ByResource()) { byResource in
            byResource.update(resource, empty: ByAction()) { byAction in
                byAction.update(action, empty: []) { $0.append(leaf) }
            }
        }
    }

    /// Nil for an open slot: a template takes no part in decisions.
    private static func key<Branch>(_ constraint: Policy.EntityConstraint)
        -> ScopeFork<Branch>.Key?
    {
        switch constraint {
        case .any: .any
        case .equal(.entity(let uid)): .equal(uid)
        case .in(.entity(let uid)), .isTypeIn(_, .entity(let uid)): .within(uid)
        case .isType(let type): .ofType(type)
        case .equal(.slot), .in(.slot), .isTypeIn(_, .slot): nil
        }
    }

    private static func keys(_ constraint: Policy.ActionConstraint) -> [ScopeFork<[Leaf]>.Key] {
        switch constraint {
        case .any: [.any]
        case .equal(let uid): [.equal(uid)]
        case .in(let uid): [.within(uid)]
        case .inAny(let uids): uids.map { .within($0) }
        }
    }

    /// Visits every policy whose scope `evaluator`'s request meets, each once, in no order.
    func visit(_ evaluator: borrowing Evaluator, _ body: (Int) -> Void) {
        let request = evaluator.request
        let action = evaluator.entities[stored: request.action]
        root.visit(request.principal, evaluator.principal) { byResource in
            byResource.visit(request.resource, evaluator.resource) { byAction in
                byAction.visit(request.action, action) { leaves in
                    for leaf in leaves where applies(leaf, evaluator) { body(Int(leaf.policy)) }
                }
            }
        }
    }

    private func applies(_ leaf: Leaf, _ evaluator: borrowing Evaluator) -> Bool {
        let policy = loaded[Int(leaf.policy)]
        if let type = policy.principalType, type != evaluator.request.principal.type {
            return false
        }
        if let type = policy.resourceType, type != evaluator.request.resource.type { return false }
        // Met under an earlier of its action groups already?
        for group in policy.actions.prefix(Int(leaf.actionIndex))
        where evaluator.isMember(evaluator.request.action, of: group) {
            return false
        }
        return true
    }
}

extension Policy.EntityConstraint {
    fileprivate var typeInGroup: EntityTypeName? {
        if case .isTypeIn(let type, _) = self { type } else { nil }
    }
}
