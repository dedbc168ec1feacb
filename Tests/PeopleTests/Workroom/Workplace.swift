import Annotation
import Custody
import Foundation
import Support
import Synchronization

@testable import Kernel
@testable import People

/// A home with the workroom in it, a clock that stands still until it is moved, and everybody whom
/// a project needs.
final class Workplace: Sendable {
    static let rooms = Access.house(of: [DataMap.room, Vault.room, Release.room, Workroom.room])

    let path = NSTemporaryDirectory() + "cordon-work-" + UUID().uuidString
    /// What both the house and the desk go by.
    private final class Clock: Sendable {
        let time = Mutex(House.noon)
        var now: Int64 { time.withLock { $0 } }
    }

    private let clock = Clock()
    let home: Home
    let lead: MemberKey
    let vendor: MemberKey
    let worker: MemberKey
    let project = ID<Workroom.Project>()
    let module = ID<Workroom.Module>()
    let engagement = ID<Workroom.Engagement>()

    var desk: Workroom.Desk {
        Workroom.Desk(ledger: home.ledger) { [clock] in clock.now }
    }

    func wait(_ milliseconds: Int64) { clock.time.withLock { $0 += milliseconds } }

    func remove() {
        try? home.abandon()
        try? FileManager.default.removeItem(atPath: path)
    }

    static let prompts = [
        Prompt("mood", about: "text", .classes(["glad", "sad"], several: false)),
        Prompt("note", about: "text", .text, isOptional: true),
    ]

    /// A project with a guideline, a module, and one worker who was offered terms.
    init(
        _ dialect: Dialect = .sqlite,
        sensitivity: Int = 1,
        conditions: Workroom.Conditions? = nil
    ) async throws {
        let database =
            dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
        var options = Home.Options(
            rooms: Self.rooms,
            policy: try HousePolicy(of: Self.rooms)
        )
        options.now = { [clock] in Date(timeIntervalSince1970: Double(clock.now) / 1_000) }
        home = try await Home.create(at: path, database: database, options: options)
        lead = try await home.enrol(.engineer)
        vendor = try await home.enrol(.vendorManager)
        worker = try await home.enrol(.contractor)
        try await home.ledger.perform(
            Workroom.Begin(
                project: project,
                brief: .init(
                    scope: "Say how a message sounds",
                    purpose: "mood-labels",
                    withheld: "the client asked for it",
                    sensitivity: sensitivity,
                    escalation: "ombud@example.org, within a day",
                    notice: "Answers, times and reveals are recorded. Copies are marked."
                ),
                conditions: conditions
                    ?? .init(goldPerMille: 0, repeatPerMille: 0, pay: 40, masked: ["name"]),
                questions: Self.prompts
            ),
            as: lead.principal
        )
        try await guide("Glad if it smiles.")
        try await home.ledger.perform(
            Workroom.Teach(
                project: project,
                module: module,
                title: "Care with data",
                questions: [.init(text: "May you copy it?", options: ["Yes", "No"], right: 1)]
            ),
            as: lead.principal
        )
        try await engage(worker, engagement)
    }

    func guide(_ text: String) async throws {
        try await home.ledger.perform(
            Workroom.Guide(project: project, text: text, reason: "a test"),
            as: lead.principal
        )
    }

    func engage(_ key: MemberKey, _ engagement: ID<Workroom.Engagement>) async throws {
        try await home.ledger.perform(
            Workroom.Engage(
                engagement: engagement,
                worker: key.member,
                project: project,
                terms: .init(until: House.noon + 90 * Workroom.day, noticeDays: 14, hourly: 1_800)
            ),
            as: vendor.principal
        )
    }

    /// Accepts and learns, as whoever works has to.
    func prepare(_ key: MemberKey, _ engagement: ID<Workroom.Engagement>) async throws {
        try await home.ledger.perform(
            Workroom.Accept(engagement: engagement, guideline: 1),
            as: key.principal
        )
        try await sit(key, engagement, answer: 1)
    }

    func sit(
        _ key: MemberKey,
        _ engagement: ID<Workroom.Engagement>,
        answer: Int
    ) async throws {
        try await home.ledger.perform(
            Workroom.Sit(engagement: engagement, module: module, answers: [answer], minutes: 20),
            as: key.principal
        )
    }

    func add(_ count: Int, gold: String? = nil) async throws {
        let sheets = (0..<count).map { number in
            Workroom.Sheet(
                item: Item(
                    name: "m\(number)",
                    fields: [
                        .init("text", .string("Message \(number): the shift was moved again")),
                        .init("name", .string("Somebody")),
                    ]
                ),
                gold: gold.map { ["mood": .classes([$0])] }
            )
        }
        try await home.ledger.perform(
            Workroom.Add(project: project, sheets: sheets),
            as: lead.principal
        )
    }

    /// Takes the next task and answers it.
    @discardableResult
    func work(
        _ mood: String = "glad",
        as key: MemberKey? = nil,
        _ engagement: ID<Workroom.Engagement>? = nil
    ) async throws -> ID<Workroom.Lease> {
        let key = key ?? worker
        let engagement = engagement ?? self.engagement
        let showing = try await desk.next(engagement, as: key.principal)
        try await desk.submit(
            ["mood": .classes([mood])],
            to: showing.lease,
            of: engagement,
            seconds: 30,
            as: key.principal
        )
        return showing.lease
    }

    func state(of lease: ID<Workroom.Lease>) async throws -> (state: String, pay: Int) {
        let row = try await home.ledger.store.read { db in
            try db.row("SELECT state, pay FROM workroom_submission WHERE lease = \(lease)")
        }
        return row.map { ($0.text(0), $0.int(1)) } ?? ("", 0)
    }

    /// Rebuilt from the events, the tables are the same.
    func isRebuilt() async throws -> Bool {
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        return try await home.ledger.contents() == grown
    }
}
