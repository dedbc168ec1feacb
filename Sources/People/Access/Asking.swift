import Cedar
import Kernel

/// A question of the gate in the words of the rules: a request, and what is known of those in it.
struct Asking: Sendable {
    let request: Request
    let entities: Entities

    /// Translates `question`; nil when the house has no such command, or not for such a principal.
    init?(_ question: Question, _ vocabulary: Vocabulary) throws(Diagnostic) {
        guard let act = vocabulary.schema.acts[question.action],
            act.thing == question.thing.kind,
            act.principals.contains(question.principal.kind),
            let action = vocabulary.actions[question.action]
        else { return nil }
        let principal = Vocabulary.principal(question.principal)
        let thing = Vocabulary.thing(question.thing)
        request = Request(
            principal: principal,
            action: action,
            resource: thing,
            context: RecordValue(
                [
                    ("factors", .long(Int64(question.principal.factors))),
                    ("now", Vocabulary.moment(question.time)),
                ] + Vocabulary.fields(question.circumstances)
            )
        )
        let name = question.principal.id.description
        let facts = Vocabulary.fields(question.facts).filter { $0.name != Vocabulary.roles }
        entities = try vocabulary.entities.adding([
            Entity(
                principal,
                attributes: RecordValue([("id", .string(Text(name)))] + facts),
                parents: Vocabulary.roles(of: question.facts)
            ),
            Entity(thing, attributes: RecordValue(Vocabulary.fields(question.about))),
        ])
    }
}

extension Asking {
    /// The same request for another action; nil where nobody of this kind does that to such a
    /// thing.
    func request(
        for action: String,
        like question: Question,
        _ vocabulary: Vocabulary
    ) -> Request? {
        guard let act = vocabulary.schema.acts[action], act.thing == question.thing.kind,
            act.principals.contains(question.principal.kind),
            let name = vocabulary.actions[action]
        else { return nil }
        return Request(
            principal: request.principal,
            action: name,
            resource: request.resource,
            context: request.context
        )
    }
}

/// The names of the house as entities, made once.
struct Vocabulary: Sendable {
    let schema: HouseSchema
    /// Actions by the names of their commands.
    let actions: [String: EntityUID]
    /// The actions with their groups: what every question shares.
    let entities: Entities

    static let roles: Text = "roles"

    init(_ schema: HouseSchema) throws(Diagnostic) {
        self.schema = schema
        actions = Dictionary(
            uniqueKeysWithValues: schema.acts.keys.map { ($0, Self.action($0)) }
        )
        entities = try Entities(schema.schema.actionEntities)
    }

    static func action(_ name: String) -> EntityUID { uid("Action", name) }

    static func principal(_ principal: Principal) -> EntityUID {
        uid(principal.kind.typeName, principal.id.description)
    }

    static func thing(_ thing: Thing) -> EntityUID { uid(thing.kind.name, thing.id) }

    static func role(_ name: String) -> EntityUID { uid("Role", name) }

    static func type(_ name: String) -> EntityTypeName {
        EntityTypeName(HouseSchema.namespace + "::" + name)
    }

    static func uid(_ type: String, _ id: String) -> EntityUID {
        EntityUID(type: HouseSchema.namespace + "::" + type, id: id)
    }

    static func moment(_ milliseconds: Int64) -> Cedar.Value {
        .extended(.datetime(DatetimeValue(milliseconds: milliseconds)))
    }

    static func fields(_ attributes: Attributes) -> [(name: Text, value: Cedar.Value)] {
        attributes.facts.map { (Text($0.key), value($0.value)) }
    }

    static func roles(of facts: Attributes) -> [EntityUID] {
        guard case .list(let names)? = facts[roles.string] else { return [] }
        return names.map(role)
    }

    private static func value(_ fact: Attributes.Fact) -> Cedar.Value {
        switch fact {
        case .flag(let flag): .bool(flag)
        case .number(let number): .long(number)
        case .text(let text): .string(Text(text))
        case .list(let list): .set(SetValue(list.map { .string(Text($0)) }))
        case .moment(let moment): Self.moment(moment)
        }
    }
}
