import Kernel

/// What this room tells the gate about proposals: everything the charter asks before rules come
/// into force.
enum ProposalFacts {
    static let declared = [
        Declaration("proposer", .text, isOptional: true, "Who proposed it"),
        Declaration("weighedBy", .list, isOptional: true, "Who looked at what it would change"),
        Declaration("isValid", .flag, isOptional: true, "Whether it passes the strict check"),
        Declaration(
            "isAmendable",
            .flag,
            isOptional: true,
            "Whether the owner could still propose and adopt rules under it"
        ),
        Declaration(
            "isCurrent",
            .flag,
            isOptional: true,
            "Whether it was proposed to replace the rules in force"
        ),
    ]

    static func source(under schema: HouseSchema) -> AttributeSource {
        AttributeSource(declared, of: .proposal) { id, db in
            guard let proposal = ID<Access.Proposal>(id),
                let found = try Access.proposal(proposal, in: db)
            else { return [:] }
            // Proposals are readable when they are made; this is another program's if it is not.
            guard let rules = try? RuleSet(found.text) else { return ["isValid": .flag(false)] }
            return [
                "proposer": .text(found.proposer.description),
                "weighedBy": .list(try Access.weighers(of: id, in: db)),
                "isValid": .flag(rules.isValid(under: schema)),
                "isAmendable": .flag(try isAmendable(rules, under: schema)),
                "isCurrent": .flag(try Access.digestInForce(in: db) == found.base),
            ]
        }
    }

    /// Whether the owner may still propose rules, weigh them, and adopt what somebody else
    /// proposed.
    private static func isAmendable(_ rules: RuleSet, under schema: HouseSchema) throws -> Bool {
        let vocabulary = try Vocabulary(schema)
        let best: Attributes = [
            "proposer": .text(Principal.system.id.description),
            "weighedBy": .list([Principal.owner.id.description]),
            "isValid": .flag(true), "isAmendable": .flag(true), "isCurrent": .flag(true),
        ]
        return try [Access.Propose.name, Access.Weigh.name, Access.Adopt.name].allSatisfy { name in
            let question = Question(
                principal: .owner,
                action: name,
                thing: Thing(.proposal, "any"),
                about: name == Access.Propose.name ? [:] : best,
                time: 0
            )
            return try rules.ruling(on: question, vocabulary).allows
        }
    }
}
