import Console
import Crypto
import Custody
import Defence
import Hummingbird
import Kernel
import People
import Provenance

extension Route {
    /// One act that shuts out what a component could reach, its rehearsal, and what came of it.
    static let containmentWays: [Route] = [
        .post("/dependencies/contain", .whoMaySee(.dependencies), isGrave: true) {
            visit, reception in
            let reason = visit.form["reason"] ?? ""
            return try await reception.contain(visit, reason: reason, isDrill: false)
        },
        .post("/dependencies/drill", .whoMaySee(.dependencies)) { visit, reception in
            let reason = visit.form["occasion"] ?? ""
            return try await reception.contain(visit, reason: reason, isDrill: true)
        },
        .get("/dependencies/incidents/:incident", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.incidentPage(visit)
        },
        .get("/dependencies/incidents/:incident/evidence", .whoMaySee(.dependencies)) {
            visit, reception in
            let incident = try await reception.incident(visit)
            guard let bytes = try reception.evidence(of: incident.id) else {
                throw Reception.Turned.away(.notFound)
            }
            return Reply(
                type: "application/json",
                body: bytes,
                fileName: "incident-\(incident.id.description.suffix(8)).json"
            )
        },
    ]
}

extension Reception {
    /// Bytes of one graph: fifty thousand things with their ways.
    private static let evidenceSizeMax = 256 << 20

    private func evidencePath(_ incident: ID<Dependencies.Incident>) -> String {
        home.path + "/incidents/\(incident).json"
    }

    func evidence(of incident: ID<Dependencies.Incident>) throws -> [UInt8]? {
        try Disk.read(evidencePath(incident), lengthMax: Self.evidenceSizeMax)
    }

    /// The preview and the forms, about components alone: an incident is about one.
    func ask(about containment: Containment, _ visit: Visit) async throws -> ContainmentAsk? {
        guard containment.start.kind == .component else { return nil }
        let may = try await mayOpenIncident(visit)
        return ContainmentAsk(containment, mark: visit.formToken, mayOrder: may)
    }

    /// Whether the rules let whoever asks open an incident: asked before anybody is shut out, since
    /// the incident itself is recorded last.
    private func mayOpenIncident(_ visit: Visit) async throws -> Bool {
        let principal = try signed(visit).principal
        let action = Dependencies.Quarantine.name
        return try await home.ledger.store.read { db in
            let facts = try home.ledger.facts(
                about: principal,
                and: .house,
                at: visit.time,
                in: db
            )
            let question = Question(
                principal: principal,
                action: action,
                facts: facts.principal,
                time: visit.time
            )
            return try policy.allowed(among: [action], like: question, in: db).contains(action)
        }
    }

    /// Plans anew, keeps the graph as it stood, and carries the plan out or rehearses it.
    func contain(_ visit: Visit, reason: String, isDrill: Bool) async throws -> Reply {
        let signed = try signed(visit)
        guard let start = Self.node(visit.form["component"] ?? ""), start.kind == .component,
            let first = Instant(visit.form["from"] ?? ""),
            let last = Instant(visit.form["until"] ?? ""), first <= last
        else { throw Turned.away(.badRequest) }
        guard try await mayOpenIncident(visit) else { throw Turned.away(.forbidden) }
        let containment = try await home.ledger.store.read { db in
            try Containment(of: start, between: first, and: last, in: db)
        }
        let incident = ID<Dependencies.Incident>()
        let document = containment.document
        try Disk.makeFolder(home.path + "/incidents")
        try Disk.replace(document, at: evidencePath(incident))
        _ = try await containment.carryOut(
            on: home.ledger,
            as: signed.principal,
            reason: reason,
            evidence: Array(SHA256.hash(data: document)).hex,
            incident: incident,
            isDrill: isDrill
        )
        return .see("/dependencies/incidents/\(incident)")
    }

    func incident(_ visit: Visit) async throws -> Dependencies.Incidence {
        guard let id: ID<Dependencies.Incident> = visit.id("incident"),
            let incident = try await home.ledger.store.read({
                try Dependencies.incident(id, in: $0)
            })
        else { throw Turned.away(.notFound) }
        return incident
    }

    func incidentPage(_ visit: Visit) async throws -> Reply {
        let incident = try await incident(visit)
        let bytes = try evidence(of: incident.id)
        let isWhole = bytes.map { Array(SHA256.hash(data: $0)).hex == incident.evidence }
        // Of a file that somebody changed, nothing is shown as if it were known.
        let reached = isWhole == true ? try Containment.things(in: bytes ?? []) : []
        let (members, documents) = try await home.ledger.store.read { db in
            (
                try reached.compactMap { try Self.member($0, in: db) },
                try reached.compactMap { try Self.held($0, in: db) }
            )
        }
        let page = IncidentPage(
            incident,
            evidence: isWhole.map { $0 ? .whole : .changed } ?? .elsewhere,
            members: members,
            documents: documents
        )
        return try await self.page(page.page, for: visit, at: "/dependencies")
    }

    private static func member(
        _ thing: Provenance.Reach.Node,
        in db: Database
    ) throws -> IncidentPage.Member? {
        guard thing.kind == .worker, let id = ID<Principal>(thing.name),
            let member = try Access.member(id, in: db)
        else { return nil }
        return IncidentPage.Member(
            id: id,
            isSuspended: member.isSuspended,
            isKeyStruck: member.isKeyStruck
        )
    }

    private static func held(
        _ thing: Provenance.Reach.Node,
        in db: Database
    ) throws -> IncidentPage.Held? {
        guard thing.kind == .dataset, let id = ID<Vault.Document>(thing.name),
            try Vault.document(id, in: db) != nil
        else { return nil }
        return IncidentPage.Held(document: id, holds: try Vault.holds(on: id, in: db))
    }
}
