/// The types of one request: what the variables are when one action is done by one type of
/// principal to one type of resource.
struct RequestEnvironment: Hashable {
    let principal: EntityTypeName
    let action: EntityUID
    let resource: EntityTypeName
}

/// Finds the types of a policy's expressions in one environment, by the strict rules: both sides of
/// `==` are of one type, the elements of a set too, and an optional attribute is read only where
/// it is known to be there.
///
/// A subject known to be false stops the check of what it guards, as it stops its evaluation.
struct Typechecker {
    let schema: Schema
    let environment: RequestEnvironment
    let context: RecordType
    let expression: Expression
    let numbers: ExpressionNumbers
    /// The types of what a template leaves open.
    let slots: [Expression.Slot: EntityTypeName]
    private(set) var errors: [Diagnostic] = []

    init(
        _ schema: Schema,
        _ environment: RequestEnvironment,
        context: RecordType,
        _ expression: Expression,
        _ numbers: ExpressionNumbers,
        slots: [Expression.Slot: EntityTypeName]
    ) {
        self.schema = schema
        self.environment = environment
        self.context = context
        self.expression = expression
        self.numbers = numbers
        self.slots = slots
    }

    /// A type, and what is known to be there where the expression is true. Without a type an error
    /// was reported; the check goes on around it, to find the next.
    struct Answer {
        let type: CedarType?
        var capabilities = Capabilities.none

        static let failed = Answer(type: nil)

        init(_ type: CedarType, _ capabilities: Capabilities = .none) {
            self.type = type
            self.capabilities = capabilities
        }

        init(type: CedarType?) { self.type = type }
    }

    mutating func fail(
        _ id: Expression.NodeID,
        _ message: String,
        help: String? = nil
    ) -> Answer {
        errors.append(Diagnostic(message, help: help, range: expression.range(of: id)))
        return .failed
    }

    /// The type of `id` where `known` is known.
    mutating func check(_ id: Expression.NodeID, _ known: Capabilities) -> Answer {
        switch expression[id] {
        case .literal(let index): return literal(expression.constant(index))
        case .variable(let variable): return Answer(type(of: variable))
        case .slot(let slot): return Answer(type: slots[slot].map { .entity($0) })
        case .conditional(let test, let first, let second):
            return conditional(test, first, second, at: id, known)
        case .and(let left, let right): return conjunction(left, right, known)
        case .or(let left, let right): return disjunction(left, right, known)
        case .not(let operand):
            switch boolean(operand, known).type {
            case nil: return .failed
            case .true?: return Answer(.false)
            case .false?: return Answer(.true)
            default: return Answer(.bool)
            }
        case .negate(let operand): return Answer(type: expect(.long, operand, known))
        case .isEmpty(let operand):
            let hint = "compare a string with `== \"\"`"
            return element(of: operand, known, stringHelp: hint) == nil ? .failed : Answer(.bool)
        case .binary(let operation, let left, let right):
            return binary(operation, left, right, at: id, known)
        case .attribute(let owner, let name):
            return attribute(expression.name(name), of: owner, at: id, known)
        case .has(let owner, let name):
            return has(expression.name(name), owner, known)
        case .like(let operand, _):
            return expect(.string, operand, known) == nil ? .failed : Answer(.bool)
        case .isType(let operand, let type):
            return isType(operand, expression.type(type), known)
        case .isTypeIn(let operand, let type, let group):
            return isType(operand, expression.type(type), in: group, known)
        case .set(let list): return set(list, at: id, known)
        case .record(let list): return record(list, known)
        case .call(let function, let list): return call(function, list, at: id, known)
        }
    }

    /// An entity that nothing declares fails without an error: the check of names reports it.
    private func literal(_ value: Value) -> Answer {
        switch value {
        case .bool(let value): Answer(value ? .true : .false)
        case .long: Answer(.long)
        case .string: Answer(.string)
        case .entity(let uid):
            (uid.type.isAction ? schema.actions[uid] != nil : schema.entityTypes[uid.type] != nil)
                ? Answer(.entity(uid.type)) : .failed
        case .extended(let value): Answer(.extended(value.type))
        case .set, .record: .failed
        }
    }

    private func type(of variable: Expression.Variable) -> CedarType {
        switch variable {
        case .principal: .entity(environment.principal)
        case .action: .entity(environment.action.type)
        case .resource: .entity(environment.resource)
        case .context: .record(context)
        }
    }
}

/// Operands that have to be of one kind.
extension Typechecker {
    mutating func expect(
        _ expected: CedarType,
        _ id: Expression.NodeID,
        _ known: Capabilities
    ) -> CedarType? {
        guard let type = check(id, known).type else { return nil }
        if type == expected { return type }
        return fail(id, "expected \(expected), found \(type)", help: help(expected, type)).type
    }

    private func help(_ expected: CedarType, _ found: CedarType) -> String? {
        switch (expected, found) {
        case (.string, .entity): "the type of an entity is tested with `is`"
        case (.long, .string): "strings cannot be joined or compared by order"
        case (.long, .set): "sets know `contains`, `containsAll` and `containsAny`"
        default: nil
        }
    }

    mutating func boolean(_ id: Expression.NodeID, _ known: Capabilities) -> Answer {
        let answer = check(id, known)
        guard let type = answer.type else { return .failed }
        if type.isBoolean { return answer }
        return fail(id, "expected Bool, found \(type)")
    }

    mutating func entity(
        _ id: Expression.NodeID,
        _ known: Capabilities,
        help: String? = nil
    ) -> EntityTypeName? {
        guard let type = check(id, known).type else { return nil }
        if case .entity(let name) = type { return name }
        _ = fail(id, "expected an entity, found \(type)", help: help)
        return nil
    }

    /// The type of the elements of a set.
    mutating func element(
        of id: Expression.NodeID,
        _ known: Capabilities,
        stringHelp: String = "use `like`"
    ) -> CedarType? {
        guard let type = check(id, known).type else { return nil }
        if case .set(let element) = type { return element }
        let help: String? =
            switch type {
            case .entity: "membership in an entity is written `in`"
            case .record: "a record's attributes are tested with `has`"
            case .string: stringHelp
            default: nil
            }
        return fail(id, "expected a set, found \(type)", help: help).type
    }
}
