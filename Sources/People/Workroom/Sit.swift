import Crypto
package import Kernel

extension Workroom {
    /// Answers the questions of a module. Time spent is counted, and paid.
    package struct Sit: EngagementCommand {
        package static let name = "workroom.sit"
        /// Failed sittings of one module after which a person helps.
        package static let failuresMax = 3

        package var engagement: ID<Engagement>
        package var module: ID<Module>
        /// Number of the option chosen, by question, in the order of `Workroom.drawn`.
        package var answers: [Int]
        package var minutes: Int

        package init(
            engagement: ID<Engagement>,
            module: ID<Module>,
            answers: [Int],
            minutes: Int
        ) {
            self.engagement = engagement
            self.module = module
            self.answers = answers
            self.minutes = minutes
        }

        package func decide(_ db: Database) throws -> Sat {
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            let row = try db.row(
                """
                SELECT right_answers, pass, days, draws FROM workroom_module
                WHERE id = \(module) AND project = \(held.project)
                """
            )
            guard let row, (0...600).contains(minutes) else { throw Failure.unknown }
            let past = try Workroom.sittings(of: module, by: held.worker, in: db)
            guard past.isPassed || past.failures - past.excused < Self.failuresMax else {
                throw Failure.askSomebody
            }
            let pool = row.text(0).split(separator: " ").compactMap { Int($0) }
            let drawn = Workroom.drawn(
                row.int(3),
                of: pool.count,
                in: module,
                for: held.worker,
                attempt: past.failures
            )
            guard drawn.count == answers.count else { throw Failure.badAnswer("module") }
            let right = drawn.map { pool[$0] }
            let score = zip(right, answers).count { $0 == $1 }
            return Sat(
                engagement: engagement,
                worker: held.worker,
                module: module,
                right: score,
                of: right.count,
                isPassed: score * 100 >= right.count * row.int(1),
                days: row.int(2),
                minutes: minutes
            )
        }
    }

    /// A worker answered a module's questions.
    package struct Sat: WorkerEvent, Hashable {
        package static let name = "workroom.sat.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let module: ID<Module>
        package let right: Int
        package let of: Int
        package let isPassed: Bool
        package let days: Int
        package let minutes: Int
    }

    /// Opens a module again for somebody who did not pass it three times, once a person went
    /// through it with them.
    package struct Reopen: EngagementCommand {
        package static let name = "workroom.reopen"

        package var engagement: ID<Engagement>
        package var module: ID<Module>

        package init(engagement: ID<Engagement>, module: ID<Module>) {
            self.engagement = engagement
            self.module = module
        }

        package func decide(_ db: Database) throws -> Reopened {
            let held = try Workroom.engagement(engagement, in: db)
            let past = try Workroom.sittings(of: module, by: held.worker, in: db)
            guard past.failures > past.excused else { throw Failure.already }
            return Reopened(worker: held.worker, module: module)
        }
    }

    /// A module is open again to somebody.
    package struct Reopened: WorkerEvent, Hashable {
        package static let name = "workroom.reopened.v1"

        package let worker: ID<Principal>
        package let module: ID<Module>
    }

    /// How somebody did in a module.
    struct Sittings {
        var isPassed = false
        /// Times that they did not pass; it numbers the attempts, too.
        var failures = 0
        /// Those of them that do not count any more.
        var excused = 0
    }

    static func sittings(
        of module: ID<Module>,
        by worker: ID<Principal>,
        in db: Database
    ) throws -> Sittings {
        try db.row(
            """
            SELECT until, failures, excused FROM workroom_pass
            WHERE worker = \(worker) AND module = \(module)
            """
        ).map { Sittings(isPassed: !$0.isNull(0), failures: $0.int(1), excused: $0.int(2)) }
            ?? Sittings()
    }

    /// Which questions of a pool a sitting asks, in the order in which it asks them.
    ///
    /// They follow from module, person and attempt: nobody chooses them, anybody can check them,
    /// and whoever tries again is asked others.
    static func drawn(
        _ count: Int,
        of pool: Int,
        in module: ID<Module>,
        for worker: ID<Principal>,
        attempt: Int
    ) -> [Int] {
        guard count < pool else { return Array(0..<pool) }
        let keyed = (0..<pool).map { number in
            let name = "\(module) \(worker) \(attempt) \(number)"
            return (key: Array(SHA256.hash(data: Array(name.utf8))), number: number)
        }
        return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(count)
            .map(\.number)
    }
}
