import Annotation
import Fingerprints
package import Kernel

extension Workroom.Desk {
    /// A task as it was given, from the event that gave it.
    func sheet(_ task: ID<Workroom.Task>) async throws -> Workroom.Sheet {
        let place = try await cache.place(of: task, in: ledger)
        let sheets = try await cache.sheets(place.event, in: ledger)
        guard sheets.indices.contains(place.number) else { throw Workroom.Failure.unknown }
        return sheets[place.number]
    }

    /// What never changes about a lease.
    struct Taken: Sendable {
        let engagement: ID<Workroom.Engagement>
        let project: ID<Workroom.Project>
        let task: ID<Workroom.Task>
        /// In milliseconds since 1970, as its end.
        let taken: Int64
        let ends: Int64
    }

    /// Where a task stands: the event that gave it, and its number there.
    struct Place: Sendable {
        let event: ID<any Event>
        let number: Int
    }

    static func place(of task: ID<Workroom.Task>, in db: Database) throws -> Place {
        let row = try db.row("SELECT batch, number FROM workroom_task WHERE id = \(task)")
        guard let row else { throw Workroom.Failure.unknown }
        return Place(event: row.id(0), number: row.int(1))
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
    ///
    /// - Parameter hiding: numbers of the stretches that are blacked out.
    func shown(
        _ sheet: Workroom.Sheet,
        to engagement: ID<Workroom.Engagement>,
        surrogates: [String: [String]],
        hiding: [Int] = []
    ) -> Item {
        var item = sheet.item
        let masks = hiding.compactMap { sheet.masks?[$0] }
        let session = engagement.description
        for place in item.fields.indices {
            let name = item.fields[place].name
            let own = masks.filter { $0.field == name }
            if !own.isEmpty { item.fields[place].value = item.fields[place].value.covered(by: own) }
            if let text = item.fields[place].value.text, text.contains(Canary.placeholder) {
                let token = Canary.token(for: session, in: sheet.task, by: fingerprint)
                item.fields[place].value = .string(
                    text.replacing(Canary.placeholder, with: token)
                )
            }
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
        guard Medium(value) == nil else { return value }
        return switch value {
        case .string(let text): .string(Gaps.mark(text, for: session, by: fingerprint))
        case .array(let elements): .array(elements.map { marked($0, for: session) })
        case .object(let members):
            .object(members.map { .init($0.name, marked($0.value, for: session)) })
        default: value
        }
    }
}
