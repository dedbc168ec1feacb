package import Annotation
package import Kernel

extension Workroom {
    /// Takes a project's accepted answers out of the house, in a format that others read.
    package struct Export: Command {
        package static let name = "workroom.export"
        package static let thing = ThingKind.project

        package var project: ID<Project>
        /// Who receives them: a team or an organisation, never a person's name; nil where nobody
        /// said.
        package var recipient: String?

        package init(project: ID<Project>, recipient: String? = nil) {
            self.project = project
            self.recipient = recipient
        }

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> Exported {
            if let recipient { try check(recipient: recipient) }
            let labels = try db.count(
                """
                SELECT COUNT(*) FROM workroom_submission
                WHERE project = \(project) AND state = 'accepted'
                """
            )
            guard labels > 0 else { throw Failure.notAccepting }
            return Exported(project: project, labels: labels, recipient: recipient)
        }
    }

    /// Accepted answers left the house.
    package struct Exported: Event, Hashable {
        package static let name = "workroom.exported.v1"

        package let project: ID<Project>
        package let labels: Int
        /// Who receives them; nil where nobody said.
        package let recipient: String?
    }

    /// Bytes of what a recipient is called.
    static let recipientMax = 200

    static func check(recipient: String) throws(Failure) {
        guard (1...recipientMax).contains(recipient.utf8.count) else { throw .badRecipient }
    }
}

extension Workroom.Desk {
    /// Every item of a project that has accepted answers, with them; workers by pseudonym.
    ///
    /// - Parameter recipient: who receives them; nil where nobody said.
    package func answered(
        _ project: ID<Workroom.Project>,
        for recipient: String? = nil,
        as principal: Principal
    ) async throws -> [Item] {
        try await ledger.perform(
            Workroom.Export(project: project, recipient: recipient),
            as: principal
        )
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
