/// Named places where the world may fail, so that tests can make it fail there.
///
/// A point stands before and after each durable step (`ledger.commit.before`, `….after`): failing
/// *before* means nothing was stored; failing *after* means it was stored but reported as failed.
/// Outside tests the closure does nothing.
package struct Faults: Sendable {
    private let strike: @Sendable (String) throws -> Void

    package init(_ strike: @escaping @Sendable (String) throws -> Void) { self.strike = strike }

    /// Nothing fails on purpose.
    package static let none = Faults { _ in }

    /// Passes `point`, or fails there when a test asked for it.
    package func pass(_ point: String) throws { try strike(point) }

    /// Every durable step of the kernel that a test can break.
    package static let points = [
        "store.commit.before", "store.commit.after",
        "sequencer.commit.before", "sequencer.commit.after",
        "publication.tiles.before", "publication.tiles.after",
        "publication.checkpoint.before", "publication.checkpoint.after",
        "keys.create.before", "keys.create.after",
        "keys.destroy.before", "keys.destroy.after",
        "keys.replace.before", "keys.replace.after",
        "log-key.replace.staged", "log-key.replace.recorded", "log-key.replace.signed",
        "log-key.replace.shown", "log-key.replace.after",
    ]
}
