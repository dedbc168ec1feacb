/// Works what is known into an expression, and leaves the rest as it is written.
///
/// Nothing that could change a value or a failure is simplified: `x && false` stays where `x` may
/// fail; `true && x` becomes `x` only when `x` is a test.
struct Reducer: ~Copyable {
    /// What a node comes to.
    enum Outcome {
        case value(Value)
        /// It fails, whatever is not known.
        case failure
        case open
    }

    private let request: PartialRequest
    private let evaluator: Evaluator
    private let source: Expression
    private var result = Expression()
    /// What the nodes of `result` come to.
    private var outcomes: [Outcome] = []

    private init(_ source: Expression, _ request: PartialRequest, _ entities: Entities) {
        self.source = source
        self.request = request
        // No entity can be called this: a type's name is never empty.
        let nobody = EntityUID(type: "", id: "")
        evaluator = Evaluator(
            Request(
                principal: request.principal.uid ?? nobody,
                action: request.action ?? nobody,
                resource: request.resource.uid ?? nobody,
                context: request.context ?? .empty
            ),
            entities
        )
    }

    /// The policy with everything known worked in: its scope is empty, and its only condition says
    /// what is left.
    static func reduce(_ policy: Policy, for request: PartialRequest, _ entities: Entities)
        -> (Policy, Outcome)
    {
        let (whole, root) = policy.condition()
        var reducer = Reducer(whole, request, entities)
        let body = reducer.reduce(root)
        let outcome = reducer.outcomes[Int(body.raw)]
        var reduced = Policy(effect: policy.effect)
        reduced.annotations = policy.annotations
        reduced.places = policy.places
        reduced.expression = reducer.result
        if case .value(.bool(true)) = outcome { return (reduced, outcome) }
        reduced.conditions = [.init(kind: .when, body: body)]
        return (reduced, outcome)
    }

    private mutating func add(_ node: Expression.Node, _ outcome: Outcome, at range: SourceRange)
        -> Expression.NodeID
    {
        outcomes.append(outcome)
        return result.add(node, at: range)
    }

    private mutating func add(_ value: Value, at range: SourceRange) -> Expression.NodeID {
        outcomes.append(.value(value))
        return result.addLiteral(value, at: range)
    }

    private func outcome(_ id: Expression.NodeID) -> Outcome { outcomes[Int(id.raw)] }

    private func truth(_ id: Expression.NodeID) -> Bool? {
        if case .value(.bool(let value)) = outcome(id) { value } else { nil }
    }

    private mutating func reduce(_ id: Expression.NodeID) -> Expression.NodeID {
        let range = source.range(of: id)
        switch source[id] {
        case .literal(let index): return add(source.constant(index), at: range)
        case .variable(let variable):
            guard let value = value(of: variable) else {
                return add(.variable(variable), .open, at: range)
            }
            return add(value, at: range)
        case .slot(let slot): return add(.slot(slot), .failure, at: range)
        case .and(let left, let right): return logic(left, right, isAnd: true, at: range)
        case .or(let left, let right): return logic(left, right, isAnd: false, at: range)
        case .conditional(let test, let first, let second):
            let test = reduce(test)
            if let isTrue = truth(test) { return reduce(isTrue ? first : second) }
            let (first, second) = (reduce(first), reduce(second))
            return add(
                .conditional(test, then: first, else: second),
                isCertainFailure(test) ? .failure : .open,
                at: range
            )
        case .isType(let operand, let type):
            let operand = reduce(operand)
            let index = result.addType(source.type(type))
            if let isTrue = isOfType(operand, source.type(type)) {
                return add(.bool(isTrue), at: range)
            }
            return settle(.isType(operand, type: index), [operand], at: range)
        case .isTypeIn(let operand, let type, let group):
            return isTypeIn(operand, source.type(type), group, at: range)
        default:
            return strict(id, at: range)
        }
    }

    private func value(of variable: Expression.Variable) -> Value? {
        switch variable {
        case .principal: request.principal.uid.map { .entity($0) }
        case .resource: request.resource.uid.map { .entity($0) }
        case .action: request.action.map { .entity($0) }
        case .context: request.context.map { .record($0) }
        }
    }

    /// A failure, or a value of a kind that fails where a boolean belongs.
    private func isCertainFailure(_ id: Expression.NodeID) -> Bool {
        switch outcome(id) {
        case .failure: true
        case .value(.bool), .open: false
        case .value: true
        }
    }

    private mutating func logic(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        isAnd: Bool,
        at range: SourceRange
    ) -> Expression.NodeID {
        let left = reduce(left)
        if truth(left) == !isAnd { return left }
        let right = reduce(right)
        // The left side is settled and lets the right decide.
        if truth(left) == isAnd, result.isTest(right) || truth(right) != nil { return right }
        if truth(right) == isAnd, result.isTest(left) { return left }
        // The right side decides, since the left cannot fail: so it is in scopes.
        if truth(right) == !isAnd, result.isCertainTest(left) { return right }
        let node: Expression.Node = isAnd ? .and(left, right) : .or(left, right)
        let fails = isCertainFailure(left) || (truth(left) == isAnd && isCertainFailure(right))
        return add(node, fails ? .failure : .open, at: range)
    }

    /// Whether the operand is of a type, when that is known although the entity is not.
    private func isOfType(_ operand: Expression.NodeID, _ type: EntityTypeName) -> Bool? {
        switch (result[operand], request.principal, request.resource) {
        case (.variable(.principal), .ofType(let known), _): known == type
        case (.variable(.resource), _, .ofType(let known)): known == type
        default: nil
        }
    }

    /// `x is T in g` is `x is T && x in g`.
    private mutating func isTypeIn(
        _ operand: Expression.NodeID,
        _ type: EntityTypeName,
        _ group: Expression.NodeID,
        at range: SourceRange
    ) -> Expression.NodeID {
        let operand = reduce(operand)
        var isOfType = isOfType(operand, type)
        if case .value(.entity(let uid)) = outcome(operand) { isOfType = uid.type == type }
        if isOfType == false { return add(.bool(false), at: range) }
        let group = reduce(group)
        if isOfType == true {
            return settle(.binary(.in, operand, group), [operand, group], at: range)
        }
        let index = result.addType(type)
        let fails = if case .failure = outcome(operand) { true } else { false }
        return add(.isTypeIn(operand, type: index, group), fails ? .failure : .open, at: range)
    }

    /// An operator that looks at all of its operands.
    private mutating func strict(_ id: Expression.NodeID, at range: SourceRange)
        -> Expression.NodeID
    {
        let children = source.children(of: source[id]).map { reduce($0) }
        return settle(copy(of: source[id], children), children, at: range)
    }

    /// Computes `node` when its operands are known; it fails for certain when one of them does.
    private mutating func settle(
        _ node: Expression.Node,
        _ operands: [Expression.NodeID],
        at range: SourceRange
    ) -> Expression.NodeID {
        var isKnown = true
        for operand in operands {
            switch outcome(operand) {
            case .failure: return add(node, .failure, at: range)
            case .open: isKnown = false
            case .value: break
            }
        }
        guard isKnown else { return add(node, .open, at: range) }
        let id = add(node, .failure, at: range)
        guard let value = try? evaluator.evaluate(id, in: result) else { return id }
        return add(value, at: range)
    }

    /// The node with other children, its names and patterns brought over.
    private mutating func copy(of node: Expression.Node, _ children: [Expression.NodeID])
        -> Expression.Node
    {
        switch node {
        case .not: return .not(children[0])
        case .negate: return .negate(children[0])
        case .isEmpty: return .isEmpty(children[0])
        case .binary(let operation, _, _): return .binary(operation, children[0], children[1])
        case .attribute(_, let name):
            return .attribute(children[0], name: result.addName(source.name(name)))
        case .has(_, let name):
            return .has(children[0], name: result.addName(source.name(name)))
        case .like(_, let pattern):
            return .like(children[0], pattern: result.addPattern(source.pattern(pattern)))
        case .set: return .set(result.addElements(children))
        case .record(let list):
            let names = source.elements[list.range].map { source.name($0.name) }
            return .record(result.addFields(zip(names, children).map { (name: $0, node: $1) }))
        case .call(let function, _): return .call(function, result.addElements(children))
        case .literal, .variable, .slot, .and, .or, .conditional, .isType, .isTypeIn:
            return node
        }
    }
}

extension Expression {
    /// Whether the value of `id`, if it has one, is a boolean.
    func isTest(_ id: NodeID) -> Bool {
        switch self[id] {
        case .not, .and, .or, .isEmpty, .has, .like, .isType, .isTypeIn: true
        case .binary(let operation, _, _): operation.isTest
        case .call(let function, _): function.result == .bool
        case .literal, .variable, .slot, .negate, .conditional, .attribute, .set, .record: false
        }
    }

    /// Whether a node comes to a boolean whatever its variables are: what a scope asks, `has` on
    /// a variable, and what is made of such.
    func isCertainTest(_ id: NodeID) -> Bool {
        switch self[id] {
        case .not(let operand): isCertainTest(operand)
        case .and(let left, let right), .or(let left, let right):
            isCertainTest(left) && isCertainTest(right)
        case .has(let operand, _): isVariable(operand)
        case .isType(let operand, _): isEntity(operand)
        case .isTypeIn(let operand, _, let group), .binary(.in, let operand, let group):
            isEntity(operand) && (isEntity(group) || isEntities(group))
        case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
            [left, right].allSatisfy { isVariable($0) || literal($0) != nil }
        default: false
        }
    }

    private func isVariable(_ id: NodeID) -> Bool {
        if case .variable = self[id] { true } else { false }
    }

    private func isEntity(_ id: NodeID) -> Bool {
        switch self[id] {
        case .variable(let variable): variable != .context
        default: if case .entity? = literal(id) { true } else { false }
        }
    }

    private func isEntities(_ id: NodeID) -> Bool {
        switch self[id] {
        case .set(let members): return elements[members.range].allSatisfy { isEntity($0.node) }
        default: break
        }
        guard case .set(let members)? = literal(id) else { return false }
        return members.elements.allSatisfy { if case .entity = $0 { true } else { false } }
    }
}
