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
    private struct Shape: Hashable {
        let label: Expression.Label
        let children: [Int32]
    }

    private let numbers: [Int32]

    init(of expression: Expression) {
        var numbers: [Int32] = []
        var known: [Shape: Int32] = [:]
        for node in expression.nodes {
            // A child stands before its parent, so its number is known.
            let children = expression.children(of: node).map { numbers[Int($0.raw)] }
            let shape = Shape(label: expression.label(of: node), children: children)
            let number = known[shape] ?? Int32(known.count)
            known[shape] = number
            numbers.append(number)
        }
        self.numbers = numbers
    }

    subscript(id: Expression.NodeID) -> Int32 { numbers[Int(id.raw)] }
}
