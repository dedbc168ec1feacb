import Annotation
import Custody
import Foundation
import Glibc
import Kernel
import People
import Sealing

/// A home in which everybody works at once.
struct Floor {
    let home: Home
    let workers: [(principal: Principal, engagement: ID<Workroom.Engagement>)]

    static let rooms = Access.house(of: [DataMap.room, Vault.room, Release.room, Workroom.room])

    /// Tasks made at a time.
    private static let tasks = 10_000

    /// Opens the home, made with a project and `people` workers who may begin when it is not there.
    init(home path: String, people: Int) async throws {
        let options = Home.Options(rooms: Self.rooms, policy: try HousePolicy(of: Self.rooms))
        if Home.exists(at: path) {
            home = try await Home.open(at: path, passphrase: { "" }, options: options)
            workers = try await home.ledger.store.read { db in
                try Workroom.engagements(on: nil, in: db).map {
                    (Principal(id: $0.worker, kind: .member, factors: 2), $0.id)
                }
            }
            return
        }
        home = try await Home.create(at: path, options: options)
        workers = try await Self.furnish(home.ledger, people: people)
    }

    private static func furnish(
        _ ledger: Ledger,
        people: Int
    ) async throws -> [(principal: Principal, engagement: ID<Workroom.Engagement>)] {
        let project = ID<Workroom.Project>()
        try await ledger.perform(
            Workroom.Begin(
                project: project,
                brief: .init(
                    scope: "Say how a message sounds",
                    purpose: "mood-labels",
                    client: "a benchmark",
                    escalation: "nobody",
                    notice: "times are measured"
                ),
                conditions: .init(
                    perHour: 100_000,
                    labels: 100,
                    goldPerMille: 0,
                    repeatPerMille: 0,
                    pay: 1
                ),
                questions: [
                    Prompt("mood", about: "text", .classes(["glad", "sad"], several: false))
                ]
            ),
            as: .owner
        )
        try await ledger.perform(
            Workroom.Guide(project: project, text: "Glad if it smiles.", reason: "first"),
            as: .owner
        )
        for _ in 0..<(tasks / Workroom.tasksMax) {
            let sheets = (0..<Workroom.tasksMax).map { number in
                let text = "Message \(number): the shift of Tuesday was moved to the evening again."
                return Workroom.Sheet(
                    item: Item(name: "\(number)", fields: [.init("text", .string(text))])
                )
            }
            try await ledger.perform(Workroom.Add(project: project, sheets: sheets), as: .owner)
        }
        var workers: [(principal: Principal, engagement: ID<Workroom.Engagement>)] = []
        for _ in 0..<people {
            workers.append(try await engage(on: project, in: ledger))
        }
        return workers
    }

    private static func engage(
        on project: ID<Workroom.Project>,
        in ledger: Ledger
    ) async throws -> (principal: Principal, engagement: ID<Workroom.Engagement>) {
        var generator = SystemRandomNumberGenerator()
        let key = try MemberKey.create(
            passphrase: "a benchmark's",
            parameters: Argon2id(memory: 19 << 10, passes: 1, lanes: 1),
            using: &generator
        ).key
        try await ledger.perform(
            Access.Enrol(member: key.member, key: key.key, roles: [.contractor]),
            as: .owner
        )
        let engagement = ID<Workroom.Engagement>()
        let year: Int64 = 365 * 86_400_000
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        try await ledger.perform(
            Workroom.Engage(
                engagement: engagement,
                worker: key.member,
                project: project,
                terms: .init(until: now + year, noticeDays: 14, hourly: 1_800)
            ),
            as: .owner
        )
        try await ledger.perform(
            Workroom.Accept(engagement: engagement, guideline: 1),
            as: key.principal
        )
        return (key.principal, engagement)
    }

    /// One task taken and handed in; the submission's event.
    private static func turn(
        _ desk: Workroom.Desk,
        _ worker: (principal: Principal, engagement: ID<Workroom.Engagement>)
    ) async throws -> ID<any Event> {
        let showing = try await desk.next(worker.engagement, as: worker.principal)
        return try await desk.submit(
            ["mood": .classes([showing.lease.bytes[15] % 2 == 0 ? "glad" : "sad"])],
            to: showing.lease,
            of: worker.engagement,
            seconds: 1,
            as: worker.principal
        ).id
    }

    /// Works without end; every submission that was acknowledged is told, one line each.
    func load() async throws {
        let desk = Workroom.Desk(ledger: home.ledger)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [home] in await home.sequencer.run(every: .milliseconds(5)) }
            for worker in workers {
                group.addTask {
                    while true {
                        let line = Array("\(try await Self.turn(desk, worker))\n".utf8)
                        guard write(STDOUT_FILENO, line, line.count) == line.count else { exit(0) }
                    }
                }
            }
        }
    }

    /// Works for `seconds`, and tells how much was done and how long each turn took.
    ///
    /// - Parameter rate: turns a second that all workers begin together, each at their own moment;
    ///   0 for as many as the house takes. A turn that begins late because the one before it took
    ///   long counts from when it should have begun.
    func measure(seconds: Double, rate: Double) async throws {
        let desk = Workroom.Desk(ledger: home.ledger)
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + .seconds(seconds)
        let sequencer = Task { [home] in await home.sequencer.run(every: .milliseconds(50)) }
        let turns = try await withThrowingTaskGroup(of: [Double].self) { group in
            for (number, worker) in workers.enumerated() {
                group.addTask { [workers] in
                    let pause = Duration.seconds(rate > 0 ? Double(workers.count) / rate : 0)
                    var due = start + pause * (Double(number) / Double(workers.count))
                    var turns: [Double] = []
                    while max(clock.now, due) < end {
                        if rate > 0 { try await Task.sleep(until: due, clock: clock) }
                        let begun = rate > 0 ? due : clock.now
                        _ = try await Self.turn(desk, worker)
                        turns.append((clock.now - begun) / .milliseconds(1))
                        due += pause
                    }
                    return turns
                }
            }
            return try await group.reduce(into: [Double]()) { $0 += $1 }.sorted()
        }
        let passed = (clock.now - start) / .seconds(1)
        sequencer.cancel()
        await sequencer.value
        func share(_ part: Double) -> String {
            String(format: "%.1f ms", turns[min(turns.count - 1, Int(part * Double(turns.count)))])
        }
        print("\(workers.count) workers, \(turns.count) submissions")
        print(String(format: "%.0f submissions/s", Double(turns.count) / passed))
        print("lease + submit: half in \(share(0.5)), 99 % in \(share(0.99))")
        try await home.close()
    }
}
