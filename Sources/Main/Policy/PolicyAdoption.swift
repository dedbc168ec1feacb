import ArgumentParser
import Cedar
import Console
import Foundation
import Kernel
import People

/// The rules in force.
struct PolicyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints the rules in force in a home, under the charter that always holds."
    )

    @OptionGroup var place: HomeOptions

    private struct Answer: Encodable {
        let set: String
        let charter: String
        let rules: String
    }

    func run() async throws {
        let rules = try await place.looking { home, policy in
            try await home.ledger.store.read { try policy.rules(in: $0) }
        }
        try place.terminal.answer(
            Answer(set: rules.digest, charter: RuleSet.charter, rules: rules.text)
        )
        place.terminal.say(RuleSet.charter, rules.text + "// The set \(rules.digest)")
    }
}

/// Proposes rules.
struct PolicyPropose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Proposes rules in place of those in force; somebody else has to adopt them."
    )

    @Argument(help: "The rules: a .cedar file, each rule with its @id.")
    var file: String

    @Option(help: "Why, in a few words and without names.")
    var reason: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let policy = try HomeOptions.policy()
        let rules = try checked(policy)
        let proposal = ID<Access.Proposal>()
        let event = try await place.acting { home, principal in
            let base = try await home.ledger.store.read { try Access.digestInForce(in: $0) }
            return try await home.ledger.perform(
                Access.Propose(proposal: proposal, base: base, text: rules.text, reason: reason),
                as: principal
            ).id
        }
        try place.terminal.answer([
            "proposal": proposal.description, "event": event.description,
        ])
        place.terminal.say(
            "Proposed as \(proposal).",
            "Next, somebody else: cordon policy what-if --proposal \(proposal), then",
            "cordon policy adopt \(proposal)"
        )
    }

    /// The rules, once they pass the strict check: what does not could not be adopted.
    private func checked(_ policy: HousePolicy) throws -> RuleSet {
        var rules: RuleSet?
        try PolicyProblem.reported(json: place.json) {
            let file = try PolicyFile(file)
            let read = try file.rules()
            let problems = read.problems(under: policy.schema).filter { $0.severity == .error }
            guard problems.isEmpty else { throw file.problem(problems) }
            rules = read
        }
        guard let rules else { throw ExitCode(Ending.wrongUse.rawValue) }
        return rules
    }
}

/// Adopts what somebody else proposed.
struct PolicyAdopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Puts proposed rules into force. It takes somebody else than who proposed them.",
        discussion: "A member (--as KEYFILE) signs with their own key what they adopt."
    )

    @Argument(help: "The proposal.")
    var proposal: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id = try PolicyProposal.id(proposal)
        let key = try place.memberKey()
        let event = try await place.acting(key) { home, principal in
            let found = try await home.ledger.store.read { try Access.proposal(id, in: $0) }
            var adopt = Access.Adopt(proposal: id)
            if let key, let found {
                adopt.member = key.member
                adopt.signature = try key.sign(Access.statement(id, found.digest))
            }
            return try await home.ledger.perform(adopt, as: principal).id
        }
        try place.terminal.answer(["event": event.description, "proposal": id.description])
        place.terminal.say("Adopted. These rules hold from now on, in every process.")
    }
}

/// Takes a proposal back.
struct PolicyWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Takes a proposal back, so that it cannot be adopted any more."
    )

    @Argument(help: "The proposal.")
    var proposal: String

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let id = try PolicyProposal.id(proposal)
        let event = try await place.acting { home, principal in
            try await home.ledger.perform(Access.Withdraw(proposal: id), as: principal).id
        }
        try place.terminal.answer(["event": event.description, "proposal": id.description])
        place.terminal.say("Withdrawn.")
    }
}

/// What was proposed, and what became of it.
struct PolicyHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Lists proposed rules, newest first: who proposed them, and who adopted them."
    )

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let found = try await place.looking { home, _ in
            try await home.ledger.store.read { try Access.proposals(in: $0) }
        }
        try place.terminal.answer(found)
        guard !found.isEmpty else {
            place.terminal.say("Nothing was proposed; the rules of the program are in force.")
            return
        }
        place.terminal.show(
            "Proposals",
            TerminalTable(
                ["Proposal", "When", "State", "By", "Adopted by", "Set", "Why"],
                rows: found.map { entry in
                    [
                        entry.id.description, PolicyProposal.day(entry.time),
                        entry.state.rawValue, PolicyProposal.name(entry.proposer),
                        entry.adopter.map(PolicyProposal.name) ?? "",
                        String(RuleSet.digest(of: entry.text).prefix(12)), entry.reason,
                    ]
                }
            )
        )
    }
}

/// What the commands about proposals share.
enum PolicyProposal {
    static func id(_ text: String) throws -> ID<Access.Proposal> {
        guard let id = ID<Access.Proposal>(text) else {
            throw TerminalFailure(
                .wrongUse,
                "This is not a proposal's identifier.",
                advice: "Copy one from `cordon policy history`."
            )
        }
        return id
    }

    static func name(_ principal: ID<Principal>) -> String {
        switch principal {
        case Principal.owner.id: "the owner"
        case Principal.system.id: "the house"
        default: String(principal.description.suffix(8))
        }
    }

    /// The day of a time in milliseconds since 1970, in UTC.
    static func day(_ time: Int64) -> String {
        Date(timeIntervalSince1970: Double(time) / 1000)
            .formatted(.iso8601.year().month().day())
    }
}
