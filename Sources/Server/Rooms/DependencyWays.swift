import Console
import Defence
import Hummingbird
import Kernel
import People
import Provenance

extension Route {
    /// What everything is made of, and what it could reach.
    static let dependencyWays: [Route] = [
        .get("/dependencies", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.dependenciesPage(visit)
        },
        .get("/dependencies/components", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.componentsPage(visit)
        },
        .get("/dependencies/component", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.componentPage(visit)
        },
        .get("/dependencies/advisory", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.advisoryPage(visit)
        },
        .get("/dependencies/policy", .whoMaySee(.dependencies)) { visit, reception in
            let (policy, text) = try reception.dependencyPolicy()
            let page = DependencyPages.policy(policy, text: text)
            return try await reception.page(page, for: visit, at: "/dependencies")
        },
        .get("/dependencies/blast", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.blastPage(visit)
        },
        .get("/dependencies/replay", .whoMaySee(.dependencies)) { visit, reception in
            try await reception.replayPage(visit)
        },
    ]
}

extension Reception {
    private static let componentsPerPage = 50
    private static let indexSizeMax = 256 << 20

    /// The compiled advisories, where somebody put them into the house's folder.
    private func advisoryIndex() throws -> AdvisoryIndex? {
        let path = home.path + "/advisories.index"
        guard let bytes = try Disk.read(path, lengthMax: Self.indexSizeMax) else { return nil }
        return try AdvisoryIndex(bytes)
    }

    func dependencyPolicy() throws -> (DependencyPolicy?, String?) {
        let path = home.path + "/dependencies.yaml"
        guard let bytes = try Disk.read(path, lengthMax: 1 << 20) else { return (nil, nil) }
        let policy = try DependencyPolicy(Tree.yaml(bytes).first ?? .map([]))
        return (policy, String(decoding: bytes, as: UTF8.self))
    }

    func dependenciesPage(_ visit: Visit) async throws -> Reply {
        let index = try advisoryIndex()
        let page = try await home.ledger.store.read { db in
            DependencyPages.list(
                try Dependencies.standing(in: db).map { JudgedComponent($0, index) },
                takings: try Dependencies.takings(in: db),
                incidents: try Dependencies.incidents(in: db),
                reliance: try Dependencies.reliance(in: db),
                hasIndex: index != nil
            )
        }
        return try await self.page(page, for: visit, at: "/dependencies")
    }

    func componentsPage(_ visit: Visit) async throws -> Reply {
        let index = try advisoryIndex()
        let wanted = visit.query["wanted"] ?? ""
        let after = visit.query["after"] ?? ""
        let all = try await home.ledger.store.read { try Dependencies.standing(in: $0) }
            .filter { wanted.isEmpty || $0.purl.contains(wanted.lowercased()) }
        let rest = all.drop { $0.purl <= after && !after.isEmpty }
        let shown = rest.prefix(Self.componentsPerPage)
        let page = DependencyPages.components(
            shown.map { JudgedComponent($0, index) },
            wanted: wanted,
            count: all.count,
            after: rest.count > shown.count ? shown.last?.purl : nil
        )
        return try await self.page(page, for: visit, at: "/dependencies")
    }

    func componentPage(_ visit: Visit) async throws -> Reply {
        guard let purl = visit.query["purl"], (try? Purl(purl)) != nil else {
            throw Turned.away(.notFound)
        }
        let index = try advisoryIndex()
        let (standing, takings) = try await home.ledger.store.read { db in
            (
                try Dependencies.standing(in: db).first { $0.purl == purl },
                try Dependencies.takings(of: purl, in: db)
            )
        }
        let page = DependencyPages.component(
            JudgedComponent(standing ?? .init(purl: purl, subjects: []), index),
            takings: takings
        )
        return try await self.page(page, for: visit, at: "/dependencies")
    }

    func advisoryPage(_ visit: Visit) async throws -> Reply {
        guard let id = visit.query["id"], let index = try advisoryIndex() else {
            throw Turned.away(.notFound)
        }
        guard let match = index.matter(id) else { throw Turned.away(.notFound) }
        let spoken = try await home.ledger.store.read { try Dependencies.standing(in: $0) }
            .map { JudgedComponent($0, index) }
            .filter { $0.matches.contains { $0.names.contains(id) } }
        let page = DependencyPages.advisory(
            match,
            packages: index.packages(of: match),
            components: spoken
        )
        return try await self.page(page, for: visit, at: "/dependencies")
    }

    func blastPage(_ visit: Visit) async throws -> Reply {
        guard let node = Self.node(visit.query["component"] ?? ""),
            let first = Instant(visit.query["from"] ?? ""),
            let last = Instant(visit.query["until"] ?? ""), first <= last
        else { throw Turned.away(.notFound) }
        let containment = try await home.ledger.store.read { db in
            try Containment(of: node, between: first, and: last, in: db)
        }
        let page = DependencyPages.blast(
            from: node,
            between: first,
            and: last,
            containment.reached,
            containing: try await ask(about: containment, visit)
        )
        return try await self.page(page, for: visit, at: "/dependencies")
    }

    /// `pkg:pypi/litellm@1.82.8`, `tool:label-gateway`.
    static func node(_ text: String) -> Provenance.Reach.Node? {
        guard text.utf8.count <= 500, let colon = text.firstIndex(of: ":") else { return nil }
        if text.hasPrefix("pkg:") {
            return (try? Purl(text)).map { .init(.component, $0.description) }
        }
        let name = text[text.index(after: colon)...]
        guard let kind = Provenance.Reach.Kind(word: text[..<colon]), !name.isEmpty else {
            return nil
        }
        return .init(kind, String(name))
    }

    func replayPage(_ visit: Visit) async throws -> Reply {
        guard let rehearsal = Rehearsal.litellm else { throw Turned.away(.notFound) }
        let standing = try await home.ledger.store.read { try Dependencies.standing(in: $0) }
        var inventory = Inventory()
        for component in standing {
            guard let purl = try? Purl(component.purl), let package = purl.package else { continue }
            inventory.components.append(
                Component(package.ecosystem, package.name, purl.version)
            )
        }
        let controls = rehearsal.controls(
            of: inventory,
            under: try dependencyPolicy().0 ?? DependencyPolicy()
        )
        let page = DependencyPages.replay(
            rehearsal,
            controls: controls,
            outcome: rehearsal.outcome(of: inventory, under: controls)
        )
        return try await self.page(page, for: visit, at: "/dependencies")
    }
}
