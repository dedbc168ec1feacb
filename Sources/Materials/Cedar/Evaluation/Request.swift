/// A question: may `principal` do `action` to `resource`, in this context?
public struct Request: Hashable, Sendable {
    /// Who asks.
    public let principal: EntityUID
    /// What is to be done.
    public let action: EntityUID
    /// What it is done to.
    public let resource: EntityUID
    /// The circumstances.
    public let context: RecordValue

    /// Asks whether `principal` may do `action` to `resource`.
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
    /// Yes or no.
    public enum Decision: String, Sendable { case allow, deny }

    /// A policy that could not be evaluated and therefore did not count.
    public struct Failure: Sendable {
        /// The policy that failed.
        public let policy: PolicyID
        /// Why it failed.
        public let error: EvaluationError
    }

    /// Yes or no.
    public let decision: Decision
    /// The policies that made the decision: the forbids that applied; without any, the permits
    /// that did; without any, none, since what nobody permits is denied.
    public let determining: [PolicyID]
    /// The policies that failed, in the order of the set.
    public let errors: [Failure]
}
