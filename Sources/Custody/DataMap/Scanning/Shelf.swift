extension DataMap {
    /// Something that takes long to make, kept for as long as what it was made from stands.
    ///
    /// Whoever comes while it is made waits for the one who makes it.
    actor Shelf<Value: Sendable> {
        private var kept: (state: String, value: Value)?
        private var making: (state: String, task: Task<Value, any Error>)?

        /// What was made in `state`, or what `make` makes of it now.
        func value(
            in state: String,
            _ make: @escaping @Sendable () async throws -> Value
        ) async throws -> Value {
            if let kept, kept.state == state { return kept.value }
            if let making, making.state == state { return try await making.task.value }
            // Not a child of whoever asked first: others wait for it, too.
            let task = Task { try await make() }
            making = (state, task)
            defer { if making?.state == state { making = nil } }
            let value = try await task.value
            kept = (state, value)
            return value
        }
    }
}
