import Tracing

/// Follows one request along the road, where somebody traces it: each step becomes a span.
///
/// Whom to tell travels with the task and not in a global, so that two houses in one process are
/// told apart, and a task that nobody follows pays one look. Transactions run on threads of their
/// own: whoever starts one takes the follower along.
package struct Follower: Sendable {
    private let tracer: any Tracer
    private let context: InstrumentationContext

    /// Whoever follows the task that asks; nil where nobody does.
    package static var current: Follower? {
        InstrumentationContext.current.map {
            Follower(tracer: InstrumentationSystem.tracer, context: $0)
        }
    }

    /// Begins a step within this one.
    fileprivate func begin(
        _ name: String,
        _ act: String?
    ) -> (span: any Span, inner: Follower) {
        let span: any Span = tracer.startSpan(name, context: context)
        if let act { span.attributes.set("cordon.act", value: .string(act)) }
        return (span, Follower(tracer: tracer, context: span.context))
    }
}

extension Follower? {
    /// Runs `body` as a step called `name` where somebody follows, and just runs it elsewhere.
    /// `act` is the act that it is a step of, by its name.
    ///
    /// An answer that is no is no fault of the step, and what it was about is not told: failures
    /// may speak of people.
    package func step<T: ~Copyable>(
        _ name: String,
        _ act: String? = nil,
        _ body: (Follower?) throws -> T
    ) rethrows -> T {
        guard let (span, inner) = self?.begin(name, act) else { return try body(nil) }
        defer { span.end() }
        do {
            return try body(inner)
        } catch {
            span.note(error)
            throw error
        }
    }

    /// As the one above, for what waits.
    package func step<T>(
        _ name: String,
        _ act: String? = nil,
        _ body: (Follower?) async throws -> T
    ) async rethrows -> T {
        guard let (span, inner) = self?.begin(name, act) else {
            return try await body(nil)
        }
        defer { span.end() }
        do {
            return try await body(inner)
        } catch {
            span.note(error)
            throw error
        }
    }
}

extension Span {
    fileprivate func note(_ error: any Error) {
        if error is any Failure {
            attributes.set("cordon.refused", value: .bool(true))
        } else {
            setStatus(SpanStatus(code: .error))
        }
    }
}
