/// A kind of thing that commands act on: `Document`, `Release`.
package struct ThingKind: Sendable, Hashable, Codable {
    /// A noun in capitals and singular; the name of its kind in the rules.
    package let name: String

    package init(_ name: String) { self.name = name }

    /// The whole house, for commands that are about no thing in particular.
    package static let house = ThingKind("House")

    package init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// The one thing that a command acts on, by its identifier; never by a name that says something.
package struct Thing: Sendable, Hashable, Codable {
    package let kind: ThingKind
    package let id: String

    package init(_ kind: ThingKind, _ id: some CustomStringConvertible) {
        self.kind = kind
        self.id = id.description
    }

    package static let house = Thing(.house, "house")
}

/// What is known of a command before anybody asks: who may come with it, what it acts on, and what
/// its question says. The rules' schema and the permission matrix are derived from these.
package struct Act: Sendable, Hashable {
    /// The command's name: `vault.shred`.
    package let name: String
    /// One line for help, and for who writes rules.
    package let summary: String
    package let principals: [Principal.Kind]
    package let thing: ThingKind
    package let circumstances: [Declaration]

    package init<C: Command>(_ type: C.Type, summary: String) {
        name = C.name
        self.summary = summary
        principals = C.principals
        thing = C.thing
        circumstances = C.circumstances
    }

    /// Something that is only looked at: it changes nothing, so no command does it, but the rules
    /// say who may.
    package init(sight name: String, summary: String) {
        self.name = name
        self.summary = summary
        principals = Principal.Kind.allCases
        thing = .house
        circumstances = []
    }

    /// The name of the room that the command belongs to.
    package var room: String { name.split(separator: ".").first.map(String.init) ?? name }
}
