package import Annotation
package import Kernel

extension Workroom {
    /// Begins a project: what it is for, what it asks, under which conditions.
    package struct Begin: Command {
        package static let name = "workroom.begin"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        package var brief: Brief
        package var conditions: Conditions
        package var questions: [Prompt]

        package init(
            project: ID<Project> = ID(),
            brief: Brief,
            conditions: Conditions,
            questions: [Prompt]
        ) {
            self.project = project
            self.brief = brief
            self.conditions = conditions
            self.questions = questions
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Begun {
            guard brief.isWhole, conditions.areSound else { throw Failure.badProject }
            guard !questions.isEmpty, Set(questions.map(\.name)).count == questions.count else {
                throw Failure.badQuestion
            }
            for question in questions {
                do { try question.validate() } catch { throw Failure.badQuestion }
            }
            let known = try db.row("SELECT 1 FROM workroom_project WHERE id = \(project)")
            guard known == nil else { throw Failure.already }
            return Begun(
                project: project,
                brief: brief,
                conditions: conditions,
                questions: questions
            )
        }
    }

    /// A project was begun.
    package struct Begun: Event, Hashable {
        package static let name = "workroom.begun.v1"

        package let project: ID<Project>
        package let brief: Brief
        package let conditions: Conditions
        package let questions: [Prompt]
    }

    /// Gives a project its guideline. Each version is accepted by each worker before their next
    /// task: silence is not consent.
    package struct Guide: Command {
        package static let name = "workroom.guide"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        package var text: String
        package var reason: String

        package init(project: ID<Project>, text: String, reason: String) {
            self.project = project
            self.text = text
            self.reason = reason
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Guided {
            try check(reason: reason)
            let row = try db.row(
                "SELECT guideline FROM workroom_project WHERE id = \(project)"
            )
            guard let row else { throw Failure.unknown }
            guard !text.isEmpty, text.utf8.count <= 1 << 20 else { throw Failure.badReason }
            return Guided(project: project, version: row.int(0) + 1, text: text, reason: reason)
        }
    }

    /// A project has another guideline.
    package struct Guided: Event, Hashable {
        package static let name = "workroom.guided.v1"

        package let project: ID<Project>
        /// From 1.
        package let version: Int
        package let text: String
        package let reason: String
    }

    /// Adds a module that everybody must pass who works on a project, those engaged already too.
    package struct Teach: Command {
        package static let name = "workroom.teach"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        package var module: ID<Module>
        package var title: String
        package var questions: [Quiz]
        /// Right answers needed, of a hundred.
        package var passPercent: Int
        /// Days that a pass is valid.
        package var days: Int
        /// How many of the questions each sitting asks; nil for all.
        package var draws: Int?

        package init(
            project: ID<Project>,
            module: ID<Module> = ID(),
            title: String,
            questions: [Quiz],
            passPercent: Int = 80,
            days: Int = 365,
            draws: Int? = nil
        ) {
            self.project = project
            self.module = module
            self.title = title
            self.questions = questions
            self.passPercent = passPercent
            self.days = days
            self.draws = draws
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Taught {
            guard !title.isEmpty, !questions.isEmpty, questions.allSatisfy(\.isWhole),
                (1...100).contains(passPercent), (1...1_000).contains(days),
                (1...questions.count).contains(draws ?? questions.count)
            else { throw Failure.badModule }
            guard try db.row("SELECT 1 FROM workroom_project WHERE id = \(project)") != nil else {
                throw Failure.unknown
            }
            let known = try db.row("SELECT 1 FROM workroom_module WHERE id = \(module)")
            guard known == nil else { throw Failure.already }
            return Taught(
                project: project,
                module: module,
                title: title,
                questions: questions,
                passPercent: passPercent,
                days: days,
                draws: draws
            )
        }
    }

    /// A project has one more module.
    package struct Taught: Event, Hashable {
        package static let name = "workroom.taught.v1"

        package let project: ID<Project>
        package let module: ID<Module>
        package let title: String
        package let questions: [Quiz]
        package let passPercent: Int
        package let days: Int
        /// How many of the questions each sitting asks; nil for all.
        package let draws: Int?

        /// The module with these of its questions alone.
        func asking(_ numbers: [Int]) -> Taught {
            Taught(
                project: project,
                module: module,
                title: title,
                questions: numbers.map { questions[$0] },
                passPercent: passPercent,
                days: days,
                draws: draws
            )
        }
    }
}
