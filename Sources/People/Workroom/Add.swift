package import Annotation
package import Custody
package import Kernel

extension Workroom {
    /// One task as it is given to a project.
    package struct Sheet: Codable, Hashable, Sendable {
        package var task: ID<Task>
        package var item: Item
        /// The right answers, where they are known; workers cannot tell such a task from others.
        package var gold: [String: Answer]?
        /// What is blacked out in its texts until somebody asks for it; nil for nothing.
        package var masks: [Mask]?

        package init(
            task: ID<Task> = ID(),
            item: Item,
            gold: [String: Answer]? = nil,
            masks: [Mask]? = nil
        ) {
            self.task = task
            self.item = item
            self.gold = gold
            self.masks = masks
        }
    }

    /// Gives a project tasks. What is shown is sealed in the event and stands in no table.
    package struct Add: Command {
        package static let name = "workroom.add"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        package var sheets: [Sheet]
        /// The release that they are of; nil where nobody said.
        package var release: ID<Release.Edition>?

        package init(
            project: ID<Project>,
            sheets: [Sheet],
            release: ID<Release.Edition>? = nil
        ) {
            self.project = project
            self.sheets = sheets
            self.release = release
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Added {
            guard (1...tasksMax).contains(sheets.count) else { throw Failure.tooMany }
            let known = try db.row("SELECT 1 FROM workroom_project WHERE id = \(project)")
            guard known != nil else { throw Failure.unknown }
            for sheet in sheets {
                let known = try db.row("SELECT 1 FROM workroom_task WHERE id = \(sheet.task)")
                guard known == nil else { throw Failure.already }
            }
            if let release {
                guard try Release.event(of: release, in: db) != nil else { throw Failure.unknown }
            }
            return Added(project: project, sheets: sheets, release: release)
        }
    }

    /// A project has more tasks.
    package struct Added: Event, Hashable {
        package static let name = "workroom.added.v1"

        package let project: ID<Project>
        package let sheets: [Sheet]
        /// The release that they are of; nil where nobody said.
        package let release: ID<Release.Edition>?
    }

    /// Stops paying for tasks: some are sure, on others people will keep disagreeing.
    package struct Settle: Command {
        package static let name = "workroom.settle"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        package var settled: [ID<Task>]
        package var ambiguous: [ID<Task>]

        package init(project: ID<Project>, settled: [ID<Task>], ambiguous: [ID<Task>]) {
            self.project = project
            self.settled = settled
            self.ambiguous = ambiguous
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Settled {
            let tasks = settled + ambiguous
            guard (1...tasksMax).contains(tasks.count) else { throw Failure.tooMany }
            for task in tasks {
                let row = try db.row(
                    """
                    SELECT 1 FROM workroom_task
                    WHERE id = \(task) AND project = \(project) AND state = 'open'
                    """
                )
                guard row != nil else { throw Failure.unknown }
            }
            return Settled(project: project, settled: settled, ambiguous: ambiguous)
        }
    }

    /// Tasks need no further label.
    package struct Settled: Event, Hashable {
        package static let name = "workroom.settled.v1"

        package let project: ID<Project>
        package let settled: [ID<Task>]
        package let ambiguous: [ID<Task>]
    }
}
