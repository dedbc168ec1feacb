package import Annotation
package import Kernel

extension Workroom {
    /// Takes a project's accepted answers out of the house, in a format that others read.
    package struct Export: Command {
        package static let name = "workroom.export"
        package static let thing = ThingKind.project

        package var project: ID<Project>

        package init(project: ID<Project>) { self.project = project }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Exported {
            let labels = try db.count(
                """
                SELECT COUNT(*) FROM workroom_submission
                WHERE project = \(project) AND state = 'accepted'
                """
            )
            guard labels > 0 else { throw Failure.notAccepting }
            return Exported(project: project, labels: labels)
        }
    }

    /// Accepted answers left the house.
    package struct Exported: Event, Hashable {
        package static let name = "workroom.exported.v1"

        package let project: ID<Project>
        package let labels: Int
    }
}

extension Workroom.Desk {
    /// Every item of a project that has accepted answers, with them; workers by pseudonym.
    package func answered(
        _ project: ID<Workroom.Project>,
        as principal: Principal
    ) async throws -> [Item] {
        try await ledger.perform(Workroom.Export(project: project), as: principal)
        var order: [ID<Workroom.Task>] = []
        var responses: [ID<Workroom.Task>: [Item.Response]] = [:]
        for label in try await given(project) where label.state == "accepted" {
            let submitted = label.submitted
            if responses[submitted.task] == nil { order.append(submitted.task) }
            responses[submitted.task, default: []].append(
                Item.Response(worker: submitted.worker.description, answers: submitted.answers)
            )
        }
        var items: [Item] = []
        for task in order {
            var item = try await sheet(task).item
            // Others know pictures and sounds by the names that they came with.
            for place in item.fields.indices {
                if let medium = Medium(item.fields[place].value) {
                    item.fields[place].value = .string(medium.reference)
                }
            }
            item.responses += responses[task] ?? []
            items.append(item)
        }
        return items
    }
}
