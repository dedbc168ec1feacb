package import Kernel

extension Workroom {
    /// Offers a worker terms on a project. Nothing is open to them before they accept.
    package struct Engage: Command {
        package static let name = "workroom.engage"
        package static let thing = ThingKind.project

        package var engagement: ID<Engagement>
        package var worker: ID<Principal>
        package var project: ID<Project>
        package var terms: Terms

        package init(
            engagement: ID<Engagement> = ID(),
            worker: ID<Principal>,
            project: ID<Project>,
            terms: Terms
        ) {
            self.engagement = engagement
            self.worker = worker
            self.project = project
            self.terms = terms
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Engaged {
            let row = try db.row(
                "SELECT guideline FROM workroom_project WHERE id = \(project)"
            )
            guard let row else { throw Failure.unknown }
            guard row.int(0) > 0 else { throw Failure.noGuideline }
            guard terms.until > 0, (0...365).contains(terms.noticeDays), terms.hourly >= 0,
                terms.currency.utf8.count == 3
            else { throw Failure.badTerms }
            let known = try db.row(
                """
                SELECT 1 FROM workroom_engagement
                WHERE id = \(engagement)
                    OR (worker = \(worker) AND project = \(project) AND state <> 'ended')
                """
            )
            guard known == nil else { throw Failure.already }
            return Engaged(
                engagement: engagement,
                worker: worker,
                project: project,
                terms: terms
            )
        }
    }

    /// A worker was offered terms. Sealed under the worker's own key.
    package struct Engaged: Event, Hashable {
        package static let name = "workroom.engaged.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let terms: Terms

        package var seal: KeyName { .subject(worker) }
        package var subjects: [KeyName] { [.subject(worker)] }
    }

    /// Accepts terms, the guideline as it is now, and the notice of what is recorded.
    package struct Accept: Command {
        package static let name = "workroom.accept"
        package static let thing = ThingKind.engagement

        package var engagement: ID<Engagement>
        /// Version of the guideline that was read.
        package var guideline: Int

        package init(engagement: ID<Engagement>, guideline: Int) {
            self.engagement = engagement
            self.guideline = guideline
        }

        package func thing(in db: Database) -> Thing { Thing(.engagement, engagement) }

        package func decide(_ db: Database) throws -> Accepted {
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            guard held.accepted < held.guideline else { throw Failure.already }
            guard guideline == held.guideline else {
                throw Failure.outdated(version: held.guideline)
            }
            return Accepted(engagement: engagement, worker: held.worker, guideline: guideline)
        }
    }

    /// A worker accepted terms and guideline.
    package struct Accepted: Event, Hashable {
        package static let name = "workroom.accepted.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let guideline: Int

        package var seal: KeyName { .subject(worker) }
        package var subjects: [KeyName] { [.subject(worker)] }
    }

    /// Answers the questions of a module. Time spent is counted, and paid.
    package struct Sit: Command {
        package static let name = "workroom.sit"
        package static let thing = ThingKind.engagement
        /// Failed sittings of one module after which a person helps.
        package static let failuresMax = 3

        package var engagement: ID<Engagement>
        package var module: ID<Module>
        /// Number of the option chosen, by question.
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

        package func thing(in db: Database) -> Thing { Thing(.engagement, engagement) }

        package func decide(_ db: Database) throws -> Sat {
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            let row = try db.row(
                """
                SELECT right_answers, pass, days FROM workroom_module
                WHERE id = \(module) AND project = \(held.project)
                """
            )
            guard let row, (0...600).contains(minutes) else { throw Failure.unknown }
            let failures = try db.count(
                """
                SELECT failures FROM workroom_pass
                WHERE worker = \(held.worker) AND module = \(module) AND until IS NULL
                """
            )
            guard failures < Self.failuresMax else { throw Failure.askSomebody }
            let right = row.text(0).split(separator: " ").compactMap { Int($0) }
            guard right.count == answers.count else { throw Failure.badAnswer("module") }
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
    package struct Sat: Event, Hashable {
        package static let name = "workroom.sat.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let module: ID<Module>
        package let right: Int
        package let of: Int
        package let isPassed: Bool
        package let days: Int
        package let minutes: Int

        package var seal: KeyName { .subject(worker) }
        package var subjects: [KeyName] { [.subject(worker)] }
    }

    /// Ends an engagement: by a person, for written reasons, not before the notice has run.
    package struct End: Command {
        package static let name = "workroom.end"
        package static let thing = ThingKind.engagement

        package var engagement: ID<Engagement>
        package var reason: String
        /// When it ends, in milliseconds since 1970.
        package var effective: Int64
        /// When the worker was told.
        package var announced: Int64

        package init(
            engagement: ID<Engagement>,
            reason: String,
            announced: Int64,
            effective: Int64
        ) {
            self.engagement = engagement
            self.reason = reason
            self.announced = announced
            self.effective = effective
        }

        package func thing(in db: Database) -> Thing { Thing(.engagement, engagement) }

        package func decide(_ db: Database) throws -> Ended {
            try check(reason: reason)
            let held = try Workroom.engagement(engagement, in: db)
            guard held.state != .ended else { throw Failure.over }
            guard effective >= announced + Int64(held.noticeDays) * day else {
                throw Failure.badTerms
            }
            return Ended(
                engagement: engagement,
                worker: held.worker,
                reason: reason,
                announced: announced,
                effective: effective
            )
        }
    }

    /// An engagement was ended; it runs until it is effective.
    package struct Ended: Event, Hashable {
        package static let name = "workroom.ended.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let reason: String
        package let announced: Int64
        package let effective: Int64

        package var seal: KeyName { .subject(worker) }
        package var subjects: [KeyName] { [.subject(worker)] }
    }
}
