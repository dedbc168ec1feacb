import Console
import Credentials
import Hummingbird
import Kernel
import Markup
import People

extension Route {
    /// In and out: by a passkey, by codes, by an invitation.
    static let signInWays: [Route] = [
        .get("/sign-in", .anybody) { visit, reception in
            try await reception.signInPage(visit, failed: false)
        },
        .post("/sign-in", .anybody) { visit, reception in
            try reception.countArrival(visit)
            do {
                let ceremony = try reception.ceremony(in: visit)
                return try await reception.begin(
                    .passkey(ceremony),
                    for: visit,
                    once: ceremony.once,
                    back: visit.form["back"] ?? "/"
                )
            } catch is Accounts.Failure {
                // Whatever was wrong, they hear the same: who has an account is nobody's business.
                return try await reception.signInPage(visit, failed: true)
            } catch is Conflict {
                return try await reception.signInPage(visit, failed: true)
            }
        },
        .post("/sign-in/codes", .anybody) { visit, reception in
            try reception.countArrival(visit)
            do {
                return try await reception.signInByCodes(visit)
            } catch is Accounts.Failure {
                return try await reception.signInPage(visit, failed: true)
            }
        },
        .post("/sign-out", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            try await reception.home.ledger.perform(
                Accounts.EndSessions(member: signed.member, session: signed.id),
                as: signed.principal
            )
            var reply = Reply.see("/sign-in")
            reply.cookies = [reception.cookie(reception.cookieName, "", seconds: 0)]
            return reply
        },
        .get("/join/:letter", .anybody) { visit, reception in
            try await reception.joinPage(visit)
        },
        .post("/join/:letter", .anybody) { visit, reception in
            try reception.countArrival(visit)
            return try await reception.join(visit)
        },
        .get("/prove", .signedIn) { visit, reception in
            let back = Reception.localPath(visit.query["back"] ?? "/")
            var page = SignInPages.prove(
                visit.settings.words,
                terms: reception.terms(at: visit.time),
                back: back,
                mark: visit.formToken
            )
            page.sections += reception.proof(for: visit, back: back)
            return try await reception.page(page, for: visit)
        },
        .post("/prove", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            let ceremony = try reception.ceremony(in: visit)
            try await reception.prove(signed, by: ceremony, at: visit.time)
            return .see(Reception.localPath(visit.form["back"] ?? "/"))
        },
    ]
}

extension Reception {
    func countArrival(_ visit: Visit) throws(Turned) {
        guard arrivals.take(visit.address, at: visit.time) else { throw .away(.tooManyRequests) }
    }

    /// Counts a session's proof of identity as fresh, once its passkey has answered.
    func prove(
        _ signed: Accounts.Signed,
        by ceremony: Accounts.Ceremony,
        at time: Int64
    ) async throws {
        let receipt = try await home.ledger.perform(
            Accounts.StepUp(
                member: signed.member,
                session: signed.id,
                ceremony: ceremony,
                until: time + Accounts.freshness
            ),
            as: signed.principal,
            once: ceremony.once
        )
        guard !receipt.isRepeat else { throw Accounts.Failure.badCeremony }
    }

    func signInPage(_ visit: Visit, failed: Bool) async throws -> Reply {
        let back = visit.query["back"] ?? visit.form["back"] ?? "/"
        let page = SignInPages.signIn(
            visit.settings.words,
            terms: terms(at: visit.time),
            back: Self.localPath(back),
            providers: try await home.ledger.store.read { try Accounts.providers(in: $0) }
                .map(\.name),
            failed: failed
        )
        var reply = try await self.page(
            page,
            for: visit,
            status: failed ? .unprocessableContent : .ok
        )
        if visit.signed == nil, visit.token != nil {
            // A session that is over leaves nothing behind.
            reply.cookies = [cookie(cookieName, "", seconds: 0)]
        }
        return reply
    }

    /// The letter whose secret stands in the address; every wrong one looks alike.
    func letter(_ visit: Visit) async throws -> Accounts.Letter {
        let parts = (visit.places["letter"] ?? "").split(separator: ".")
        guard parts.count == 2, let id = ID<Accounts.Invitation>(String(parts[0])) else {
            throw Turned.away(.notFound)
        }
        let token = keys.digest(.invitation, String(parts[1]))
        let letter = try await home.ledger.store.read { try Accounts.letter(id, in: $0) }
        guard let letter, letter.isOpened(by: token), visit.time <= letter.until else {
            throw Turned.away(.notFound)
        }
        return letter
    }

    /// Whoever opens a letter: somebody new, or somebody whose keys were struck.
    func joinPage(_ visit: Visit) async throws -> Reply {
        let letter = try await letter(visit)
        let isOwner = letter.member == Principal.owner.id
        let roles = isOwner ? ["owner"] : letter.roles.map(\.rawValue)
        let terms = terms(at: visit.time, user: letter.member)
        let words = visit.settings.words
        let page =
            try await account(of: letter) == nil
            ? SignInPages.join(words, action: visit.path, terms: terms, roles: roles)
            : SignInPages.comeBack(words, action: visit.path, terms: terms, roles: roles)
        return try await self.page(page, for: visit)
    }

    private func account(of letter: Accounts.Letter) async throws -> Accounts.Account? {
        try await home.ledger.store.read { try Accounts.account(letter.member, in: $0) }
    }

    /// Back to one's own account, with a new passkey.
    private func comeBack(_ letter: Accounts.Letter, _ secret: String, _ visit: Visit) async throws
        -> Reply
    {
        let ceremony = try ceremony(in: visit)
        try await home.ledger.perform(
            Accounts.Return(
                invitation: letter.id,
                token: keys.digest(.invitation, secret),
                ceremony: ceremony,
                now: visit.time
            ),
            as: .system,
            once: ceremony.once
        )
        let binding = try await home.ledger.store.read {
            try Accounts.binding(of: letter.member, in: $0)
        }
        return .see(binding.map { "/sign-in/with/" + $0.provider } ?? "/sign-in")
    }

    func join(_ visit: Visit) async throws -> Reply {
        let letter = try await letter(visit)
        let secret =
            (visit.places["letter"] ?? "").split(separator: ".").last.map(String.init) ?? ""
        if try await account(of: letter) != nil {
            return try await comeBack(letter, secret, visit)
        }
        guard let name = visit.form["display"], let handle = visit.form["handle"],
            Accounts.isHandle(handle)
        else { throw Accounts.Failure.badName }
        let ceremony = try ceremony(in: visit)
        try await home.ledger.perform(
            Accounts.Join(
                invitation: letter.id,
                token: keys.digest(.invitation, secret),
                display: Personal(name),
                handle: keys.digest(.handle, handle),
                ceremony: ceremony,
                now: visit.time
            ),
            as: .system,
            once: ceremony.once
        )
        if let provider = letter.provider { return .see("/sign-in/with/\(provider)") }
        return .see("/sign-in")
    }

    /// By a code of the telephone and one of the sheet.
    ///
    /// 1. Tries are counted: for browsers that signed in to this account before, each its own; for
    ///    all others together. Someone who tries from afar shuts out nobody who was here.
    /// 2. Whether or not there is such an account, the same is computed, so that the time tells
    ///    nothing.
    func signInByCodes(_ visit: Visit) async throws -> Reply {
        let handle = keys.digest(.handle, visit.form["handle"] ?? "")
        let account = try await home.ledger.store.read {
            try Accounts.account(handle: handle, in: $0)
        }
        let device = visit.cookie(deviceCookieName)
        let known = account.map {
            $0.member.description + "." + keys.digest(.device, $0.member.description)
        }
        let isKnown = device != nil && device == known
        let allowance = isKnown ? devices : strangers  // 1
        guard allowance.take(handle, at: visit.time) else { throw Turned.away(.tooManyRequests) }
        let held = try await Accounts.secret(of: account?.member ?? ID(), in: home.ledger)
        let secret = held.flatMap { held in
            held.secret.reveal(for: Occasion("checking a code")) { Base64URL.decode($0) }
        }
        let code = OneTimeCode(
            secret: secret ?? Array(repeating: 0, count: OneTimeCode.secretByteCount)
        )
        let step = code.step(
            of: visit.form["code"] ?? "",
            at: visit.seconds,
            after: held?.step ?? 0
        )  // 2
        let recovery = keys.digest(.recovery, Self.folded(visit.form["recovery"] ?? ""))
        guard let member = account?.member, let step, secret != nil else {
            throw Accounts.Failure.usedCode
        }
        return try await begin(
            .codes(member: member, step: step, recovery: recovery),
            for: visit,
            once: nil,
            back: visit.form["back"] ?? "/"
        )
    }

    /// As it was meant: capitals, without what stands between groups.
    static func folded(_ code: String) -> String {
        code.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    /// The way in for the first owner, while there is none: a path with a secret in it.
    func firstInvitation() async throws -> String? {
        let owner = try await home.ledger.store.read {
            try Accounts.account(Principal.owner.id, in: $0)
        }
        guard owner == nil else { return nil }
        let secret = DoorKeys.token()
        let invitation = ID<Accounts.Invitation>()
        try await home.ledger.perform(
            Accounts.Found(
                invitation: invitation,
                token: keys.digest(.invitation, secret),
                until: time + Self.invitationLength
            ),
            as: .system
        )
        return site.origin + "/join/\(invitation).\(secret)"
    }

    /// For how long a letter can be taken up, in milliseconds: a week.
    static let invitationLength: Int64 = 7 * 86_400_000
}
