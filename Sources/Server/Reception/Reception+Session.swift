import HTTPTypes
import Hummingbird
import Kernel
import People

extension Reception {
    /// The cookie's prefix binds it to this host, to encrypted connections and to every path
    /// (RFC 6265bis §4.1.3.2). Browsers take this machine itself for an encrypted connection.
    var cookieName: String { "__Host-session" }
    /// Says that this browser has signed in to an account before.
    var deviceCookieName: String { "__Host-device" }

    /// For how long somebody stays signed in, in milliseconds: a working day.
    static let sessionLength: Int64 = 8 * 3_600_000

    /// Who asks, and what the rules in force let them see.
    struct Standing: Sendable {
        let signed: Accounts.Signed
        let sights: Set<Sight>
    }

    /// The session that a browser shows, if it lasts and is this browser's.
    func session(
        _ token: String?,
        _ headers: HTTPFields,
        at time: Int64
    ) async throws -> Accounts.Signed? {
        guard let shown = shown(token, headers) else { return nil }
        return try await home.ledger.store.read { try shown.session(at: time, in: $0) }
    }

    /// The session, and what the rules in force let whoever it is see: both questions of every page
    /// in one reading.
    func standing(
        _ token: String?,
        _ headers: HTTPFields,
        at time: Int64
    ) async throws -> Standing? {
        guard let shown = shown(token, headers) else { return nil }
        let reading = Follower.current
        return try await reading.step("store.read") { reader -> Standing? in
            try await home.ledger.store.read { db -> Standing? in
                guard let signed = try shown.session(at: time, in: db) else { return nil }
                let deciding: Set<Sight> = try reader.step("gate.decide", "console.see") { _ in
                    try sights(of: signed.principal, at: time, in: db)
                }
                return Standing(signed: signed, sights: deciding)
            }
        }
    }

    /// What a browser shows, as digests.
    private struct Shown: Sendable {
        let token: String
        let agent: String

        func session(at time: Int64, in db: Database) throws -> Accounts.Signed? {
            let signed = try Accounts.session(token: token, at: time, in: db)
            return signed?.agent == agent ? signed : nil
        }
    }

    private func shown(_ token: String?, _ headers: HTTPFields) -> Shown? {
        guard let token, token.utf8.count == 43 else { return nil }
        return Shown(token: keys.digest(.session, token), agent: agent(headers))
    }

    func agent(_ headers: HTTPFields) -> String {
        keys.digest(.agent, String((headers[.userAgent] ?? "").prefix(500)))
    }

    /// What the rules in force let somebody see.
    func sights(of principal: Principal, at time: Int64) async throws -> Set<Sight> {
        try await home.ledger.store.read { try sights(of: principal, at: time, in: $0) }
    }

    private func sights(
        of principal: Principal,
        at time: Int64,
        in db: Database
    ) throws -> Set<Sight> {
        let facts = try home.ledger.facts(about: principal, and: .house, at: time, in: db)
        let question = Question(
            principal: principal,
            action: Sight.own.action,
            facts: facts.principal,
            time: time
        )
        let actions = Sight.allCases.map(\.action)
        let allowed = try policy.allowed(among: actions, like: question, in: db)
        return Set(Sight.allCases.filter { allowed.contains($0.action) })
    }

    /// Signs somebody in, and says where to go. The token is new each time: what a browser showed
    /// before, whoever gave it that, is worth nothing.
    func begin(
        _ proof: Accounts.Proof,
        for visit: Visit,
        once: IdempotencyKey?,
        back: String
    ) async throws -> Reply {
        let token = DoorKeys.token()
        let receipt = try await home.ledger.perform(
            Accounts.BeginSession(
                token: keys.digest(.session, token),
                agent: agent(visit.headers),
                proof: proof,
                now: visit.time,
                until: visit.time + Self.sessionLength
            ),
            as: .system,
            once: once
        )
        guard !receipt.isRepeat else { throw Accounts.Failure.badCeremony }
        var reply = Reply.see(Self.localPath(back))
        let member = receipt.event.member.description
        let device = member + "." + keys.digest(.device, member)
        reply.cookies = [
            cookie(cookieName, token, seconds: nil),
            cookie(deviceCookieName, device, seconds: 180 * 86_400),
        ]
        return reply
    }

    func cookie(_ name: String, _ value: String, seconds: Int?) -> String {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict\(age)"
    }

    /// A path of this house, and nothing that could lead out of it.
    static func localPath(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let isPlain = bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        guard bytes.count <= 500, isPlain, bytes.first == UInt8(ascii: "/"),
            bytes.count < 2 || bytes[1] != UInt8(ascii: "/")
        else { return "/" }
        return text
    }
}
