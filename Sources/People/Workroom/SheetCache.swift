import Kernel
import Synchronization

/// Batches of tasks that were opened lately, and what never changes about leases and tasks.
///
/// A batch is one sealed event of up to 500 tasks, and workers of one project are served from the
/// same few: opening it anew for each lease costs more than all the rest. Measured: with 200
/// workers, 40 turns a second without it. Where a task stands and what a lease is of are asked
/// twice in every turn and change never: reading them each time cost half of a turn. Bounded by
/// count; what leaves it is simply read again. States are never held here.
final class SheetCache: Sendable {
    /// Batches and projects held at most, of up to 500 tasks each.
    private static let countMax = 32
    /// Places and leases held at most: a hundred bytes each.
    private static let factsMax = 20_000

    private struct Held {
        var sheets: [ID<any Event>: Task<[Workroom.Sheet], any Error>] = [:]
        var projects: [ID<Workroom.Project>: Workroom.Begun] = [:]
        var places: [ID<Workroom.Task>: Workroom.Desk.Place] = [:]
        var leases: [ID<Workroom.Lease>: Workroom.Desk.Taken] = [:]
        var engagements: [ID<Workroom.Engagement>: ID<Workroom.Project>] = [:]
    }

    private let held = Mutex(Held())

    /// The tasks that an event gave. Many who ask at once wait for one who opens it: each opening
    /// it for themselves made one turn in a hundred last half a second.
    func sheets(_ event: ID<any Event>, in ledger: Ledger) async throws -> [Workroom.Sheet] {
        let opening = held.withLock { held in
            if let known = held.sheets[event] { return known }
            if held.sheets.count >= Self.countMax { held.sheets.removeAll() }
            let opening = Task {
                guard let added = try await ledger.event(event, as: Workroom.Added.self) else {
                    throw Workroom.Failure.unknown
                }
                return added.sheets
            }
            held.sheets[event] = opening
            return opening
        }
        do {
            return try await opening.value
        } catch {
            // What failed once may succeed when it is asked for again.
            held.withLock { held in
                if held.sheets[event] == opening { held.sheets[event] = nil }
            }
            throw error
        }
    }

    /// Where a task stands.
    func place(
        of task: ID<Workroom.Task>,
        in ledger: Ledger
    ) async throws -> Workroom.Desk.Place {
        if let known = held.withLock({ $0.places[task] }) { return known }
        let place = try await ledger.store.read { try Workroom.Desk.place(of: task, in: $0) }
        held.withLock { held in
            if held.places.count >= Self.factsMax { held.places.removeAll() }
            held.places[task] = place
        }
        return place
    }

    /// What a lease of `engagement` is of, and until when.
    func taken(
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>,
        in ledger: Ledger
    ) async throws -> Workroom.Desk.Taken {
        if let known = held.withLock({ $0.leases[lease] }), known.engagement == engagement {
            return known
        }
        let taken = try await ledger.store.read { db in
            let state = try Workroom.lease(lease, of: engagement, in: db)
            return Workroom.Desk.Taken(
                engagement: engagement,
                project: try Workroom.engagement(engagement, in: db).project,
                task: state.task,
                taken: state.taken,
                ends: state.ends
            )
        }
        keep(taken, of: lease)
        return taken
    }

    func keep(_ taken: Workroom.Desk.Taken, of lease: ID<Workroom.Lease>) {
        held.withLock { held in
            if held.leases.count >= Self.factsMax { held.leases.removeAll() }
            held.leases[lease] = taken
        }
    }

    /// What an engagement is for; it never changes.
    func project(
        of engagement: ID<Workroom.Engagement>,
        in ledger: Ledger
    ) async throws -> ID<Workroom.Project> {
        if let known = held.withLock({ $0.engagements[engagement] }) { return known }
        let project = try await ledger.store.read {
            try Workroom.engagement(engagement, in: $0).project
        }
        held.withLock { held in
            if held.engagements.count >= Self.factsMax { held.engagements.removeAll() }
            held.engagements[engagement] = project
        }
        return project
    }

    /// A project, whole; it never changes once begun.
    func begun(
        _ project: ID<Workroom.Project>,
        in ledger: Ledger
    ) async throws -> Workroom.Begun {
        if let known = held.withLock({ $0.projects[project] }) { return known }
        let event = try await ledger.store.read { try Workroom.standing(project, in: $0).event }
        guard let begun = try await ledger.event(event, as: Workroom.Begun.self) else {
            throw Workroom.Failure.unknown
        }
        held.withLock { held in
            if held.projects.count >= Self.countMax { held.projects.removeAll() }
            held.projects[project] = begun
        }
        return begun
    }
}
