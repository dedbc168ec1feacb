import Annotation
import Foundation
import Support
import Synchronization

@testable import Custody
@testable import Defence
@testable import Kernel
@testable import People
@testable import Provenance

/// Two wings speak of reach: here it is what harm could reach, and not what a person may.
typealias Node = Provenance.Reach.Node

/// A home in which things happen that other rooms record, at moments of one's choice, and nothing
/// but the room of dependencies and the vault listens.
final class Chronicle: Sendable {
    /// 24 March 2026, 10:00 UTC, in milliseconds since 1970.
    static let morning: Int64 = 1_774_346_400_000
    static let minute: Int64 = 60_000
    static let poisoned = "pkg:pypi/litellm@1.82.8"
    static let digest = String(repeating: "ab", count: 32)

    /// Something that happened, by whichever road.
    private struct Happen<Outcome: Event>: Command {
        static var name: String { "dependencies.happen" }

        let event: Outcome

        func decide(_ db: Database) -> Outcome { event }
    }

    let home: Home
    private let clock: Clock

    private final class Clock: Sendable {
        let now = Mutex(Chronicle.morning)
    }

    init(_ dialect: Dialect = .sqlite) async throws {
        let path = NSTemporaryDirectory() + "cordon-chronicle-" + UUID().uuidString
        let clock = Clock()
        var options = Home.Options(rooms: [Vault.room, Dependencies.room], policy: OwnerPolicy())
        options.now = {
            Date(timeIntervalSince1970: Double(clock.now.withLock { $0 }) / 1_000)
        }
        let database =
            dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
        home = try await Home.create(at: path, database: database, options: options)
        self.clock = clock
    }

    /// Moves the clock to so many minutes after the morning's ten.
    func turn(to minutes: Int64) {
        clock.now.withLock { $0 = Self.morning + minutes * Self.minute }
    }

    func happen(_ event: some Event) async throws {
        try await home.ledger.perform(Happen(event: event), as: .owner)
    }

    func perform(_ command: some Command) async throws {
        try await home.ledger.perform(command, as: .owner)
    }

    static func moment(_ minutes: Int64) -> Instant {
        Instant(seconds: (morning + minutes * minute) / 1_000)
    }

    /// What the poisoned component could reach between two minutes after the morning's ten.
    func blast(
        from start: Node = Node(.component, poisoned),
        _ first: Int64,
        _ last: Int64,
        known: Int64? = nil
    ) async throws -> Blast {
        try await home.ledger.store.read { db in
            try Blast(
                of: start,
                between: Self.moment(first),
                and: Self.moment(last),
                known: known.map { Self.morning + $0 * Self.minute },
                in: db
            )
        }
    }

    /// Whether the tables are the same when they are made anew.
    func isRebuilt() async throws -> Bool {
        try await home.ledger.rehearseRebuild().different.isEmpty
    }

    func remove() {
        try? home.abandon()
        try? FileManager.default.removeItem(atPath: home.path)
    }
}

/// Somebody whom a supplier sent, and what they work on.
struct Hand: Sendable {
    let member = ID<Principal>()
    let project = ID<Workroom.Project>()
    let task = ID<Workroom.Task>()
    let release = ID<Release.Edition>()
    let document = ID<Vault.Document>()

    var worker: Node { Node(.worker, member.description) }
    var tasks: Node { Node(.dataset, "tasks/\(project)/\(release)") }

    func enrolled(from supplier: String?) -> Access.Enrolled {
        let key = (member.description + member.description).filter { $0 != "-" }
        return Access.Enrolled(member: member, key: key, roles: [.contractor], supplier: supplier)
    }

    func leased(_ lease: ID<Workroom.Lease>, until minutes: Int64) -> Workroom.Leased {
        Workroom.Leased(
            lease: lease,
            engagement: ID(),
            worker: member,
            project: project,
            task: task,
            serving: .work,
            guideline: 1,
            ends: Chronicle.morning + minutes * Chronicle.minute,
            expired: [],
            endsWait: false
        )
    }

    func submitted(_ lease: ID<Workroom.Lease>) -> Workroom.Submitted {
        Workroom.Submitted(
            lease: lease,
            engagement: ID(),
            worker: member,
            project: project,
            task: task,
            answers: [:],
            seconds: 1,
            shown: Chronicle.digest,
            guideline: 1,
            isRight: nil
        )
    }

    func made() -> Release.Made {
        Release.Made(
            release: release,
            manifest: Chronicle.digest,
            purpose: "label moods",
            basis: "contract",
            recipient: "north",
            until: "2030-01-01",
            records: 1,
            documents: [document]
        )
    }

    /// The project, for a client, with one task of the release.
    func begin(in chronicle: Chronicle, for client: String? = "bank") async throws {
        try await chronicle.happen(
            Workroom.Begun(
                project: project,
                brief: .init(
                    scope: "Say how it sounds",
                    purpose: "mood-labels",
                    client: client,
                    escalation: "somebody",
                    notice: "everything"
                ),
                conditions: .init(pay: 40),
                questions: []
            )
        )
        let item = Item(name: "one", fields: [.init("text", .string("Hello"))])
        try await chronicle.happen(
            Workroom.Added(
                project: project,
                sheets: [.init(task: task, item: item)],
                release: release
            )
        )
    }
}
