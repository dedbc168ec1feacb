import Console
import Credentials
import Foundation
import Hummingbird
import Kernel
import People

extension Route {
    /// For programs: every verb of every room, what can be read, and the description of both.
    static let programWays: [Route] = [
        .get("/api/openapi.json", .anybody) { _, reception in
            Reply(type: "application/json", body: try OpenAPI(reception.home.ledger.rooms).bytes)
        },
        .post("/api/v1/:room/:verb", .programs, content: .json) { visit, reception in
            try await reception.performVerb(visit)
        },
        .get("/api/v1/:room", .programs) { visit, reception in
            try await reception.answerQuery(visit)
        },
    ]
}

extension Reception {
    /// Who asks as a program: by a token that a member signed, or by a session of the console.
    func program(_ visit: Visit) async throws -> Principal {
        if let header = visit.headers[.authorization] {
            guard header.hasPrefix("Bearer "),
                let token = MemberToken(String(header.dropFirst(7))),
                token.isFresh(at: visit.time)
            else { throw Turned.toTheDoor(visit.path) }
            let member = try await home.ledger.store.read {
                try Access.member(token.member, in: $0)
            }
            guard let member, !member.isSuspended,
                token.isSigned(by: member.key, for: site.origin)
            else { throw Turned.toTheDoor(visit.path) }
            // Whoever signs has the key's file, and knows its passphrase.
            return Principal(id: token.member, kind: .member, factors: 2)
        }
        // A browser's session: then the request has to come from our own pages.
        guard let signed = visit.signed else { throw Turned.toTheDoor(visit.path) }
        if visit.method != .get {
            let mark = HTTPMark.value(in: visit.headers)
            guard mark == visit.formToken else { throw Turned.away(.forbidden) }
        }
        return signed.principal
    }

    private struct Done: Encodable {
        let event: String
        let name: String
        let said: JSONValue
    }

    /// Verbs that a browser's session runs only with a fresh proof of who it is, as its pages do.
    private static let graveVerbs: Set = [
        "access.suspend", "access.reinstate", "access.revoke", "access.lend", "access.adopt",
        "vault.shred", "vault.erase", "datamap.remove",
    ]

    /// Runs one verb from JSON. With `Idempotency-Key`, asking again does not do it again.
    func performVerb(_ visit: Visit) async throws -> Reply {
        let principal = try await program(visit)
        let name = (visit.places["room"] ?? "") + "." + (visit.places["verb"] ?? "")
        guard let verb = home.ledger.rooms.flatMap(\.verbs).first(where: { $0.name == name }) else {
            throw Turned.away(.notFound)
        }
        if Self.graveVerbs.contains(name), visit.headers[.authorization] == nil,
            let signed = visit.signed, signed.strong < visit.time
        {
            return .problem(
                Problem(
                    title: "This takes a fresh proof of who you are.",
                    status: 403,
                    detail: "Do it in the console, which asks for your passkey."
                )
            )
        }
        var once: IdempotencyKey?
        if let text = HTTPMark.idempotency(in: visit.headers) {
            guard (1...100).contains(text.utf8.count) else { throw Turned.away(.badRequest) }
            // One caller's keys are not another's.
            once = IdempotencyKey("api/\(principal.id)/" + keys.digest(.form, text).prefix(32))
        }
        do {
            let done = try await verb.run(visit.body, home.ledger, principal, once)
            return try .json(
                Done(
                    event: done.event.description,
                    name: name,
                    said: try JSONDecoder().decode(JSONValue.self, from: Data(done.body))
                ),
                .created
            )
        } catch is Conflict {
            return .problem(
                Problem(title: "This key was used for another request.", status: 409)
            )
        }
    }

    func answerQuery(_ visit: Visit) async throws -> Reply {
        let principal = try await program(visit)
        guard let query = Query.all.first(where: { $0.name == visit.places["room"] }),
            try await sights(of: principal, at: visit.time).contains(query.sight)
        else { throw Turned.away(.notFound) }
        let after = visit.query.all("after")
        guard after.count <= 1, after.allSatisfy(query.key.holds) else {
            throw Turned.away(.badRequest)
        }
        return try await query.answer(visit.query, home)
    }
}
