package import Kernel
import Synchronization

/// The rules in force at the gate, held compiled.
///
/// Which set is in force is read inside the transaction of every command, so that a set adopted by
/// another process rules the very next one; it is compiled once, when it is first seen.
package final class HousePolicy: Policy, Sendable {
    package let schema: HouseSchema
    private let vocabulary: Vocabulary
    private let compiled: Mutex<RuleSet>

    /// The policy of a house with these rooms.
    package init(of rooms: [Room]) throws {
        schema = HouseSchema(of: rooms)
        vocabulary = try Vocabulary(schema)
        compiled = Mutex(try RuleSet(RuleSet.standardText))
    }

    package func ruling(on question: Question, in db: Database) throws -> Ruling {
        try rules(in: db).ruling(on: question, vocabulary)
    }

    /// Which of `actions` are allowed, where all else of `question` stays as it is. No reasons are
    /// told: a page asks which rooms to name, not why the others are left out.
    package func allowed(
        among actions: [String],
        like question: Question,
        in db: Database
    ) throws -> Set<String> {
        try rules(in: db).allowed(among: actions, like: question, vocabulary)
    }

    /// How `rules` would answer `question`.
    package func ruling(on question: Question, under rules: RuleSet) throws -> Ruling {
        try rules.ruling(on: question, vocabulary)
    }

    /// The set in force, as of this transaction.
    package func rules(in db: Database) throws -> RuleSet {
        let digest = try Access.digestInForce(in: db)
        let held = compiled.withLock { $0 }
        if held.textDigest == digest { return held }
        let text = try Access.textInForce(in: db)
        guard RuleSet.textDigest(of: text) == digest, let rules = try? RuleSet(text) else {
            throw Broken(
                .storeDamaged,
                "The rules in force are not those that were adopted, so nothing is allowed. "
                    + "Restore the database from its backup.",
                detail: "rules \(digest)"
            )
        }
        compiled.withLock { $0 = rules }
        return rules
    }
}
