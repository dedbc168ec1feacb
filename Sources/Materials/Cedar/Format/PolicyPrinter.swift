/// Writes a policy in lines, with the comments that stood in it.
struct PolicyPrinter {
    /// A line is broken where it would be longer.
    static let width = 80

    private let policy: Policy
    private let printer: ExpressionPrinter
    private var comments: ArraySlice<Comment>
    private var lines: [String] = []

    init(_ policy: Policy, comments: ArraySlice<Comment> = []) {
        self.policy = policy
        printer = ExpressionPrinter(expression: policy.expression)
        self.comments = comments
    }

    /// The policy as text, without a line break at its end.
    static func text(of policy: Policy, comments: ArraySlice<Comment> = []) -> String {
        var printer = PolicyPrinter(policy, comments: comments)
        printer.write()
        return printer.lines.joined(separator: "\n")
    }

    private mutating func write() {
        for annotation in policy.annotations {
            let value = annotation.value.map { "(\(Escapes.quoted($0.string)))" } ?? ""
            lines.append("@\(annotation.name)\(value)")
        }
        writeScope()
        for condition in policy.conditions { write(condition) }
        // What stands behind the last condition stays in front of the semicolon.
        if comments.isEmpty {
            lines[lines.count - 1] += ";"
        } else {
            takeComments(before: .max, indent: 0)
            lines.append(";")
        }
    }

    private mutating func writeScope() {
        let parts = [
            (constraint(policy.principal, "principal"), policy.places.principal),
            (constraint(policy.action), policy.places.action),
            (constraint(policy.resource, "resource"), policy.places.resource),
        ]
        let isOpen = policy.principal == .any && policy.action == .any && policy.resource == .any
        // In front of the scope, where annotations are, comments keep their place.
        takeComments(before: policy.places.effect.start, indent: 0)
        let hasComments = comments.contains { $0.start < policy.places.resource.end }
        if isOpen && !hasComments {
            return lines.append("\(policy.effect.rawValue) (principal, action, resource)")
        }
        lines.append("\(policy.effect.rawValue) (")
        for (index, (text, place)) in parts.enumerated() {
            takeComments(before: place.end, indent: 1)
            add(text + (index < 2 ? "," : ""), indent: 1)
        }
        lines.append(")")
    }

    private func constraint(_ constraint: Policy.EntityConstraint, _ name: String) -> String {
        func text(_ reference: Policy.Reference) -> String {
            switch reference {
            case .entity(let uid): uid.description
            case .slot(let slot): slot.rawValue
            }
        }
        return switch constraint {
        case .any: name
        case .equal(let reference): "\(name) == \(text(reference))"
        case .in(let reference): "\(name) in \(text(reference))"
        case .isType(let type): "\(name) is \(type)"
        case .isTypeIn(let type, let reference): "\(name) is \(type) in \(text(reference))"
        }
    }

    private func constraint(_ constraint: Policy.ActionConstraint) -> String {
        switch constraint {
        case .any: return "action"
        case .equal(let uid): return "action == \(uid)"
        case .in(let uid): return "action in \(uid)"
        case .inAny(let uids):
            let flat = "action in [\(uids.map(\.description).joined(separator: ", "))]"
            if flat.count + 3 <= Self.width { return flat }
            return "action in [\n"
                + uids.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
        }
    }

    private mutating func write(_ condition: Policy.Condition) {
        let kind = condition.kind.rawValue
        let flat = printer.flat(condition.body)
        let end = policy.expression.range(of: condition.body).end
        let line = "\(kind) { \(flat) }"
        if !comments.contains(where: { $0.start < end }), line.count < Self.width {
            return lines.append(line)
        }
        lines.append("\(kind) {")
        writeBlock(condition.body, indent: 1)
        lines.append("}")
    }

    /// Writes an expression in as many lines as it needs.
    private mutating func writeBlock(
        _ id: Expression.NodeID,
        indent: Int,
        least: ExpressionPrinter.Level = .conditional,
        before: String = "",
        after: String = ""
    ) {
        let range = policy.expression.range(of: id)
        let flat = before + printer.flat(id, least: least) + after
        let hasComments = comments.contains { $0.start < range.end }
        if !hasComments && indent * 2 + flat.count <= Self.width {
            return add(flat, indent: indent)
        }
        if printer.level(of: id) < least {
            add("\(before)(", indent: indent)
            writeBlock(id, indent: indent + 1)
            return add(")\(after)", indent: indent)
        }
        switch policy.expression[id] {
        case .and(let left, let right) where printer.attributePath(id) == nil:
            writeBlock(left, indent: indent, least: .and, before: before, after: " &&")
            writeBlock(right, indent: indent, least: .relation, after: after)
        case .or(let left, let right):
            writeBlock(left, indent: indent, least: .or, before: before, after: " ||")
            writeBlock(right, indent: indent, least: .and, after: after)
        case .conditional(let test, let first, let second):
            writeBlock(test, indent: indent, before: "\(before)if ")
            writeBlock(first, indent: indent, before: "then ")
            writeBlock(second, indent: indent, before: "else ", after: after)
        case .set(let list) where list.count > 0:
            writeList(list, indent: indent, before: "\(before)[", after: "]\(after)")
        case .record(let list) where list.count > 0:
            writeList(list, indent: indent, before: "\(before){", after: "}\(after)")
        case .not(let operand) where printer.level(of: operand) < .member:
            writeBlock(operand, indent: indent, least: .member, before: "\(before)!", after: after)
        default:
            takeComments(before: range.end, indent: indent)
            add(flat, indent: indent)
        }
    }

    private mutating func writeList(
        _ list: Expression.Elements,
        indent: Int,
        before: String,
        after: String
    ) {
        add(before, indent: indent)
        let elements = policy.expression.elements[list.range]
        for (index, element) in elements.enumerated() {
            let name =
                element.name < 0
                ? "" : "\(Names.field(policy.expression.name(element.name))): "
            writeBlock(
                element.node,
                indent: indent + 1,
                before: name,
                after: index + 1 < elements.count ? "," : ""
            )
        }
        add(after, indent: indent)
    }

    private mutating func add(_ text: String, indent: Int) {
        lines.append(String(repeating: "  ", count: indent) + text)
    }

    /// Puts the comments that stand before `offset` on lines of their own.
    private mutating func takeComments(before offset: UInt32, indent: Int) {
        while let comment = comments.first, comment.start < offset {
            add(comment.text, indent: indent)
            comments.removeFirst()
        }
    }
}
