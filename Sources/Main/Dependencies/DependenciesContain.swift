import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import People
import Provenance

/// `cordon dependencies contain`: one act that shuts out what a component could reach.
struct DependenciesContain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contain",
        abstract: "Suspend whom a component could reach, freeze the evidence, open the incident.",
        discussion: """
            1. What it could reach is found in the graph (as `blast` does).
            2. The graph is written to a file as it stood; its digest goes into the ledger.
            3. Every member that was reached, as worker:ID, is suspended: sessions end at once,
               signatures of theirs are refused, and tasks that they hold come back.
            4. The incident is recorded, with how long it took.
            A drill does 1, 2 and 4, and suspends nobody.
            """
    )

    @Argument(help: "A package URL (pkg:pypi/litellm@1.82.8), name@version, or kind:name.")
    var component: String

    @Option(parsing: .upToNextOption, help: "Two moments, in RFC 3339.")
    var between: [String]

    @Option(help: "Why, without names.")
    var reason: String

    @Option(help: "Where the evidence is written.")
    var evidence: String

    @Flag(help: "Only rehearse: measure, and suspend nobody.")
    var drill = false

    @OptionGroup var place: HomeOptions

    func run() async throws {
        guard between.count == 2 else {
            throw TerminalFailure(
                .wrongUse,
                "Two moments are needed.",
                advice: "Write --between 2026-03-24T10:39:00Z 2026-03-24T13:38:00Z."
            )
        }
        let first = try DependenciesOptions.moment(between[0])
        let last = try DependenciesOptions.moment(between[1])
        let start = try DependenciesBlast.node(component)
        guard start.kind == .component else {
            throw TerminalFailure(
                .wrongUse,
                "An incident is about a component.",
                advice: "Write a package URL, such as pkg:npm/left-pad@1.3.0."
            )
        }
        let clock = ContinuousClock()
        let began = clock.now
        let home = try await place.open()
        let opened = clock.now
        do {
            let reach = try await home.ledger.store.read { try Dependencies.reach(in: $0) }
            let reached = reach.blast(from: start, between: first, and: last)
            let document = Self.document(start, reached, first, last)
            try Disk.replace(document, at: evidence, mode: 0o600)
            // What they hold is counted first: to be shut out gives it back as well.
            let leases = drill ? 0 : try await takeBack(from: reached, in: home)
            let suspended = drill ? [] : try await suspend(reached, in: home)
            let took = Self.milliseconds(clock.now - opened)
            let command = Dependencies.Quarantine(
                component: start.name,
                reason: reason,
                reached: reached.map { $0.node.kind.word + ":" + $0.node.name },
                evidence: Array(SHA256.hash(data: document)).hex,
                suspended: suspended.count,
                took: took,
                isDrill: drill
            )
            _ = try await home.ledger.perform(command, as: .owner)
            _ = try await home.sequencer.publish()
            try await home.close()
            tell(command, leases: leases, Self.milliseconds(clock.now - began))
        } catch {
            try? home.abandon()
            throw error
        }
    }

    /// Shuts out every member that was reached and is not shut out yet.
    private func suspend(
        _ reached: [Provenance.Reach.Reached],
        in home: Home
    ) async throws -> [ID<Principal>] {
        let names = Set(reached.filter { $0.node.kind == .worker }.map(\.node.name))
        let members = try await home.ledger.store.read { try Access.members(in: $0) }
        var suspended: [ID<Principal>] = []
        for member in members where !member.isSuspended && names.contains("\(member.id)") {
            let command = Access.Suspend(member: member.id, reason: reason)
            _ = try await home.ledger.perform(command, as: .owner)
            suspended.append(member.id)
        }
        return suspended
    }

    /// Takes back every task that somebody holds who was reached: nobody shut out could.
    private func takeBack(
        from reached: [Provenance.Reach.Reached],
        in home: Home
    ) async throws -> Int {
        let workers = reached.filter { $0.node.kind == .worker }
            .compactMap { ID<Principal>($0.node.name) }
        var count = 0
        for worker in workers {
            let held = try await home.ledger.store.read {
                try Workroom.openLeases(of: worker, in: $0)
            }
            for lease in held {
                let command = Workroom.Return(engagement: lease.engagement, lease: lease.id)
                _ = try await home.ledger.perform(command, as: .owner)
                count += 1
            }
        }
        return count
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000
            + Int(duration.components.attoseconds / 1_000_000_000_000_000)
    }

    /// The graph as it stood, with every way.
    private static func document(
        _ start: Provenance.Reach.Node,
        _ reached: [Provenance.Reach.Reached],
        _ first: Instant,
        _ last: Instant
    ) -> [UInt8] {
        let things = reached.map { thing -> Tree in
            .map([
                .init("kind", .text(thing.node.kind.word)), .init("name", .text(thing.node.name)),
                .init("earliest", .text(thing.earliest.description)),
                .init("path", .list(thing.path.map { .text($0.kind.word + ":" + $0.name) })),
            ])
        }
        let tree = Tree.map([
            .init("component", .text(start.name)), .init("from", .text(first.description)),
            .init("until", .text(last.description)), .init("reached", .list(things)),
        ])
        return Array((tree.json() + "\n").utf8)
    }

    private func tell(_ command: Dependencies.Quarantine, leases: Int, _ whole: Int) {
        let terminal = place.terminal
        terminal.show(
            drill ? "A drill: nobody was suspended" : "Contained",
            TerminalTable(block: [
                ("reached", "\(command.reached.count)"),
                ("suspended", "\(command.suspended)"), ("tasks taken back", "\(leases)"),
                ("evidence", "SHA-256 \(command.evidence)"),
                ("took", "\(command.took) ms, \(whole) ms with opening and recording"),
            ])
        )
    }
}
