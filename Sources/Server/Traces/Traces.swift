import Synchronization
import Tracing

/// The spans of a house that is traced, until they are handed on.
///
/// In memory and bounded: whoever asks is never kept waiting for whoever watches. What finds no
/// room is dropped, and counted. Spans say which way, which act and how long; never who, and
/// nothing that somebody wrote.
final class Traces: Tracer {
    /// Spans that wait to be handed on.
    static let waitingMax = 8_192

    private struct State {
        var waiting: [TracedSpan.Record] = []
        var handedOn = 0
        var dropped = 0
    }

    private let state = Mutex(State())

    func keep(_ span: TracedSpan.Record) {
        guard span.place.isRecorded else { return }
        state.withLock { state in
            if state.waiting.count < Self.waitingMax {
                state.waiting.append(span)
            } else {
                state.dropped += 1
            }
        }
    }

    /// Everything that waits, at most `count`, oldest first.
    func take(_ count: Int) -> [TracedSpan.Record] {
        state.withLock { state in
            let taken = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(taken.count)
            return taken
        }
    }

    /// Says what became of spans that were taken.
    func count(_ spans: Int, handedOn: Bool) {
        state.withLock { state in
            if handedOn { state.handedOn += spans } else { state.dropped += spans }
        }
    }

    /// Spans that were handed on, and that were dropped, since the start.
    var totals: (handedOn: Int, dropped: Int) {
        state.withLock { ($0.handedOn, $0.dropped) }
    }

    // MARK: Tracer

    func startSpan<Instant: TracerInstant>(
        _ operationName: String,
        context: @autoclosure () -> InstrumentationContext,
        ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant,
        function: String,
        file fileID: String,
        line: UInt
    ) -> TracedSpan {
        var context = context()
        let parent = context[TracePlaceKey.self]
        let place = TracePlace(under: parent)
        context[TracePlaceKey.self] = place
        let record = TracedSpan.Record(
            name: operationName,
            kind: kind,
            place: place,
            parent: parent?.span,
            begun: instant().nanosecondsSinceEpoch
        )
        return TracedSpan(record, context: context, traces: self)
    }

    /// Handing on has a task of its own (`TraceExport`).
    func forceFlush() {}

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier,
        into context: inout InstrumentationContext,
        using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: "traceparent", from: carrier) else { return }
        context[TracePlaceKey.self] = TracePlace(header: text)
    }

    func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext,
        into carrier: inout Carrier,
        using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let place = context[TracePlaceKey.self] else { return }
        injector.inject(place.header, forKey: "traceparent", into: &carrier)
    }
}
