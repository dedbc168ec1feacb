import Console
import Credentials
import Hummingbird
import Kernel
import Logging
import People

extension Route {
    /// In by an organisation's identity provider: there, back, and the proof of one's own.
    static let providerWays: [Route] = [
        .get("/sign-in/with/:provider", .anybody) { visit, reception in
            try reception.countArrival(visit)
            return try await reception.sendToProvider(visit, for: .signIn)
        },
        .get("/sign-in/back", .anybody) { visit, reception in
            try reception.countArrival(visit)
            return try await reception.backFromProvider(visit)
        },
        .post("/sign-in/vouched", .anybody) { visit, reception in
            try reception.countArrival(visit)
            do {
                return try await reception.signInVouched(visit)
            } catch is Accounts.Failure {
                return try await reception.signInPage(visit, failed: true)
            } catch is Conflict {
                return try await reception.signInPage(visit, failed: true)
            }
        },
    ]
}

extension Reception {
    private var errandCookieName: String { "__Host-errand" }
    private var backAddress: String { site.origin + "/sign-in/back" }

    /// A provider and what was agreed with it.
    private func provider(
        _ name: String
    ) async throws -> (terms: Accounts.Trusted, issuer: Issuer) {
        let found = try await home.ledger.store.read { try Accounts.provider(name, in: $0) }
        guard let found, let terms = try await Accounts.terms(of: found, in: home.ledger),
            let issuer = Issuer(found.issuer)
        else { throw Turned.away(.notFound) }
        return (terms, issuer)
    }

    /// Sends a browser to its provider, with a question that only it can bring the answer to.
    func sendToProvider(_ visit: Visit, for purpose: Errand.Purpose) async throws -> Reply {
        let (terms, issuer) = try await provider(visit.places["provider"] ?? "")
        let discovery: Discovery
        do {
            discovery = try await providers.discovery(of: issuer, at: visit.time)
        } catch {
            return try await unvouched(visit, terms.provider, error)
        }
        let errand = Errand(provider: terms.provider, for: purpose, time: visit.time)
        let query = ProviderClient.form([
            ("response_type", "code"), ("client_id", terms.client),
            ("redirect_uri", backAddress), ("scope", "openid"),
            ("state", keys.digest(.errand, errand.text)), ("nonce", errand.nonce),
            ("code_challenge", errand.verifier.challenge), ("code_challenge_method", "S256"),
        ])
        let mark = discovery.authorization.contains("?") ? "&" : "?"
        var reply = Reply.see(discovery.authorization + mark + query)
        // Lax, since it has to come along from the provider's pages; it opens nothing by itself.
        reply.cookies = [
            "\(errandCookieName)=\(errand.text); Path=/; Secure; HttpOnly; SameSite=Lax; "
                + "Max-Age=\(Errand.length / 1000)"
        ]
        return reply
    }

    /// Takes what a browser brings back:
    /// 1. it is the browser that was sent, with the state that it was sent with, in time;
    /// 2. it is that provider that answers;
    /// 3. the provider says, to us, for whom the code stands;
    /// 4. what it says gives a role that the owner listed, now.
    func backFromProvider(_ visit: Visit) async throws -> Reply {
        let state = visit.query["state"] ?? ""
        guard let errand = visit.cookie(errandCookieName).flatMap(Errand.init),
            isSame(Array(keys.digest(.errand, errand.text).utf8), Array(state.utf8)),
            (errand.time...errand.time + Errand.length).contains(visit.time)
        else { throw Turned.away(.badRequest) }  // 1
        let (terms, issuer) = try await provider(errand.provider)
        let answering = visit.query["iss"] ?? issuer.text
        guard answering == issuer.text, let code = visit.query["code"] else {
            throw Turned.away(.badRequest)  // 2
        }
        let said: IdentityToken
        do {
            said = try await providers.identity(
                for: code,
                verifier: errand.verifier,
                redirect: backAddress,
                terms: terms,
                issuer: issuer,
                nonce: errand.nonce,
                at: visit.time
            )  // 3
        } catch {
            return try await unvouched(visit, errand.provider, error)
        }
        var reply =
            switch errand.purpose {  // 4
            case .signIn: try await receive(said, terms, errand.nonce, visit)
            case .link: try await offerLink(said, terms, errand.nonce, visit)
            }
        reply.cookies.append("\(errandCookieName)=; Path=/; Secure; HttpOnly; Max-Age=0")
        return reply
    }

    /// Somebody known goes on with their passkey; somebody new is let in by a letter.
    private func receive(
        _ said: IdentityToken,
        _ terms: Accounts.Trusted,
        _ nonce: String,
        _ visit: Visit
    ) async throws -> Reply {
        let identity = keys.digest(.identity, terms.issuer + "\0" + said.subject)
        let roles = terms.roles(for: said.groups)
        let member = try await home.ledger.store.read {
            try Accounts.member(identity: identity, in: $0)
        }
        guard let member else {
            guard !roles.isEmpty else {
                return try await unvouched(visit, terms.provider, nil)
            }
            return .see(try await letter(for: identity, roles, terms.provider, visit))
        }
        guard try await settle(roles, of: member) else {
            return try await unvouched(visit, terms.provider, nil)
        }
        let isStrong = terms.isStrong(said.strength, said.methods)
        let vouch = [identity, isStrong ? "2" : "1", nonce, String(visit.time)]
            .joined(separator: ".")
        let page = SignInPages.vouched(
            visit.settings.words,
            terms: self.terms(at: visit.time),
            vouch: vouch + "." + keys.digest(.vouch, vouch),
            isStrong: isStrong
        )
        return try await self.page(page, for: visit)
    }

    private func letter(
        for identity: String,
        _ roles: [Role],
        _ provider: String,
        _ visit: Visit
    ) async throws -> String {
        let secret = DoorKeys.token()
        let receipt = try await home.ledger.perform(
            Accounts.Receive(
                provider: provider,
                identity: identity,
                roles: roles,
                token: keys.digest(.invitation, secret),
                until: visit.time + Errand.length
            ),
            as: .system
        )
        return "/join/\(receipt.event.invitation).\(secret)"
    }

    /// Gives somebody the roles that their provider says they have by now; false where it is none.
    private func settle(_ roles: [Role], of member: ID<Principal>) async throws -> Bool {
        guard !roles.isEmpty else {
            try await home.ledger.perform(Accounts.EndSessions(member: member), as: .system)
            return false
        }
        let known = try await home.ledger.store.read { try Access.member(member, in: $0)?.roles }
        if let known, Set(known) != Set(roles) {
            try await home.ledger.perform(
                Access.Assign(member: member, roles: roles),
                as: .system
            )
        }
        return true
    }

    /// The provider's word, and one's own passkey where the word alone is not enough.
    func signInVouched(_ visit: Visit) async throws -> Reply {
        let parts = (visit.form["vouch"] ?? "").split(separator: ".").map(String.init)
        guard parts.count == 5, let time = Int64(parts[3]) else {
            throw Accounts.Failure.badCeremony
        }
        let vouch = parts[..<4].joined(separator: ".")
        guard isSame(Array(keys.digest(.vouch, vouch).utf8), Array(parts[4].utf8)),
            (time...time + DoorKeys.patience).contains(visit.time)
        else { throw Accounts.Failure.badCeremony }
        let isStrong = parts[1] == "2"
        return try await begin(
            .vouched(identity: parts[0], with: isStrong ? nil : try ceremony(in: visit)),
            for: visit,
            // One word of the provider's is good for one session.
            once: IdempotencyKey("vouch/" + parts[2]),
            back: "/"
        )
    }

    /// One answer, whatever was wrong; what it was is for the operator.
    func unvouched(
        _ visit: Visit,
        _ provider: String,
        _ failure: ProviderClient.Failure?
    ) async throws -> Reply {
        let detail = failure.map { "\($0)" } ?? "no role"
        logger.notice(
            "sign-in.not-vouched",
            metadata: ["provider": "\(provider)", "detail": "\(detail)"]
        )
        return try await signInPage(visit, failed: true)
    }
}
