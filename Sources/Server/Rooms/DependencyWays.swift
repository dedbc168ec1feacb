import Console
import Defence
import Hummingbird
import Kernel
import Markup
import People
import Provenance

extension Route {
    /// What everything is made of, and what it could reach.
    static let dependencyWays: [Route] = [
        dependency("") { visit, reception in try await reception.dependenciesPage(visit) },
        dependency("/components") { visit, reception in try await reception.componentsPage(visit) },
        dependency("/component") { visit, reception in try await reception.componentPage(visit) },
        dependency("/advisory") { visit, reception in try await reception.advisoryPage(visit) },
        dependency("/policy") { visit, reception in
            let (policy, text) = try reception.dependencyPolicy()
            let page = DependencyPages.policy(policy, text: text)
            return try await reception.page(page, for: visit, at: "/dependencies")
        },
        dependency("/blast") { visit, reception in try await reception.blastPage(visit) },
        dependency("/replay") { visit, reception in try await reception.replayPage(visit) },
    ]

    /// A page that reads files which somebody put into the house's folder: where one of these is
    /// not understood, it says which and why.
    private static func dependency(
        _ path: String,
        _ answer: @escaping @Sendable (Visit, Reception) async throws -> Reply
    ) -> Route {
        .get("/dependencies" + path, .whoMaySee(.dependencies)) { visit, reception in
            do {
                return try await answer(visit, reception)
            } catch let file as HouseFile {
                let page = DependencyPages.unreadable(file.name, file.fault)
                var reply = try await reception.page(page, for: visit, at: "/dependencies")
                reply.status = .serviceUnavailable
                return reply
            }
        }
    }
}

/// A file of the house's folder that is not understood.
private struct HouseFile: Error {
    let name: String
    let fault: Unreadable

    /// Reads a file of the house; nil where there is none.
    ///
    /// - Throws: `HouseFile` where it is not understood.
    static func read<T>(
        _ name: String,
        of home: Home,
        lengthMax: Int,
        _ take: ([UInt8]) throws(Unreadable) -> T
    ) throws -> T? {
        guard let bytes = try Disk.read(home.path + "/" + name, lengthMax: lengthMax) else {
            return nil
        }
        do {
            return try take(bytes)
        } catch {
            throw HouseFile(name: name, fault: error)
        }
    }
}

extension Reception {
    private static let componentsPerPage = 50
    private static let indexSizeMax = 256 << 20

    /// The compiled advisories, where somebody put them into the house's folder.
    private func advisoryIndex() throws -> AdvisoryIndex? {
        try HouseFile.read("advisories.index", of: home, lengthMax: Self.indexSizeMax) {
            (bytes) throws(Unreadable) in try AdvisoryIndex(bytes)
        }
    }

    /// The policy in force and its text, where there is one.
    func dependencyPolicy() throws -> (DependencyPolicy?, String?) {
        let policy = try HouseFile.read("dependencies.yaml", of: home, lengthMax: 1 << 20) {
            (bytes) throws(Unreadable) in
            let tree = try Tree.yaml(bytes).first ?? .map([])
            return (try DependencyPolicy(tree), String(decoding: bytes, as: UTF8.self))
        }
        return (policy?.0, policy?.1)
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
        // The table tells of as many as one page holds.
        let shown = containment.reached.prefix(Listing.rowCountMax)
        let events = Set(shown.compactMap { containment.blast.evidence[$0.node]?.event })
        var leaves: [ID<any Event>: Int] = [:]
        for event in events { leaves[event] = try await home.ledger.index(of: event) }
        let page = DependencyPages.blast(
            containment.blast,
            leaves: leaves,
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
