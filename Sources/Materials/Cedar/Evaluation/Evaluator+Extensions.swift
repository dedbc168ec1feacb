/// Calls of extension functions.
extension Evaluator {
    func call(
        _ function: ExtensionFunction,
        _ arguments: Expression.Elements,
        at id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> Value {
        let nodes = expression.elements[arguments.range]
        guard nodes.count == function.argumentCount, let first = nodes.first?.node else {
            throw EvaluationError(reason: .argumentCount(function), node: id)
        }
        if let type = function.constructs {
            let text = try string(first, in: expression)
            guard let value = ExtensionValue(type, reading: text.string) else {
                throw EvaluationError(reason: .notReadable(text, as: type), node: id)
            }
            return .extended(value)
        }
        let types = function.arguments
        let subject = try operand(types[0], first, in: expression)
        var other = subject
        if nodes.count == 2 {
            other = try operand(types[1], nodes[nodes.startIndex + 1].node, in: expression)
        }
        guard let result = Self.apply(function, subject, other) else {
            throw EvaluationError(reason: .overflow, node: id)
        }
        return result
    }

    private func operand(
        _ type: ExtensionType,
        _ id: Expression.NodeID,
        in expression: Expression
    ) throws(EvaluationError) -> ExtensionValue {
        let value = try evaluate(id, in: expression)
        guard case .extended(let operand) = value, operand.type == type else {
            let expected: EvaluationError.Expected =
                switch type {
                case .decimal: .decimal
                case .ipaddr: .ipaddr
                case .datetime: .datetime
                case .duration: .duration
                }
            throw EvaluationError(reason: .type(expected: expected, found: value), node: id)
        }
        return operand
    }

    /// What a method gives on operands of the types it takes; nil when that does not fit 64 bits.
    private static func apply(
        _ function: ExtensionFunction,
        _ subject: ExtensionValue,
        _ other: ExtensionValue
    ) -> Value? {
        switch (subject, other) {
        case (.decimal(let a), .decimal(let b)): .bool(compare(function, a, b))
        case (.address(let a), .address(let b)): .bool(inspect(function, a, b))
        case (.datetime(let a), .duration(let b)): shift(a, by: b)
        case (.datetime(let a), .datetime(let b)): moment(function, a, b)
        case (.duration(let a), _): .long(count(function, a))
        default: nil
        }
    }

    private static func compare(
        _ function: ExtensionFunction,
        _ a: DecimalValue,
        _ b: DecimalValue
    ) -> Bool {
        switch function {
        case .lessThan: a < b
        case .lessThanOrEqual: a <= b
        case .greaterThan: a > b
        default: a >= b
        }
    }

    private static func inspect(
        _ function: ExtensionFunction,
        _ a: AddressValue,
        _ b: AddressValue
    ) -> Bool {
        switch function {
        case .isIpv4: !a.isVersion6
        case .isIpv6: a.isVersion6
        case .isLoopback: a.isLoopback
        case .isMulticast: a.isMulticast
        default: a.isInRange(of: b)
        }
    }

    private static func shift(_ moment: DatetimeValue, by duration: DurationValue) -> Value? {
        let (sum, overflow) = moment.milliseconds.addingReportingOverflow(duration.milliseconds)
        return overflow ? nil : .extended(.datetime(DatetimeValue(milliseconds: sum)))
    }

    private static func moment(
        _ function: ExtensionFunction,
        _ a: DatetimeValue,
        _ b: DatetimeValue
    ) -> Value? {
        switch function {
        case .toDate: return a.date.map { .extended(.datetime($0)) }
        case .toTime: return .extended(.duration(a.timeOfDay))
        default:
            let (difference, overflow) = a.milliseconds.subtractingReportingOverflow(
                b.milliseconds
            )
            if overflow { return nil }
            return .extended(.duration(DurationValue(milliseconds: difference)))
        }
    }

    private static func count(_ function: ExtensionFunction, _ a: DurationValue) -> Int64 {
        let unit: Int64 =
            switch function {
            case .toSeconds: 1_000
            case .toMinutes: 60_000
            case .toHours: 3_600_000
            case .toDays: 86_400_000
            default: 1
            }
        return a.milliseconds / unit
    }
}
