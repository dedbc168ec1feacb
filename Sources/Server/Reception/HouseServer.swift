import Credentials
import FoundationEssentials
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
package import Kernel
package import Logging
import NIOCore
package import People
package import UnixSignals

/// The house on the network: console, programs' interface and log, over TLS 1.3 with HTTP/2 or
/// HTTP/1.1, or in plain HTTP for this machine alone.
package struct HouseServer: Sendable {
    /// Where and how to listen.
    package struct Options: Sendable {
        package var host: String
        /// 0 takes any free port.
        package var port: Int
        /// How browsers write the address; nil for plain HTTP on this machine.
        package var origin: String?
        package var certificate: CertificateFiles?
        package var signals: [UnixSignal] = [.sigterm, .sigint]
        /// Sample people, in a house that is there for trying out.
        package var demo: Demo?
        /// Where spans of requests go; nowhere unless somebody asks for it.
        package var traces: TraceOptions?

        package init(host: String = "127.0.0.1", port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// Why the server does not start as it was asked to.
    package enum Failure: Kernel.Failure, Equatable {
        case plainBeyondThisMachine
        case demoBeyondThisMachine
        case badOrigin
        case badCertificate

        package var message: String {
            switch self {
            case .plainBeyondThisMachine:
                "Without a certificate the house is served to this machine alone. Give "
                    + "--certificate and --private-key, or leave --host out."
            case .demoBeyondThisMachine:
                "A demo is served to this machine alone, in plain HTTP: whoever opens it is "
                    + "anybody in it."
            case .badOrigin:
                "Give the address that people type, as https://name or https://name:port."
            case .badCertificate:
                "The certificate or its key cannot be read. Both are PEM files."
            }
        }
    }

    /// Closes a connection that says nothing for so long, its first line included.
    private static let idleTimeout = TimeAmount.seconds(20)
    private static let connectionCountMax = 12_000
    /// Lines and headers of a request, in bytes.
    private static let headByteCountMax = 16_384

    private let home: Home
    private let policy: HousePolicy
    private let options: Options
    private let logger: Logger

    package init(home: Home, policy: HousePolicy, options: Options, logger: Logger) {
        self.home = home
        self.policy = policy
        self.options = options
        self.logger = logger
    }

    /// Serves until told to stop, and finishes what it is doing first.
    ///
    /// - Parameter running: called once requests are answered, with the address that people type,
    ///   and the invitation of the first owner where there is none yet.
    package func run(
        running: @escaping @Sendable (_ origin: String, _ invitation: String?) async -> Void
    ) async throws {
        let isLocal = ["127.0.0.1", "::1", "localhost"].contains(options.host)
        guard options.certificate != nil || isLocal else { throw Failure.plainBeyondThisMachine }
        let isPlain = options.certificate == nil && options.origin == nil
        guard options.demo == nil || (isLocal && isPlain) else {
            throw Failure.demoBeyondThisMachine
        }
        let certificates = try options.certificate.map { files in
            try Certificates(files, logger: logger)
        }
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Self.headByteCountMax,
            maxHeaderListSize: Self.headByteCountMax,
            maxHeaderFieldCount: 100
        )
        let http = HTTP1Channel.Configuration(
            idleTimeout: Self.idleTimeout,
            httpDecoderConfiguration: decoder
        )
        let server: HTTPServerBuilder =
            if let certificates {
                try .http2Upgrade(
                    tlsConfiguration: certificates.configuration,
                    configuration: .init(idleTimeout: .seconds(20), streamConfiguration: http)
                )
            } else {
                .http1(configuration: http)
            }
        let door = Door()
        let traced = options.traces.map { TracedRequests(callers: $0.callers) }
        let application = Application(
            router: router(door),
            server: server,
            configuration: .init(
                address: .hostname(options.host, port: options.port),
                serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionCountMax)
            ),
            onServerRunning: { [self] channel in
                let port = channel.localAddress?.port ?? options.port
                await open(door, port: port, traced, running)
            },
            logger: logger
        )
        let publishing = Task { await home.sequencer.run(every: .milliseconds(200)) }
        defer { publishing.cancel() }
        try await tracing(traced) {
            try await application.runService(gracefulShutdownSignals: options.signals)
        }
    }

    /// Hands spans on while `body` runs, and what is left once it has.
    private func tracing(
        _ traced: TracedRequests?,
        _ body: () async throws -> Void
    ) async throws {
        guard let traced, let target = options.traces?.target else { return try await body() }
        let export = TraceExport(traces: traced.traces, target: target, logger: logger)
        let handingOn = Task { await export.run() }
        func end() async {
            handingOn.cancel()
            await handingOn.value
            await export.handOn()
        }
        do {
            try await body()
        } catch {
            await end()
            throw error
        }
        await end()
    }

    /// What the routes answer from, known once the port is.
    private func open(
        _ door: Door,
        port: Int,
        _ traced: TracedRequests?,
        _ running: @Sendable (String, String?) async -> Void
    ) async {
        let scheme = options.certificate == nil ? "http" : "https"
        let origin = options.origin ?? "\(scheme)://localhost:\(port)"
        guard let site = Site(origin: origin) else { return }
        let reception = Reception(
            home: home,
            policy: policy,
            site: site,
            demo: options.demo,
            logger: logger,
            traced: traced
        )
        door.open(reception)
        do {
            if let demo = options.demo { try await reception.welcome(demo) }
            await running(origin, try await reception.firstInvitation())
        } catch {
            logger.critical("server.invitation-failed", metadata: ["detail": "\(error)"])
        }
    }

    private func router(_ door: Door) -> Router<HouseContext> {
        let router = Router(
            context: HouseContext.self,
            options: .autoGenerateHeadEndpoints
        )
        router.add(middleware: Unrouted(door: door))
        for route in Route.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await door.answer(route, request, context)
            }
        }
        return router
    }
}

/// What no route answers is answered in the house's own words, whatever the method.
private struct Unrouted: RouterMiddleware {
    let door: Door

    func handle(
        _ request: Request,
        context: HouseContext,
        next: @concurrent (Request, HouseContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return try await door.answerNothing(request, context)
        }
    }
}
