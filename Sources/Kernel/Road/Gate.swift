/// A policy's answer, with the rules that determined it and why.
package struct Ruling: Sendable, Hashable {
    package let allows: Bool
    /// Identifiers of the rules that determined the answer, in a stable order.
    package let determining: [String]
    /// For the person who asked: each reason in words, with how to mend it where it can be.
    package let reasons: [String]
    /// How the answer came about, rule by rule: what came near and what was missing.
    package let trace: [String]
    /// Identifiers of rules whose evaluation failed; they count as not there.
    package let errors: [String]
    /// Digest of the set of rules that gave the answer; empty where there is no set.
    package let set: String

    package init(
        allows: Bool,
        determining: [String],
        reasons: [String] = [],
        trace: [String] = [],
        errors: [String] = [],
        set: String = ""
    ) {
        self.allows = allows
        self.determining = determining
        self.reasons = reasons
        self.trace = trace
        self.errors = errors
        self.set = set
    }
}

/// The rules of who may do what. The house's are written in Cedar (`Access`, in the wing People).
package protocol Policy: Sendable {
    /// Answers inside the transaction of what is asked for, so that the rules that answer are
    /// those in force at that moment, whichever process adopted them.
    func ruling(on question: Question, in db: Database) throws -> Ruling
}

/// A question with its answer, as the event that came of it records them.
package struct Hearing: Sendable, Hashable {
    /// The rules that admitted the command, by a blank between them.
    package let rule: String
    /// Digest of the set of rules that answered; empty where there is none.
    package let set: String
    package let question: Question
}

/// Leave to run one command, once. Only the gate can write a permit and only the ledger can spend
/// it; it cannot be copied, kept or replayed, and the compiler, not a reviewer, sees to that.
package struct Permit<C: Command>: ~Copyable {
    /// What was asked and which rules admitted it, for the record.
    let hearing: Hearing

    fileprivate init(_ hearing: Hearing) {
        precondition(!hearing.rule.isEmpty, "a permit names the rule that grants it")
        self.hearing = hearing
    }
}

/// The gate said no; recorded as an event of its own.
package struct Refusal: Failure, Hashable {
    package let question: Question
    package let ruling: Ruling

    package var command: String { question.action }

    package var message: String {
        ruling.reasons.isEmpty
            ? "No rule allows this." : ruling.reasons.joined(separator: " ")
    }
}

/// Stands before every command. It asks inside the transaction, so nothing can change between the
/// question and the act.
package struct Gate: Sendable {
    let policy: any Policy
    private let sources: [AttributeSource]

    init(policy: any Policy, rooms: [Room]) {
        self.policy = policy
        sources = rooms.flatMap(\.attributes)
    }

    /// Admits `command`, or says which rules stood in the way.
    func admit<C: Command>(
        _ command: C,
        by principal: Principal,
        at time: Int64,
        in db: Database
    ) throws -> Permit<C> {
        let thing = try command.thing(in: db)
        precondition(thing.kind == C.thing, "\(C.name) acts on another kind than it declares")
        let question = Question(
            principal: principal,
            action: C.name,
            thing: thing,
            facts: try facts(about: principal, at: time, in: db),
            about: try facts(about: thing, in: db),
            circumstances: try command.circumstances(in: db),
            time: time
        )
        let ruling = try policy.ruling(on: question, in: db)
        guard ruling.allows else { throw Refusal(question: question, ruling: ruling) }
        return Permit(
            Hearing(
                rule: ruling.determining.joined(separator: " "),
                set: ruling.set,
                question: question
            )
        )
    }

    /// Everything that the rooms publish about `principal`, as of `time`.
    func facts(
        about principal: Principal,
        at time: Int64,
        in db: Database
    ) throws -> Attributes {
        var facts = Attributes()
        for source in sources { facts.merge(try source.facts(about: principal, at: time, in: db)) }
        return facts
    }

    /// Everything that the rooms publish about `thing`.
    func facts(about thing: Thing, in db: Database) throws -> Attributes {
        guard thing.kind != .house else { return Attributes() }
        var facts = Attributes()
        for source in sources { facts.merge(try source.facts(about: thing, in: db)) }
        return facts
    }
}
