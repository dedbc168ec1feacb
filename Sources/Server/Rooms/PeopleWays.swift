import Console
import Credentials
import Custody
import HTTPTypes
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
        .get("/people/:whom", .whoMaySee(.people)) { visit, reception in
            switch try reception.meant(visit) {
            case .member(let member): try await reception.personPage(visit, of: member)
            case .supplier, .everyone: try await reception.groupPage(visit)
            }
        },
        .post("/people/:whom/suspend", .signedIn, isGrave: true) { visit, reception in
            try await reception.turn(Access.Out.self, visit)
        },
        .post("/people/:whom/reinstate", .signedIn, isGrave: true) { visit, reception in
            try await reception.turn(Access.In.self, visit)
        },
        .post("/people/:whom/readmit", .signedIn, isGrave: true) { visit, reception in
            try await reception.readmit(visit)
        },
        .post("/people/:whom/place", .signedIn) { visit, reception in
            let (signed, member) = try reception.about(visit)
            try await reception.home.ledger.perform(
                Access.Place(member: member, supplier: visit.form["supplier"]),
                as: signed.principal
            )
            return .see("/people/\(member)")
        },
        .post("/loans/:loan/lend", .signedIn, isGrave: true) { visit, reception in
            let signed = try reception.signed(visit)
            guard let loan: ID<Access.Loan> = visit.id("loan") else {
                throw Reception.Turned.away(.notFound)
            }
            try await reception.home.ledger.perform(
                Access.Lend(loan: loan),
                as: signed.principal
            )
            return .see("/people")
        },
        .post("/loans/:loan/end", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            guard let loan: ID<Access.Loan> = visit.id("loan") else {
                throw Reception.Turned.away(.notFound)
            }
            try await reception.home.ledger.perform(
                Access.TakeBack(loan: loan),
                as: signed.principal
            )
            return .see(Reception.localPath(visit.form["back"] ?? "/account"))
        },
        .post("/people/:whom/sessions", .signedIn) { visit, reception in
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

    /// Who asks, and about which one person.
    func about(_ visit: Visit) throws(Turned) -> (Accounts.Signed, ID<Principal>) {
        guard case .member(let member) = try meant(visit) else { throw .away(.notFound) }
        return (try signed(visit), member)
    }

    /// Who is meant: one person, a supplier's people, or everyone.
    func meant(_ visit: Visit) throws(Turned) -> Access.Whom {
        guard let whom = Access.Whom(visit.places["whom"] ?? "") else { throw .away(.notFound) }
        return whom
    }

    /// Shuts out or lets in again. Whoever shuts out everyone ends their own session too.
    func turn<Way: Access.Direction>(_ way: Way.Type, _ visit: Visit) async throws -> Reply {
        let (signed, whom) = (try signed(visit), try meant(visit))
        try await home.ledger.perform(
            Access.Turn<Way>(whom, reason: visit.form["reason"] ?? ""),
            as: signed.principal
        )
        return .see("/people/\(whom)")
    }

    func shown(_ account: Accounts.Account) async throws -> Shown {
        let member = try await home.ledger.store.read { try Access.member(account.member, in: $0) }
        let roles = member?.roles.map(\.rawValue)
        return Shown(
            member: account.member,
            name: try await name(of: account),
            roles: roles ?? (account.member == Principal.owner.id ? ["owner"] : []),
            supplier: member?.supplier,
            isSuspended: account.isSuspended,
            isStruck: member?.isKeyStruck ?? false,
            since: account.since
        )
    }

    /// A letter back to the same account, for somebody whose keys were struck.
    func readmit(_ visit: Visit) async throws -> Reply {
        let (signed, member) = try about(visit)
        let secret = DoorKeys.token()
        let until = visit.time + Self.invitationLength
        let receipt = try await home.ledger.perform(
            Accounts.Readmit(
                member: member,
                reason: visit.form["reason"] ?? "",
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

    func peoplePage(_ visit: Visit) async throws -> Reply {
        let after = visit.query["after"].flatMap { ID<Principal>($0) }
        let (accounts, letters, count, suppliers) = try await home.ledger.store.read { db in
            (
                try Accounts.accounts(after: after, limit: Self.pageLength + 1, in: db),
                try Accounts.letters(limit: Self.pageLength, in: db),
                try Accounts.accountCount(in: db),
                try Access.suppliers(limit: Self.pageLength + 1, in: db)
            )
        }
        var people: [Shown] = []
        for account in accounts.prefix(Self.pageLength) { people.append(try await shown(account)) }
        let hasMore = accounts.count > Self.pageLength
        let page = PeoplePages.list(
            people,
            letters: letters,
            suppliers: suppliers,
            lendings: try await askedFor(at: visit.time),
            count: count,
            older: hasMore ? people.last?.member.description : nil,
            mark: visit.formToken,
            at: visit.time
        )
        return try await self.page(page, for: visit, at: "/people")
    }

    /// Roles that somebody asked for or has for a while, with who and why.
    private func askedFor(at time: Int64) async throws -> [LoanSection.Asked] {
        let loans = try await home.ledger.store.read { try Access.loans(in: $0) }
        var asked: [LoanSection.Asked] = []
        for loan in loans where loan.state == .asked || loan.holds(at: time) {
            asked.append(
                LoanSection.Asked(
                    loan: loan,
                    name: try await name(of: loan.member) ?? "Somebody",
                    reason: try await Access.reason(of: loan, in: home.ledger) ?? ""
                )
            )
        }
        return asked
    }

    func personPage(_ visit: Visit, of member: ID<Principal>) async throws -> Reply {
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

    /// Those a supplier sent, or everyone: shut out and let in by one act.
    func groupPage(_ visit: Visit) async throws -> Reply {
        let whom = try meant(visit)
        let after = visit.query["after"].flatMap { ID<Principal>($0) }
        let (group, accounts) = try await home.ledger.store.read { db in
            let limit = Self.pageLength + 1
            let members = try Access.members(meant: whom, after: after, limit: limit, in: db)
            return (
                PeopleGroup(
                    whom: whom,
                    isSuspended: try Access.isShut(whom, in: db),
                    members: try Access.memberCount(meant: whom, in: db),
                    sessions: try Accounts.sessionCount(meant: whom, at: visit.time, in: db),
                    next: members.count == limit ? members[limit - 2] : nil,
                    mark: visit.formToken
                ),
                try members.prefix(Self.pageLength).compactMap {
                    try Accounts.account($0, in: db)
                }
            )
        }
        // A supplier that nobody knows, and that is not shut out, is not there.
        guard whom == .everyone || group.members > 0 || group.isSuspended else {
            throw Turned.away(.notFound)
        }
        var people: [Shown] = []
        for account in accounts { people.append(try await shown(account)) }
        return try await self.page(group.page(of: people), for: visit, at: "/people")
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
                supplier: visit.form["supplier"],
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
