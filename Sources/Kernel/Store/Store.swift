/// Where events and projections live: SQLite in one file, or PostgreSQL for several replicas.
///
/// *Trusted?* For availability only. Whoever owns it can delete or roll back, and is noticed by
/// the signed head kept elsewhere; bodies are sealed under keys that it does not hold.
package protocol Store: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` in a transaction that is durable when this returns, or never happened.
    ///
    /// The body may be run again when replicas collide, so it must have no effect but through
    /// its database. Throws what `body` throws, or `Broken`.
    func write<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T

    /// Runs `body` on a consistent picture of what is committed.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T

    /// As `write`, blocking the thread; for the key ring, which is asked inside transactions.
    func writeNow<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) throws -> T

    /// As `read`, blocking the thread.
    func readNow<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) throws -> T

    /// Finishes what is under way and lets go.
    func close() throws
}
