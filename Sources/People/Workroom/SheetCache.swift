import Kernel
import Synchronization

/// Batches of tasks that were opened lately.
///
/// A batch is one sealed event of up to 500 tasks, and workers of one project are served from the
/// same few: opening it anew for each lease costs more than all the rest. Measured: with 200
/// workers, 40 turns a second without it. Bounded by count; what leaves it is simply opened again.
final class SheetCache: Sendable {
    /// Batches and projects held at most, of up to 500 tasks each.
    private static let countMax = 32

    private struct Held {
        var sheets: [ID<any Event>: [Workroom.Sheet]] = [:]
        var projects: [ID<Workroom.Project>: Workroom.Begun] = [:]
    }

    private let held = Mutex(Held())

    /// The tasks that an event gave.
    func sheets(_ event: ID<any Event>, in ledger: Ledger) async throws -> [Workroom.Sheet] {
        if let known = held.withLock({ $0.sheets[event] }) { return known }
        guard let added = try await ledger.event(event, as: Workroom.Added.self) else {
            throw Workroom.Failure.unknown
        }
        held.withLock { held in
            if held.sheets.count >= Self.countMax { held.sheets.removeAll() }
            held.sheets[event] = added.sheets
        }
        return added.sheets
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
