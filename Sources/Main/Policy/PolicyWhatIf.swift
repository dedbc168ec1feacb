import ArgumentParser
import Console
import Foundation
import Kernel
import People

/// What other rules would have answered to what was really asked.
struct PolicyWhatIf: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: "Asks everything that was asked lately again, of other rules.",
        discussion: """
            With --proposal, it is recorded that you looked: whoever adopts a proposal has to. \
            A file is only compared.
            """
    )

    @Argument(help: "The rules: a .cedar file, each rule with its @id.")
    var file: String?

    @Option(help: "The proposal to weigh.")
    var proposal: String?

    @Option(help: "How far back, in days: 30d.")
    var since = "30d"

    @OptionGroup var place: HomeOptions

    func validate() throws {
        guard (file == nil) != (proposal == nil) else {
            throw ValidationError("Name either a file or a --proposal.")
        }
        _ = try days()
    }

    private func days() throws -> Int {
        guard since.hasSuffix("d"), let days = Int(since.dropLast()), (1...36_500).contains(days)
        else { throw ValidationError("--since is a number of days, such as 30d.") }
        return days
    }

    func run() async throws {
        let policy = try HomeOptions.policy()
        let past = Date().addingTimeInterval(-Double(try days()) * 86_400)
        let start = Int64(past.timeIntervalSince1970 * 1000)
        let seen: WhatIf
        if let proposal {
            let id = try PolicyProposal.id(proposal)
            seen = try await place.acting { home, principal in
                try await WhatIf.weighing(
                    id,
                    since: start,
                    in: home.ledger,
                    policy,
                    as: principal
                )
            }
        } else {
            var rules: RuleSet?
            try PolicyProblem.reported(json: place.json) {
                rules = try file.map { try PolicyFile($0).rules() }
            }
            guard let rules else { throw ExitCode(Ending.wrongUse.rawValue) }
            seen =
                place.member == nil
                ? try await place.looking { try await replay(rules, since: start, $0, $1) }
                : try await place.acting { home, principal in
                    try await WhatIf.knock(in: home.ledger, as: principal)
                    return try await replay(rules, since: start, home, policy)
                }
        }
        try place.terminal.answer(seen)
        show(seen)
    }

    private func replay(
        _ rules: RuleSet,
        since start: Int64,
        _ home: Home,
        _ policy: HousePolicy
    ) async throws -> WhatIf {
        let current = try await home.ledger.store.read { try policy.rules(in: $0) }
        return try await WhatIf(rules, instead: current, since: start, in: home.ledger, policy)
    }

    private func show(_ seen: WhatIf) {
        let terminal = place.terminal
        for change in seen.changes {
            let (before, after) = (words(change.before), words(change.after))
            terminal.say(
                "\(PolicyProposal.day(change.time)) \(change.action) by \(change.kind) "
                    + "\(change.principal.suffix(8))",
                "    was \(before)",
                "    would be \(after)"
            )
        }
        terminal.say(
            "\(seen.changed) of \(seen.asked) answers since \(PolicyProposal.day(seen.since)) "
                + "would be another."
        )
        if seen.unrecorded + seen.erased > 0 {
            terminal.say(
                "Not asked again: \(seen.unrecorded) from before questions were recorded, "
                    + "\(seen.erased) that were erased."
            )
        }
    }

    private func words(_ answer: WhatIf.Answer) -> String {
        let rules = answer.rules.isEmpty ? "no rule" : answer.rules.joined(separator: ", ")
        let why = answer.reasons.isEmpty ? "" : ": " + answer.reasons.joined(separator: " ")
        return "\(answer.allows ? "allowed" : "denied") by \(rules)\(why)"
    }
}
