/// What is known to be there because a condition asked for it: after `x has a`, `x.a` is safe.
struct Capabilities {
    /// An attribute or a tag of an expression. Expressions that are written alike have one number.
    enum Capability: Hashable {
        case attribute(of: Int32, Text)
        case tag(of: Int32, Int32)
    }

    private var known: Set<Capability> = []

    static let none = Capabilities()

    static func only(_ capability: Capability) -> Capabilities {
        var capabilities = Capabilities()
        capabilities.known = [capability]
        return capabilities
    }

    func contains(_ capability: Capability) -> Bool { known.contains(capability) }

    func union(_ other: Capabilities) -> Capabilities {
        if other.known.isEmpty { return self }
        var result = self
        result.known.formUnion(other.known)
        return result
    }

    func intersection(_ other: Capabilities) -> Capabilities {
        var result = self
        result.known.formIntersection(other.known)
        return result
    }
}

/// Numbers expressions so that two that are written alike have the same number.
struct ExpressionNumbers {
    private enum Shape: Hashable {
        case literal(Value)
        case inner(Expression.Node, [Int32], [Text])
    }

    private let numbers: [Int32]

    init(of expression: Expression) {
        var numbers: [Int32] = []
        var known: [Shape: Int32] = [:]
        for node in expression.nodes {
            let shape = Self.shape(of: node, in: expression, numbers)
            let number = known[shape] ?? Int32(known.count)
            known[shape] = number
            numbers.append(number)
        }
        self.numbers = numbers
    }

    subscript(id: Expression.NodeID) -> Int32 { numbers[Int(id.raw)] }

    /// The node with everything that depends on its place replaced: children by their numbers,
    /// table entries by what they say.
    private static func shape(
        of node: Expression.Node, in expression: Expression, _ numbers: [Int32]
    ) -> Shape {
        let zero = Expression.NodeID(raw: 0)
        let none = Expression.Elements(start: 0, count: 0)
        let children = expression.children(of: node).map { numbers[Int($0.raw)] }
        switch node {
        case .literal(let index): return .literal(expression.constant(index))
        case .variable, .slot: return .inner(node, [], [])
        case .not: return .inner(.not(zero), children, [])
        case .negate: return .inner(.negate(zero), children, [])
        case .isEmpty: return .inner(.isEmpty(zero), children, [])
        case .and: return .inner(.and(zero, zero), children, [])
        case .or: return .inner(.or(zero, zero), children, [])
        case .conditional:
            return .inner(.conditional(zero, then: zero, else: zero), children, [])
        case .binary(let operation, _, _):
            return .inner(.binary(operation, zero, zero), children, [])
        case .attribute(_, let name):
            return .inner(.attribute(zero, name: 0), children, [expression.name(name)])
        case .has(_, let name):
            return .inner(.has(zero, name: 0), children, [expression.name(name)])
        case .like(_, let pattern):
            let source = Text(expression.pattern(pattern).source)
            return .inner(.like(zero, pattern: 0), children, [source])
        case .isType(_, let type):
            return .inner(.isType(zero, type: 0), children, [expression.type(type).text])
        case .isTypeIn(_, let type, _):
            return .inner(.isTypeIn(zero, type: 0, zero), children, [expression.type(type).text])
        case .set: return .inner(.set(none), children, [])
        case .record(let list):
            let names = expression.elements[list.range].map { expression.name($0.name) }
            return .inner(.record(none), children, names)
        case .call(let function, _): return .inner(.call(function, none), children, [])
        }
    }
}
