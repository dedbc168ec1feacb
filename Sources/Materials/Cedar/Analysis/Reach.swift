/// Who can reach a thing, and what a person can reach: every decision of a kind at once.
extension Authorizer {
    /// The entities of `types` that may do `action` to `resource`, sorted by name.
    ///
    /// Exact for the entities in the store, by asking for each: a decision costs about a
    /// microsecond, so a hundred thousand people take a tenth of a second.
    public func principals(
        of types: Set<EntityTypeName>,
        allowed action: EntityUID,
        on resource: EntityUID,
        context: RecordValue = .empty,
        _ entities: Entities
    ) -> [EntityUID] {
        entities.all.map(\.uid).filter { uid in
            types.contains(uid.type)
                && isAuthorized(
                    Request(principal: uid, action: action, resource: resource, context: context),
                    entities
                ).decision == .allow
        }.sorted()
    }

    /// The entities of `types` to which `principal` may do `action`, sorted by name.
    public func resources(
        of types: Set<EntityTypeName>,
        to principal: EntityUID,
        doing action: EntityUID,
        context: RecordValue = .empty,
        _ entities: Entities
    ) -> [EntityUID] {
        entities.all.map(\.uid).filter { uid in
            types.contains(uid.type)
                && isAuthorized(
                    Request(principal: principal, action: action, resource: uid, context: context),
                    entities
                ).decision == .allow
        }.sorted()
    }

    /// The requests that another set of policies answers otherwise, with both answers.
    public func changes<Requests: Sequence<Request>>(
        to other: Authorizer,
        over requests: Requests,
        _ entities: Entities
    ) -> [Change] {
        requests.compactMap { request in
            let before = isAuthorized(request, entities)
            let after = other.isAuthorized(request, entities)
            return before.decision == after.decision
                ? nil : Change(request: request, before: before, after: after)
        }
    }

    /// A request whose answer changes with the policies.
    public struct Change: Sendable {
        /// What was asked.
        public let request: Request
        /// The answer of the policies in force.
        public let before: Response
        /// The answer of the policies proposed.
        public let after: Response
    }
}
