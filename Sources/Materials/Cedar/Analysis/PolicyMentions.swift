/// What policies look at: attributes, groups, and everything they name to compare with.
struct PolicyMentions {
    private(set) var features: Set<RequestSpace.Feature> = []
    /// Groups that the principal may be in.
    private(set) var groups: Set<EntityUID> = []
    /// Entities that principal or resource are compared with.
    private(set) var entities: Set<EntityUID> = []
    private(set) var numbers: Set<Int64> = []
    private(set) var texts: Set<Text> = []
    private(set) var moments: Set<Int64> = []
    private(set) var unmodelled: Set<String> = []
    /// Attributes that are compared with each other.
    private(set) var pairs: Set<Pair> = []

    struct Pair: Hashable {
        let left: RequestSpace.Feature
        let right: RequestSpace.Feature
    }

    /// Notes everything that the conditions of `policy` mention.
    mutating func note(_ policy: Policy) {
        for condition in policy.conditions { visit(condition.body, in: policy.expression) }
    }

    private mutating func visit(_ id: Expression.NodeID, in expression: Expression) {
        switch expression[id] {
        case .literal(let index): note(expression.constant(index))
        case .variable: unmodelled.insert("a principal, resource or context as a whole")
        case .slot: unmodelled.insert("a template")
        case .attribute(let operand, let name), .has(let operand, let name):
            guard case .variable(let subject) = expression[operand], subject != .action else {
                unmodelled.insert("an attribute of an attribute")
                return visit(operand, in: expression)
            }
            features.insert(.init(subject, expression.name(name)))
        case .binary(.in, let left, let right): noteGroups(left, right, in: expression)
        case .binary(let operation, let left, let right):
            note(operation, left, right, in: expression)
        case .like:
            unmodelled.insert("a pattern")
            visitChildren(of: id, in: expression)
        case .call, .negate:
            unmodelled.insert("a computed value")
            visitChildren(of: id, in: expression)
        case .isType, .isTypeIn:
            unmodelled.insert("the type of an attribute")
            visitChildren(of: id, in: expression)
        case .not, .isEmpty, .and, .or, .conditional, .set, .record:
            visitChildren(of: id, in: expression)
        }
    }

    private mutating func visitChildren(of id: Expression.NodeID, in expression: Expression) {
        for child in expression.children(of: expression[id]) { visit(child, in: expression) }
    }

    private mutating func note(
        _ operation: Expression.BinaryOperator,
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        in expression: Expression
    ) {
        switch operation {
        case .add, .subtract, .multiply, .getTag, .hasTag: unmodelled.insert("a computed value")
        case .equal, .notEqual:
            if noteIdentity(left, right, in: expression) { return }
        default: break
        }
        if let mine = feature(left, in: expression), let other = feature(right, in: expression) {
            pairs.insert(Pair(left: mine, right: other))
        }
        visit(left, in: expression)
        visit(right, in: expression)
    }

    /// `principal == Person::"ada"`, either way round.
    private mutating func noteIdentity(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        in expression: Expression
    ) -> Bool {
        for (one, other) in [(left, right), (right, left)] {
            guard case .variable(let subject) = expression[one],
                subject == .principal || subject == .resource,
                case .entity(let uid)? = expression.literal(other)
            else { continue }
            entities.insert(uid)
            return true
        }
        return false
    }

    private mutating func noteGroups(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        in expression: Expression
    ) {
        guard case .variable(.principal) = expression[left] else {
            unmodelled.insert("groups of anything but the principal")
            return
        }
        switch expression.literal(right) {
        case .entity(let group)?: groups.insert(group)
        case .set(let set)?:
            for case .entity(let group) in set.elements { groups.insert(group) }
        default: unmodelled.insert("groups that are not named")
        }
    }

    private func feature(
        _ id: Expression.NodeID,
        in expression: Expression
    ) -> RequestSpace.Feature? {
        guard case .attribute(let operand, let name) = expression[id],
            case .variable(let subject) = expression[operand]
        else { return nil }
        return .init(subject, expression.name(name))
    }

    /// Notes a value that others are compared with.
    mutating func note(_ value: Value) {
        switch value {
        case .bool: break
        case .long(let number): numbers.insert(number)
        case .string(let text): texts.insert(text)
        case .entity: unmodelled.insert("an entity as an attribute")
        case .set(let set): for element in set.elements { note(element) }
        case .record(let record): for field in record.values { note(field) }
        case .extended(.datetime(let moment)): moments.insert(moment.milliseconds)
        case .extended: unmodelled.insert("a fraction, an address or a duration")
        }
    }
}
