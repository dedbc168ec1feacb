import Cedar
package import Kernel

/// Who can reach a thing, and what a person can reach, as of now.
package enum Reach {
    /// Somebody, and the answer they would get.
    package struct Person: Sendable, Codable {
        package let principal: String
        package let kind: String
        package let roles: [String]
        package let isAllowed: Bool
        package let rules: [String]
        package let reasons: [String]
    }

    /// A command, and the answer over everything that is open about it.
    package struct Ability: Sendable, Codable {
        package let action: String
        package let cell: PermissionMatrix.Cell
    }

    /// Everybody who could be asking: the owner, the house and every member, each with the answer
    /// that the gate would give them for `action` on `thing`, signed in with `factors` proofs.
    package static func people(
        doing action: String,
        on thing: Thing,
        at time: Int64,
        factors: Int = 2,
        in ledger: Ledger,
        _ policy: HousePolicy
    ) async throws -> [Person] {
        try await ledger.store.read { db in
            let rules = try policy.rules(in: db)
            let members = try Access.members(in: db).map {
                Principal(id: $0.id, kind: .member, factors: factors)
            }
            return try ([.owner, .system] + members).map { principal in
                let facts = try ledger.facts(about: principal, and: thing, at: time, in: db)
                let question = Question(
                    principal: principal,
                    action: action,
                    thing: thing,
                    facts: facts.principal,
                    about: facts.thing,
                    time: time
                )
                let ruling = try policy.ruling(on: question, under: rules)
                return Person(
                    principal: principal.id.description,
                    kind: principal.kind.rawValue,
                    roles: Vocabulary.roles(of: facts.principal).map(\.id.string),
                    isAllowed: ruling.allows,
                    rules: ruling.determining,
                    reasons: ruling.reasons
                )
            }
        }
    }

    /// Every command, with whether `principal` could do it: always, never, or depending on the
    /// thing and the circumstances.
    package static func abilities(
        of principal: Principal,
        at time: Int64,
        in ledger: Ledger,
        _ policy: HousePolicy
    ) async throws -> [Ability] {
        let (rules, facts) = try await ledger.store.read { db in
            (
                try policy.rules(in: db),
                try ledger.facts(about: principal, and: .house, at: time, in: db).principal
            )
        }
        let schema = policy.schema
        let base = try Entities(schema.schema.actionEntities)
        let given = known(principal, facts, time, schema)
        return try schema.acts.values.sorted { $0.name < $1.name }.map { act in
            guard act.principals.contains(principal.kind) else {
                return Ability(action: act.name, cell: .never)
            }
            return Ability(
                action: act.name,
                cell: try PermissionMatrix.cell(act, principal.kind, given, rules, schema, base)
            )
        }
    }

    /// Everything that is known of somebody before they ask for anything.
    private static func known(
        _ principal: Principal,
        _ facts: Attributes,
        _ time: Int64,
        _ schema: HouseSchema
    ) -> RequestSpace.Given {
        var given = RequestSpace.Given()
        given.groups = Vocabulary.roles(of: facts)
        let type = schema.schema.entityTypes[Vocabulary.type(principal.kind.typeName)]
        // What the house does not say of them is absent, which is an answer too.
        for name in type?.attributes.attributes.keys.map(\.self) ?? [] {
            given.values[.init(.principal, name)] = [nil]
        }
        for (name, value) in Vocabulary.fields(facts) {
            given.values[.init(.principal, name)] = [value]
        }
        let name = Text(principal.id.description)
        given.values[.init(.principal, "id")] = [.string(name)]
        given.values[.init(.context, "now")] = [Vocabulary.moment(time)]
        given.values[.init(.context, "factors")] = [.long(Int64(principal.factors))]
        return given
    }
}
