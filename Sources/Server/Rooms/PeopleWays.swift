import Console
import Credentials
import Custody
import Hummingbird
import Kernel
import People

extension Route {
    /// Who has an account, and what becomes of it.
    static let peopleWays: [Route] = [
        .get("/people", .whoMaySee(.people)) { visit, reception in
            try await reception.peoplePage(visit)
        },
        .post("/people/invite", .signedIn) { visit, reception in
            try await reception.invite(visit)
        },
        .get("/people/:member", .whoMaySee(.people)) { visit, reception in
            try await reception.personPage(visit)
        },
        .post("/people/:member/suspend", .signedIn, isGrave: true) { visit, reception in
            let (signed, member) = try reception.about(visit)
            try await reception.home.ledger.perform(
                Access.Suspend(member: member, reason: visit.form["reason"] ?? ""),
                as: signed.principal
            )
            return .see("/people/\(member)")
        },
        .post("/people/:member/reinstate", .signedIn, isGrave: true) { visit, reception in
            let (signed, member) = try reception.about(visit)
            try await reception.home.ledger.perform(
                Access.Reinstate(member: member, reason: visit.form["reason"] ?? ""),
                as: signed.principal
            )
            return .see("/people/\(member)")
        },
        .post("/people/:member/sessions", .signedIn) { visit, reception in
            let (signed, member) = try reception.about(visit)
            try await reception.home.ledger.perform(
                Accounts.EndSessions(member: member),
                as: signed.principal
            )
            return .see("/people/\(member)")
        },
    ]
}

extension Reception {
    /// People on one page of the list.
    private static let pageLength = 50

    /// Who asks, and about whom.
    func about(_ visit: Visit) throws(Turned) -> (Accounts.Signed, ID<Principal>) {
        guard let member: ID<Principal> = visit.id("member") else { throw .away(.notFound) }
        return (try signed(visit), member)
    }

    func shown(_ account: Accounts.Account) async throws -> Shown {
        let roles = try await home.ledger.store.read { db in
            try Access.member(account.member, in: db)?.roles.map(\.rawValue)
        }
        return Shown(
            member: account.member,
            name: try await name(of: account),
            roles: roles ?? (account.member == Principal.owner.id ? ["owner"] : []),
            isSuspended: account.isSuspended,
            since: account.since
        )
    }

    func peoplePage(_ visit: Visit) async throws -> Reply {
        let after = visit.query["after"].flatMap { ID<Principal>($0) }
        let (accounts, letters, count) = try await home.ledger.store.read { db in
            (
                try Accounts.accounts(after: after, limit: Self.pageLength + 1, in: db),
                try Accounts.letters(limit: Self.pageLength, in: db),
                try Accounts.accountCount(in: db)
            )
        }
        var people: [Shown] = []
        for account in accounts.prefix(Self.pageLength) { people.append(try await shown(account)) }
        let hasMore = accounts.count > Self.pageLength
        let page = PeoplePages.list(
            people,
            letters: letters,
            count: count,
            older: hasMore ? people.last?.member.description : nil,
            mark: visit.formToken,
            at: visit.time
        )
        return try await self.page(page, for: visit, at: "/people")
    }

    func personPage(_ visit: Visit) async throws -> Reply {
        let (_, member) = try about(visit)
        let found = try await home.ledger.store.read { db in
            (
                try Accounts.account(member, in: db),
                try Accounts.sessions(of: member, at: visit.time, in: db).count
            )
        }
        guard let account = found.0 else { throw Turned.away(.notFound) }
        let kind: Principal.Kind = member == Principal.owner.id ? .owner : .member
        let abilities = try await Reach.abilities(
            of: Principal(id: member, kind: kind, factors: 2),
            at: visit.time,
            in: home.ledger,
            policy
        )
        let page = PeoplePages.person(
            try await shown(account),
            sessions: found.1,
            abilities: abilities.filter { $0.cell != .never },
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/people")
    }

    func invite(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        guard let role = visit.form["role"].flatMap(Role.init) else {
            throw Access.Failure.badRoles
        }
        let secret = DoorKeys.token()
        let until = visit.time + Self.invitationLength
        let receipt = try await home.ledger.perform(
            Accounts.Invite(
                roles: [role],
                token: keys.digest(.invitation, secret),
                until: until
            ),
            as: signed.principal
        )
        let link = site.origin + "/join/\(receipt.event.invitation).\(secret)"
        return try await page(
            PeoplePages.invited(link: link, until: until),
            for: visit,
            at: "/people"
        )
    }
}
