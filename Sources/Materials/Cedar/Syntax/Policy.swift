/// The name of a policy within its set: `policy0`, `policy1` … unless something else names it.
public struct PolicyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name.
    public let text: Text
    /// Names a policy.
    public init(_ name: String) { text = Text(name) }
    /// The name.
    public var description: String { text.string }
    /// Orders by bytes.
    public static func < (left: PolicyID, right: PolicyID) -> Bool { left.text < right.text }
}

/// A rule: for whom, what and which it applies, under which conditions, and what it does then.
/// With slots in its scope it is a template, and says nothing until it is linked.
public struct Policy: Sendable {
    /// What a policy does when it applies.
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

    /// A remark for people and programs; decisions do not look at it.
    public struct Annotation: Hashable, Sendable {
        /// The name behind the `@`.
        public let name: Text
        /// Nil when there are no parentheses after the name.
        public let value: Text?
    }

    /// A condition behind the scope.
    public struct Condition: Hashable, Sendable {
        /// Whether it has to hold or must not.
        public enum Kind: String, Hashable, Sendable { case when, unless }
        /// Whether it has to hold or must not.
        public let kind: Kind
        /// What is asked.
        public let body: Expression.NodeID
    }

    /// What it does when it applies.
    public var effect: Effect
    /// The remarks, in their order.
    public var annotations: [Annotation] = []
    /// For whom it is.
    public var principal: EntityConstraint = .any
    /// What it is about doing.
    public var action: ActionConstraint = .any
    /// What it is about doing that to.
    public var resource: EntityConstraint = .any
    /// What else has to be so, in order.
    public var conditions: [Condition] = []
    /// What the conditions say.
    public var expression = Expression()
    /// Where things were written.
    public var places = Places()

    /// A policy about everything, without conditions.
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
        /// All of it, annotations included.
        public var whole = SourceRange.none
        /// The word `permit` or `forbid`.
        public var effect = SourceRange.none
        /// The constraint on the principal.
        public var principal = SourceRange.none
        /// The constraint on the action.
        public var action = SourceRange.none
        /// The constraint on the resource.
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
