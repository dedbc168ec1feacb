import Kernel
import Synchronization
import Tracing

/// Where a span stands among others (W3C Trace Context, Level 1).
struct TracePlace: Sendable, Hashable {
    /// Sixteen bytes that name the trace; never all zero.
    let trace: [UInt8]
    /// Eight bytes that name the span; never all zero.
    let span: [UInt8]
    /// Whether whoever began the trace wants it recorded.
    let isRecorded: Bool

    /// A place of its own in the trace of `parent`, or in a new one.
    init(under parent: TracePlace?) {
        trace = parent?.trace ?? Self.random(16)
        span = Self.random(8)
        isRecorded = parent?.isRecorded ?? true
    }

    /// From a header `traceparent`: version, trace, span and flags; nil where it is malformed
    /// (§3.2.2), and then a new trace is begun.
    init?(header text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[0] != "ff",
            // Later versions may go on; this one does not.
            parts[0] != "00" || parts.count == 4,
            parts[..<4].allSatisfy({ $0 == $0.lowercased() }),
            Self.bytes(parts[0], 1) != nil, let trace = Self.bytes(parts[1], 16),
            let span = Self.bytes(parts[2], 8), let flags = Self.bytes(parts[3], 1),
            trace.contains(where: { $0 != 0 }), span.contains(where: { $0 != 0 })
        else { return nil }
        (self.trace, self.span) = (trace, span)
        isRecorded = flags[0] & 1 == 1
    }

    var header: String {
        "00-\(hexadecimal(trace))-\(hexadecimal(span))-\(isRecorded ? "01" : "00")"
    }

    private static func bytes(_ text: String, _ count: Int) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count == 2 * count else { return nil }
        func digit(_ letter: UInt8) -> UInt8? {
            switch letter {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: letters.count, by: 2) {
            guard let high = digit(letters[index]), let low = digit(letters[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<count / 8 {
            // One in 2⁶⁴ would be all zero, which says "no span".
            withUnsafeBytes(of: UInt64.random(in: 1...UInt64.max, using: &generator)) {
                bytes.append(contentsOf: $0)
            }
        }
        return bytes
    }
}

/// What travels with a task: the place of the span that is under way.
enum TracePlaceKey: InstrumentationContextKey {
    typealias Value = TracePlace
    static var nameOverride: String? { "trace-place" }
}

/// One step of the house's work, from when it began until it ended.
final class TracedSpan: Span {
    /// A span that is over.
    struct Record: Sendable {
        var name: String
        let kind: SpanKind
        let place: TracePlace
        let parent: [UInt8]?
        /// Nanoseconds since 1970.
        let begun: UInt64
        var ended: UInt64?
        var attributes: SpanAttributes = [:]
        var hasFailed = false
    }

    let context: InstrumentationContext
    private let record: Mutex<Record>
    private let traces: Traces

    init(_ record: Record, context: InstrumentationContext, traces: Traces) {
        self.record = Mutex(record)
        self.context = context
        self.traces = traces
    }

    var operationName: String {
        get { record.withLock { $0.name } }
        set { record.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { record.withLock { $0.attributes } }
        set { record.withLock { $0.attributes = newValue } }
    }

    var isRecording: Bool { record.withLock { $0.ended == nil && $0.place.isRecorded } }

    func setStatus(_ status: SpanStatus) {
        record.withLock { $0.hasFailed = status.code == .error }
    }

    /// The house has steps, and no events within them.
    func addEvent(_ event: SpanEvent) {}

    /// That it failed is told; with what is not, since errors may speak of people.
    func recordError<Instant: TracerInstant>(
        _ error: any Error,
        attributes: SpanAttributes,
        at instant: @autoclosure () -> Instant
    ) {
        setStatus(SpanStatus(code: .error))
    }

    func addLink(_ link: SpanLink) {}

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let time = instant().nanosecondsSinceEpoch
        let finished = record.withLock { record -> Record? in
            guard record.ended == nil else { return nil }
            record.ended = max(time, record.begun)
            return record
        }
        if let finished { traces.keep(finished) }
    }
}
