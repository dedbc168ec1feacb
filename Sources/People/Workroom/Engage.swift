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
    package struct Engaged: WorkerEvent, Hashable {
        package static let name = "workroom.engaged.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let project: ID<Project>
        package let terms: Terms
    }

    /// Accepts terms, the guideline as it is now, and the notice of what is recorded.
    package struct Accept: EngagementCommand {
        package static let name = "workroom.accept"

        package var engagement: ID<Engagement>
        /// Version of the guideline that was read.
        package var guideline: Int

        package init(engagement: ID<Engagement>, guideline: Int) {
            self.engagement = engagement
            self.guideline = guideline
        }

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
    package struct Accepted: WorkerEvent, Hashable {
        package static let name = "workroom.accepted.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let guideline: Int
    }
}
