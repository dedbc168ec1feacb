import Annotation
import Fingerprints
package import Kernel

extension Workroom.Desk {
    /// A task as it was given, from the event that gave it.
    func sheet(_ task: ID<Workroom.Task>) async throws -> Workroom.Sheet {
        let place = try await ledger.store.read { db in
            try db.row("SELECT batch, number FROM workroom_task WHERE id = \(task)")
                .map { (event: $0.id(0) as ID<any Event>, number: $0.int(1)) }
        }
        guard let place else { throw Workroom.Failure.unknown }
        let sheets = try await cache.sheets(place.event, in: ledger)
        guard sheets.indices.contains(place.number) else { throw Workroom.Failure.unknown }
        return sheets[place.number]
    }

    /// Lists of surrogates of a project, by field.
    func surrogates(_ project: ID<Workroom.Project>) async throws -> [String: [String]] {
        try await begun(project).conditions.surrogates
    }

    /// What a project is, whole.
    package func begun(_ project: ID<Workroom.Project>) async throws -> Workroom.Begun {
        try await cache.begun(project, in: ledger)
    }

    /// A task as one engagement is shown it.
    func shown(
        _ sheet: Workroom.Sheet,
        to engagement: ID<Workroom.Engagement>,
        surrogates: [String: [String]]
    ) -> Item {
        var item = sheet.item
        let session = engagement.description
        for place in item.fields.indices {
            let name = item.fields[place].name
            if let values = surrogates[name], item.fields[place].value.text != nil {
                let number = fingerprint.choice(
                    session: session,
                    record: sheet.task.description,
                    place: name,
                    of: values.count
                )
                item.fields[place].value = .string(values[number])
            } else {
                item.fields[place].value = marked(item.fields[place].value, for: session)
            }
        }
        item.source = nil
        item.responses = []
        return item
    }

    /// Texts with marked gaps; in lists and objects too.
    private func marked(_ value: JSONValue, for session: String) -> JSONValue {
        switch value {
        case .string(let text): .string(Gaps.mark(text, for: session, by: fingerprint))
        case .array(let elements): .array(elements.map { marked($0, for: session) })
        case .object(let members):
            .object(members.map { .init($0.name, marked($0.value, for: session)) })
        default: value
        }
    }
}
