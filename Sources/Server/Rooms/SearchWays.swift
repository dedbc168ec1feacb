import Console
import Custody
import Defence
import Kernel
import People

/// A search over what somebody may see: things by what the house itself calls them. What is about
/// people is sealed, and stays unsearched, their names too.
extension Reception {
    /// Letters and digits of an identifier's beginning or end that are enough to look for it.
    private static let idLengthMin = 6
    /// People, documents and releases that are looked through.
    private static let lookedThroughMax = 5_000

    func searchPage(_ visit: Visit) async throws -> Reply {
        _ = try signed(visit)
        let wanted = String((visit.query["q"] ?? "").lowercased().prefix(Search.wantedMax))
        var hits: [Search.Hit] = []
        if !wanted.isEmpty {
            let sights = visit.sights
            hits = found(wanted, amongRooms: sights, visit)
            if sights.contains(.policies) { hits += acts(wanted) }
            if sights.contains(.people) { hits += try await people(wanted) }
            if sights.contains(.projects) { hits += try await projects(wanted) }
            if sights.contains(.dependencies) { hits += try await components(wanted) }
            hits += try await things(wanted, sights)
        }
        let search = Search(wanted, hits, words: .init(visit.settings.language))
        return try await page(search.page, for: visit)
    }

    private func found(
        _ wanted: String,
        amongRooms sights: Set<Sight>,
        _ visit: Visit
    ) -> [Search.Hit] {
        let meanings = Dictionary(
            uniqueKeysWithValues: HelpPage.rooms.map { ($0.title, $0.meaning) }
        )
        return Self.rooms(for: sights, words: visit.settings.words).compactMap { room in
            let meaning = meanings[room.title] ?? ""
            guard (room.title + " " + meaning).lowercased().contains(wanted) else { return nil }
            return Search.Hit("room", room.title, meaning, path: room.path)
        }
    }

    private func acts(_ wanted: String) -> [Search.Hit] {
        policy.schema.acts.values.sorted { $0.name < $1.name }
            .filter { ($0.name + " " + $0.summary).lowercased().contains(wanted) }
            .map {
                Search.Hit("act", $0.name, $0.summary, path: "/policies/explain?act=\($0.name)")
            }
    }

    /// By role, supplier or identifier; their names are shown, and not looked through.
    private func people(_ wanted: String) async throws -> [Search.Hit] {
        let (suppliers, members) = try await home.ledger.store.read { db in
            (
                try Access.suppliers(limit: Self.lookedThroughMax, in: db),
                try Access.members(limit: Self.lookedThroughMax, in: db)
            )
        }
        var hits = suppliers.filter { $0.name.contains(wanted) }.map {
            Search.Hit("supplier", $0.name, "", path: "/people/supplier:\($0.name)")
        }
        for member in members where hits.count < Search.hitsMax {
            let words = member.roles.map(\.rawValue) + [member.supplier].compactMap(\.self)
            guard words.contains(where: { $0.contains(wanted) }) || isMeant(wanted, "\(member.id)"),
                let name = try await name(of: member.id)
            else { continue }
            let about = words.joined(separator: ", ")
            hits.append(.init("person", name, about, path: "/people/\(member.id)"))
        }
        return hits
    }

    private func projects(_ wanted: String) async throws -> [Search.Hit] {
        try await desk.projects()
            .filter { $0.scope.lowercased().contains(wanted) || isMeant(wanted, "\($0.project)") }
            .map { Search.Hit("project", $0.scope, "", path: "/projects/\($0.project)") }
    }

    private func components(_ wanted: String) async throws -> [Search.Hit] {
        let all = try await home.ledger.store.read { try Dependencies.standing(in: $0) }
        return all.filter { $0.purl.lowercased().contains(wanted) }.prefix(Search.hitsMax).map {
            Search.Hit(
                "component",
                $0.purl,
                $0.subjects.joined(separator: ", "),
                path: "/dependencies/component?" + ProviderClient.form([("purl", $0.purl)])
            )
        }
    }

    /// Documents and releases, by their identifiers.
    private func things(_ wanted: String, _ sights: Set<Sight>) async throws -> [Search.Hit] {
        guard wanted.utf8.count >= Self.idLengthMin else { return [] }
        let limit = Self.lookedThroughMax
        return try await home.ledger.store.read { db in
            var hits: [Search.Hit] = []
            if sights.contains(.data) {
                hits += try Vault.documents(limit: limit, in: db)
                    .filter { isMeant(wanted, "\($0.id)") }
                    .map { .init("document", "\($0.id)", "", path: "/data/\($0.id)") }
            }
            if sights.contains(.releases) {
                hits += try Release.editions(limit: limit, in: db)
                    .filter { isMeant(wanted, "\($0.id)") || $0.manifest.hasPrefix(wanted) }
                    .map { release in
                        let (id, until) = (release.id.description, "until \(release.until)")
                        return .init("release", id, until, path: "/releases/\(id)")
                    }
            }
            return hits
        }
    }

    /// Whether an identifier begins or ends so: pages show its last eight.
    private func isMeant(_ wanted: String, _ id: String) -> Bool {
        wanted.utf8.count >= Self.idLengthMin && (id.hasPrefix(wanted) || id.hasSuffix(wanted))
    }
}
