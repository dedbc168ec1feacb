/// An expression: a tree laid out flat.
///
/// Nodes refer to each other by number and to what does not fit in a node — constants, names,
/// patterns — by its place in a table. Nothing in a node is counted, so the evaluator walks the
/// tree without touching a reference count, and a whole policy costs a handful of allocations.
/// A child always stands before its parent.
public struct Expression: Sendable {
    /// The number of a node.
    public struct NodeID: Hashable, Sendable {
        let raw: Int32
    }

    /// What every request fills in.
    public enum Variable: String, Hashable, Sendable {
        case principal, action, resource, context
    }

    /// What a template leaves open.
    public enum Slot: String, Hashable, Sendable, CaseIterable {
        case principal = "?principal"
        case resource = "?resource"
    }

    /// The operators between two operands, the methods with one argument among them.
    public enum BinaryOperator: String, Hashable, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessEqual = "<="
        case greater = ">"
        case greaterEqual = ">="
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case `in`
        case contains, containsAll, containsAny, getTag, hasTag
    }

    /// A stretch of `elements`.
    public struct Elements: Hashable, Sendable {
        let start: Int32
        let count: Int32
        var range: Range<Int> { Int(start)..<Int(start + count) }
    }

    /// One step of an expression; numbers are places in the tables.
    public enum Node: Hashable, Sendable {
        case literal(Int32)
        case variable(Variable)
        case slot(Slot)
        case not(NodeID)
        case negate(NodeID)
        case isEmpty(NodeID)
        case and(NodeID, NodeID)
        case or(NodeID, NodeID)
        case conditional(NodeID, then: NodeID, else: NodeID)
        case binary(BinaryOperator, NodeID, NodeID)
        case attribute(NodeID, name: Int32)
        case has(NodeID, name: Int32)
        case like(NodeID, pattern: Int32)
        case isType(NodeID, type: Int32)
        case isTypeIn(NodeID, type: Int32, NodeID)
        case set(Elements)
        case record(Elements)
        case call(ExtensionFunction, Elements)
    }

    /// A member of a set, an argument, or a record's field, which alone has a name.
    public struct Element: Hashable, Sendable {
        let name: Int32
        let node: NodeID
    }

    /// The nodes, children before their parents.
    public internal(set) var nodes: [Node] = []
    /// Where each node was written.
    public internal(set) var ranges: [SourceRange] = []
    /// The values of literals.
    public internal(set) var constants: [Value] = []
    /// The names of attributes and fields.
    public internal(set) var names: [Text] = []
    /// The types that `is` tests for.
    public internal(set) var types: [EntityTypeName] = []
    /// The patterns behind `like`.
    public internal(set) var patterns: [Pattern] = []
    /// The members of sets and records, and the arguments of calls.
    public internal(set) var elements: [Element] = []

    /// Whether a node has several parents, which is so in `x has a.b`.
    var sharesNodes = false

    /// An expression with nothing in it.
    public init() {}

    /// The node with this number.
    public subscript(id: NodeID) -> Node { nodes[Int(id.raw)] }
    /// Where a node was written.
    public func range(of id: NodeID) -> SourceRange { ranges[Int(id.raw)] }
    func name(_ index: Int32) -> Text { names[Int(index)] }
    func type(_ index: Int32) -> EntityTypeName { types[Int(index)] }
    func constant(_ index: Int32) -> Value { constants[Int(index)] }
    func pattern(_ index: Int32) -> Pattern { patterns[Int(index)] }

    /// The constant that `id` is, if it is a literal.
    func literal(_ id: NodeID) -> Value? {
        guard case .literal(let index) = self[id] else { return nil }
        return constant(index)
    }
}

extension Expression {
    /// Whether `id` here and `otherID` in `other` say the same, wherever they were written.
    func isSame(_ id: NodeID, as otherID: NodeID, in other: Expression) -> Bool {
        let (mine, theirs) = (self[id], other[otherID])
        guard label(of: mine) == other.label(of: theirs) else { return false }
        let (left, right) = (children(of: mine), other.children(of: theirs))
        return left.count == right.count
            && zip(left, right).allSatisfy { isSame($0, as: $1, in: other) }
    }

    /// What a node says beside its children.
    enum Label: Hashable {
        case literal(Value)
        case pattern(Pattern)
        case node(Node, names: [Text])
    }

    /// The node with everything that depends on its place replaced by what it stands for.
    func label(of node: Node) -> Label {
        let zero = NodeID(raw: 0)
        let none = Elements(start: 0, count: 0)
        switch node {
        case .literal(let index): return .literal(constant(index))
        case .variable, .slot: return .node(node, names: [])
        case .not: return .node(.not(zero), names: [])
        case .negate: return .node(.negate(zero), names: [])
        case .isEmpty: return .node(.isEmpty(zero), names: [])
        case .and: return .node(.and(zero, zero), names: [])
        case .or: return .node(.or(zero, zero), names: [])
        case .conditional: return .node(.conditional(zero, then: zero, else: zero), names: [])
        case .binary(let operation, _, _): return .node(.binary(operation, zero, zero), names: [])
        case .attribute(_, let index):
            return .node(.attribute(zero, name: 0), names: [name(index)])
        case .has(_, let index): return .node(.has(zero, name: 0), names: [name(index)])
        case .like(_, let index): return .pattern(pattern(index))
        case .isType(_, let index):
            return .node(.isType(zero, type: 0), names: [type(index).text])
        case .isTypeIn(_, let index, _):
            return .node(.isTypeIn(zero, type: 0, zero), names: [type(index).text])
        case .set: return .node(.set(none), names: [])
        case .record(let list):
            return .node(.record(none), names: elements[list.range].map { name($0.name) })
        case .call(let function, _): return .node(.call(function, none), names: [])
        }
    }
}

extension Expression {
    /// Makes room for a condition of usual size, so that its tables grow once and not four times.
    mutating func reserve() {
        nodes.reserveCapacity(16)
        ranges.reserveCapacity(16)
        names.reserveCapacity(6)
    }

    /// Adds a node behind its children.
    mutating func add(_ node: Node, at range: SourceRange = .none) -> NodeID {
        nodes.append(node)
        ranges.append(range)
        return NodeID(raw: Int32(nodes.count - 1))
    }

    mutating func addLiteral(_ value: Value, at range: SourceRange = .none) -> NodeID {
        constants.append(value)
        return add(.literal(Int32(constants.count - 1)), at: range)
    }

    mutating func addName(_ name: Text) -> Int32 {
        names.append(name)
        return Int32(names.count - 1)
    }

    mutating func addType(_ type: EntityTypeName) -> Int32 {
        types.append(type)
        return Int32(types.count - 1)
    }

    mutating func addPattern(_ pattern: Pattern) -> Int32 {
        patterns.append(pattern)
        return Int32(patterns.count - 1)
    }

    mutating func addElements(_ nodes: [NodeID]) -> Elements {
        let start = elements.count
        for node in nodes { elements.append(Element(name: -1, node: node)) }
        return Elements(start: Int32(start), count: Int32(nodes.count))
    }

    mutating func addFields(_ fields: [(name: Text, node: NodeID)]) -> Elements {
        let start = elements.count
        for field in fields {
            elements.append(Element(name: addName(field.name), node: field.node))
        }
        return Elements(start: Int32(start), count: Int32(fields.count))
    }

    /// The nodes directly below `node`, left to right.
    func children(of node: Node) -> [NodeID] {
        switch node {
        case .literal, .variable, .slot: []
        case .not(let a), .negate(let a), .isEmpty(let a), .attribute(let a, _), .has(let a, _),
            .like(let a, _), .isType(let a, _):
            [a]
        case .and(let a, let b), .or(let a, let b), .binary(_, let a, let b),
            .isTypeIn(let a, _, let b):
            [a, b]
        case .conditional(let a, let b, let c): [a, b, c]
        case .set(let list), .record(let list), .call(_, let list):
            elements[list.range].map(\.node)
        }
    }
}
