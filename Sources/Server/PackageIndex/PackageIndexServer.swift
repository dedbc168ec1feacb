import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import UnixSignals

/// An index of packages on the loopback: what it answers is decided by whoever starts it.
///
/// It listens for this machine alone and without TLS: what an installer on the same machine is told
/// crosses no network, and its files are held by digests.
package struct PackageIndexServer: Sendable {
    /// What is answered to one request.
    package struct Answer: Sendable {
        package var status: Int
        package var type: String
        package var body: [UInt8]

        package init(_ status: Int, type: String, body: [UInt8]) {
            self.status = status
            self.type = type
            self.body = body
        }

        /// One line for whoever reads the installer's output.
        package init(_ status: Int, _ words: String) {
            self.init(status, type: "text/plain; charset=utf-8", body: Array((words + "\n").utf8))
        }
    }

    /// One question of an installer.
    package struct Question: Sendable {
        /// Undecoded, and without its query.
        package let path: String
        /// The types that it takes.
        package let accepts: String
        /// The host and port that it was sent to.
        package let host: String
    }

    /// Answers a question.
    package typealias Respond = @Sendable (Question) async -> Answer

    private static let idleTimeout = TimeAmount.seconds(60)
    /// Installers open a handful of connections each.
    private static let connectionCountMax = 256

    private let port: Int
    private let logger: Logger
    private let respond: Respond

    /// An index on `port` of the loopback; 0 takes any free one.
    package init(port: Int, logger: Logger, respond: @escaping Respond) {
        self.port = port
        self.logger = logger
        self.respond = respond
    }

    /// Serves until the process is told to stop, and finishes what it is doing first.
    ///
    /// - Parameters:
    ///   - signals: What tells it to stop.
    ///   - running: Called with the port, once requests are answered.
    package func run(
        until signals: [UnixSignal] = [.sigterm, .sigint],
        running: @escaping @Sendable (Int) -> Void
    ) async throws {
        let respond = respond
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            guard request.method == .get || request.method == .head else {
                return Response(status: .methodNotAllowed)
            }
            let host = request.head.authority ?? ""
            // A page in a browser may give our address its own name: it is answered nothing.
            guard Self.isLoopback(host) else { return Response(status: .misdirectedRequest) }
            let answer = await respond(
                Question(
                    path: request.uri.path,
                    accepts: request.headers[.accept] ?? "",
                    host: host
                )
            )
            let response = Response(
                status: .init(code: answer.status),
                headers: [.contentType: answer.type, .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: answer.body))
            )
            // The head alone says what the whole answer would, its length too (RFC 9110, 9.3.2).
            return request.method == .head ? response.createHeadResponse() : response
        }
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: .init(
                address: .hostname("127.0.0.1", port: port),
                serverName: "cordon-index",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionCountMax)
            ),
            onServerRunning: { channel in running(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.runService(gracefulShutdownSignals: signals)
    }

    private static func isLoopback(_ host: String) -> Bool {
        let name = host.prefix { $0 != ":" }
        return name == "127.0.0.1" || name == "localhost"
    }
}
