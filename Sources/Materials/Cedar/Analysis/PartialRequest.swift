/// A question with something left open: who may do this, what may this person do?
public struct PartialRequest: Sendable {
    /// What is known of the principal or the resource.
    public enum Participant: Hashable, Sendable {
        case known(EntityUID)
        /// Any entity of this type.
        case ofType(EntityTypeName)
        case unknown

        var uid: EntityUID? { if case .known(let uid) = self { uid } else { nil } }
    }

    /// Who asks, as far as that is known.
    public var principal: Participant
    /// What is to be done; nil leaves it open.
    public var action: EntityUID?
    /// What it is done to, as far as that is known.
    public var resource: Participant
    /// The circumstances; nil leaves all of them open.
    public var context: RecordValue?

    /// Asks with what is known.
    public init(
        principal: Participant,
        action: EntityUID?,
        resource: Participant,
        context: RecordValue? = .empty
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.context = context
    }
}

/// What can be said already, and what depends on the rest.
public struct PartialResponse: Sendable {
    /// The answer, when it is the same whatever the rest turns out to be.
    public let decision: Response.Decision?
    /// Policies that apply in any case, that fail in any case, and what is left of the others.
    public let satisfied: [PolicyID]
    /// Policies that fail in any case.
    public let failed: [PolicyID]
    /// What is left to ask, in the order of the set: the policies that may still apply, with
    /// everything that is known worked in.
    public let residuals: [(id: PolicyID, policy: Policy)]
    /// Policies that decide any complete request as the original ones would.
    public let remaining: PolicySet
}

extension PolicySet {
    /// Works everything that is known of a request into the policies.
    ///
    /// Exact: for every completion of the request, and the same entities, `remaining` gives the
    /// decision, the determining policies and the failures that these policies give.
    public func reduced(for request: PartialRequest, _ entities: Entities) -> PartialResponse {
        var satisfied: [(PolicyID, Policy.Effect)] = []
        var failed: [PolicyID] = []
        var residuals: [(id: PolicyID, policy: Policy)] = []
        var remaining = PolicySet()
        for (id, policy) in effective {
            let (reduced, outcome) = Reducer.reduce(policy, for: request, entities)
            switch outcome {
            case .value(.bool(false)): continue
            case .value(.bool(true)): satisfied.append((id, policy.effect))
            case .value, .failure: failed.append(id)
            case .open: residuals.append((id, reduced))
            }
            // The names come from a set, so none is taken.
            try? remaining.add(reduced, as: id)
        }
        return PartialResponse(
            decision: Self.decision(satisfied.map(\.1), residuals.map(\.policy.effect)),
            satisfied: satisfied.map(\.0),
            failed: failed,
            residuals: residuals,
            remaining: remaining
        )
    }

    private static func decision(_ certain: [Policy.Effect], _ open: [Policy.Effect])
        -> Response.Decision?
    {
        if certain.contains(.forbid) { return .deny }
        if certain.contains(.permit) { return open.contains(.forbid) ? nil : .allow }
        return open.contains(.permit) ? nil : .deny
    }
}
