/// `if`, `&&` and `||`, which leave out what cannot be reached.
extension Typechecker {
    mutating func conditional(
        _ test: Expression.NodeID,
        _ first: Expression.NodeID,
        _ second: Expression.NodeID,
        at id: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let guardAnswer = boolean(test, known)
        if guardAnswer.type == .false { return check(second, known) }
        var then = check(first, known.union(guardAnswer.capabilities))
        then.capabilities = then.capabilities.union(guardAnswer.capabilities)
        if guardAnswer.type == .true { return then }
        let otherwise = check(second, known)
        guard guardAnswer.type != nil, let left = then.type, let right = otherwise.type else {
            return .failed
        }
        guard let type = left.union(right) else {
            return fail(
                id,
                "the branches are of different types: \(left) and \(right)",
                help: "both branches of `if` have one type"
            )
        }
        return Answer(type, then.capabilities.intersection(otherwise.capabilities))
    }

    mutating func conjunction(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let first = boolean(left, known)
        if first.type == .false { return Answer(.false) }
        let second = boolean(right, known.union(first.capabilities))
        guard let a = first.type, let b = second.type else { return .failed }
        if b == .false { return Answer(.false) }
        let capabilities = first.capabilities.union(second.capabilities)
        return Answer(a == .true && b == .true ? .true : .bool, capabilities)
    }

    mutating func disjunction(
        _ left: Expression.NodeID,
        _ right: Expression.NodeID,
        _ known: Capabilities
    ) -> Answer {
        let first = boolean(left, known)
        if first.type == .true { return first }
        let second = boolean(right, known)
        guard let a = first.type, let b = second.type else { return .failed }
        if b == .true { return second }
        if b == .false { return Answer(a, first.capabilities) }
        if a == .false { return second }
        // Only one of the two may be true, and nothing says which.
        return Answer(.bool, first.capabilities.intersection(second.capabilities))
    }
}
