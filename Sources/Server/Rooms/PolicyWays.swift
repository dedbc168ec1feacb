import Console
import Hummingbird
import Kernel
import People

extension Route {
    /// The rules, and what they answer.
    static let policyWays: [Route] = [
        .get("/policies", .whoMaySee(.policies)) { visit, reception in
            let page = try await reception.home.ledger.store.read { db in
                PolicyPages.list(
                    text: try Access.textInForce(in: db),
                    digest: try Access.digestInForce(in: db),
                    acts: reception.policy.schema.acts.values.sorted { $0.name < $1.name },
                    proposals: Array(try Access.proposals(in: db).prefix(20))
                )
            }
            return try await reception.page(page, for: visit, at: "/policies")
        },
        .get("/policies/propose", .whoMaySee(.policies)) { visit, reception in
            let text = try await reception.home.ledger.store.read { try Access.textInForce(in: $0) }
            let page = ProposalPages.new(text: text, mark: visit.formToken)
            return try await reception.page(page, for: visit, at: "/policies")
        },
        .post("/policies/propose", .signedIn) { visit, reception in
            try await reception.proposeRules(visit)
        },
        .get("/policies/proposals/:proposal", .whoMaySee(.policies)) { visit, reception in
            try await reception.proposalPage(visit, seen: nil)
        },
        .post("/policies/proposals/:proposal/weigh", .whoMaySee(.policies)) { visit, reception in
            try await reception.weighRules(visit)
        },
        .post("/policies/proposals/:proposal/adopt", .signedIn, isGrave: true) {
            visit,
            reception in
            try await reception.adoptRules(visit)
        },
        .post("/policies/proposals/:proposal/withdraw", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            let proposal = try reception.proposal(visit)
            try await reception.home.ledger.perform(
                Access.Withdraw(proposal: proposal),
                as: signed.principal
            )
            return .see("/policies/proposals/\(proposal)")
        },
        .get("/policies/explain", .whoMaySee(.policies)) { visit, reception in
            try await reception.explainPage(visit)
        },
    ]
}

extension Reception {
    func explainPage(_ visit: Visit) async throws -> Reply {
        guard let act = policy.schema.acts[visit.query["act"] ?? ""] else {
            throw Turned.away(.notFound)
        }
        let thing =
            act.thing == .house ? Thing.house : Thing(act.thing, visit.query["thing"] ?? "any")
        let people = try await Reach.people(
            doing: act.name,
            on: thing,
            at: visit.time,
            in: home.ledger,
            policy
        )
        var named: [(person: Reach.Person, name: String)] = []
        for person in people {
            let id = ID<Principal>(person.principal)
            let name = if let id { try await name(of: id) } else { String?.none }
            named.append((person, name ?? (person.kind == "system" ? "the house" : person.kind)))
        }
        let page = PolicyPages.explain(act, people: named)
        return try await self.page(page, for: visit, at: "/policies")
    }
}
