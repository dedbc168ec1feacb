import Hummingbird
import Kernel
import NIOCore
import People
import ServiceLifecycle

extension Route {
    /// What is new, as it becomes so.
    static let liveWays: [Route] = [
        .get("/live", .signedIn) { visit, reception in
            guard reception.counts.streams < LiveStream.countMax else {
                throw Reception.Turned.away(.serviceUnavailable)
            }
            return Reply(
                type: "text/event-stream",
                stream: LiveStream(visit: visit, reception: reception)
            )
        }
    ]
}

/// One tab's stream: says which regions are stale, never what is in them. The tab fetches those, so
/// rights are checked again.
struct LiveStream: AsyncSequence, Sendable {
    let visit: Visit
    let reception: Reception

    /// Streams open at once; more are told to come again.
    static let countMax = 2_000
    /// How often a stream looks whether its session still stands: well under the five seconds in
    /// which a suspended account is shut out.
    private static let step = Duration.seconds(1)
    private static let stepsPerBeat = 15
    private static let regions = [
        "waiting-list", "people-list", "document-list", "queue-list", "leaf-list", "release-list",
        "run",
    ]

    func makeAsyncIterator() -> Iterator { Iterator(self) }

    struct Iterator: AsyncIteratorProtocol {
        private let stream: LiveStream
        private let counted: Counted
        private var size: Int
        private var version: Int
        private var steps = 0
        private var isOver = false

        fileprivate init(_ stream: LiveStream) {
            self.stream = stream
            counted = Counted(stream.reception.counts)
            size = stream.reception.home.publication.size
            version = stream.reception.runs.version
        }

        /// The next thing to say; waits until there is one, and ends with the session, or the
        /// server.
        mutating func next() async throws -> ByteBuffer? {
            if isOver { return nil }
            if steps == 0 {
                steps = 1
                return ByteBuffer(string: "retry: 5000\nid: \(size)\nevent: beat\ndata:\n\n")
            }
            while true {
                try await Task.sleep(for: LiveStream.step)
                // The house stops: a stream that went on would keep it from it. The tab comes
                // again by itself, to the house that is started next.
                if Task.isShuttingDownGracefully {
                    isOver = true
                    return nil
                }
                let (visit, reception) = (stream.visit, stream.reception)
                let time = reception.time
                guard try await reception.session(visit.token, visit.headers, at: time) != nil
                else {
                    isOver = true
                    return ByteBuffer(string: "event: over\ndata:\n\n")
                }
                steps += 1
                let now = reception.home.publication.size
                let changed = reception.runs.version
                if now != size || changed != version {
                    (size, version) = (now, changed)
                    let text = LiveStream.regions.map {
                        "event: stale\nid: \(now)\ndata: \($0)\n\n"
                    }
                    return ByteBuffer(string: text.joined())
                }
                if steps.isMultiple(of: LiveStream.stepsPerBeat) {
                    return ByteBuffer(string: "event: beat\nid: \(size)\ndata:\n\n")
                }
            }
        }
    }

    /// Counts a stream for as long as somebody reads it.
    private final class Counted: Sendable {
        private let counts: Counts

        init(_ counts: Counts) {
            self.counts = counts
            counts.stream(1)
        }

        deinit { counts.stream(-1) }
    }
}
