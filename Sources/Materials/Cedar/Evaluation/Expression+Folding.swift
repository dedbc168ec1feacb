extension Expression {
    /// The expression with constant sets, records and extension values made once instead of at
    /// every decision. What would fail stays as it is, to fail when it is reached.
    func folded() -> Expression {
        var folded = self
        // A child stands before its parent, so its own folding is known when it is needed.
        for index in nodes.indices {
            guard let value = folded.constantValue(of: nodes[index]) else { continue }
            folded.constants.append(value)
            folded.nodes[index] = .literal(Int32(folded.constants.count - 1))
        }
        return folded
    }

    private func constantValue(of node: Node) -> Value? {
        switch node {
        case .set(let list):
            return literals(list).map { .set(SetValue($0)) }
        case .record(let list):
            guard let values = literals(list) else { return nil }
            let names = elements[list.range].map { name($0.name) }
            return .record(RecordValue(zip(names, values).map { (name: $0, value: $1) }))
        case .call(let function, let list):
            guard let type = function.constructs, let values = literals(list),
                values.count == 1, case .string(let text) = values[0]
            else { return nil }
            return ExtensionValue(type, reading: text.string).map { .extended($0) }
        default:
            return nil
        }
    }

    private func literals(_ list: Elements) -> [Value]? {
        var values: [Value] = []
        for element in elements[list.range] {
            guard let value = literal(element.node) else { return nil }
            values.append(value)
        }
        return values
    }
}
