/// Writes expressions so that they read back as the same tree.
struct ExpressionPrinter {
    let expression: Expression

    /// How tightly an expression holds together; an operand that holds less than its place asks
    /// for stands in parentheses.
    enum Level: Int, Comparable {
        case conditional, or, and, relation, sum, product, unary, member

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
        /// One level tighter, for the side on which an operator does not repeat.
        var next: Level { Level(rawValue: rawValue + 1) ?? .member }
    }

    func level(of id: Expression.NodeID) -> Level {
        switch expression[id] {
        case .conditional: .conditional
        case .or: .or
        case .and: attributePath(id) == nil ? .and : .relation
        case .has, .like, .isType, .isTypeIn: .relation
        case .not, .negate: .unary
        case .literal(let index):
            if case .long(let value) = expression.constant(index), value < 0 {
                .unary
            } else {
                .member
            }
        case .binary(let operation, _, _): operation.level
        default: .member
        }
    }

    /// The expression on one line, in parentheses when it holds less tightly than `least`.
    func flat(_ id: Expression.NodeID, least: Level = .conditional) -> String {
        let text = flat(id)
        return level(of: id) < least ? "(\(text))" : text
    }

    private func flat(_ id: Expression.NodeID) -> String {
        switch expression[id] {
        case .literal(let index): literal(expression.constant(index))
        case .variable(let variable): variable.rawValue
        case .slot(let slot): slot.rawValue
        case .not(let operand): prefixed("!", operand)
        case .negate(let operand): prefixed("-", operand)
        case .isEmpty(let operand): "\(flat(operand, least: .member)).isEmpty()"
        case .and(let left, let right):
            if let path = attributePath(id) {
                "\(flat(path.root, least: .sum)) has \(path.names.joined(separator: "."))"
            } else {
                "\(flat(left, least: .and)) && \(flat(right, least: .relation))"
            }
        case .or(let left, let right):
            "\(flat(left, least: .or)) || \(flat(right, least: .and))"
        case .conditional(let test, let first, let second):
            "if \(flat(test)) then \(flat(first)) else \(flat(second))"
        case .binary(let operation, let left, let right): binary(operation, left, right)
        case .attribute(let owner, let name): access(expression.name(name), of: owner)
        case .has(let owner, let name):
            "\(flat(owner, least: .sum)) has \(Names.field(expression.name(name)))"
        case .like(let operand, let pattern):
            "\(flat(operand, least: .sum)) like \"\(expression.pattern(pattern).source)\""
        case .isType(let operand, let type):
            "\(flat(operand, least: .sum)) is \(expression.type(type))"
        case .isTypeIn(let operand, let type, let group):
            "\(flat(operand, least: .sum)) is \(expression.type(type)) in "
                + flat(group, least: .sum)
        case .set(let list): "[\(items(list).joined(separator: ", "))]"
        case .record(let list):
            list.count == 0 ? "{}" : "{ \(items(list).joined(separator: ", ")) }"
        case .call(let function, let list): call(function, list)
        }
    }

    private func literal(_ value: Value) -> String {
        switch value {
        case .bool(let value): value ? "true" : "false"
        case .long(let value): String(value)
        case .string(let text): Escapes.quoted(text.string)
        case .entity(let uid): uid.description
        case .set(let set): "[\(set.elements.map(literal).joined(separator: ", "))]"
        case .record(let record):
            "{ "
                + zip(record.names, record.values)
                .map { "\(Names.field($0)): \(literal($1))" }.joined(separator: ", ") + " }"
        case .extended(let value):
            "\(value.type.constructor.rawValue)(\(Escapes.quoted(value.constructorArgument)))"
        }
    }

    /// `!x` or `-x`. A number right behind `-` would be read as one literal, and more than four
    /// signs are not read at all.
    private func prefixed(_ sign: String, _ operand: Expression.NodeID) -> String {
        let isRepeated =
            switch (sign, expression[operand]) {
            case ("!", .not(let inner)):
                if case .not = expression[inner] { false } else { true }
            default: false
            }
        if isRepeated { return sign + flat(operand) }
        if sign == "-", case .long? = expression.literal(operand) { return "-(\(flat(operand)))" }
        return sign + flat(operand, least: .member)
    }

    private func binary(
        _ operation: Expression.BinaryOperator,
        _ left: Expression.NodeID,
        _ right: Expression.NodeID
    ) -> String {
        let level = operation.level
        if level == .member {
            return "\(flat(left, least: .member)).\(operation.rawValue)(\(flat(right)))"
        }
        // Comparisons do not chain; sums and products do, to the left.
        let first = flat(left, least: level == .relation ? .sum : level)
        return "\(first) \(operation.rawValue) \(flat(right, least: level.next))"
    }

    private func access(_ name: Text, of owner: Expression.NodeID) -> String {
        let subject = flat(owner, least: .member)
        return Names.isPlain(name)
            ? "\(subject).\(name)" : "\(subject)[\(Escapes.quoted(name.string))]"
    }

    func items(_ list: Expression.Elements) -> [String] {
        expression.elements[list.range].map { element in
            let text = flat(element.node)
            return element.name < 0
                ? text : "\(Names.field(expression.name(element.name))): \(text)"
        }
    }

    private func call(_ function: ExtensionFunction, _ list: Expression.Elements) -> String {
        guard function.isMethod, let subject = expression.elements[list.range].first else {
            return "\(function.rawValue)(\(items(list).joined(separator: ", ")))"
        }
        let arguments = items(list).dropFirst().joined(separator: ", ")
        return "\(flat(subject.node, least: .member)).\(function.rawValue)(\(arguments))"
    }

    /// `x has a.b.c`, which is kept as tests of one attribute each that share their subject.
    func attributePath(_ id: Expression.NodeID) -> (root: Expression.NodeID, names: [String])? {
        guard case .and(let left, let right) = expression[id],
            case .has(let owner, let last) = expression[right],
            case .attribute(let inner, let name) = expression[owner],
            Names.isPlain(expression.name(last))
        else { return nil }
        var path: (root: Expression.NodeID, names: [String])
        var before: (owner: Expression.NodeID, name: Text)
        switch expression[left] {
        case .has(let subject, let first):
            guard Names.isPlain(expression.name(first)) else { return nil }
            path = (subject, [expression.name(first).string])
            before = (subject, expression.name(first))
        case .and(_, let test):
            guard let shorter = attributePath(left),
                case .has(let subject, let middle) = expression[test]
            else { return nil }
            path = shorter
            before = (subject, expression.name(middle))
        default: return nil
        }
        guard before.owner == inner, before.name == expression.name(name) else { return nil }
        path.names.append(expression.name(last).string)
        return path
    }
}

extension Expression.BinaryOperator {
    var level: ExpressionPrinter.Level {
        switch self {
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .in: .relation
        case .add, .subtract: .sum
        case .multiply: .product
        case .contains, .containsAll, .containsAny, .getTag, .hasTag: .member
        }
    }
}
