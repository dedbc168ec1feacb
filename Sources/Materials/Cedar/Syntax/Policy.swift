/// The name of a policy within its set: `policy0`, `policy1` … unless something else names it.
public struct PolicyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: Text
    public init(_ name: String) { text = Text(name) }
    public var description: String { text.string }
    public static func < (left: PolicyID, right: PolicyID) -> Bool { left.text < right.text }
}

/// A rule: for whom, what and which it applies, under which conditions, and what it does then.
/// With slots in its scope it is a template, and says nothing until it is linked.
public struct Policy: Sendable {
    public enum Effect: String, Hashable, Sendable { case permit, forbid }

    /// The entity that a scope names, or the slot it leaves open.
    public enum Reference: Hashable, Sendable {
        case entity(EntityUID)
        case slot(Expression.Slot)
    }

    /// What the scope asks of the principal or the resource.
    public enum EntityConstraint: Hashable, Sendable {
        case any
        case equal(Reference)
        case `in`(Reference)
        case isType(EntityTypeName)
        case isTypeIn(EntityTypeName, Reference)
    }

    /// What the scope asks of the action.
    public enum ActionConstraint: Hashable, Sendable {
        case any
        case equal(EntityUID)
        /// In one action group, written without brackets.
        case `in`(EntityUID)
        case inAny([EntityUID])
    }

    public struct Annotation: Hashable, Sendable {
        public let name: Text
        /// Nil when there are no parentheses after the name.
        public let value: Text?
    }

    public struct Condition: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable { case when, unless }
        public let kind: Kind
        public let body: Expression.NodeID
    }

    public var effect: Effect
    public var annotations: [Annotation] = []
    public var principal: EntityConstraint = .any
    public var action: ActionConstraint = .any
    public var resource: EntityConstraint = .any
    public var conditions: [Condition] = []
    /// What the conditions say.
    public var expression = Expression()
    /// Where things were written.
    public var places = Places()

    public init(effect: Effect) { self.effect = effect }

    /// The slots in the scope; a policy without is static.
    public var slots: [Expression.Slot] {
        var slots: [Expression.Slot] = []
        for constraint in [principal, resource] {
            if case .slot(let slot)? = constraint.reference { slots.append(slot) }
        }
        return slots
    }

    /// The value of the annotation `name`, empty when it has none; nil when it is absent.
    public func annotation(_ name: Text) -> Text? {
        annotations.first { $0.name == name }.map { $0.value ?? "" }
    }
}

extension Policy {
    /// Where the parts of a policy were written.
    public struct Places: Sendable {
        public var whole = SourceRange.none
        /// The word `permit` or `forbid`.
        public var effect = SourceRange.none
        public var principal = SourceRange.none
        public var action = SourceRange.none
        public var resource = SourceRange.none
    }
}

extension Policy: Equatable {
    /// Whether both say the same, wherever they were written.
    public static func == (left: Policy, right: Policy) -> Bool {
        left.effect == right.effect && left.annotations == right.annotations
            && left.principal == right.principal && left.action == right.action
            && left.resource == right.resource
            && left.conditions.map(\.kind) == right.conditions.map(\.kind)
            && zip(left.conditions, right.conditions).allSatisfy { mine, theirs in
                left.expression.isSame(mine.body, as: theirs.body, in: right.expression)
            }
    }
}

extension Policy.EntityConstraint {
    var reference: Policy.Reference? {
        switch self {
        case .any, .isType: nil
        case .equal(let reference), .in(let reference), .isTypeIn(_, let reference): reference
        }
    }

    /// The constraint with its slot filled.
    func filled(with values: [Expression.Slot: EntityUID]) -> Self {
        guard case .slot(let slot)? = reference, let uid = values[slot] else { return self }
        return switch self {
        case .any, .isType: self
        case .equal: .equal(.entity(uid))
        case .in: .in(.entity(uid))
        case .isTypeIn(let type, _): .isTypeIn(type, .entity(uid))
        }
    }
}
