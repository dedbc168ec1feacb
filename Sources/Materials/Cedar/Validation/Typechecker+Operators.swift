extension Typechecker {
    mutating func binary(
        _ operation: Expression.BinaryOperator,
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        switch operation {
        case .equal: return equality(left, right, at: id, known)
        case .notEqual:
            switch equality(left, right, at: id, known).type {
            case nil: return .failed
            case .true?: return Answer(.false)
            case .false?: return Answer(.true)
            default: return Answer(.bool)
            }
        case .less, .lessEqual, .greater, .greaterEqual:
            return comparison(left, right, at: id, known)
        case .add, .subtract, .multiply:
            let first = expect(.long, left, known)
            let second = expect(.long, right, known)
            return first == nil || second == nil ? .failed : Answer(.long)
        case .in: return membership(left, right, known)
        case .contains:
            let element = element(of: left, known)
            guard let other = check(right, known).type, let element else { return .failed }
            return compatible(element, other, at: id)
        case .containsAll, .containsAny:
            let first = element(of: left, known)
            let second = element(of: right, known)
            guard let first, let second else { return .failed }
            return compatible(first, second, at: id)
        case .hasTag, .getTag:
            return tag(operation, left, right, at: id, known)
        }
    }

    private mutating func compatible(
        _ left: CedarType,
        _ right: CedarType,
        at id: Expression.NodeID
    ) -> Answer {
        if left.union(right) != nil { return Answer(.bool) }
        return fail(
            id,
            "\(left) and \(right) are never equal",
            help: "compare values of one type"
        )
    }

    /// The constant that a literal is, or the action of this environment.
    private func constant(_ id: Expression.NodeID) -> Value? {
        if case .variable(.action) = expression[id] { return .entity(environment.action) }
        return expression.literal(id)
    }

    private func mention(_ id: Expression.NodeID) -> EntityUID? {
        if case .entity(let uid)? = constant(id) { uid } else { nil }
    }

    private mutating func equality(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let first = check(left, known).type
        let second = check(right, known).type
        guard let first, let second else { return .failed }
        // Of two constants it is known, whatever their types.
        if let a = constant(left), let b = constant(right) {
            return Answer(a == b ? .true : .false)
        }
        // Entities of different types are different: allowed to ask, and false.
        if case .entity(let a) = first, case .entity(let b) = second, a != b {
            return Answer(.false)
        }
        return compatible(first, second, at: id)
    }

    private mutating func comparison(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let first = check(left, known).type
        let second = check(right, known).type
        guard let first, let second else { return .failed }
        let isOrdered: Bool =
            switch first {
            case .long: true
            case .extended(let type): type.isOrdered
            default: false
            }
        if first == second, isOrdered { return Answer(.bool) }
        let help =
            first == .extended(.decimal) && second == first
            ? "decimals are compared with `lessThan`, `greaterThan` and so on"
            : "order is known to two Long, two datetime or two duration"
        return fail(id, "\(first) and \(second) have no order", help: help)
    }

    mutating func membership(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let child = entity(left, known, help: "membership in a set is written `contains`")
        return membership(of: child, left, right, known)
    }

    /// Whether `left`, whose type was found already, can be in `right`.
    mutating func membership(
        of child: EntityTypeName?,
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        guard let group = check(right, known).type else { return .failed }
        switch group {
        case .entity, .set(.entity): break
        default:
            return fail(
                right,
                "expected an entity or a set of entities, found \(group)",
                help: group == .string ? "use `like` to look into a string" : nil
            )
        }
        guard let child else { return .failed }
        // Actions are all declared, so their groups are known exactly; of other entities only the
        // types are.
        if let uid = mention(left), let action = schema.actions[uid], let groups = mentions(right) {
            let isMember = groups.contains { $0 == uid || action.ancestors.contains($0) }
            return Answer(isMember ? .true : .false)
        }
        switch group {
        case .entity(let parent), .set(.entity(let parent)):
            return Answer(schema.canBe(child, in: parent) ? .bool : .false)
        default:
            return .failed
        }
    }

    /// The entities that a literal, or a set of them, names.
    private func mentions(_ id: Expression.NodeID) -> [EntityUID]? {
        guard case .set(let list) = expression[id] else { return mention(id).map { [$0] } }
        var uids: [EntityUID] = []
        for element in expression.elements[list.range] {
            guard let uid = mention(element.node) else { return nil }
            uids.append(uid)
        }
        return uids
    }

    private mutating func tag(
        _ operation: Expression.BinaryOperator,
        _ owner: Expression.NodeID,
        _ name: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let type = entity(owner, known)
        let nameType = expect(.string, name, known)
        guard let type, nameType != nil else { return .failed }
        let tags = schema.entityTypes[type]?.tags
        let capability = Capabilities.Capability.tag(of: numbers[owner], numbers[name])
        if operation == .hasTag {
            if tags == nil { return Answer(.false) }
            return Answer(known.contains(capability) ? .true : .bool, .only(capability))
        }
        guard known.contains(capability) else {
            return fail(
                id,
                "the tag may not be there",
                help: "ask `hasTag` with the same name first"
            )
        }
        guard let tags else { return fail(id, "`\(type)` has no tags") }
        return Answer(tags)
    }
}
