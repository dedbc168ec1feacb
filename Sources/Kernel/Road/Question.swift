/// What the gate asks a policy: may this principal do this to that, given these facts?
package struct Question: Sendable, Hashable {
    package let principal: Principal
    /// The command's name.
    package let action: String
    package let thing: Thing
    /// About the principal.
    package let facts: Attributes
    /// About the thing.
    package let about: Attributes
    /// What the command itself adds.
    package let circumstances: Attributes
    /// When, in milliseconds since 1970.
    package let time: Int64

    package init(
        principal: Principal,
        action: String,
        thing: Thing = .house,
        facts: Attributes = [:],
        about: Attributes = [:],
        circumstances: Attributes = [:],
        time: Int64
    ) {
        self.principal = principal
        self.action = action
        self.thing = thing
        self.facts = facts
        self.about = about
        self.circumstances = circumstances
        self.time = time
    }
}

/// As it stands in the sealed body of the event that came of it, to be asked again of other rules.
/// What is empty is left out: one is stored with every event.
extension Question: Decodable {
    private enum CodingKeys: String, CodingKey {
        case principal, kind, factors, action, thing, id, facts, about, circumstances, time
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        principal = Principal(
            id: try container.decode(ID<Principal>.self, forKey: .principal),
            kind: try container.decode(Principal.Kind.self, forKey: .kind),
            factors: min(3, max(0, try container.decodeIfPresent(Int.self, forKey: .factors) ?? 0))
        )
        action = try container.decode(String.self, forKey: .action)
        thing =
            if let kind = try container.decodeIfPresent(ThingKind.self, forKey: .thing) {
                Thing(kind, try container.decode(String.self, forKey: .id))
            } else { .house }
        func attributes(_ key: CodingKeys) throws -> Attributes {
            try container.decodeIfPresent(Attributes.self, forKey: key) ?? [:]
        }
        facts = try attributes(.facts)
        about = try attributes(.about)
        circumstances = try attributes(.circumstances)
        time = try container.decode(Int64.self, forKey: .time)
    }

    /// Its canonical JSON.
    package var canonical: [UInt8] {
        var object = CanonicalObject()
        if !about.isEmpty { object.add("about", json: about.canonical) }
        object.add("action", action)
        if !circumstances.isEmpty { object.add("circumstances", json: circumstances.canonical) }
        if principal.factors > 0 { object.add("factors", Int64(principal.factors)) }
        if !facts.isEmpty { object.add("facts", json: facts.canonical) }
        if thing != .house { object.add("id", thing.id) }
        object.add("kind", principal.kind.rawValue)
        object.add("principal", principal.id.description)
        if thing != .house { object.add("thing", thing.kind.name) }
        object.add("time", time)
        return object.closed()
    }
}
