/// Operands of one kind, or an error at the operand.
extension Evaluator {
    private func mismatch(
        _ expected: EvaluationError.Expected,
        _ found: Value,
        _ id: Expression.NodeID
    ) -> EvaluationError {
        EvaluationError(reason: .type(expected: expected, found: found), node: id)
    }

    func long(_ id: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> Int64
    {
        let value = try evaluate(id, in: expression)
        guard case .long(let number) = value else { throw mismatch(.long, value, id) }
        return number
    }

    func string(_ id: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> Text
    {
        let value = try evaluate(id, in: expression)
        guard case .string(let text) = value else { throw mismatch(.string, value, id) }
        return text
    }

    func set(_ id: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> SetValue
    {
        let value = try evaluate(id, in: expression)
        guard case .set(let set) = value else { throw mismatch(.set, value, id) }
        return set
    }

    func entity(_ id: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> EntityUID
    {
        let value = try evaluate(id, in: expression)
        guard case .entity(let uid) = value else { throw mismatch(.entity, value, id) }
        return uid
    }

    func compute(
        _ operation: Expression.BinaryOperator,
        _ left: Int64,
        _ right: Int64,
        at id: Expression.NodeID
    ) throws(EvaluationError) -> Int64 {
        let (result, overflow) =
            switch operation {
            case .add: left.addingReportingOverflow(right)
            case .subtract: left.subtractingReportingOverflow(right)
            default: left.multipliedReportingOverflow(by: right)
            }
        if overflow { throw EvaluationError(reason: .overflow, node: id) }
        return result
    }

    func test(
        _ operation: Expression.BinaryOperator,
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        at id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Bool {
        switch operation {
        case .equal:
            return try evaluate(left, in: expression) == evaluate(right, in: expression)
        case .notEqual:
            return try evaluate(left, in: expression) != evaluate(right, in: expression)
        case .less: return try order(left, right, in: expression) < 0
        case .lessEqual: return try order(left, right, in: expression) <= 0
        case .greater: return try order(left, right, in: expression) > 0
        case .greaterEqual: return try order(left, right, in: expression) >= 0
        case .in:
            return try isMember(try entity(left, in: expression), of: right, in: expression)
        case .contains:
            let set = try set(left, in: expression)
            return set.contains(try evaluate(right, in: expression))
        case .containsAll:
            let set = try set(left, in: expression)
            return set.isSuperset(of: try self.set(right, in: expression))
        case .containsAny:
            let set = try set(left, in: expression)
            return set.intersects(try self.set(right, in: expression))
        case .hasTag:
            let uid = try entity(left, in: expression)
            let name = try string(right, in: expression)
            return stored(uid)?.entity.tags.contains(name) == true
        case .add, .subtract, .multiply, .getTag:
            return try bool(id, in: expression)
        }
    }

    /// Negative, zero or positive as left comes before, is, or comes after right.
    private func order(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Int {
        func sign(_ a: Int64, _ b: Int64) -> Int { a < b ? -1 : a == b ? 0 : 1 }
        let first = try evaluate(left, in: expression)
        let second = try evaluate(right, in: expression)
        switch (first, second) {
        case (.long(let a), .long(let b)):
            return sign(a, b)
        case (.extended(.datetime(let a)), .extended(.datetime(let b))):
            return sign(a.milliseconds, b.milliseconds)
        case (.extended(.duration(let a)), .extended(.duration(let b))):
            return sign(a.milliseconds, b.milliseconds)
        case (.long, _), (.extended(.datetime), _), (.extended(.duration), _):
            throw mismatch(.comparable, second, right)
        default:
            throw mismatch(.comparable, first, left)
        }
    }

    func isMember(_ uid: EntityUID, of group: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> Bool
    {
        let value = try evaluate(group, in: expression)
        switch value {
        case .entity(let other):
            return isMember(uid, of: other)
        case .set(let set):
            // Every element has to be an entity, also those behind the first that matches.
            var isFound = false
            for element in set.elements {
                guard case .entity(let other) = element else {
                    throw mismatch(.entity, element, group)
                }
                isFound = isFound || isMember(uid, of: other)
            }
            return isFound
        default:
            throw mismatch(.entityOrSet, value, group)
        }
    }

    func has(_ name: Text, _ owner: Expression.NodeID, in expression: Expression)
        throws(EvaluationError) -> Bool
    {
        let value = try evaluate(owner, in: expression)
        switch value {
        case .record(let record): return record.contains(name)
        case .entity(let uid): return stored(uid)?.entity.attributes.contains(name) == true
        default: throw mismatch(.entityOrRecord, value, owner)
        }
    }

    func attribute(
        _ name: Text,
        of owner: Expression.NodeID,
        at id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Value {
        let value = try evaluate(owner, in: expression)
        let found: Value?
        switch value {
        case .record(let record): found = record[name]
        case .entity(let uid):
            guard let stored = stored(uid) else {
                throw EvaluationError(reason: .entityMissing(uid), node: id)
            }
            found = stored.entity.attributes[name]
        default: throw mismatch(.entityOrRecord, value, owner)
        }
        guard let found else {
            throw EvaluationError(reason: .attributeMissing(name, of: value), node: id)
        }
        return found
    }

    func tag(
        _ name: Expression.NodeID,
        of owner: Expression.NodeID,
        at id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Value {
        let uid = try entity(owner, in: expression)
        let name = try string(name, in: expression)
        guard let stored = stored(uid) else {
            throw EvaluationError(reason: .entityMissing(uid), node: id)
        }
        guard let value = stored.entity.tags[name] else {
            throw EvaluationError(reason: .tagMissing(name, of: uid), node: id)
        }
        return value
    }
}
