import Console
import Credentials
import Hummingbird
import Kernel
import People

extension Route {
    /// One's own account: passkeys, sessions, codes, settings.
    static let accountWays: [Route] = [
        .get("/account", .whoMaySee(.own)) { visit, reception in
            try await reception.accountPage(visit)
        },
        .post("/account/passkeys", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            let ceremony = try reception.ceremony(in: visit)
            try await reception.home.ledger.perform(
                Accounts.AddPasskey(member: signed.member, ceremony: ceremony),
                as: signed.principal,
                once: ceremony.once
            )
            return .see("/account")
        },
        .post("/account/passkeys/remove", .signedIn, isGrave: true) { visit, reception in
            let signed = try reception.signed(visit)
            try await reception.home.ledger.perform(
                Accounts.RemovePasskey(
                    member: signed.member,
                    credential: visit.form["credential"] ?? ""
                ),
                as: signed.principal
            )
            return .see("/account")
        },
        .post("/account/sessions/end", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            try await reception.home.ledger.perform(
                Accounts.EndSessions(
                    member: signed.member,
                    session: visit.form["session"].flatMap { ID($0) }
                ),
                as: signed.principal
            )
            return .see("/account")
        },
        .get("/account/codes", .whoMaySee(.own)) { visit, reception in
            var generator = SystemRandomNumberGenerator()
            let secret = (0..<OneTimeCode.secretByteCount).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let page = CodePages.setUp(
                visit.settings.words,
                secret: Base32.encode(secret),
                address: OneTimeCode(secret: secret).address(issuer: reception.site.host),
                mark: visit.formToken
            )
            return try await reception.page(page, for: visit, at: "/account")
        },
        .post("/account/codes", .signedIn, isGrave: true) { visit, reception in
            try await reception.enableCodes(visit)
        },
        .post("/account/loans", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            guard let role = visit.form["role"].flatMap(Role.init) else {
                throw Access.Failure.badRoles
            }
            try await reception.home.ledger.perform(
                Access.Ask(
                    member: signed.member,
                    role: role,
                    hours: visit.form["hours"].flatMap { Int($0) } ?? 0,
                    reason: visit.form["reason"] ?? ""
                ),
                as: signed.principal
            )
            return .see("/account")
        },
        .post("/account/settings", .signedIn) { visit, reception in
            var settings = visit.settings
            settings.theme = visit.form["theme"].flatMap(Settings.Theme.init) ?? .auto
            settings.density = visit.form["density"].flatMap(Settings.Density.init) ?? .roomy
            settings.language = visit.form["language"].flatMap(Language.init) ?? .english
            settings.hasKeys = visit.form["keys"] != "none"
            var reply = Reply.see("/account")
            reply.cookies = [
                reception.cookie(Settings.cookieName, settings.cookie, seconds: 365 * 86_400)
            ]
            return reply
        },
    ]
}

extension Reception {
    func accountPage(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let name = try await name(of: signed.member) ?? ""
        let terms = terms(at: visit.time, user: signed.member, name: name)
        let page = try await home.ledger.store.read { db in
            var page = AccountPage(
                settings: visit.settings,
                mark: visit.formToken,
                roles: try Access.member(signed.member, in: db)?.roles.map(\.rawValue) ?? ["owner"],
                passkeys: try Accounts.passkeys(of: signed.member, in: db),
                sessions: try Accounts.sessions(of: signed.member, at: visit.time, in: db),
                current: signed.id.description,
                codesLeft: try Accounts.codesLeft(of: signed.member, in: db),
                terms: terms
            )
            let roles = try Access.member(signed.member, in: db)?.roles ?? []
            page.mayBorrow = roles.contains { !$0.isOutsider }
            page.lendings = try Access.loans(of: signed.member, limit: 10, in: db)
            page.now = visit.time
            page.binding = try Accounts.binding(of: signed.member, in: db)
            // The owner comes without a provider, whatever happens to it.
            if signed.member != Principal.owner.id {
                page.offered = try Accounts.providers(in: db).map(\.name)
            }
            return page
        }
        return try await self.page(page.page, for: visit, at: "/account")
    }

    /// The telephone shows that it works; then the sheet is shown, this once.
    func enableCodes(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        guard let secret = visit.form["secret"].flatMap(Base32.decode),
            secret.count == OneTimeCode.secretByteCount,
            let step = OneTimeCode(secret: secret).step(
                of: visit.form["code"] ?? "",
                at: visit.seconds,
                after: 0
            )
        else { throw Accounts.Failure.usedCode }
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<Accounts.recoveryCount).map { _ in
            // Eighty bits each: beyond guessing, with or without a limit on tries.
            Base32.encode((0..<10).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        try await home.ledger.perform(
            Accounts.EnableCodes(
                member: signed.member,
                secret: Personal(Base64URL.encode(secret)),
                step: step,
                recovery: codes.map { keys.digest(.recovery, $0) }
            ),
            as: signed.principal
        )
        let shown = codes.map { code in
            stride(from: 0, to: code.count, by: 4)
                .map { String(code.dropFirst($0).prefix(4)) }.joined(separator: "-")
        }
        let page = CodePages.sheet(visit.settings.words, codes: shown)
        return try await self.page(page, for: visit, at: "/account")
    }
}
