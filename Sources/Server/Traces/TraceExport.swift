import AsyncHTTPClient
import FoundationEssentials
import Glibc
import Logging
import NIOCore
import NIOHTTP1

/// Hands spans on, batch by batch, beside the requests. What cannot be handed on is dropped and
/// counted: a collector that is down costs its picture, and nothing else.
struct TraceExport: Sendable {
    let traces: Traces
    let target: TraceTarget
    let logger: Logger

    /// Spans of one batch, as the OpenTelemetry SDKs have it.
    private static let batchMax = 512
    /// Between two looks for spans.
    private static let step = Duration.milliseconds(250)
    /// Bytes of a file; then it becomes `FILE.1`, in place of the one before.
    static let fileByteCountMax = 64 << 20
    private static let timeout = TimeAmount.seconds(5)

    /// Hands on until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.step)
            await handOn()
        }
    }

    /// Hands on all that waits.
    func handOn() async {
        var hasFailed = false
        while true {
            let spans = traces.take(Self.batchMax)
            guard !spans.isEmpty else { break }
            let isDone = await hand(TraceLines(spans).bytes)
            traces.count(spans.count, handedOn: isDone)
            hasFailed = hasFailed || !isDone
        }
        if hasFailed { logger.notice("traces.not-handed-on") }
    }

    private func hand(_ bytes: [UInt8]) async -> Bool {
        switch target {
        case .file(let path): Self.append(bytes + [UInt8(ascii: "\n")], to: path)
        case .collector(let address): await Self.send(bytes, to: address)
        }
    }

    /// Adds a line in one write. Traces are worth no flush: the record is the ledger.
    private static func append(_ bytes: [UInt8], to path: String) -> Bool {
        let file = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return false }
        defer { Glibc.close(file) }
        let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        var about = stat()
        if fstat(file, &about) == 0, about.st_size >= fileByteCountMax {
            _ = rename(path, path + ".1")
        }
        return written == bytes.count
    }

    private static func send(_ bytes: [UInt8], to address: String) async -> Bool {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: bytes))
        do {
            let response = try await client.execute(request, timeout: timeout)
            _ = try await response.body.collect(upTo: 65_536)
            return (200..<300).contains(response.status.code)
        } catch {
            return false
        }
    }

    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPWitness.configuration
    )
}
