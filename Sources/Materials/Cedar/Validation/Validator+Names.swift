/// What a policy names, and whether its scope can be met at all.
extension Validator {
    /// Entity types, actions and enumerated entities that the schema does not declare.
    func checkNames(of policy: Policy) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for (uid, range) in policy.mentionedEntities {
            if let diagnostic = check(uid, at: range) { diagnostics.append(diagnostic) }
        }
        for (type, range) in policy.mentionedTypes where !type.isAction {
            if let diagnostic = check(type, at: range) { diagnostics.append(diagnostic) }
        }
        return diagnostics
    }

    private func check(_ type: EntityTypeName, at range: SourceRange) -> Diagnostic? {
        if schema.entityTypes[type] != nil { return nil }
        return Diagnostic(
            "there is no entity type `\(type)`",
            help: Suggestion.help(
                for: type.description,
                among: schema.entityTypes.keys.map(\.description)
            ),
            range: range
        )
    }

    private func check(_ uid: EntityUID, at range: SourceRange) -> Diagnostic? {
        if uid.type.isAction {
            if schema.actions[uid] != nil { return nil }
            return Diagnostic(
                "there is no action `\(uid)`",
                help: Suggestion.help(
                    for: uid.description,
                    among: schema.actions.keys.map(\.description)
                ),
                range: range
            )
        }
        if let missing = check(uid.type, at: range) { return missing }
        guard let choices = schema.entityTypes[uid.type]?.choices, !choices.contains(uid.id) else {
            return nil
        }
        return Diagnostic(
            "`\(uid)` is none of the entities of `\(uid.type)`",
            help: Suggestion.help(for: uid.id.string, among: choices.map(\.string)),
            range: range
        )
    }

    /// Whether some action allows some type of principal and of resource that the scope accepts.
    func checkApplication(of policy: Policy) -> [Diagnostic] {
        let principals = types(policy.principal)
        let resources = types(policy.resource)
        let actions = actions(policy.action)
        let applies = actions.contains { action in
            !action.principals.isDisjoint(with: principals)
                && !action.resources.isDisjoint(with: resources)
        }
        if applies { return [] }
        var help: String?
        if case .equal(.entity(let uid)) = policy.principal,
            actions.contains(where: { canHold(uid.type, $0.principals) })
        {
            help = "write `principal in \(uid)`: principals of these actions can be in it"
        } else if case .equal(.entity(let uid)) = policy.resource,
            actions.contains(where: { canHold(uid.type, $0.resources) })
        {
            help = "write `resource in \(uid)`: resources of these actions can be in it"
        }
        return [
            Diagnostic(
                "no action applies to such a principal and resource",
                help: help,
                range: policy.places.whole
            )
        ]
    }

    private func canHold(_ group: EntityTypeName, _ members: Set<EntityTypeName>) -> Bool {
        members.contains { $0 != group && schema.canBe($0, in: group) }
    }

    private func types(_ constraint: Policy.EntityConstraint) -> Set<EntityTypeName> {
        switch constraint {
        case .any, .equal(.slot), .in(.slot): Set(schema.entityTypes.keys)
        case .equal(.entity(let uid)): [uid.type]
        case .in(.entity(let uid)): types(in: uid.type)
        case .isType(let type), .isTypeIn(let type, .slot):
            schema.entityTypes[type] == nil ? [] : [type]
        case .isTypeIn(let type, .entity(let uid)): types(in: uid.type).intersection([type])
        }
    }

    private func types(in group: EntityTypeName) -> Set<EntityTypeName> {
        guard let type = schema.entityTypes[group] else { return [] }
        return type.descendants.union([group])
    }

    private func actions(_ constraint: Policy.ActionConstraint) -> [Schema.Action] {
        switch constraint {
        case .any: return Array(schema.actions.values)
        case .equal(let uid): return schema.actions[uid].map { [$0] } ?? []
        case .in(let uid): return actions(in: [uid])
        case .inAny(let uids): return actions(in: uids)
        }
    }

    private func actions(in groups: [EntityUID]) -> [Schema.Action] {
        var uids: Set<EntityUID> = []
        for group in groups {
            // One unknown group leaves nothing certain; it is reported under its own name.
            guard let action = schema.actions[group] else { return [] }
            uids.formUnion(action.descendants)
            uids.insert(group)
        }
        return uids.compactMap { schema.actions[$0] }
    }
}

extension Policy {
    /// The entities that scope and conditions name.
    var mentionedEntities: [(EntityUID, SourceRange)] {
        var result: [(EntityUID, SourceRange)] = []
        for (constraint, place) in [(principal, places.principal), (resource, places.resource)] {
            if case .entity(let uid)? = constraint.reference { result.append((uid, place)) }
        }
        switch action {
        case .any: break
        case .equal(let uid), .in(let uid): result.append((uid, places.action))
        case .inAny(let uids): result += uids.map { ($0, places.action) }
        }
        for (index, node) in expression.nodes.enumerated() {
            guard case .literal(let constant) = node,
                case .entity(let uid) = expression.constant(constant)
            else { continue }
            result.append((uid, expression.ranges[index]))
        }
        return result
    }

    /// The types that scope and conditions test for with `is`.
    var mentionedTypes: [(EntityTypeName, SourceRange)] {
        var result: [(EntityTypeName, SourceRange)] = []
        for (constraint, place) in [(principal, places.principal), (resource, places.resource)] {
            switch constraint {
            case .isType(let type), .isTypeIn(let type, _): result.append((type, place))
            case .any, .equal, .in: break
            }
        }
        for (index, node) in expression.nodes.enumerated() {
            switch node {
            case .isType(_, let type), .isTypeIn(_, let type, _):
                result.append((expression.type(type), expression.ranges[index]))
            default: break
            }
        }
        return result
    }
}
