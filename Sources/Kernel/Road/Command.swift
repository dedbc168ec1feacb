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

    /// What the gate is told about the thing acted on (`dataset`, `sensitivity`, …); no personal
    /// data.
    func resource(in db: Database) throws -> Attributes
}

extension Command {
    package func resource(in db: Database) throws -> Attributes { Attributes() }
}

/// A failure of a command that people may see: the answer is no, and why.
package protocol Failure: Error, Sendable {
    /// What to tell the person who asked, and what to do next; never the offending value.
    var message: String { get }
}
