import HTTPTypes
import Hummingbird
import Tracing

/// How a house is traced; nothing is, unless somebody asks for it.
package struct TraceOptions: Sendable {
    package var target: TraceTarget
    /// Addresses whose `traceparent` is taken up: a proxy of one's own. With none, every trace
    /// begins here, since anybody can send that header.
    package var callers: Set<String> = []

    package init(target: TraceTarget) { self.target = target }
}

/// Follows requests, one by one, where the house is traced.
struct TracedRequests: Sendable {
    let traces = Traces()
    let callers: Set<String>

    /// Methods that are told by name; others are anybody's words.
    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]

    /// Answers as a span of its own, called by the way's template: never by the path, in which
    /// identifiers stand.
    func following(
        _ route: Route,
        _ arrival: Reception.Arrival,
        isSecure: Bool,
        _ answer: () async -> Reply
    ) async -> Reply {
        var context = InstrumentationContext.topLevel
        if callers.contains(arrival.address) {
            traces.extract(arrival.headers, into: &context, using: HeaderReader())
        }
        let known = Self.methods.contains(arrival.method.rawValue)
        let method = known ? arrival.method.rawValue : "_OTHER"
        let name = route.path.isEmpty ? method : method + " " + route.path
        let span = traces.startSpan(name, context: context, ofKind: .server)
        span.attributes.set("http.request.method", value: .string(method))
        span.attributes.set("url.scheme", value: .string(isSecure ? "https" : "http"))
        if !route.path.isEmpty { span.attributes.set("http.route", value: .string(route.path)) }
        let reply = await withTracer(traces) {
            await InstrumentationContext.withValue(span.context) { await answer() }
        }
        let status = SpanAttribute.int64(Int64(reply.status.code))
        span.attributes.set("http.response.status_code", value: status)
        if reply.status.code >= 500 { span.setStatus(SpanStatus(code: .error)) }
        span.end()
        return reply
    }
}

private struct HeaderReader: Extractor {
    func extract(key: String, from carrier: HTTPFields) -> String? {
        // Sent twice, it says nothing (W3C Trace Context §3.2).
        guard let name = HTTPField.Name(key), carrier[values: name].count == 1 else { return nil }
        return carrier[name]
    }
}
