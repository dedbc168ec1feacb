/// Computes the values of expressions for one request.
///
/// It cannot be copied: it holds seven references, and handing them around would cost more than the
/// decision. The walk allocates nothing: nodes are plain numbers, values are copied by reference,
/// and constants — sets and addresses included — were made when the policy was loaded.
struct Evaluator: ~Copyable {
    let request: Request
    let entities: Entities
    /// The principal and the resource as stored, looked up once.
    let principal: Entities.Stored?
    let resource: Entities.Stored?

    init(_ request: Request, _ entities: Entities) {
        self.request = request
        self.entities = entities
        principal = entities[stored: request.principal]
        resource = entities[stored: request.resource]
    }

    func evaluate(
        _ id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Value {
        switch expression[id] {
        case .literal(let index): return expression.constant(index)
        case .variable(let variable): return value(of: variable)
        case .slot(let slot): throw EvaluationError(reason: .slotOpen(slot), node: id)
        case .attribute(let owner, let name):
            return try attribute(expression.name(name), of: owner, at: id, in: expression)
        case .conditional(let test, let first, let second):
            let isTrue = try bool(test, in: expression)
            return try evaluate(isTrue ? first : second, in: expression)
        case .negate(let operand):
            let (result, overflow) = (0 as Int64).subtractingReportingOverflow(
                try long(operand, in: expression)
            )
            if overflow { throw EvaluationError(reason: .overflow, node: id) }
            return .long(result)
        case .binary(.getTag, let owner, let name):
            return try tag(name, of: owner, at: id, in: expression)
        case .binary(let operation, let left, let right) where operation.isArithmetic:
            return .long(
                try compute(
                    operation,
                    try long(left, in: expression),
                    try long(right, in: expression),
                    at: id
                )
            )
        case .set(let elements):
            var values: [Value] = []
            values.reserveCapacity(elements.range.count)
            for element in expression.elements[elements.range] {
                values.append(try evaluate(element.node, in: expression))
            }
            return .set(SetValue(values))
        case .record(let elements):
            var fields: [(name: Text, value: Value)] = []
            for element in expression.elements[elements.range] {
                let value = try evaluate(element.node, in: expression)
                fields.append((expression.name(element.name), value))
            }
            return .record(RecordValue(fields))
        case .call(let function, let elements):
            return try call(function, elements, at: id, in: expression)
        default:
            return .bool(try truth(id, in: expression))
        }
    }

    /// The truth of a node; throws when its value is no boolean.
    func bool(_ id: Expression.NodeID, in expression: Expression) throws(EvaluationError) -> Bool {
        switch expression[id] {
        case .not, .and, .or, .isEmpty, .has, .like, .isType, .isTypeIn:
            return try truth(id, in: expression)
        case .binary(let operation, _, _) where operation.isTest:
            return try truth(id, in: expression)
        default:
            let value = try evaluate(id, in: expression)
            guard case .bool(let isTrue) = value else {
                throw EvaluationError(reason: .type(expected: .bool, found: value), node: id)
            }
            return isTrue
        }
    }

    /// The truth of a node that is a test.
    private func truth(
        _ id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Bool {
        switch expression[id] {
        case .not(let operand):
            return !(try bool(operand, in: expression))
        case .and(let left, let right):
            guard try bool(left, in: expression) else { return false }
            return try bool(right, in: expression)
        case .or(let left, let right):
            if try bool(left, in: expression) { return true }
            return try bool(right, in: expression)
        case .isEmpty(let operand):
            return try set(operand, in: expression).isEmpty
        case .has(let owner, let name):
            return try has(expression.name(name), owner, in: expression)
        case .like(let operand, let pattern):
            return expression.pattern(pattern).matches(try string(operand, in: expression))
        case .isType(let operand, let type):
            return try entity(operand, in: expression).type == expression.type(type)
        case .isTypeIn(let operand, let type, let group):
            let uid = try entity(operand, in: expression)
            guard uid.type == expression.type(type) else { return false }
            return try isMember(uid, of: group, in: expression)
        case .binary(let operation, let left, let right):
            return try test(operation, left, right, at: id, in: expression)
        default:
            return try bool(id, in: expression)
        }
    }

    func value(of variable: Expression.Variable) -> Value {
        switch variable {
        case .principal: .entity(request.principal)
        case .action: .entity(request.action)
        case .resource: .entity(request.resource)
        case .context: .record(request.context)
        }
    }

    /// What is known of `uid`; the principal and the resource are not looked up again.
    func stored(_ uid: EntityUID) -> Entities.Stored? {
        if uid == request.principal { return principal }
        if uid == request.resource { return resource }
        return entities[stored: uid]
    }

    /// Whether `uid` is `group`, or in it.
    func isMember(_ uid: EntityUID, of group: EntityUID) -> Bool {
        uid == group || stored(uid)?.ancestors.contains(group) == true
    }
}

extension Expression.BinaryOperator {
    var isArithmetic: Bool { self == .add || self == .subtract || self == .multiply }
    /// Whether the result is a boolean.
    var isTest: Bool { !isArithmetic && self != .getTag }
}
