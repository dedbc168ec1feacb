import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Synchronization
import Testing
import Tracing

@testable import Server

@Suite("Traces of requests")
struct TraceTests {
    /// A span as its line has it.
    private struct Told {
        let name: String
        let trace: String
        let id: String
        let parent: String?
        let attributes: [String: String]

        init?(_ span: [String: Any]) {
            guard let name = span["name"] as? String, let trace = span["traceId"] as? String,
                let id = span["spanId"] as? String
            else { return nil }
            (self.name, self.trace, self.id) = (name, trace, id)
            parent = span["parentSpanId"] as? String
            let pairs = (span["attributes"] as? [[String: Any]] ?? []).compactMap { pair in
                (pair["key"] as? String).map { key in
                    (key, (pair["value"] as? [String: Any])?.values.first.map { "\($0)" } ?? "")
                }
            }
            attributes = Dictionary(uniqueKeysWithValues: pairs)
        }

        /// Every span of `lines`.
        static func all(in lines: String) throws -> [Told] {
            try lines.split(separator: "\n").flatMap { line -> [Told] in
                let whole = try JSONSerialization.jsonObject(with: Data(line.utf8))
                let resources = (whole as? [String: Any])?["resourceSpans"] as? [[String: Any]]
                let scopes = resources?.flatMap { $0["scopeSpans"] as? [[String: Any]] ?? [] }
                let spans = scopes?.flatMap { $0["spans"] as? [[String: Any]] ?? [] } ?? []
                return spans.compactMap(Told.init)
            }
        }
    }

    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    /// What a house told of while `body` ran.
    private func lines(
        callers: Set<String> = [],
        _ body: @escaping @Sendable (ServedHouse) async throws -> Void
    ) async throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("cordon-traces-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        var options = TraceOptions(target: .file(file))
        options.callers = callers
        try await ServedHouse.serving(traces: options, body)
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    @Test("say the way, the act and the answer, each step under the one it is a step of")
    func steps() async throws {
        let lines = try await lines { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada Canary", handle: "ada-canary")
            _ = try await owner.invite("auditor", house, name: "Emil")
            _ = try await owner.get("/people/\(Principal.owner.id)")
            _ = try await owner.get("/nothing/of-this")
            let metrics = try await owner.get("/metrics")
            #expect(metrics.body.contains("cordon_traces_dropped_total 0"))
            #expect(metrics.body.contains("# TYPE cordon_traces_spans_total counter"))
        }
        let spans = try Told.all(in: lines)
        let invited = try #require(spans.first { $0.name == "POST /people/invite" })
        #expect(invited.attributes["http.route"] == "/people/invite")
        #expect(invited.attributes["http.response.status_code"] == "200")
        #expect(invited.parent == nil)
        let steps = spans.filter { $0.trace == invited.trace }
        let write = try #require(steps.first { $0.name == "store.write" })
        #expect(write.parent == invited.id)
        let decided = try #require(steps.first { $0.attributes["cordon.act"] == "accounts.invite" })
        #expect(decided.name == "gate.decide")
        #expect(decided.parent == write.id)
        #expect(spans.contains { $0.name == "GET /people/:whom" })
        #expect(spans.contains { $0.name == "GET" && $0.attributes["http.route"] == nil })
        let all = Set(spans.map(\.trace)).count
        #expect(all == spans.filter { $0.parent == nil }.count, "each request is a trace")
        // Who it was, what they are called, and the secrets in addresses are nobody's business.
        for hidden in ["Canary", "canary", Principal.owner.id.description, "of-this", "127.0.0.1"] {
            #expect(!lines.contains(hidden), "\(hidden)")
        }
    }

    @Test("go on from a caller's own trace only where the operator named the caller")
    func callers() async throws {
        let mine = String(Self.parent.dropFirst(3).prefix(32))
        for (callers, isTaken) in [(Set<String>(), false), (["127.0.0.1", "::1"], true)] {
            let lines = try await lines(callers: callers) { house in
                _ = try await Browser(house).get("/sign-in", [("traceparent", Self.parent)])
            }
            let span = try #require(
                try Told.all(in: lines).first { $0.name == "GET /sign-in" }
            )
            #expect((span.trace == mine) == isTaken)
            #expect((span.parent == "b7ad6b7169203331") == isTaken)
        }
    }

    @Test(
        "know a malformed traceparent",
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
            "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ]
    )
    func malformed(header: String) {
        #expect(TracePlace(header: header) == nil)
    }

    @Test("are not kept where whoever began one wants none")
    func unrecorded() throws {
        let place = try #require(TracePlace(header: Self.parent))
        #expect(place.header == Self.parent)
        #expect(place.isRecorded)
        let silent = try #require(TracePlace(header: String(Self.parent.dropLast()) + "0"))
        #expect(!silent.isRecorded)
        #expect(!TracePlace(under: silent).isRecorded)
        let later = try #require(TracePlace(header: "01" + Self.parent.dropFirst(2) + "-more"))
        #expect(later.trace == place.trace)
    }

    @Test("that nobody takes are bounded, and what finds no room is counted")
    func bounds() {
        let traces = Traces()
        for _ in 0..<Traces.waitingMax + 5 {
            traces.startSpan("one", context: .topLevel, ofKind: .server).end()
        }
        #expect(traces.totals.dropped == 5)
        #expect(traces.take(.max).count == Traces.waitingMax)
        #expect(traces.take(.max).isEmpty)
    }

    @Test("write any name as JSON")
    func hostileNames() throws {
        let traces = Traces()
        let span = traces.startSpan("a\"\\\n\u{1}é", context: .topLevel, ofKind: .server)
        span.attributes.set("\"x", value: .string("</script>\u{0}"))
        span.end()
        let line = String(decoding: TraceLines(traces.take(1)).bytes, as: UTF8.self)
        let told = try #require(try Told.all(in: line).first)
        #expect(told.name == "a\"\\\n\u{1}é")
        #expect(told.attributes["\"x"] == "</script>\u{0}")
    }

    @Test("reach a collector; where it is gone, requests go on and the loss is counted")
    func collector() async throws {
        let collector = SampleCollector()
        try await collector.answering { address in
            let target = try #require(TraceTarget(address))
            try await ServedHouse.serving(traces: TraceOptions(target: target)) { house in
                _ = try await Browser(house).get("/sign-in")
                let text = try await collector.first()
                #expect(try Told.all(in: text).contains { $0.name == "GET /sign-in" })
            }
        }
        let nowhere = try #require(TraceTarget("http://127.0.0.1:1/v1/traces"))
        try await ServedHouse.serving(traces: TraceOptions(target: nowhere)) { house in
            let visitor = Browser(house)
            #expect(try await visitor.get("/sign-in").status == 200)
            var lost = false
            while !lost {
                try await Task.sleep(for: .milliseconds(100))
                let metrics = try await visitor.get("/metrics").body
                lost = !metrics.contains("cordon_traces_dropped_total 0")
            }
        }
    }

    @Test(
        "are sent to no other machine",
        arguments: [
            "https://127.0.0.1/v1/traces", "http://collector.example/v1/traces", "",
            "http://me@127.0.0.1:4318/", "http://127.0.0.1.example/", "ftp://127.0.0.1/",
        ]
    )
    func targets(address: String) {
        #expect(TraceTarget(address) == nil)
    }
}

/// Takes what an exporter sends, as an OpenTelemetry collector would.
private final class SampleCollector: Sendable {
    private let sent = AsyncStream.makeStream(of: String.self)

    /// The first batch that came.
    func first() async throws -> String {
        var iterator = sent.stream.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    /// Answers on a free port while `body` runs.
    func answering(_ body: (String) async throws -> Void) async throws {
        let router = Router()
        router.post("/v1/traces") { [sent] request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            #expect(request.headers[.contentType] == "application/json")
            sent.continuation.yield(String(buffer: body))
            return "{}"
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "collector") { _ in SwiftLogNoOpLogHandler() }
        )
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        var iterator = ports.makeAsyncIterator()
        let number = try #require(await iterator.next())
        try await body("http://127.0.0.1:\(number)/v1/traces")
    }
}
