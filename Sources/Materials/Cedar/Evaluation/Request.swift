/// A question: may `principal` do `action` to `resource`, in this context?
public struct Request: Hashable, Sendable {
    public let principal: EntityUID
    public let action: EntityUID
    public let resource: EntityUID
    public let context: RecordValue

    public init(
        principal: EntityUID,
        action: EntityUID,
        resource: EntityUID,
        context: RecordValue = .empty
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.context = context
    }
}

/// The answer, and what it rests on.
public struct Response: Sendable {
    public enum Decision: String, Sendable { case allow, deny }

    /// A policy that could not be evaluated and therefore did not count.
    public struct Failure: Sendable {
        public let policy: PolicyID
        public let error: EvaluationError
    }

    public let decision: Decision
    /// The policies that made the decision: the forbids that applied; without any, the permits
    /// that did; without any, none, since what nobody permits is denied.
    public let determining: [PolicyID]
    /// The policies that failed, in the order of the set.
    public let errors: [Failure]
}
