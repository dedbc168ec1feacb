import ArgumentParser
import Cedar
import Console
import Foundation
import Kernel
import People

/// Why an answer is what it is: of one request, of something recorded, or of everybody.
struct PolicyExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why a request is answered as it is, who can reach a thing, or what a "
            + "person can reach.",
        discussion: """
            cordon policy explain RULES --request FILE [--entities FILE] [--schema FILE]
            cordon policy explain --event ID         what was asked and ruled then
            cordon policy explain --who ACTION [--on ID]   who may do this now
            cordon policy explain --member ID        what this member may do now
            """
    )

    @Argument(help: "Policies to ask a request of: a .cedar file, or .json for the JSON form.")
    var policies: String?

    @Option(help: "A JSON file with principal, action, resource and context.")
    var request: String?

    @Option(help: "A JSON file with the list of entities.")
    var entities: String?

    @Option(help: "The schema: a .cedarschema file, or .json for the JSON form.")
    var schema: String?

    @Option(help: "An event's identifier.")
    var event: String?

    @Option(help: "A command, such as vault.open.")
    var who: String?

    @Option(help: "The thing it would be done to, by its identifier.")
    var on: String?

    @Option(help: "A member's identifier, or owner.")
    var member: String?

    @OptionGroup var place: HomeOptions

    func validate() throws {
        let ways = [policies, event, who, member].compactMap(\.self)
        guard ways.count == 1, (policies == nil) == (request == nil) else {
            throw ValidationError("Name policies with a --request, or --event, --who or --member.")
        }
    }

    func run() async throws {
        if let policies, let request {
            return try PolicyProblem.reported(json: place.json) {
                let question = try PolicyQuestion.read(policies, request, entities, schema)
                answer(question)
            }
        }
        if let event { return try await explain(event: event) }
        if let who { return try await explain(who: who) }
        if let member { return try await explain(member: member) }
    }

    private func answer(
        _ question: (policies: PolicySet, request: Request, entities: Entities)
    ) {
        let (policies, request, entities) = question
        let response = Authorizer(policies).isAuthorized(request, entities)
        let explanations = policies.explain(request, entities)
        guard !place.json else {
            let items = explanations.map { explanation in
                JSON.object([
                    "policy": .text(explanation.policy.description),
                    "outcome": .text(explanation.text),
                ])
            }
            return print(
                JSON.object([
                    "decision": .text(response.decision.rawValue), "policies": .array(items),
                ]).text
            )
        }
        print(
            "\(response.decision.rawValue): \(request.principal) \(request.action) "
                + "\(request.resource)"
        )
        for explanation in explanations { print("  \(explanation.policy) \(explanation.text)") }
    }

    /// What an event says of how it came about, for machines.
    private func recorded(_ heard: Ledger.Heard, rules: [String]) throws -> JSON {
        func texts(_ lines: [String]) -> JSON { .array(lines.map { .text($0) }) }
        return .object([
            "asked": try heard.question.map { try JSON(parsing: $0.canonical) } ?? JSON(.null),
            "event": .text(heard.event.description),
            "isAllowed": JSON(.bool(heard.isAllowed)),
            "name": .text(heard.name),
            "reasons": texts(heard.refused?.reasons ?? []),
            "rules": texts(rules),
            "set": heard.set.map { .text($0) } ?? JSON(.null),
            "time": JSON(.long(heard.time)),
            "trace": texts(heard.refused?.trace ?? []),
        ])
    }

    private func explain(event text: String) async throws {
        guard let id = ID<any Event>(text) else {
            throw TerminalFailure(
                .wrongUse,
                "This is not an event's identifier.",
                advice: "Copy one from what a command printed."
            )
        }
        let heard = try await place.looking { home, _ in try await home.ledger.heard(id) }
        guard let heard else {
            throw TerminalFailure(
                .finding,
                "There is no such event, or what it said was erased.",
                advice: "Nothing is left to explain."
            )
        }
        let rules =
            heard.refused?.policies ?? heard.rule.split(separator: " ").map(String.init)
        guard !place.json else { return print(try recorded(heard, rules: rules).text) }
        let asked = heard.question.map { "\($0.action) by \($0.principal.kind.rawValue)" }
        place.terminal.say(
            "\(heard.isAllowed ? "Allowed" : "Refused"): \(asked ?? heard.name)"
        )
        for line in heard.refused?.reasons ?? [] { place.terminal.say("  " + line) }
        if !rules.isEmpty {
            place.terminal.say("  decided by " + rules.joined(separator: ", "))
        }
        for line in heard.refused?.trace ?? [] { place.terminal.say("  " + line) }
        if let set = heard.set { place.terminal.say("  under the set \(set)") }
    }

    private func explain(who action: String) async throws {
        let act = try HomeOptions.policy().schema.acts[action]
        guard let act else {
            throw TerminalFailure(
                .wrongUse,
                "No room has this command.",
                advice: "`cordon policy matrix` lists them."
            )
        }
        let thing = act.thing == .house ? Thing.house : Thing(act.thing, on ?? "any")
        let people = try await place.looking { home, policy in
            try await Reach.people(
                doing: action,
                on: thing,
                at: Int64(Date().timeIntervalSince1970 * 1000),
                in: home.ledger,
                policy
            )
        }
        try place.terminal.answer(people)
        place.terminal.show(
            "Who may \(action)",
            TerminalTable(
                ["Who", "Roles", "May", "Why"],
                rows: people.map { person in
                    let who = person.kind == "member" ? person.principal : "the \(person.kind)"
                    let why = person.isAllowed ? person.rules : person.reasons
                    return [
                        who, person.roles.joined(separator: ", "),
                        person.isAllowed ? "yes" : "no", why.joined(separator: " "),
                    ]
                }
            )
        )
    }

    private func explain(member text: String) async throws {
        let id = text == "owner" ? Principal.owner.id : ID<Principal>(text)
        guard let id else {
            throw TerminalFailure(
                .wrongUse,
                "This is not a member's identifier.",
                advice: "A member's key file begins with it."
            )
        }
        let principal =
            id == Principal.owner.id
            ? Principal.owner : Principal(id: id, kind: .member, factors: 2)
        let abilities = try await place.looking { home, policy in
            try await Reach.abilities(
                of: principal,
                at: Int64(Date().timeIntervalSince1970 * 1000),
                in: home.ledger,
                policy
            )
        }
        try place.terminal.answer(abilities)
        place.terminal.show(
            "What this person may do, signed in with two proofs",
            TerminalTable(
                ["Command", "May", "If"],
                rows: abilities.map { ability in
                    switch ability.cell {
                    case .always: [ability.action, "yes", ""]
                    case .never: [ability.action, "no", ""]
                    case .sometimes(let permits, let forbids):
                        [
                            ability.action, "depends",
                            "by " + permits.joined(separator: ", ")
                                + (forbids.isEmpty
                                    ? "" : "; not when " + forbids.joined(separator: ", ")),
                        ]
                    }
                }
            )
        )
    }
}
