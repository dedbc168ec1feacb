import Console
import Credentials
import Hummingbird
import Kernel
import People

extension Route {
    /// One's own account and an organisation's sign-in: linked, and taken apart.
    static let linkWays: [Route] = [
        .get("/account/link", .whoMaySee(.own)) { visit, reception in
            let word = try reception.linkWord(visit)
            let page = LinkPages.confirm(
                visit.settings.words,
                provider: word.provider,
                mark: visit.formToken
            )
            return try await reception.page(page, for: visit, at: "/account")
        },
        .post("/account/link", .signedIn, isGrave: true) { visit, reception in
            try await reception.link(visit)
        },
        .post("/account/unlink", .signedIn, isGrave: true) { visit, reception in
            let signed = try reception.signed(visit)
            try await reception.home.ledger.perform(
                Accounts.Unlink(member: signed.member),
                as: signed.principal
            )
            return .see("/account")
        },
        // A page with a link, and no form: what a form leads to stays in this house
        // (Content Security Policy, `form-action`), and a provider is elsewhere.
        .get("/account/link/:provider", .whoMaySee(.own)) { visit, reception in
            let name = try await reception.linkable(visit)
            let page = LinkPages.offer(visit.settings.words, provider: name)
            return try await reception.page(page, for: visit, at: "/account")
        },
        .get("/account/link/:provider/there", .whoMaySee(.own)) { visit, reception in
            let name = try await reception.linkable(visit)
            guard try reception.signed(visit).strong >= visit.time else {
                throw Reception.Turned.toProve(back: "/account/link/\(name)")
            }
            return try await reception.sendToProvider(visit, for: .link)
        },
    ]
}

extension Reception {
    private var wordCookieName: String { "__Host-word" }

    /// What a provider said of whoever wants to link, as this browser keeps it.
    struct LinkWord {
        let provider: String
        let identity: String
        let nonce: String
    }

    /// The provider that is meant, where there is one and this account is linked to none.
    func linkable(_ visit: Visit) async throws -> String {
        let member = try signed(visit).member
        let name = visit.places["provider"] ?? ""
        let isThere = try await home.ledger.store.read { db in
            try Accounts.provider(name, in: db) != nil
                && Accounts.binding(of: member, in: db) == nil
        }
        guard isThere, member != Principal.owner.id else { throw Turned.away(.notFound) }
        return name
    }

    /// Back from the provider: its word waits in this browser, for whoever is signed in there.
    ///
    /// The session's cookie does not come along from another site. So this page knows nobody; the
    /// next one, which one's own page leads to, does.
    func offerLink(
        _ said: IdentityToken,
        _ terms: Accounts.Trusted,
        _ nonce: String,
        _ visit: Visit
    ) async throws -> Reply {
        // Whoever has no role there would be shut out by linking.
        guard !terms.roles(for: said.groups).isEmpty else {
            return try await unvouched(visit, terms.provider, nil)
        }
        let identity = keys.digest(.identity, terms.issuer + "\0" + said.subject)
        let word = [terms.provider, identity, nonce, String(visit.time)].joined(separator: ".")
        var reply = try await page(LinkPages.heard(visit.settings.words), for: visit)
        let text = word + "." + keys.digest(.link, word)
        reply.cookies = [
            cookie(wordCookieName, text, seconds: Int(DoorKeys.patience / 1000))
        ]
        return reply
    }

    /// The word that this browser was given, while it is fresh.
    func linkWord(_ visit: Visit) throws(Turned) -> LinkWord {
        let parts = (visit.cookie(wordCookieName) ?? "").split(separator: ".").map(String.init)
        guard parts.count == 5, let time = Int64(parts[3]) else { throw .away(.notFound) }
        let word = parts[..<4].joined(separator: ".")
        guard isSame(Array(keys.digest(.link, word).utf8), Array(parts[4].utf8)),
            (time...time + DoorKeys.patience).contains(visit.time)
        else { throw .away(.notFound) }
        return LinkWord(provider: parts[0], identity: parts[1], nonce: parts[2])
    }

    func link(_ visit: Visit) async throws -> Reply {
        let signed = try signed(visit)
        let word = try linkWord(visit)
        let receipt = try await home.ledger.perform(
            Accounts.Link(
                member: signed.member,
                provider: word.provider,
                identity: word.identity
            ),
            as: signed.principal,
            // One word of the provider's is good for one link.
            once: IdempotencyKey("link/" + word.nonce)
        )
        guard !receipt.isRepeat else { throw Accounts.Failure.linkedAlready }
        var reply = Reply.see("/account")
        reply.cookies = [cookie(wordCookieName, "", seconds: 0)]
        return reply
    }
}
