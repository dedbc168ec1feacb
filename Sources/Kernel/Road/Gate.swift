/// What the gate asks a policy: may this principal do this to that, given these facts?
package struct Question: Sendable {
    package let principal: Principal
    /// The command's name.
    package let action: String
    package let facts: Attributes
    package let resource: Attributes
}

/// A policy's answer, with the rules that determined it and why.
package struct Ruling: Sendable, Hashable {
    package let allows: Bool
    /// Identifiers of the policies that determined the answer, in a stable order.
    package let determining: [String]
    /// For the person who asked: each reason in words, with how to mend it where it can be.
    package let reasons: [String]
    /// Identifiers of policies whose evaluation failed; they count as not there.
    package let errors: [String]

    package init(
        allows: Bool,
        determining: [String],
        reasons: [String] = [],
        errors: [String] = []
    ) {
        self.allows = allows
        self.determining = determining
        self.reasons = reasons
        self.errors = errors
    }
}

/// The rules of who may do what. The built-in one rules an embedded home; a Cedar policy set rules
/// a server.
package protocol Policy: Sendable {
    func ruling(on question: Question) -> Ruling
}

/// The policy of an embedded home: its owner and the house itself may do everything, a suspended
/// principal nothing, and whoever is not named nothing.
package struct OwnerPolicy: Policy {
    package init() {}

    package func ruling(on question: Question) -> Ruling {
        if question.facts["suspended"] == .flag(true) {
            return Ruling(
                allows: false,
                determining: ["suspended-means-no"],
                reasons: ["This account is suspended. Ask the owner of this home to lift it."]
            )
        }
        switch question.principal.kind {
        case .owner:
            return Ruling(allows: true, determining: ["the-owner-may"])
        case .system:
            return Ruling(allows: true, determining: ["the-house-may"])
        case .member:
            return Ruling(
                allows: false,
                determining: [],
                reasons: ["Only the owner may act in this home; no rule names this account."]
            )
        }
    }
}

/// Leave to run one command, once. Only the gate can write a permit and only the ledger can spend
/// it; it cannot be copied, kept or replayed, and the compiler, not a reviewer, sees to that.
package struct Permit<C: Command>: ~Copyable {
    /// The policies that admitted the command, for the record.
    let rule: String

    fileprivate init(rule: String) {
        precondition(!rule.isEmpty, "a permit names the rule that grants it")
        self.rule = rule
    }
}

/// The gate said no; recorded as an event of its own.
package struct Refusal: Failure, Hashable {
    package let command: String
    package let ruling: Ruling

    package var message: String {
        ruling.reasons.isEmpty
            ? "No rule allows this." : ruling.reasons.joined(separator: " ")
    }
}

/// Stands before every command. It asks inside the transaction, so nothing can change between the
/// question and the act.
package struct Gate: Sendable {
    let policy: any Policy
    let sources: [AttributeSource]

    /// Admits `command`, or says which rules stood in the way.
    func admit<C: Command>(
        _ command: C,
        by principal: Principal,
        in db: Database
    ) throws -> Permit<C> {
        var facts = Attributes()
        for source in sources { facts.merge(try source.facts(principal, db)) }
        let question = Question(
            principal: principal,
            action: C.name,
            facts: facts,
            resource: try command.resource(in: db)
        )
        let ruling = policy.ruling(on: question)
        guard ruling.allows else { throw Refusal(command: C.name, ruling: ruling) }
        return Permit(rule: ruling.determining.joined(separator: " "))
    }
}
