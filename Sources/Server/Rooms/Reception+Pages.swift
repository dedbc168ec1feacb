import Console
import Credentials
import Hummingbird
import Kernel
import Markup
import People

extension Reception {
    /// A page in its frame: the rooms that this person may see in the rail, their name in the bar.
    func page(
        _ page: Page,
        for visit: Visit,
        at place: String = "",
        status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        guard let signed = visit.signed else {
            return Reply(
                status: status,
                body: frame(visit.settings, ways: []).document(page).bytes
            )
        }
        let ways = Self.rooms(for: visit.sights, words: visit.settings.words).map { room in
            Frame.Way(
                room.title,
                link: room.path,
                isCurrent: room.path == place,
                key: room.key
            )
        }
        let name = try await name(of: signed.member) ?? visit.settings.words.somebody
        let leave = Ask("/sign-out", mark: visit.formToken, button: visit.settings.words.signOut)
        // Whoever works for the house can report from wherever they are.
        let concern: HTML? =
            visit.sights.contains(.work)
            ? "<a href=\"/work/concern\">\(visit.settings.words.concern)</a> · " : nil
        let bar: HTML = """
            \(Search.box(words: visit.settings.words))\
            <span class="end">\(concern)<a href="/account">\(Foreign(name))</a></span>\(leave)
            """
        let frame = frame(visit.settings, ways: ways, bar: bar)
        return Reply(status: status, body: frame.document(page).bytes)
    }

    struct Room: Sendable {
        let title: String
        let path: String
        let key: String
    }

    static func rooms(for sights: Set<Sight>, words: Words) -> [Room] {
        let places = PlaceWords(words.language)
        let all: [(Sight, Room)] = [
            (.data, Room(title: places.title(of: .data), path: "/data", key: "d")),
            (.findings, Room(title: places.title(of: .findings), path: "/findings", key: "f")),
            (.releases, Room(title: places.title(of: .releases), path: "/releases", key: "r")),
            (
                .dependencies,
                Room(title: places.title(of: .dependencies), path: "/dependencies", key: "s")
            ),
            (.work, Room(title: places.title(of: .work), path: "/work", key: "w")),
            (.projects, Room(title: places.title(of: .projects), path: "/projects", key: "t")),
            (.people, Room(title: places.title(of: .people), path: "/people", key: "p")),
            (.policies, Room(title: places.title(of: .policies), path: "/policies", key: "o")),
            (.ledger, Room(title: places.title(of: .ledger), path: "/ledger", key: "l")),
            (.own, Room(title: words.account, path: "/account", key: "a")),
        ]
        return [Room(title: words.home, path: "/", key: "h")]
            + all.filter { sights.contains($0.0) }.map(\.1)
            + [Room(title: words.help, path: "/help", key: "?")]
    }

    /// What somebody wants to be called, for showing them and those they work with.
    func name(of member: ID<Principal>) async throws -> String? {
        let account = try await home.ledger.store.read { try Accounts.account(member, in: $0) }
        guard let account else { return nil }
        return try await name(of: account)
    }

    func name(of account: Accounts.Account) async throws -> String? {
        try await Accounts.name(of: account, in: home.ledger)?
            .reveal(for: Occasion("showing who has an account")) { $0 }
    }

    /// Terms for a passkey ceremony that begins with this page.
    func terms(at time: Int64, user: ID<Principal>? = nil, name: String = "") -> PasskeyAsk.Terms {
        PasskeyAsk.Terms(
            challenge: Base64URL.encode(keys.challenge(at: time)),
            host: site.host,
            user: user.map { Base64URL.encode($0.bytes) } ?? "",
            name: name
        )
    }

    /// What a form brought from a passkey; its challenge has to be one of ours, and fresh.
    func ceremony(in visit: Visit) throws(Accounts.Failure) -> Accounts.Ceremony {
        try ceremony(of: Self.passkeyFields(of: visit), at: visit.time)
    }

    static func passkeyFields(of visit: Visit) -> [String: String] {
        let names = [
            "challenge", "clientData", "attestation", "credential", "authenticatorData",
            "signature",
        ]
        let fields = names.compactMap { name in visit.form[name].map { (name, $0) } }
        return Dictionary(uniqueKeysWithValues: fields)
    }

    /// What a passkey answered, by the names of a form's fields.
    func ceremony(
        of fields: [String: String],
        at time: Int64
    ) throws(Accounts.Failure) -> Accounts.Ceremony {
        guard let challenge = fields["challenge"].flatMap(Base64URL.decode),
            keys.knows(challenge, at: time)
        else { throw .badCeremony }
        return try ceremony(of: fields, answering: challenge)
    }

    /// What a passkey answered to a question that only this act asks.
    func ceremony(
        of fields: [String: String],
        answering challenge: [UInt8]
    ) throws(Accounts.Failure) -> Accounts.Ceremony {
        guard let client = fields["clientData"] else { throw .badCeremony }
        var ceremony = Accounts.Ceremony(
            challenge: challenge,
            origin: site.origin,
            clientData: client
        )
        ceremony.attestation = fields["attestation"]
        ceremony.credential = fields["credential"]
        ceremony.authenticatorData = fields["authenticatorData"]
        ceremony.signature = fields["signature"]
        return ceremony
    }

    /// Whoever asks; only where the route lets nobody else in.
    func signed(_ visit: Visit) throws(Turned) -> Accounts.Signed {
        guard let signed = visit.signed else { throw .toTheDoor(visit.path) }
        return signed
    }
}
