package import Kernel

extension WhatIf {
    /// Weighs a proposal: asks the gate, then everything that was asked since `since` again, and
    /// records that somebody looked.
    ///
    /// The gate is asked first: to answer a month's questions again costs work, and tells what
    /// others asked. Who may not weigh learns nothing and has nothing computed.
    ///
    /// - Throws: `Refusal`, which is recorded as each is.
    package static func weighing(
        _ proposal: ID<Access.Proposal>,
        since: Int64,
        in ledger: Ledger,
        _ policy: HousePolicy,
        as principal: Principal
    ) async throws -> WhatIf {
        try await knock(about: proposal, in: ledger, as: principal)
        let (found, current) = try await ledger.store.read { db in
            (try Access.proposal(proposal, in: db), try policy.rules(in: db))
        }
        guard let found else { throw Access.Failure.unknownProposal }
        guard let rules = try? RuleSet(found.text) else {
            throw Access.Failure.unreadable(place: "")
        }
        let seen = try await WhatIf(rules, instead: current, since: since, in: ledger, policy)
        try await ledger.perform(
            Access.Weigh(
                proposal: proposal,
                since: since,
                asked: seen.asked,
                changed: seen.changed
            ),
            as: principal
        )
        return seen
    }

    /// Hears whether the gate lets `principal` weigh rules, and does nothing.
    ///
    /// - Throws: `Refusal`, which is recorded as each is.
    package static func knock(
        about proposal: ID<Access.Proposal> = ID(),
        in ledger: Ledger,
        as principal: Principal
    ) async throws {
        // Nobody asks less than nothing: behind the gate, this is always declined.
        let nothing = Access.Weigh(proposal: proposal, since: 0, asked: -1, changed: 0)
        do {
            try await ledger.perform(nothing, as: principal)
        } catch Access.Failure.nothingWeighed {
            return
        }
    }
}
