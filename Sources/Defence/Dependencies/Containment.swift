package import Custody
package import Kernel
package import People
package import Provenance

/// One act that shuts out what a component could reach.
///
/// 1. What it could reach is asked of the graph, between two moments.
/// 2. The graph as it stood is put into words: a document whose digest goes into the ledger.
/// 3. Members who were reached are suspended: sessions end, and commands are refused. The tasks
///    that they hold go back to the queue, which the workroom sees to.
/// 4. Their keys are struck: file, passkeys and codes. Whoever copied one has nothing, even once
///    the member is let in again.
/// 5. Documents that were reached are held: nobody destroys what is evidence now.
/// 6. The incident is opened, with what was done and how long it took.
///
/// A drill does 1 and 2, counts what 3 to 5 would do, and records itself. Each step is a command of
/// its own, asked of the gate and written to the log. Reason and bounds are checked before the
/// first; one that is refused keeps none of the others from being done, and is told in the end. An
/// order that was cut short is given again, and passes over what is done.
package struct Containment: Sendable {
    /// What is about to be done, or was.
    package struct Plan: Sendable, Hashable {
        package var suspended: [ID<Principal>] = []
        package var revoked: [ID<Principal>] = []
        package var leases: [Workroom.OpenLease] = []
        package var held: [ID<Vault.Document>] = []

        /// Nothing to do.
        package init() {}
    }

    /// What it could reach, and how that is known.
    package let blast: Blast
    package let plan: Plan
    /// Workers and datasets that were reached and that this house does not know: by names that are
    /// no number of a member or document, or of one that is elsewhere.
    package let strangers: Int

    /// Plans what is to be done about a component.
    package init(
        of start: Provenance.Reach.Node,
        between first: Instant,
        and last: Instant,
        in db: Database
    ) throws {
        blast = try Blast(of: start, between: first, and: last, in: db)
        (plan, strangers) = try Self.plan(blast.reached, in: db)
    }

    package var start: Provenance.Reach.Node { blast.start }
    package var first: Instant { blast.first }
    package var last: Instant { blast.last }
    package var reached: [Provenance.Reach.Reached] { blast.reached }

    private static func plan(
        _ reached: [Provenance.Reach.Reached],
        in db: Database
    ) throws -> (Plan, strangers: Int) {
        var plan = Plan()
        var strangers = 0
        for worker in reached where worker.node.kind == .worker {
            guard let id = ID<Principal>(worker.node.name),
                let member = try Access.member(id, in: db)
            else {
                strangers += 1
                continue
            }
            if !member.isSuspended { plan.suspended.append(id) }
            if !member.isKeyStruck { plan.revoked.append(id) }
            plan.leases += try Workroom.openLeases(of: id, in: db)
        }
        for dataset in reached
        where dataset.node.kind == .dataset && !Dependencies.Name.isOurs(dataset.node) {
            guard let id = ID<Vault.Document>(dataset.node.name),
                let document = try Vault.document(id, in: db)
            else {
                strangers += 1
                continue
            }
            guard document.isSealed, try Vault.holds(on: id, in: db).isEmpty else { continue }
            plan.held.append(id)
        }
        return (plan, strangers)
    }

    /// The graph as it stood, with every way.
    package var document: [UInt8] {
        let things = reached.map { thing -> Tree in
            .map([
                .init("kind", .text(thing.node.kind.word)), .init("name", .text(thing.node.name)),
                .init("earliest", .text(thing.earliest.description)),
                .init("path", .list(thing.path.map { .text($0.kind.word + ":" + $0.name) })),
            ] + known(thing.node))
        }
        let tree = Tree.map([
            .init("component", .text(start.name)), .init("from", .text(first.description)),
            .init("until", .text(last.description)), .init("reached", .list(things)),
        ])
        return Array((tree.json() + "\n").utf8)
    }

    /// How the last step to something is known.
    private func known(_ node: Provenance.Reach.Node) -> [Tree.Member] {
        guard let evidence = blast.evidence[node] else { return [] }
        return [
            .init("event", .text(evidence.event.description)), .init("by", .text(evidence.basis)),
        ]
    }

    /// What a document of this kind names as reached.
    ///
    /// - Throws: `Unreadable` for anything else.
    package static func things(
        in document: [UInt8]
    ) throws(Unreadable) -> [Provenance.Reach.Node] {
        try (Tree.json(document)["reached"]?.items ?? []).compactMap { thing in
            guard let kind = Provenance.Reach.Kind(word: thing["kind"]?.string ?? ""),
                let name = thing["name"]?.string
            else { return nil }
            return Provenance.Reach.Node(kind, name)
        }
    }

    /// Carries the plan out, and opens the incident.
    ///
    /// - Parameters:
    ///   - evidence: SHA-256 of the document, which is kept before anything else is done.
    ///   - incident: the number that the incident gets.
    ///   - isDrill: whether only to record what would have been done.
    ///   - clock: tells how long it takes.
    package func carryOut(
        on ledger: Ledger,
        as principal: Principal,
        reason: String,
        evidence: String,
        incident: ID<Dependencies.Incident> = ID(),
        isDrill: Bool,
        clock: some Clock<Duration> = ContinuousClock()
    ) async throws -> Dependencies.Quarantine {
        try check(reason: reason, evidence: evidence)
        // Whoever is shut out half-way could not open the incident.
        guard isDrill || !plan.suspended.contains(principal.id) else {
            throw Dependencies.Failure.reachedOneself
        }
        let began = clock.now
        if !isDrill { try await shutOut(on: ledger, as: principal, reason) }
        let command = Dependencies.Quarantine(
            incident: incident,
            component: start.name,
            reason: reason,
            reached: reached.map { $0.node.kind.word + ":" + $0.node.name },
            evidence: evidence,
            done: .init(
                suspended: plan.suspended.count,
                revoked: plan.revoked.count,
                returned: plan.leases.count,
                held: plan.held.count
            ),
            took: Self.milliseconds(began.duration(to: clock.now)),
            isDrill: isDrill
        )
        _ = try await ledger.perform(command, as: principal)
        return command
    }

    /// All that could refuse the incident in the end, asked before anybody is shut out.
    private func check(reason: String, evidence: String) throws {
        let reasonMax = min(Access.reasonMax, Vault.reasonMax, Dependencies.textMax)
        guard (1...reasonMax).contains(reason.utf8.count) else {
            throw Dependencies.Failure.badText
        }
        try Dependencies.check(digest: evidence)
        guard reached.count <= Dependencies.Quarantine.reachedMax else {
            throw Dependencies.Failure.tooManyComponents
        }
    }

    private func shutOut(
        on ledger: Ledger,
        as principal: Principal,
        _ reason: String
    ) async throws {
        var refusal: (any Error)?
        func attempt(_ command: some Command) async {
            do {
                _ = try await ledger.perform(command, as: principal)
            } catch {
                refusal = refusal ?? error
            }
        }
        for member in plan.suspended {
            await attempt(Access.Suspend(member: member, reason: reason))
        }
        for member in plan.revoked {
            await attempt(Access.Revoke(member: member, reason: reason))
        }
        for document in plan.held {
            await attempt(Vault.Hold(document: document, reason: reason))
        }
        if let refusal { throw refusal }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000
            + Int(duration.components.attoseconds / 1_000_000_000_000_000)
    }
}
