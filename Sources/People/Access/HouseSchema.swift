package import Cedar
package import Kernel

/// The schema of the rules, derived from what the rooms say of their commands and attributes.
///
/// A verb added to a room is an action here at once; a rule that asks for an attribute that no room
/// publishes does not pass the check.
package struct HouseSchema: Sendable {
    /// Every command of the house, by name.
    package let acts: [String: Act]
    /// As it is shown and written.
    package let source: SchemaSource
    /// As rules are checked against it.
    package let schema: Schema

    /// The namespace of every name.
    static let namespace = "Cordon"

    /// Attributes of members that rules may ask for before a room publishes them. Absent means no.
    static let awaited = [
        Declaration(
            "trainedUntil",
            .moment,
            isOptional: true,
            "The training that the work asks for is valid until then"
        ),
        Declaration(
            "contractUntil",
            .moment,
            isOptional: true,
            "A contract is in force until then"
        ),
        Declaration("purposes", .list, isOptional: true, "What this person was engaged for"),
    ]

    /// Derives the schema. A mistake in how rooms describe themselves is a mistake in our code.
    package init(of others: [Room]) {
        let rooms = [LedgerRoom.room] + others
        let acts = rooms.flatMap(\.acts)
        self.acts = Dictionary(acts.map { ($0.name, $0) }) { _, _ in
            preconditionFailure("two commands have one name")
        }
        let json = JSON.object([(Text(Self.namespace), Self.body(rooms, acts))])
        do {
            source = try SchemaSource(json)
            schema = try Schema(source)
        } catch {
            preconditionFailure("the rooms describe no schema: \(error)")
        }
    }

    private static func body(_ rooms: [Room], _ acts: [Act]) -> JSON {
        var published: [AttributeSource.About: [Declaration]] = [:]
        for source in rooms.flatMap(\.attributes) {
            published[source.about, default: []] += source.declared
        }
        let known = Set(published[.principals, default: []].map(\.name))
        let people = published[.principals, default: []].filter { $0.kind != .roles }
            + awaited.filter { !known.contains($0.name) }
        var types: [(Text, JSON)] = [
            ("Owner", entity([identifier], "Whoever holds the keys of an embedded home")),
            ("Member", entity([identifier] + people, "A person or service", in: ["Role"])),
            ("System", entity([identifier], "The house itself")),
            (
                "Role",
                .object([
                    "enum": .array(Role.allCases.map { .string(Text($0.rawValue)) }),
                    "annotations": doc("What somebody is to the house"),
                ])
            ),
        ]
        for kind in Set(acts.map(\.thing)).sorted(by: { $0.name < $1.name }) {
            let attributes = published[.things(kind), default: []]
            types.append((Text(kind.name), entity(attributes, nil)))
        }
        var actions = acts.sorted { $0.name < $1.name }.map { (Text($0.name), action($0)) }
        for room in rooms where !room.acts.isEmpty {
            actions.append((Text(room.name), .object(["annotations": doc(room.summary)])))
        }
        return .object(["entityTypes": .object(types), "actions": .object(actions)])
    }

    private static let identifier = Declaration("id", .text, "The identifier, as a text")

    /// What every question says of its circumstances.
    private static let always = [
        Declaration("factors", .number, "Independent proofs of identity given at the door"),
        Declaration("now", .moment, "When it is asked"),
    ]

    private static func entity(
        _ attributes: [Declaration],
        _ meaning: String?,
        in parents: [String] = []
    ) -> JSON {
        var members: [(Text, JSON)] = [("shape", record(attributes))]
        if !parents.isEmpty {
            members.append(("memberOfTypes", .array(parents.map { .string(Text($0)) })))
        }
        if let meaning { members.append(("annotations", doc(meaning))) }
        return .object(members)
    }

    private static func action(_ act: Act) -> JSON {
        let principals = act.principals.map { JSON.string(Text($0.typeName)) }
        return .object([
            "memberOf": .array([.object(["id": .string(Text(act.room))])]),
            "appliesTo": .object([
                "principalTypes": .array(principals),
                "resourceTypes": .array([.string(Text(act.thing.name))]),
                "context": record(always + act.circumstances),
            ]),
            "annotations": doc(act.summary),
        ])
    }

    private static func record(_ declared: [Declaration]) -> JSON {
        let fields = declared.sorted { $0.name < $1.name }.map { declaration in
            var members = type(declaration.kind)
            if declaration.isOptional { members.append(("required", JSON(.bool(false)))) }
            members.append(("annotations", doc(declaration.meaning)))
            return (Text(declaration.name), JSON.object(members))
        }
        return .object([
            "type": .string("Record"), "attributes": .object(fields),
        ])
    }

    private static func type(_ kind: Declaration.Kind) -> [(Text, JSON)] {
        switch kind {
        case .flag: [("type", .string("Boolean"))]
        case .number: [("type", .string("Long"))]
        case .text: [("type", .string("String"))]
        case .moment: [("type", .string("Extension")), ("name", .string("datetime"))]
        case .list, .roles:
            [("type", .string("Set")), ("element", .object(["type": .string("String")]))]
        }
    }

    private static func doc(_ text: String) -> JSON { .object(["doc": .string(Text(text))]) }
}

extension Principal.Kind {
    /// The name of its entities' type, without the namespace.
    var typeName: String {
        switch self {
        case .owner: "Owner"
        case .member: "Member"
        case .system: "System"
        }
    }
}
