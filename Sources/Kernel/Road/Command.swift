/// Something somebody asks for, in the imperative: `Vault.Shred`.
///
/// `decide` reads, judges and returns; it writes nothing. It may run more than once when replicas
/// collide, so it takes its randomness and time from the command's own fields.
package protocol Command: Codable, Sendable {
    associatedtype Outcome: Event

    /// Room and verb: `vault.shred`. At most 64 ASCII bytes.
    static var name: String { get }

    /// Reads what is so, judges, and returns what shall have happened. Throws the command's own
    /// typed failure where the answer is no.
    func decide(_ db: Database) throws -> Outcome

    // MARK: What the gate is told

    /// Who may come with it at all, whatever the rules say; everybody unless it says otherwise.
    static var principals: [Principal.Kind] { get }

    /// The kind of thing it acts on; the house unless it says otherwise.
    static var thing: ThingKind { get }

    /// What its question says beside who, what and when; nothing unless it says otherwise.
    static var circumstances: [Declaration] { get }

    /// The thing it acts on, of the kind that it declares.
    func thing(in db: Database) throws -> Thing

    /// The circumstances that it declares; no personal data.
    func circumstances(in db: Database) throws -> Attributes
}

extension Command {
    package static var principals: [Principal.Kind] { Principal.Kind.allCases }
    package static var thing: ThingKind { .house }
    package static var circumstances: [Declaration] { [] }
    package func thing(in db: Database) throws -> Thing {
        precondition(Self.thing == .house, "\(Self.name) does not say which thing it acts on")
        return .house
    }
    package func circumstances(in db: Database) throws -> Attributes { Attributes() }
}

/// A failure of a command that people may see: the answer is no, and why.
package protocol Failure: Error, Sendable {
    /// What to tell the person who asked, and what to do next; never the offending value.
    var message: String { get }
}
