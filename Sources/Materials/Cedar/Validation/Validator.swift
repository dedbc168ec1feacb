/// Checks policies against a schema before they meet a request.
public struct Validator: Sendable {
    let schema: Schema
    /// Every request the schema provides for, by its types.
    private let environments: [RequestEnvironment]

    /// Prepares to check policies against `schema`.
    public init(_ schema: Schema) {
        self.schema = schema
        environments = schema.actions.values.sorted { $0.uid < $1.uid }.flatMap { action in
            action.principals.sorted().flatMap { principal in
                action.resources.sorted().map { resource in
                    RequestEnvironment(
                        principal: principal,
                        action: action.uid,
                        resource: resource
                    )
                }
            }
        }
    }

    /// Everything that is wrong with `policies`, and what is suspicious. Without an error among it,
    /// no policy can fail on a request and entities that fit the schema, but by an overflow of
    /// 64 bits or an entity that does not exist.
    public func validate(_ policies: PolicySet) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for (id, policy) in policies.written {
            diagnostics += validate(policy).map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.policy = id
                return diagnostic
            }
        }
        let links = Set(policies.entries.filter(\.isLink).map(\.id))
        for (id, policy) in policies.effective where links.contains(id) {
            diagnostics += validateLink(id, policy)
        }
        return diagnostics
    }

    /// Everything that is wrong with one policy or template.
    public func validate(_ policy: Policy) -> [Diagnostic] {
        var diagnostics = checkNames(of: policy)
        diagnostics += checkApplication(of: policy)
        let (errors, isImpossible) = typecheck(policy)
        var seen: Set<Diagnostic> = []
        for error in errors where seen.insert(error).inserted { diagnostics.append(error) }
        if isImpossible && diagnostics.isEmpty {
            diagnostics.append(
                Diagnostic(
                    "this policy can never apply",
                    severity: .warning,
                    help: "look for a condition that is always false",
                    range: policy.places.whole
                )
            )
        }
        return diagnostics + checkCharacters(of: policy)
    }

    private func validateLink(_ id: PolicyID, _ policy: Policy) -> [Diagnostic] {
        (checkNames(of: policy) + checkApplication(of: policy)).map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.policy = id
            diagnostic.range = nil
            return diagnostic
        }
    }

    /// Types the policy in every environment; the second result says that all make it false.
    private func typecheck(_ policy: Policy) -> ([Diagnostic], Bool) {
        let (expression, root) = policy.condition()
        let numbers = ExpressionNumbers(of: expression)
        var errors: [Diagnostic] = []
        var isImpossible = true
        for environment in environments {
            guard let action = schema.actions[environment.action] else { continue }
            for scope in policy.slotTypes(in: environment, schema) {
                var checker = Typechecker(
                    schema,
                    environment,
                    context: action.context,
                    expression,
                    numbers,
                    slots: scope
                )
                let answer = checker.boolean(root, .none)
                errors += checker.errors
                if answer.type != .false { isImpossible = false }
            }
        }
        return (errors, isImpossible)
    }
}

extension Policy {
    /// The whole policy as one expression: its scope, then its conditions.
    func condition() -> (Expression, Expression.NodeID) {
        var whole = expression
        let terms =
            [
                whole.addConstraint(principal, on: .principal, at: places.principal),
                whole.addConstraint(action, at: places.action),
                whole.addConstraint(resource, on: .resource, at: places.resource),
            ].compactMap(\.self)
            + conditions.map { condition in
                condition.kind == .when
                    ? condition.body
                    : whole.add(.not(condition.body), at: expression.range(of: condition.body))
            }
        guard var root = terms.first else {
            // Not in one expression: the pair would hold `whole` as it was before.
            let always = whole.addLiteral(.bool(true), at: places.whole)
            return (whole, always)
        }
        for term in terms.dropFirst() { root = whole.add(.and(root, term), at: places.whole) }
        return (whole, root)
    }

    /// The types that the slots can take in an environment. A slot compared with `==` has the
    /// variable's type; one behind `in` has any type that can hold it.
    func slotTypes(in environment: RequestEnvironment, _ schema: Schema)
        -> [[Expression.Slot: EntityTypeName]]
    {
        func choices(_ constraint: EntityConstraint, _ type: EntityTypeName) -> [EntityTypeName?] {
            guard case .slot? = constraint.reference else { return [nil] }
            if case .equal = constraint { return [type] }
            return [type] + (schema.entityTypes[type]?.ancestors.sorted() ?? [])
        }
        return choices(principal, environment.principal).flatMap { first in
            choices(resource, environment.resource).map { second in
                var types: [Expression.Slot: EntityTypeName] = [:]
                types[.principal] = first
                types[.resource] = second
                return types
            }
        }
    }
}

extension Expression {
    /// A constraint as a condition; nil when it asks nothing.
    mutating func addConstraint(
        _ constraint: Policy.EntityConstraint,
        on variable: Variable,
        at range: SourceRange
    ) -> NodeID? {
        if constraint == .any { return nil }
        let subject = add(.variable(variable), at: range)
        var other: NodeID?
        switch constraint.reference {
        case .entity(let uid)?: other = addLiteral(.entity(uid), at: range)
        case .slot(let slot)?: other = add(.slot(slot), at: range)
        case nil: break
        }
        switch (constraint, other) {
        case (.equal, let other?): return add(.binary(.equal, subject, other), at: range)
        case (.in, let other?): return add(.binary(.in, subject, other), at: range)
        case (.isTypeIn(let type, _), let other?):
            return add(.isTypeIn(subject, type: addType(type), other), at: range)
        case (.isType(let type), _):
            return add(.isType(subject, type: addType(type)), at: range)
        default: return nil
        }
    }

    mutating func addConstraint(_ constraint: Policy.ActionConstraint, at range: SourceRange)
        -> NodeID?
    {
        if constraint == .any { return nil }
        let subject = add(.variable(.action), at: range)
        switch constraint {
        case .any: return nil
        case .equal(let uid):
            return add(.binary(.equal, subject, addLiteral(.entity(uid), at: range)), at: range)
        case .in(let uid):
            return add(.binary(.in, subject, addLiteral(.entity(uid), at: range)), at: range)
        case .inAny(let uids):
            let items = uids.map { addLiteral(.entity($0), at: range) }
            return add(.binary(.in, subject, addSet(items, at: range)), at: range)
        }
    }
}
