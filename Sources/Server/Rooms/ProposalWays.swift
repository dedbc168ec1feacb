import Console
import Credentials
import Hummingbird
import Kernel
import People

/// Rules that are proposed, looked at, adopted and withdrawn in the console.
extension Reception {
    /// How far back questions are asked again, in milliseconds: thirty days.
    private static let month: Int64 = 30 * 86_400_000

    func proposal(_ visit: Visit) throws(Turned) -> ID<Access.Proposal> {
        guard let proposal: ID<Access.Proposal> = visit.id("proposal") else {
            throw .away(.notFound)
        }
        return proposal
    }

    func proposeRules(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        // Browsers end lines with two bytes; files of rules with one.
        let text = (visit.form["text"] ?? "").replacing("\r\n", with: "\n")
        let proposal = ID<Access.Proposal>()
        let base = try await home.ledger.store.read { try Access.digestInForce(in: $0) }
        try await home.ledger.perform(
            Access.Propose(
                proposal: proposal,
                base: base,
                text: text,
                reason: visit.form["reason"] ?? ""
            ),
            as: signed.principal
        )
        return .see("/policies/proposals/\(proposal)")
    }

    /// Asks the last month's questions again, and records that somebody looked.
    func weighRules(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let id = try proposal(visit)
        guard try await home.ledger.store.read({ try Access.proposal(id, in: $0) }) != nil else {
            throw Turned.away(.notFound)
        }
        let seen = try await WhatIf.weighing(
            id,
            since: visit.time - Self.month,
            in: home.ledger,
            policy,
            as: signed.principal
        )
        return try await proposalPage(visit, seen: seen)
    }

    /// The owner adopts under their session; a member's passkey signs these rules.
    func adoptRules(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let id = try proposal(visit)
        var adopt = Access.Adopt(proposal: id)
        if signed.principal.kind == .member {
            guard let found = try await home.ledger.store.read({ try Access.proposal(id, in: $0) })
            else { throw Turned.away(.notFound) }
            adopt.member = signed.member
            adopt.ceremony = try ceremony(
                of: Self.passkeyFields(of: visit),
                answering: Access.question(id, found.digest)
            )
        }
        try await home.ledger.perform(adopt, as: signed.principal)
        return .see("/policies/proposals/\(id)")
    }

    func proposalPage(_ visit: Visit, seen: WhatIf?) async throws -> Reply {
        let signed = try signed(visit)
        let id = try proposal(visit)
        let (found, weighers) = try await home.ledger.store.read { db in
            (
                try Access.proposal(id, in: db),
                try Access.weighers(of: id.description, in: db)
            )
        }
        guard let found else { throw Turned.away(.notFound) }
        let isOwner = signed.principal.kind == .owner
        let page = ProposalPage(
            found,
            proposer: try await called(found.proposer),
            adopter: try await found.adopter.asyncMap(called),
            problems: found.state == .open ? problems(of: found) : [],
            seen: seen,
            hasWeighed: weighers.contains(signed.member.description),
            isOwn: found.proposer == signed.member,
            terms: isOwner
                ? nil
                : .init(
                    challenge: Base64URL.encode(Access.question(id, found.digest)),
                    host: site.host
                ),
            words: visit.settings.words,
            mark: visit.formToken
        )
        return try await self.page(page.page, for: visit, at: "/policies")
    }

    private func problems(of proposal: Access.Proposition) -> [String] {
        guard let rules = try? RuleSet(proposal.text) else { return ["It cannot be read."] }
        return rules.problemWords(under: policy.schema)
    }

    private func called(_ principal: ID<Principal>) async throws -> String {
        if let name = try await name(of: principal) { return name }
        return principal == Principal.owner.id ? "the owner" : "a member with a key file"
    }
}

extension Optional {
    fileprivate func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}
