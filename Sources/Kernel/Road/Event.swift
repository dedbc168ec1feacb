package import Merkle

/// Something that happened. Its stored name is for ever; the Swift type may be renamed.
package protocol Event: Codable, Sendable {
    /// Past participle with its room and version: `vault.shredded.v1`. At most 64 ASCII bytes.
    static var name: String { get }

    /// Whose key seals the body, and so whose erasure makes it unreadable.
    var seal: KeyName { get }

    /// Whom it is about, for the unlinkable tags on its leaf; at most eight.
    var subjects: [KeyName] { get }

    /// Digests of things outside that the leaf vouches for (a manifest, a model); at most four.
    var references: [Digest] { get }

    /// Keys that this event orders destroyed: the bodies they sealed go with the same commit.
    var erases: [KeyName] { get }
}

extension Event {
    package var seal: KeyName { .house }
    package var subjects: [KeyName] { [] }
    package var references: [Digest] { [] }
    package var erases: [KeyName] { [] }
}

/// When, by whom and under which rule an event happened: what a projection may know beside it.
package struct Stamp: Hashable, Sendable {
    package let event: ID<any Event>
    /// Milliseconds since 1970; never backwards within one process. The order of events is their
    /// number in the log, not this.
    package let time: Int64
    package let actor: ID<Principal>
    /// The policy that admitted the command.
    package let rule: String
}

/// The body as it is sealed: the event, who caused it, and what was asked under which rules.
///
/// Read back by those who need the event alone; `Heard` reads the rest.
struct Body<E: Decodable>: Decodable {
    let actor: ID<Principal>
    let rule: String
    let event: E
}

extension Body where E: Event {
    /// The canonical bytes of a body. `hearing` is nil only where nothing was asked.
    static func bytes(
        _ event: E,
        actor: ID<Principal>,
        rule: String,
        hearing: Hearing?
    ) throws -> [UInt8] {
        var object = CanonicalObject()
        object.add("actor", actor.description)
        // So that other rules can be asked it too.
        if let hearing { object.add("asked", json: hearing.question.canonical) }
        object.add("event", json: try Canonical.encode(event))
        object.add("rule", rule)
        // Bodies from before it was recorded have none.
        if let hearing { object.add("set", hearing.set) }
        return object.closed()
    }
}
